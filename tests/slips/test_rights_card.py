"""The card without a code: what it says in each language, what it can never carry, that it always prints."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from tests.slips.reading import CENTRE, pages, picture, rights_card, scanned, title_and_author, words

from borderdesk.library import catalogue
from borderdesk.slips import wording
from borderdesk.slips.content import Bilingual, Helpline, LeafletPaper, PrintedDocument, RightsCard
from borderdesk.slips.fonts import FAMILIES
from borderdesk.slips.rights_card import draw_rights_card
from borderdesk.slips.rights_words import card_text, card_words
from borderdesk.text import WRITTEN, tr_in

pytestmark = pytest.mark.usefixtures("qapp")

LONG = replace(
    CENTRE,
    card_name=Bilingual(
        "ບໍລິການຄອບຄົວ ແຂວງຫຼວງນ້ຳທາ ແລະ ແຂວງບໍ່ແກ້ວ", "Family service, provinces of Luang Namtha and Bokeo"
    ),
    phone="020 111 1111",
)
second_languages = [code for code in WRITTEN if code != "lo"]


def letters(text: str) -> str:
    """Without spaces and line ends, wherever the lines were broken; U+0EB3 in two pieces."""
    return "".join(text.replace("\u0eb3", "\u0ecd\u0eb2").split())


def numbers_in(document: PrintedDocument) -> set[str]:
    """Everything on a paper that has three figures or more."""
    return set(re.findall(r"\d{3,}", letters(words(document))))


@pytest.mark.parametrize("language", second_languages)
def test_rights_help_and_coming_back_stand_on_it_in_lao_and_the_persons_language(language: str) -> None:
    for paper, family in product(LeafletPaper, FAMILIES):
        drawn = draw_rights_card(rights_card(language=language, helpline=None), paper, family)
        (page,) = pages(drawn)
        for code in ("lo", language):
            text = card_text(rights_card(language=language), code)
            asked = (text.title, text.lead, *text.points, tr_in(code, wording.ASK))
            assert [said for said in asked if letters(said) not in letters(page)] == [], (paper, family)
        assert drawn.unshown == frozenset()


@pytest.mark.parametrize("language", second_languages)
def test_nothing_on_it_leads_to_a_record_or_tells_why_somebody_has_it(language: str) -> None:
    drawn = draw_rights_card(rights_card(language=language, helpline=None))
    text = words(drawn).casefold()
    assert [word for word in wording.NEVER_ON_PAPER if word in text] == []
    assert "bd-" not in text and numbers_in(drawn) == set()
    assert scanned(drawn) == []
    assert title_and_author(drawn) == ("Leaflet", "")


@pytest.mark.parametrize("language", WRITTEN)
def test_it_bears_the_title_of_the_leaflet_on_rights_that_everybody_may_take(language: str) -> None:
    leaflet = catalogue.found("I01", language).document
    assert card_text(rights_card(), language).title == leaflet.title
    assert leaflet.pictograms == RightsCard.PICTOGRAMS


@pytest.mark.parametrize("language", WRITTEN)
def test_what_a_found_card_must_not_say_is_said_and_shown_only(language: str) -> None:
    said = card_words(rights_card(), language)
    printed = letters(words(draw_rights_card(rights_card(language=language), LeafletPaper.A4)))
    assert len(said.unprinted) == 3
    assert [line for line in said.unprinted if letters(line) in printed] == []


def test_services_and_the_help_line_print_while_their_numbers_are_confirmed() -> None:
    stale = replace(LONG, number_verified_on=date(2025, 9, 4))
    drawn = draw_rights_card(rights_card(CENTRE, stale), LeafletPaper.A4)
    text = words(drawn).replace("\u00a0", " ")
    assert text.count("Advice centre (example) · Call 020 000 0000") == 1
    assert text.count("ສາຍດ່ວນ 1000") == text.count("Helpline 1000") == 1
    assert "020 111 1111" not in text and "Luang Namtha" not in text
    old = draw_rights_card(rights_card(helpline=Helpline("1000", date(2025, 9, 4))))
    assert numbers_in(old) == set()
    assert words(old).count("Ask at any border desk. It is free.") == 4


@pytest.mark.parametrize("language", second_languages)
def test_what_has_no_room_is_left_out_and_the_rights_stay(language: str) -> None:
    drawn = draw_rights_card(rights_card(CENTRE, LONG, LONG, language=language))
    assert drawn.pages == 1
    for code in ("lo", language):
        text = card_text(rights_card(language=language), code)
        assert [said for said in text.points if letters(said) not in letters(words(drawn))] == []


def test_in_burmese_small_pictograms_stand_beside_the_title_of_the_small_card() -> None:
    image = picture(draw_rights_card(rights_card(language="my", helpline=None)))
    corner = image.crop(
        tuple(round(part) for part in (image.width * 0.78, 0, image.width * 0.97, image.height / 24))
    )
    assert sum(value < 128 for value in corner.tobytes()) / (corner.width * corner.height) > 0.05


def test_a_practice_card_is_marked_on_each_piece() -> None:
    practised = replace(rights_card(), practice=True)
    assert words(draw_rights_card(practised)).count("PRACTICE") == 8


def test_the_same_card_comes_out_the_same_twice() -> None:
    assert draw_rights_card(rights_card()).pdf == draw_rights_card(rights_card()).pdf
