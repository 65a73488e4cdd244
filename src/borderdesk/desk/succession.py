"""New identities of desks that were set back to an old copy: what their card says, and whether to believe it.

The old key's signature shows that somebody with a copy of that PC made the card. It may be the station, it
may be whoever took the backup: so nothing is accepted by itself, and people compare the six words.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from borderdesk.desk.trust import known_cards, read_card_file, revoked_devices, trusted_since
from borderdesk.desk.workspace import Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import moment
from borderdesk.exchange import CARD_SUFFIX, Card, read_card
from borderdesk.store.database import Transaction
from borderdesk.text import language

_MOST_CARDS = 200


class Link(StrEnum):
    """What a card says of an older identity, and whether that can be believed."""

    NONE = "none"
    SIGNED = "signed"
    """A desk that is trusted here signed that this one goes on for it."""
    SECOND = "second"
    """Signed as well, but another new identity was accepted for that desk before: one of them is a copy."""
    UNKNOWN = "unknown"
    """The older identity is not known here, so nothing can be checked."""
    REVOKED = "revoked"
    """It goes on for a desk from which trust was taken: whoever has that PC could make the card."""
    BROKEN = "broken"
    """It names a desk that is known here, which did not sign it."""


@dataclass(frozen=True)
class NewIdentity:
    """A card that says it goes on for another desk."""

    path: Path
    device: str
    station: str
    before: str
    words: tuple[str, ...]
    link: Link


@permitted(Act.OWN_ACCESS)
def card_link(workspace: Workspace, data: bytes) -> tuple[Link, str, datetime | None]:
    """What a card says of an older identity: whether to believe it, which one, since when it is trusted.

    :raises Damaged: as :func:`~borderdesk.desk.trust.read_card`.
    """
    card = read_card(data)
    with workspace.store.read() as transaction:
        link = link_of(workspace, transaction, card)
        known = trusted_since(workspace, transaction)
    before = card.continues.device if card.continues else ""
    return link, before, moment(known[before][1]) if before in known else None


@permitted(Act.IMPORT)
def new_identities(workspace: Workspace, folder: Path) -> list[NewIdentity]:
    """Cards on a stick by which a desk that is known here goes on under a new identity, not yet accepted.

    :raises Unavailable: ``stick.unreadable``.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == CARD_SUFFIX)[:_MOST_CARDS]
    except OSError as refusal:
        raise Unavailable("stick.unreadable") from refusal
    found = []
    with workspace.store.read() as transaction:
        known = trusted_since(workspace, transaction)
        for path in paths:
            with suppress(BorderDeskError):  # what is no card is no new identity
                card = read_card(read_card_file(path))
                link = link_of(workspace, transaction, card)
                if link in (Link.SIGNED, Link.SECOND) and card.continues and card.device_id not in known:
                    found.append(
                        NewIdentity(
                            path,
                            card.device_id,
                            card.station,
                            card.continues.device,
                            card.fingerprint_words(language()),
                            link,
                        )
                    )
    return found


def link_of(workspace: Workspace, transaction: Transaction, card: Card) -> Link:
    """Whether a card's word about its older identity can be believed."""
    if card.continues is None:
        return Link.NONE
    before = card.continues.device
    old = known_cards(workspace, transaction).get(before)
    if old is None:
        return Link.UNKNOWN
    if not card.goes_on_for(old):
        return Link.BROKEN
    if before in revoked_devices(workspace, transaction):
        return Link.REVOKED
    others = [
        fact
        for _, fact in facts_of(transaction, facts.PeerContinues, workspace.device)
        if fact.before == before and fact.device != card.device_id
    ]
    return Link.SECOND if others else Link.SIGNED
