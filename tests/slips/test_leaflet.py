"""The leaflet: what it says, what it never carries, and that every shipped one fits its page."""

from itertools import product

import pytest
from tests.slips.reading import pages, picture, title_and_author, words

from borderdesk.library import catalogue
from borderdesk.library.document import Kind
from borderdesk.slips.content import Leaflet, LeafletText
from borderdesk.slips.fonts import FAMILIES
from borderdesk.slips.leaflet import draw_leaflet

pytestmark = pytest.mark.usefixtures("qapp")

LAO = LeafletText("lo", "ສິດຂອງທ່ານ", "ການຊ່ວຍບໍ່ເສຍເງິນ.", ("ລົມສ່ວນຕົວໄດ້.", "ຂໍນາຍພາສາໄດ້."))
ENGLISH = LeafletText(
    "en", "Your rights", "Help is free.", ("You may talk alone.", "Ask for an interpreter.")
)


def leaflet(*texts: LeafletText, draft: bool = True, practice: bool = False) -> Leaflet:
    return Leaflet(texts or (LAO, ENGLISH), "I01", "2026112101", draft, practice)


def joined(text: str) -> str:
    """Without spaces and line ends, wherever the lines were broken."""
    return "".join(text.split())


@pytest.mark.parametrize("family", list(FAMILIES))
def test_both_languages_stand_on_one_page(family: str) -> None:
    drawn = draw_leaflet(leaflet(), family)
    text = words(drawn)
    for part in (LAO, ENGLISH):
        for said in (part.title, part.lead, *part.points):
            assert said in text, said
    assert "I01 · 2026112101" in text
    assert drawn.pages == 1
    assert drawn.unshown == frozenset()


def test_a_draft_says_so_in_each_language_and_a_validated_leaflet_does_not() -> None:
    draft = words(draw_leaflet(leaflet()))
    assert "Draft content, not validated" in draft
    assert "ເນື້ອຫາຮ່າງ, ຍັງບໍ່ໄດ້ກວດຮັບຮອງ" in draft
    assert "Draft" not in words(draw_leaflet(leaflet(draft=False)))


def test_a_practice_leaflet_is_marked() -> None:
    assert "PRACTICE" in words(draw_leaflet(leaflet(practice=True)))
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
    long = LeafletText("en", "Title", "Lead.", tuple("Many words of a long point, " * 4 for _ in range(9)))
    drawn = draw_leaflet(leaflet(long, long))
    assert drawn.pages == 1
    (page,) = pages(drawn)
    assert joined(page).count("Manywordsofalongpoint") == 2 * 9 * 4
    # Nothing runs into the foot: the strip above it is empty paper.
    image = picture(drawn)
    strip = image.crop((0, round(image.height * 0.948), image.width, round(image.height * 0.957)))
    assert strip.getextrema()[0] > 250


TOPICS = [
    text
    for name, code in product(catalogue.ids(Kind.IEC), catalogue.languages())
    if (text := catalogue.text_of(name, code))
]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: f"{topic.id}-{topic.language}")
def test_every_shipped_topic_is_printed_whole(topic: catalogue.Document) -> None:
    lines = [line.text for section in topic.sections for line in section.lines]
    text = LeafletText(topic.language, topic.title, lines[0], tuple(lines[1:]))
    said = joined(words(draw_leaflet(leaflet(text))))
    assert [line for line in lines if joined(line) not in said] == []
