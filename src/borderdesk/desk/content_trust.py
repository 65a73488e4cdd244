"""Content keys: made by who answers for content, accepted by comparing words, withdrawn for good.

A content key is an identity of its own beside the PC's: a checkpoint that reads packs of it sends it nothing,
and a desk whose card is trusted cannot sign content with that. Several may be in use at once.
"""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.desk.trust import accepted_cards, put_card
from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.domain.values import moment
from borderdesk.exchange import CONTENT_ROLE, Card, DeviceIdentity
from borderdesk.exchange import read_card as parse_card
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.database import Transaction
from borderdesk.text import language

_CURRENT = "content.key"
_SECRET = "content.key:"  # noqa: S105  the name under which it is kept, not a key


@dataclass(frozen=True)
class ContentKey:
    """A content key as people see it: ``words`` are compared aloud before it is believed.

    ``own`` keys were made here; ``signs`` is the one that signs now. A ``withdrawn`` one signs nothing that
    is still taken.
    """

    device: str
    station: str
    fingerprint: str
    words: tuple[str, ...]
    since: datetime
    own: bool
    signs: bool
    withdrawn: bool


@permitted(Act.EDIT_CONTENT)
def make_content_key(workspace: Workspace) -> Done[ContentKey]:
    """A new key for signing packs, kept in this workspace only; it signs from now on."""
    key = DeviceIdentity.generate(f"content-{secrets.token_hex(4)}")
    card = key.card(
        CONTENT_ROLE, workspace.station, f"{workspace.station} content", practice=workspace.practice
    )
    with workspace.store.write() as transaction:
        transaction.set_secret(_SECRET + key.device_id, key.to_bytes())
        transaction.set_setting(_CURRENT, key.device_id)
        fact = facts.ContentKeyMade(b64encode(card).decode())
        changes = workspace.record(transaction, f"content:key:{key.device_id}", fact)
        made = next(each for each in _keys(workspace, transaction) if each.device == key.device_id)
    return Done(made, changes)


@permitted(Act.EDIT_CONTENT)
def write_content_card(workspace: Workspace, folder: Path, *, files: FileSystem = REAL_FILES) -> Path:
    """Put the card of the key that signs now into ``folder``, for checkpoints to accept.

    :raises RuleBroken: ``pack.no_key``. :raises Unavailable: as :func:`~borderdesk.desk.trust.write_card`.
    """
    with workspace.store.read() as transaction:
        current = signing_key(workspace, transaction).device_id
        data = next(
            data for data in _own_cards(workspace, transaction) if parse_card(data).device_id == current
        )
    return put_card(folder, data, files)


@permitted(Act.TRUST_CONTENT)
def trust_content_key(workspace: Workspace, data: bytes) -> Done[ContentKey]:
    """Accept a content key whose words were compared.

    :raises RuleBroken: ``card.not_content``. :raises Damaged: as :func:`~borderdesk.desk.trust.read_card`.
    :raises NotAllowed: ``card.practice`` for the key of a practice desk at a real one (the other way round
        people practise with the real content), ``card.withdrawn``.
    """
    card = parse_card(data)
    if card.role != CONTENT_ROLE:
        raise RuleBroken("card.not_content")
    if card.practice and not workspace.practice:
        raise NotAllowed("card.practice")
    with workspace.store.write() as transaction:
        if card.fingerprint in withdrawn_keys(workspace, transaction):
            raise NotAllowed("card.withdrawn")
        changes = Changes()
        if card.fingerprint not in {each.fingerprint for each in _keys(workspace, transaction)}:
            fact = facts.PeerTrusted(b64encode(data).decode())
            changes = workspace.record(transaction, f"peer:{card.device_id}", fact)
        accepted = next(
            each for each in _keys(workspace, transaction) if each.fingerprint == card.fingerprint
        )
    return Done(accepted, changes)


