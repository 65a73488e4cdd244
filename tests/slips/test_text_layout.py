"""Text on paper: the right glyphs, lines that end where words end, and the exact text back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.slips.reading import pages, picture

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.fonts import FAMILIES, family
from borderdesk.slips.sheet import A4, MM, Sheet
from borderdesk.slips.text_layout import PER_SIZE, Style, fitted_lines, shape, single_line

pytestmark = pytest.mark.usefixtures("qapp")

every_family = pytest.mark.parametrize("name", list(FAMILIES))
every_weight = pytest.mark.parametrize("bold", [False, True])

STACKS = ("ປີ້", "ຫຼູ້", "ນ້ຳ", "ບໍ່", "ຜົ້ງ", "ຊື່", "ກ່ຽວ")
SENTENCE = (
    "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ ກົມຕຳຫຼວດກວດຄົນເຂົ້າ-ອອກເມືອງ (DoI) "
    "ແບບຟອມສົ່ງຕໍ່ຜູ້ທີ່ຕ້ອງການຄວາມຊ່ວຍເຫຼືອຢ່າງຮີບດ່ວນ ນ້ຳ ຕໍ່ ທີ່ ຜູ້ ເຈົ້າໜ້າທີ່ BD-HXY-26-7K3QD-M, 5/3/2026 14:05."
)


def drawn(text: str, style: Style, width: float = 120) -> PrintedDocument:
    sheet = Sheet("Service card", A4)
    sheet.new_page()
    sheet.paragraph(text, 20, 20, width, style)
    return sheet.finish()


@every_family
@every_weight
@pytest.mark.parametrize("text", STACKS)
def test_a_stack_of_marks_is_read_back_as_it_was_stored(text: str, name: str, bold: bool) -> None:
    assert pages(drawn(text, Style(12, bold, name))) == [text]


@every_family
@every_weight
@pytest.mark.parametrize("width", [30, 60, 120, 170])
def test_a_broken_paragraph_is_read_back_exactly(name: str, bold: bool, width: float) -> None:
    (text,) = pages(drawn(SENTENCE, Style(12, bold, name), width))
    lines = [line.text for line in fitted_lines(SENTENCE, Style(12, bold, name), width * MM)]
    assert "".join(lines) == SENTENCE
    assert text.split("\n") == [line.rstrip() for line in lines]


def test_am_is_kept_in_the_spelling_it_was_stored_in() -> None:
    for stored in ("ນ\u0ec9\u0eb3", "ນ\u0ec9\u0ecd\u0eb2"):
        assert pages(drawn(stored, Style(12))) == [stored]


def test_break_marks_meant_for_the_screen_never_reach_the_paper() -> None:
    document = drawn("ສະບາຍ\u200bດີ\u200bເຈົ້າ", Style(12))
    assert pages(document) == ["ສະບາຍດີເຈົ້າ"]
    assert b"200B" not in document.pdf


@every_family
def test_marks_stand_above_each_other_and_do_not_collide(name: str) -> None:
    lao, _ = family(name, bold=False)
    for text, marks in (("ປີ້", 2), ("ທີ່", 2), ("ນ້ຳ", 2)):
        word = shape(text, name, False)
        assert {glyph.face for glyph in word.glyphs} == {lao}
        assert word.ink < 1.6 * PER_SIZE, text
        assert len(word.glyphs) >= marks, text
    single, stacked = (picture(drawn(text, Style(40, family=name)), dpi=100) for text in ("ປີ", "ປີ້"))
    assert top_of_ink(stacked) < top_of_ink(single)


def top_of_ink(page: object) -> int:
    box = page.point(lambda grey: 255 if grey < 128 else 0).getbbox()  # type: ignore[attr-defined]
    assert box is not None
    return int(box[1])


@every_family
def test_codes_and_numbers_look_the_same_in_every_family(name: str) -> None:
    _, latin = family(name, bold=True)
    assert {glyph.face for glyph in shape("BD-HXY-26-7K3QD-M 020", name, True).glyphs} == {latin}


def test_lao_lines_end_between_words() -> None:
    from borderdesk.text.lao import line_segments

    ends = set()
    place = 0
    for segment in line_segments(SENTENCE, "lo"):
        place += len(segment)
        ends.add(place)
    place = 0
    for line in fitted_lines(SENTENCE, Style(12), 150):
        place += len(line.text)
        assert place in ends


def test_no_line_ends_after_a_hyphen() -> None:
    for width in range(120, 400, 7):
        for line in fitted_lines(SENTENCE, Style(12), width):
            assert not line.text.rstrip().endswith("-")


@pytest.mark.parametrize("width", [15, 40, 90])
def test_a_word_wider_than_the_line_is_broken_between_letters(width: float) -> None:
    word = "ນ້ຳ" * 20 + "Counselling" * 5
    lines = fitted_lines(word, Style(12), width)
    assert "".join(line.text for line in lines) == word
    assert all(line.ink * 12 / PER_SIZE <= width or len(line.text) <= 3 for line in lines)
    assert not any(line.text[0] in "\u0ec9\u0eb3\u0ecd" for line in lines)


def test_text_beyond_the_lines_allowed_is_cut_visibly() -> None:
    lines = fitted_lines(SENTENCE, Style(12), 200, max_lines=2)
    assert len(lines) == 2
    assert lines[-1].text.endswith("…")
    assert all(line.ink * 12 / PER_SIZE <= 200 for line in lines)


def test_text_that_fits_is_not_cut() -> None:
    assert [line.text for line in fitted_lines("ສະບາຍດີ", Style(12), 200, max_lines=1)] == ["ສະບາຍດີ"]


def test_empty_text_takes_no_line_and_draws_nothing() -> None:
    assert fitted_lines("", Style(12), 100) == ()
    document = drawn("", Style(12))
    assert "".join(pages(document)) == ""
    assert single_line("", Style(12)).ink == 0


def test_written_line_ends_are_kept() -> None:
    assert pages(drawn("ໜຶ່ງ\nສອງ", Style(12))) == ["ໜຶ່ງ\nສອງ"]


@every_family
def test_a_character_no_font_has_is_drawn_as_a_box_and_reported(name: str) -> None:
    document = drawn("ກ 漢 A", Style(20, family=name))
    assert document.unshown == {"漢"}
    blank = drawn("ກ  A", Style(20, family=name))
    assert picture(document, dpi=100).tobytes() != picture(blank, dpi=100).tobytes()
    assert drawn("ກ A", Style(20, family=name)).unshown == frozenset()


def test_every_shipped_glyph_has_a_character_of_its_own() -> None:
    for name in FAMILIES:
        for bold in (False, True):
            for face in family(name, bold):
                known = face.embedded.face.charToGlyph
                for glyph in range(1, face.shaper.face.glyph_count):
                    assert known[face.code_of(glyph)] == glyph


def test_trailing_space_does_not_count_for_the_width() -> None:
    assert single_line("ບັດ  ", Style(10)).ink == single_line("ບັດ", Style(10)).ink


@pytest.mark.parametrize("align", ["left", "centre", "right"])
def test_aligned_text_stays_within_its_column(align: str) -> None:
    sheet = Sheet("Service card", A4)
    sheet.new_page()
    sheet.paragraph(SENTENCE, 60, 40, 80, Style(12), align)  # type: ignore[arg-type]  # one of three words
    ink = picture(sheet.finish(), dpi=100).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert ink is not None
    assert ink[0] >= 60 * 100 / 25.4 - 1
    assert ink[2] <= 140 * 100 / 25.4 + 2


written = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.sampled_from("ກຂຄງຈສຊຍດຕນບປມຢຣລວຫອໜໝະາິີຸູເແໂໃໄ່້ັົຽຳໍຼ"),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=60)
@given(text=written, width=st.floats(12, 300))
def test_lines_together_are_the_text_whatever_it_is(text: str, width: float) -> None:
    assert "".join(line.text for line in fitted_lines(text, Style(11), width)) == text
    assert single_line(text, Style(11)).text == text
