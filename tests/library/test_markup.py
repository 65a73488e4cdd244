"""Markdown cut into sections of plain lines."""

from hypothesis import given
from hypothesis import strategies as st

from borderdesk.library.markup import Line, Section, Shape, plain, sections


def test_headings_make_sections_and_the_first_level_is_the_title() -> None:
    assert sections("# Title\n\nLead.\n\n## Steps ##\n\n1. One\n2. Two\n\n### More\n- a\n* b") == (
        Section("", (Line("Lead."),)),
        Section("Steps", (Line("One", Shape.NUMBERED, 1), Line("Two", Shape.NUMBERED, 2))),
        Section("More", (Line("a", Shape.BULLET), Line("b", Shape.BULLET))),
    )


def test_a_line_that_goes_on_belongs_to_the_one_before() -> None:
    (section,) = sections("1. One\n   and on\n\nA paragraph\nof two lines\n\nAnother")
    assert section.lines == (
        Line("One and on", Shape.NUMBERED, 1),
        Line("A paragraph of two lines"),
        Line("Another"),
    )


def test_marks_are_taken_off_and_words_stay() -> None:
    assert plain("**Never** say *this* or `that` to [them](S04), ![a hand](x)") == (
        "Never say this or that to them, a hand"
    )
    assert plain(r"5 * 3 * 2, snake_case_name, \*kept\*") == "5 * 3 * 2, snake_case_name, *kept*"
    assert plain("**ຫ້າມ** ຖາມ") == "ຫ້າມ ຖາມ"


def test_each_row_of_a_table_is_a_point_of_its_cells() -> None:
    (section,) = sections("| Paper | Days |\n|:---|---:|\n| *Pass* | 3 |\n| | a \\| b |\n\nAfter | all")
    assert section.lines == (
        Line("Paper · Days", Shape.BULLET),
        Line("Pass · 3", Shape.BULLET),
        Line("a | b", Shape.BULLET),
        Line("After | all"),
    )


def test_a_heading_without_text_below_is_kept() -> None:
    assert sections("## Empty") == (Section("Empty", ()),)
    assert sections("\n\n---\n") == ()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_cut(text: str) -> None:
    for section in sections(text):
        for line in section.lines:
            assert "\n" not in line.text
