"""Program text follows the language of the moment."""

from collections.abc import Iterator

import pytest

from borderdesk.text import language, ntr, ntr_in, set_language, tr, tr_in, translatable


@pytest.fixture(autouse=True)
def language_as_before() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


def test_switching_the_language_changes_the_next_sentence() -> None:
    set_language("lo")
    assert tr("Service card") == "ບັດບໍລິການ"
    set_language("en")
    assert tr("Service card") == "Service card"


def test_paper_speaks_its_own_language_whatever_the_program_speaks() -> None:
    set_language("en")
    assert tr_in("lo", "Service card") == "ບັດບໍລິການ"
    assert language() == "en"


def test_fields_are_filled_after_translation() -> None:
    assert tr_in("lo", "Page {page} of {pages}", page=1, pages=2) == "ໜ້າ 1/2"
    assert tr_in("en", "Page {page} of {pages}", page=1, pages=2) == "Page 1 of 2"


def test_a_sentence_without_translation_is_shown_in_english() -> None:
    assert tr_in("lo", "A sentence nobody translated") == "A sentence nobody translated"
    assert tr_in("kjg", "Service card") == "Service card"


def test_a_count_takes_the_form_its_language_has() -> None:
    assert [ntr_in("en", "{n} day", "{n} days", n) for n in (1, 2)] == ["1 day", "2 days"]
    assert [ntr_in("lo", "{n} day", "{n} days", n) for n in (1, 2)] == ["1 ວັນ", "2 ວັນ"]
    set_language("lo")
    assert ntr("{n} day", "{n} days", 5) == "5 ວັນ"


def test_braces_stay_when_there_is_nothing_to_fill() -> None:
    assert tr("a {brace}") == "a {brace}"


def test_empty_text_stays_empty() -> None:
    assert tr_in("lo", "") == ""


def test_a_language_the_program_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")


def test_marking_a_sentence_changes_nothing() -> None:
    assert translatable("Monday") == "Monday"
