"""What the card for somebody who wants no referral says; called by ``desk`` and by the paper of the card.

Apart from that paper, so that a page with these words does not wait for the libraries that draw it.
"""

from __future__ import annotations

from borderdesk.slips import wording
from borderdesk.slips.content import LeafletText, RightsCard, RightsWords
from borderdesk.text.catalogue import tr_in

_LEAD = (wording.HELP_IS_FREE, wording.COME_BACK)
_RIGHTS = (wording.TALK_ALONE, wording.CHOOSE_WHOM, wording.MAY_SAY_NO)
_SAFETY = (wording.KEEP_PAPERS, wording.NUMBER_BY_HEART)
_UNPRINTED = (wording.LOCATION_OFF, wording.OTHER_NAME, wording.NEED_NOT_TAKE)


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
        wording.where_to_ask(card.helpline, card.printed_on, language),
        tuple(tr_in(language, message) for message in _UNPRINTED),
    )
