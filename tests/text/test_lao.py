"""Lao text: breaks are for showing only, and one search finds every spelling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderdesk.text.lao import (
    BREAK,
    ascii_digits,
    line_segments,
    search_key,
    search_tokens,
    with_breaks,
    without_breaks,
)

lao_letters = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝະາຳເແໂໃໄ"
lao_marks = "\u0eb1\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0ebb\u0ebc\u0ebd\u0ec8\u0ec9\u0eca\u0ecb\u0ecd"
lao_text = st.text(st.sampled_from(lao_letters + lao_marks + " -.,()໐໑໒໓໔໕໖໗໘໙AbcZ09" + BREAK), max_size=40)
any_text = st.one_of(lao_text, st.text(max_size=40))


def test_lines_may_end_between_words_and_nowhere_else() -> None:
    assert with_breaks("ຄົນເຂົ້າເມືອງ", "lo").split(BREAK) == ["ຄົນ", "ເຂົ້າ", "ເມືອງ"]
    assert with_breaks("ຄົນອື່ນໆອ່ານຊ້າໆ", "lo").split(BREAK) == ["ຄົນ", "ອື່ນໆ", "ອ່ານ", "ຊ້າໆ"]


def test_latin_text_is_shown_as_it_is() -> None:
    assert with_breaks("Print 3 pages, well-known", "en") == "Print 3 pages, well-known"


@pytest.mark.parametrize(
    ("language", "text"),
    [("th", "ความช่วยเหลือนี้ฟรี"), ("km", "ជំនួយនេះឥតគិតថ្លៃ"), ("my", "ဤအကူအညီသည်အခမဲ့ဖြစ်သည်"), ("en", "ການຊ່ວຍເຫຼືອນີ້")],
)
def test_unspaced_text_breaks_whatever_the_language_of_the_program(language: str, text: str) -> None:
    shown = with_breaks(text, language)
    assert BREAK in shown
    assert without_breaks(shown) == text


def test_codes_get_no_breaks() -> None:
    assert with_breaks("ລະຫັດ BD-HXY-26-7K3QD-M", "lo").count(BREAK) == 0


@settings(deadline=None)
@given(any_text)
def test_breaks_can_always_be_taken_out_again_and_putting_them_twice_changes_nothing(text: str) -> None:
    shown = with_breaks(text, "lo")
    assert without_breaks(shown) == without_breaks(text)
    assert with_breaks(shown, "lo") == shown or BREAK in text


@settings(deadline=None)
@given(any_text)
def test_segments_together_are_the_text(text: str) -> None:
    assert "".join(line_segments(text, "lo")) == without_breaks(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ນ້ຳ", "ນ\u0ecd\u0ec9\u0eb2"),
        ("ນ້ຳ", "ນ\u0ec9\u0ecd\u0eb2"),
        ("ນ້ຳ", "ນຳ"),
        ("ຫຼວງພະບາງ", "ຫລວງພະບາງ"),
        ("ໜອງ", "ຫນອງ"),
        ("ໝາຍ", "ຫມາຍ"),
        ("ປີ້", "ປ\u0ec9\u0eb5"),
        ("ຜູ້", "ຜ\u0ec9\u0eb9"),
        ("ບ້ານ ໑໒໓", "ບ້ານ 123"),
        ("ບໍລິຄໍາໄຊ", "ບໍລິຄຳໄຊ"),
        ("Somchai  VANG", "somchai vang"),
        ("ສົມ\u200bຊາຍ", "ສົມຊາຍ"),
        ("ａｂｃ", "ABC"),
        ("ກ່ອນ", "ກ້ອນ"),
    ],
)
def test_spellings_of_the_same_word_have_one_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("ຂາ", "ຄາ"), ("ປີ", "ປິ"), ("ຄົນ", "ຄັນ"), ("ລາວ", "ຫລາວ")])
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_words_are_found_inside_unspaced_text() -> None:
    assert search_tokens("ນາງສົມໃຈຢູ່ເມືອງຫ້ວຍຊາຍ (Houayxay), ບ້ານ ໑໒") == [
        *(search_key(word) for word in ("ນາງ", "ສົມໃຈ", "ຢູ່", "ເມືອງ", "ຫ້ວຍ", "ຊາຍ")),
        *("houayxay", search_key("ບ້ານ"), "12"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ໜອງບົວ", "ຫນອງບົວ"),
        ("ແຂວງຫຼວງພະບາງ", "ແຂວງຫລວງພະບາງ"),
        ("ນ້ຳດື່ມ", "ນ\u0ecd\u0ec9\u0eb2ດື່ມ"),
        ("ໝູ່ບ້ານ", "ຫມູ່ບ້ານ"),
    ],
)
def test_another_spelling_gives_the_same_words(one: str, other: str) -> None:
    assert search_tokens(one) == search_tokens(other)


def test_punctuation_and_spaces_are_no_words() -> None:
    assert search_tokens(" – , () ") == []
    assert search_tokens("") == []


@settings(deadline=None)
@given(any_text)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@settings(deadline=None)
@given(any_text)
def test_keys_hold_no_tone_no_break_and_no_lao_digit(text: str) -> None:
    assert not set(search_key(text)) & set("\u0ec8\u0ec9\u0eca\u0ecb\u0eb3\u0ebc\u200b໐໑໒໓໔໕໖໗໘໙")


@settings(deadline=None)
@given(any_text)
def test_every_token_is_a_key(text: str) -> None:
    assert all(token and search_key(token) == token for token in search_tokens(text))


@given(st.text(max_size=30))
def test_digits_are_the_only_thing_ascii_digits_changes(text: str) -> None:
    assert len(ascii_digits(text)) == len(text)
    assert ascii_digits(ascii_digits(text)) == ascii_digits(text)


def test_lao_digits_are_stored_as_ascii() -> None:
    assert ascii_digits("໐໑໒໓໔໕໖໗໘໙ ກ 5") == "0123456789 ກ 5"
