"""The paper of the card for somebody who wants no referral; called by ``desk``.

It is drawn as the leaflets on the counter are and bears the title of one of them, so that nobody can tell
why somebody carries it.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import product

from borderdesk.domain.errors import RuleBroken
from borderdesk.slips.content import Leaflet, LeafletPaper, PrintedDocument, RightsCard
from borderdesk.slips.leaflet import draw_leaflet
from borderdesk.slips.rights_words import card_text
from borderdesk.slips.wording import ENGLISH, LAO
from borderdesk.text.catalogue import WRITTEN


def draw_rights_card(
    card: RightsCard, paper: LeafletPaper = LeafletPaper.CARDS, family: str = "noto"
) -> PrintedDocument:
    """The card in Lao and its second language, as a PDF in memory; the same card gives the same bytes.

    Where there is no room pictograms become small, then services go, the last first, and for the first one
    the pictograms. All words stay.

    :raises RuleBroken: ``leaflet.too_long`` where even they have no room, as with other wording of a pack.
    """
    some = range(len(card.services), 0, -1)
    tries = [*product((card.PICTOGRAMS, ()), some), (card.PICTOGRAMS, 0)]
    for pictograms, services in tries:
        with suppress(RuleBroken):
            return draw_leaflet(_leaflet(card, services, pictograms), paper, family)
    return draw_leaflet(_leaflet(card, 0, ()), paper, family)


def _leaflet(card: RightsCard, services: int, pictograms: tuple[str, ...]) -> Leaflet:
    second = card.language if card.language in WRITTEN and card.language != LAO else ENGLISH
    return Leaflet(
        texts=tuple(card_text(card, language, services) for language in (LAO, second)),
        document_id="",
        version="",
        pictograms=pictograms,
        helpline=card.helpline,
        printed_on=card.printed_on,
        draft=card.draft,
        practice=card.practice,
    )
