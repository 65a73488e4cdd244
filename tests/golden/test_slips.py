"""The papers as they were when somebody last looked at them closely: text and pixels.

After a wanted change of layout or wording, run this file once with ``BORDERDESK_WRITE_GOLDENS=1``, look at
the pictures in ``tests/golden/slips`` and commit them with the change.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from tests.slips.border_posts import comparison, report
from tests.slips.reading import CENTRE, RIGHTS_STACKED, card, form, leaflet, pages, picture, rights_card

from borderdesk.slips.assessment import draw_assessment_report, draw_posts_comparison
from borderdesk.slips.content import CardPaper, LeafletPaper, PrintedDocument, Urgency
from borderdesk.slips.leaflet import draw_leaflet
from borderdesk.slips.referral_form import draw_referral_form
from borderdesk.slips.rights_card import draw_rights_card
from borderdesk.slips.service_card import draw_service_card

pytestmark = pytest.mark.usefixtures("qapp")

KEPT = Path(__file__).parent / "slips"
WRITING = os.environ.get("BORDERDESK_WRITE_GOLDENS") == "1"

CELL = 6
"""Pages are compared in cells of this many pixels: edges may be smoothed differently, words may not move."""

ALLOWED = 40
"""The most grey levels (of 255) a cell may differ by on average."""

DOCUMENTS: dict[str, Callable[[], PrintedDocument]] = {
    "card_a4_noto": lambda: draw_service_card(card()),
    "card_a4_phetsarath": lambda: draw_service_card(card(language="en"), family="phetsarath"),
    "card_a5_practice": lambda: draw_service_card(
        card(practice=True, urgency=Urgency.WITHIN_2_WEEKS), CardPaper.A5_COPIES
    ),
    "card_only_confidential": lambda: draw_service_card(
        card(receiver=replace(CENTRE, confidential=True), helpline=None, urgency=Urgency.WITHIN_72_HOURS),
        CardPaper.CARD_ONLY,
    ),
    "card_thai": lambda: draw_service_card(card(language="th")),
    "card_burmese": lambda: draw_service_card(card(language="my")),
    "card_khmer": lambda: draw_service_card(card(language="km")),
    "form_noto": lambda: draw_referral_form(form(language="en")),
    "leaflet_lo_noto": lambda: draw_leaflet(leaflet()),
    "leaflet_lo_phetsarath": lambda: draw_leaflet(leaflet(), family="phetsarath"),
    "leaflet_a5": lambda: draw_leaflet(leaflet(), LeafletPaper.A5, "phetsarath"),
    "leaflet_cards": lambda: draw_leaflet(leaflet(), LeafletPaper.CARDS),
    "leaflet_stacked": lambda: draw_leaflet(leaflet(*RIGHTS_STACKED)),
    "rights_card": lambda: draw_rights_card(rights_card(CENTRE)),
    "rights_card_a4": lambda: draw_rights_card(rights_card(helpline=None), LeafletPaper.A4, "phetsarath"),
    "post_report_lo": lambda: draw_assessment_report(report("lo")),
    "post_report_en": lambda: draw_assessment_report(report("en"), "phetsarath"),
    "posts_side_by_side_lo": lambda: draw_posts_comparison(comparison("lo")),
    "form_phetsarath": lambda: draw_referral_form(form(copies=form().copies[:1]), "phetsarath"),
}


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_paper_says_what_it_said_before(name: str) -> None:
    text = "\f\n".join(pages(DOCUMENTS[name]())) + "\n"
    kept = KEPT / f"{name}.txt"
    if WRITING:
        kept.write_text(text, encoding="utf-8")
    assert with_am_apart(text) == with_am_apart(kept.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_paper_looks_as_it_looked_before(name: str) -> None:
    document = DOCUMENTS[name]()
    for page in range(document.pages):
        now = picture(document, page)
        kept = KEPT / f"{name}_{page + 1}.png"
        if WRITING:
            now.quantize(16).save(kept, optimize=True)
        with Image.open(kept) as before:
            assert now.size == before.size
            apart = ImageChops.difference(now, before.convert("L")).reduce(CELL)
        assert apart.getextrema()[1] <= ALLOWED, f"page {page + 1} looks different"
    assert not (KEPT / f"{name}_{document.pages + 1}.png").exists(), "the paper used to have more pages"


def test_a_missing_word_would_be_noticed() -> None:
    before = picture(draw_service_card(card()))
    now = picture(draw_service_card(card(station="HXZ")))
    apart = ImageChops.difference(now, before).reduce(CELL)
    assert apart.getextrema()[1] > ALLOWED


def with_am_apart(text: str) -> str:
    """Readers of PDF files give U+0EB3 back in one piece or in two."""
    return text.replace("\u0eb3", "\u0ecd\u0eb2")
