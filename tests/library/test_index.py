"""Finding words while they are typed, in Lao as people type it and in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.test_document import FRONT, written

from borderdesk.library.document import read_document
from borderdesk.library.index import Hit, Index, Piece, marked, shipped


def found(words: str, language: str = "lo") -> list[str]:
    return [hit.document.id for hit in shipped().search(words, language)]


def said(hit: Hit) -> str:
    return "".join(piece.text for piece in hit.snippet)


def hits(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.hit]


def test_a_lao_word_is_found_with_the_place_where_it_stands() -> None:
    first = shipped().search("ນາຍພາສາ", "lo")[0]
    assert first.document.id == "S05"
    assert first.language == "lo"
    assert hits(first.snippet) == ["ນາຍພາສາ"]
    assert first.section == "ໃຜ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ນ້ຳ", "ນໍ້າ"),
        ("ໝາກັດ", "ຫມາກັດ"),
        ("ໜີ້", "ຫນີ້"),
        ("ຫຼົງ", "ຫລົງ"),
        ("ໂທລະສັບ", "ໂທລະ\u200bສັບ"),
        ("18", "໑໘"),
    ],
)
def test_spellings_of_one_word_find_the_same(one: str, other: str) -> None:
    assert found(one)
    assert set(found(one)) == set(found(other))


def test_tone_marks_may_be_left_out() -> None:
    assert "I15" in found("ໄຂຍຸງລາຍ")


def test_the_spelling_with_its_tone_marks_comes_first() -> None:
    water = shipped().search("ນ້ຳ", "lo")
    exact = ["ນ້ຳ" in said(hit) for hit in water]
    assert exact == sorted(exact, reverse=True)
    assert exact[0]


def test_a_word_is_found_while_it_is_typed() -> None:
    whole = "interpreter"
    for end in range(3, len(whole) + 1):
        assert "S05" in found(whole[:end], "en")
    for typed in ("ນາຍ", "ນາຍພາ", "ນາຍພາສາ"):
        assert "S05" in found(typed)


def test_an_english_word_is_found_from_its_beginning_only() -> None:
    assert found("nterpreter", "en") == []


def test_all_words_have_to_be_there() -> None:
    both = found("embassy emergency", "en")
    assert set(both) < set(found("embassy", "en")) | set(found("emergency", "en"))
    assert found("embassy zebra", "en") == []


def test_words_written_together_are_cut_where_nobody_wrote_them_so() -> None:
    assert "S10" in found("ໂທລະສັບເຈົ້າຂອງ")


def test_a_document_is_found_by_its_number() -> None:
    assert found("S07")[0] == "S07"
    assert found("s07", "en")[0] == "S07"


@pytest.mark.parametrize(
    ("words", "language", "card"),
    [("ຄ້າມະນຸດ", "lo", "S04"), ("trafficking", "en", "S04"), ("smuggl", "en", "S13"), ("ລັກລອບ", "lo", "S13")],
)
def test_the_word_of_the_trade_finds_cards_that_avoid_it_and_is_not_shown(
    words: str, language: str, card: str
) -> None:
    hits = {hit.document.id: hit for hit in shipped().search(words, language)}
    assert hits[card].language == language
    assert not any(piece.hit for piece in hits[card].snippet)


def test_a_title_comes_before_the_text() -> None:
    assert found("interpreter", "en")[0] == "S05"


def test_the_language_asked_for_comes_first_and_the_other_is_found_too() -> None:
    assert shipped().search("quarantine", "lo")[0].language == "en"
    assert {hit.language for hit in shipped().search("HIV", "lo")} == {"lo"}


@pytest.mark.parametrize(
    ("words", "language"), [("หนังสือเดินทาง", "th"), ("hộ chiếu", "vi"), ("护照", "zh"), ("妇女联盟", "zh")]
)
def test_words_of_the_neighbours_are_found_in_their_texts(words: str, language: str) -> None:
    hits = shipped().search(words, "lo")
    assert hits
    assert {hit.language for hit in hits} == {language}
    assert any(piece.hit and piece.text in words for piece in hits[0].snippet)


@pytest.mark.parametrize("nothing", ["", "   ", "?", "…", "ກ", "a", "\u200b", "zzzz"])
def test_nothing_to_look_for_finds_nothing(nothing: str) -> None:
    assert found(nothing) == []


def test_each_document_is_found_once() -> None:
    everything = found("ແລະ")
    assert len(everything) == len(set(everything))


def test_a_long_line_is_shown_around_the_word() -> None:
    body = "# T\n\n" + "before " * 60 + "needle " + "after " * 60
    (hit,) = Index([read_document(written(body, FRONT))]).search("needle", "en")
    assert hits(hit.snippet) == ["needle"]
    assert said(hit).startswith("… before")
    assert said(hit).endswith(" …")
    assert len(said(hit)) < 120


def test_hits_are_marked_word_by_word() -> None:
    assert hits(marked("Water, water and waters.", "water")) == ["Water", "water", "waters"]
    assert hits(marked("ນ້ຳ, ຫ້ອງນ້ຳ", "ນໍ້າ")) == ["ນ້ຳ", "ນ້ຳ"]
    assert hits(marked("Nothing here", "water")) == []


@given(st.text(max_size=60), st.text(max_size=12))
def test_marking_keeps_every_letter(text: str, words: str) -> None:
    assert "".join(piece.text for piece in marked(text, words)) == text.replace("\u200b", "")


@given(st.text(max_size=30))
def test_any_text_may_be_typed(words: str) -> None:
    shipped().search(words, "lo")
