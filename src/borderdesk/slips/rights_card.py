"""The card for somebody who wants no referral: what it says, and its paper; called by ``desk``.

It is drawn as the leaflets on the counter are and bears the title of one of them, so that nobody can tell
why somebody carries it.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import product

from borderdesk.domain.errors import RuleBroken
from borderdesk.slips import wording
from borderdesk.slips.content import (
    Leaflet,
    LeafletPaper,
    LeafletText,
    PrintedDocument,
    RightsCard,
    RightsWords,
)
from borderdesk.slips.leaflet import draw_leaflet, where_to_ask
from borderdesk.slips.wording import ENGLISH, LAO
from borderdesk.text.catalogue import WRITTEN, tr_in

_LEAD = (wording.HELP_IS_FREE, wording.COME_BACK)
_RIGHTS = (wording.TALK_ALONE, wording.CHOOSE_WHOM, wording.MAY_SAY_NO)
_SAFETY = (wording.KEEP_PAPERS, wording.NUMBER_BY_HEART)
_UNPRINTED = (wording.LOCATION_OFF, wording.OTHER_NAME, wording.NEED_NOT_TAKE)


def draw_rights_card(
    card: RightsCard, paper: LeafletPaper = LeafletPaper.CARDS, family: str = "noto"
) -> PrintedDocument:
    """The card in Lao and its second language, as a PDF in memory; the same card gives the same bytes.

    What has no room goes: services, the last first, and for the first one the pictograms. All words stay.

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


def card_text(card: RightsCard, language: str, services: int | None = None) -> LeafletText:
    """What the card says in one language, with its first ``services``, or all."""
    points = [tr_in(language, message) for message in (*_RIGHTS, *_SAFETY)]
    for each in card.services[:services]:
        if each.phone_printable_on(card.printed_on):
            name, call = each.card_name.said_in(language), tr_in(language, wording.CALL)
            phone = each.phone.replace(" ", "\u00a0")  # a number broken in two is misread
            points.append(f"{name} · {call} {phone}")
    lead = " ".join(tr_in(language, message) for message in _LEAD)
    return LeafletText(language, tr_in(language, wording.YOUR_RIGHTS), lead, tuple(points))


def card_words(card: RightsCard, language: str) -> RightsWords:
    """Everything that is said with the card in one language."""
    return RightsWords(
        card_text(card, language),
        where_to_ask(card.helpline, card.printed_on, language),
        tuple(tr_in(language, message) for message in _UNPRINTED),
    )
