"""The leaflet: what it says, what it never carries, and that every shipped one fits its page."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from tests.slips.reading import RIGHTS, leaflet, pages, picture, title_and_author, words

from borderdesk.domain.errors import RuleBroken
from borderdesk.library import catalogue
from borderdesk.library.document import Kind
from borderdesk.slips.content import Helpline, Leaflet, LeafletPaper, LeafletText
from borderdesk.slips.fonts import FAMILIES
from borderdesk.slips.leaflet import draw_leaflet
from borderdesk.text import LANGUAGES

pytestmark = pytest.mark.usefixtures("qapp")

LAO, ENGLISH = RIGHTS


def joined(text: str) -> str:
    """Without spaces and line ends, wherever the lines were broken."""
    return "".join(text.split())


@pytest.mark.parametrize("family", list(FAMILIES))
@pytest.mark.parametrize(
    ("paper", "times"), [(LeafletPaper.A4, 1), (LeafletPaper.A5, 2), (LeafletPaper.CARDS, 4)]
)
def test_both_languages_stand_on_one_page(family: str, paper: LeafletPaper, times: int) -> None:
    drawn = draw_leaflet(leaflet(), paper, family)
    text = words(drawn)
    for part in (LAO, ENGLISH):
        for said in (part.title, part.lead, *part.points):
            assert text.count(said) == times, said
    assert text.count("I01 2026112101") == 2 * times
    assert drawn.pages == 1
    assert drawn.unshown == frozenset()


def test_a_draft_says_so_in_each_language_and_a_validated_leaflet_does_not() -> None:
    draft = words(draw_leaflet(leaflet()))
    assert "Draft content, not validated" in draft
    assert "ເນື້ອຫາຮ່າງ, ຍັງບໍ່ໄດ້ກວດຮັບຮອງ" in draft
    assert "Draft" not in words(draw_leaflet(leaflet(draft=False)))


def test_a_practice_leaflet_is_marked() -> None:
    marked = words(draw_leaflet(leaflet(practice=True), LeafletPaper.CARDS))
    assert marked.count("PRACTICE") == 8  # on each piece, so that none passes for a real one
    assert "PRACTICE" not in words(draw_leaflet(leaflet()))


def test_one_language_alone_has_the_page_for_itself() -> None:
    text = words(draw_leaflet(leaflet(ENGLISH)))
    assert ENGLISH.lead in text
    assert "ເນື້ອຫາຮ່າງ" not in text


def test_the_pdf_names_nobody_and_comes_out_the_same_twice() -> None:
    drawn = draw_leaflet(leaflet())
    assert title_and_author(drawn) == ("Leaflet", "")
    assert draw_leaflet(leaflet()).pdf == drawn.pdf


def test_much_text_is_made_smaller_until_it_fits() -> None:
    long = LeafletText("en", "Title", "Lead.", tuple("Many words of a long point, " * 4 for _ in range(6)))
    drawn = draw_leaflet(leaflet(long, long))
    assert drawn.pages == 1
    (page,) = pages(drawn)
    assert joined(page).count("Manywordsofalongpoint") == 2 * 6 * 4


def test_what_has_no_room_is_refused_and_not_printed_over_the_foot() -> None:
    long = LeafletText("en", "Title", "Lead.", tuple("Many words of a long point, " * 4 for _ in range(8)))
    with pytest.raises(RuleBroken) as refused:
        draw_leaflet(leaflet(long, long), LeafletPaper.CARDS)
    assert (refused.value.code, refused.value.fields) == ("leaflet.too_long", {"id": "I01"})


def test_a_help_line_prints_only_while_somebody_has_confirmed_it_lately() -> None:
    line = Helpline("1000", date(2026, 2, 1))
    confirmed = replace(leaflet(), helpline=line, printed_on=date(2026, 3, 1))
    said = words(draw_leaflet(confirmed))
    assert said.count("1000") == 2
    assert "Ask at any border desk" not in said
    for old in (replace(confirmed, printed_on=date(2026, 9, 1)), replace(confirmed, helpline=None)):
        said = words(draw_leaflet(old))
        assert "1000" not in said
        assert "Ask at any border desk" in said


def test_pictograms_are_drawn_beside_the_words_and_add_none() -> None:
    with_them, without = leaflet(), replace(leaflet(), pictograms=())
    assert words(draw_leaflet(with_them)) == words(draw_leaflet(without))
    image = picture(draw_leaflet(with_them))
    column = image.crop((0, 0, round(image.width * 0.27), image.height))
    ink = sum(value < 128 for value in column.tobytes()) / (column.width * column.height)
    assert ink > 0.05


TOPICS = [
    text
    for name, code in product(catalogue.ids(Kind.IEC), catalogue.languages())
    if (text := catalogue.text_of(name, code))
]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: f"{topic.id}-{topic.language}")
def test_every_shipped_topic_is_printed_whole(topic: catalogue.Document) -> None:
    lines = [line.text for section in topic.sections for line in section.lines]
    text = LeafletText(topic.language, topic.title, lines[0], tuple(lines[1:]))
    # The cards have the least room; the other sizes are tried in the languages of the program.
    sizes = list(LeafletPaper) if topic.language in LANGUAGES else [LeafletPaper.CARDS]
    for paper in sizes:
        drawn = draw_leaflet(Leaflet((text, text), topic.id, topic.version, topic.pictograms), paper)
        said = joined(words(drawn))
        assert [line for line in lines if joined(line) not in said] == []
        assert not drawn.unshown