@permitted(Act.TRUST_CONTENT)
def withdraw_content_key(workspace: Workspace, fingerprint: str, reason: str) -> Done[None]:
    """Take no pack of this key any more, for good; what is installed stays until another pack replaces it.

    Packs signed here afterwards carry the word on to every desk that installs them.

    :raises RuleBroken: ``pack.key_unknown``, ``pack.key_reason``.
    """
    if not reason.strip():
        raise RuleBroken("pack.key_reason")
    with workspace.store.write() as transaction:
        known = {each.fingerprint: each for each in _keys(workspace, transaction)}
        if fingerprint not in known:
            raise RuleBroken("pack.key_unknown")
        if known[fingerprint].withdrawn:
            return Done(None, Changes())
        return Done(None, record_withdrawal(workspace, transaction, fingerprint, reason.strip()))


@permitted(Act.READ_CONTENT)
def content_keys(workspace: Workspace) -> list[ContentKey]:
    """Every content key made or accepted here, latest first."""
    with workspace.store.read() as transaction:
        return _keys(workspace, transaction)[::-1]


def record_withdrawal(
    workspace: Workspace, transaction: Transaction, fingerprint: str, reason: str
) -> Changes:
    """Write down that a key is withdrawn; it need not be known here yet."""
    fact = facts.ContentKeyWithdrawn(fingerprint, reason)
    return workspace.record(transaction, f"content:key:{fingerprint}", fact)


def signing_key(workspace: Workspace, transaction: Transaction) -> DeviceIdentity:
    """The key that signs now.

    :raises RuleBroken: ``pack.no_key`` when none was made, or it was withdrawn.
    """
    current = transaction.setting(_CURRENT, "")
    kept = transaction.secret(_SECRET + current) if current else None
    if kept is None:
        raise RuleBroken("pack.no_key")
    key = DeviceIdentity.from_bytes(kept)
    if key.fingerprint in withdrawn_keys(workspace, transaction):
        raise RuleBroken("pack.no_key")
    return key


def kept_key(transaction: Transaction, device: str) -> DeviceIdentity:
    """A key made here, for writing once more what it signed.

    :raises RuleBroken: ``pack.no_key``.
    """
    kept = transaction.secret(_SECRET + device)
    if kept is None:
        raise RuleBroken("pack.no_key")
    return DeviceIdentity.from_bytes(kept)


def content_cards(workspace: Workspace, transaction: Transaction) -> dict[str, Card]:
    """The cards of all content keys made or accepted here, by fingerprint; withdrawn ones too."""
    cards = [card for card, _ in accepted_cards(transaction, workspace) if card.role == CONTENT_ROLE]
    cards += [parse_card(data) for data in _own_cards(workspace, transaction)]
    return {card.fingerprint: card for card in cards}


def withdrawn_keys(workspace: Workspace, transaction: Transaction) -> set[str]:
    """Fingerprints; only this desk's own word counts, under whatever identity it gave it."""
    own = (workspace.device, *workspace.older)
    told = [fact for each in own for _, fact in facts_of(transaction, facts.ContentKeyWithdrawn, each)]
    return {fact.fingerprint for fact in told}


def _own_cards(workspace: Workspace, transaction: Transaction) -> list[bytes]:
    made = facts_of(transaction, facts.ContentKeyMade, workspace.device)
    return [b64decode(fact.card) for _, fact in made]


def _keys(workspace: Workspace, transaction: Transaction) -> list[ContentKey]:
    withdrawn = withdrawn_keys(workspace, transaction)
    current = transaction.setting(_CURRENT, "")
    found: dict[str, ContentKey] = {}
    made = facts_of(transaction, facts.ContentKeyMade, workspace.device)
    own = [(parse_card(b64decode(fact.card)), entry.at, True) for entry, fact in made]
    others = [(card, at, False) for card, at in accepted_cards(transaction, workspace)]
    for card, at, is_own in (*others, *own):
        if card.role == CONTENT_ROLE:
            gone = card.fingerprint in withdrawn
            found[card.fingerprint] = ContentKey(
                card.device_id,
                card.station,
                card.fingerprint,
                card.fingerprint_words(language()),
                moment(at),
                is_own,
                is_own and card.device_id == current and not gone,
                gone,
            )
    return sorted(found.values(), key=lambda key: key.since)
