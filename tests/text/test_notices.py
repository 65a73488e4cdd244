"""Each failure says what happened, what is safe and what to do, in both languages."""

import re
from dataclasses import astuple
from string import Formatter

import pytest
from tests.text.program_source import raised, strings

from borderdesk.domain.errors import Cancelled, NotAllowed, RuleBroken
from borderdesk.domain.roles import Act, Role, may, require
from borderdesk.resources import resource
from borderdesk.text import LANGUAGES, notice
from borderdesk.text.notices import _texts

PARTS = ("happened", "safe", "next")
NOTICES = _texts()
SPOKEN_BY_EVERY_FAILURE = {"unexpected", "cancelled"}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def all_places(code: str, language: str) -> set[str]:
    return set().union(*(places(NOTICES[code][language][part]) for part in PARTS))


def test_a_notice_is_filled_and_spoken_in_the_language_asked_for() -> None:
    error = RuleBroken("slip.code_too_long", length=38)
    assert "38" in notice(error.code, "en", **error.fields).happened
    lao = notice(error.code, "lo", **error.fields)
    assert "38" in lao.happened
    assert lao.kind == "rule"
    assert str(lao) == " ".join((lao.happened, lao.safe, lao.next))


@pytest.mark.parametrize("role", list(Role))
def test_a_refusal_calls_those_who_may_by_the_names_of_their_roles(role: Role) -> None:
    for act in (act for act in Act if not may(role, act)):
        with pytest.raises(NotAllowed) as refused:
            require(role, act)
        told = {each: notice("role.not_allowed", each, **refused.value.fields).next for each in ("en", "lo")}
        assert not set(re.findall(r"\w+", told["en"])) & set(Role)
        assert not re.search("[A-Za-z]", told["lo"])
    assert notice("role.not_allowed", "en", who="officer, shift_lead").next.endswith(": Officer, Shift lead.")


def test_a_code_without_text_gets_the_general_notice_and_keeps_its_code() -> None:
    shown = notice("nobody.foresaw_this", "en", reason="x")
    assert shown.kind == "damaged"
    assert "nobody.foresaw_this" in shown.happened


def test_a_field_the_raiser_forgot_does_not_hide_the_error() -> None:
    assert "–" in notice("slip.code_too_long", "en").happened


def test_a_field_named_code_does_not_get_in_the_way() -> None:
    assert "BD-HXY" not in notice("nobody.foresaw_this", "en", reason="BD-HXY").happened


def test_cancelling_says_that_nothing_changed() -> None:
    shown = notice(Cancelled().code, "en")
    assert shown.kind == "cancelled"
    assert shown.safe == "Nothing was changed."


def test_no_code_is_described_twice() -> None:
    import tomllib

    seen: dict[str, str] = {}
    for path in sorted(resource("i18n", "notices").glob("*.toml")):
        for code in tomllib.loads(path.read_text(encoding="utf-8")):
            assert code not in seen, f"{code} stands in {seen[code]} and {path.name}"
            seen[code] = path.name


@pytest.mark.parametrize("code", sorted(NOTICES))
def test_a_notice_is_complete_in_every_language(code: str) -> None:
    entry = NOTICES[code]
    assert set(entry) == {"kind", *LANGUAGES}
    assert entry["kind"] in {"rule", "not_allowed", "unavailable", "damaged", "cancelled"}
    for language in LANGUAGES:
        assert set(entry[language]) == set(PARTS)
        assert all(entry[language][part].strip() for part in PARTS)
        assert all(astuple(notice(code, language)))


@pytest.mark.parametrize("code", sorted(NOTICES))
def test_a_notice_names_the_same_fields_in_every_language(code: str) -> None:
    assert all_places(code, "lo") == all_places(code, "en")


def test_every_code_raised_has_its_notice() -> None:
    assert sorted(f"{one.place} {one.code}" for one in raised() if one.code not in NOTICES) == []


def test_every_notice_is_of_a_code_still_raised() -> None:
    named = strings()
    assert sorted(code for code in NOTICES if code not in named | SPOKEN_BY_EVERY_FAILURE) == []


def test_every_field_a_notice_names_is_given_where_its_error_is_raised() -> None:
    forgotten = [
        f"{one.place} {one.code}: {', '.join(sorted(missing))}"
        for one in raised()
        if one.code in NOTICES and one.fields is not None
        if (missing := all_places(one.code, "en") - one.fields - {"code"})
    ]
    assert sorted(forgotten) == []
