"""Trust between desks: this PC's card, other desks' cards, and the words people compare aloud."""

from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.carriage import alternate_devices
from borderdesk.desk.set_back import LINK
from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError, Damaged, NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import moment
from borderdesk.exchange import CARD_SUFFIX, CONTENT_ROLE, Card, Continues
from borderdesk.exchange import read_card as parse_card
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem, Stick
from borderdesk.store.database import Transaction
from borderdesk.text import language

_LARGEST_CARD = 1 << 16


@dataclass(frozen=True)
class CardView:
    """A card as people see it; ``words`` are compared aloud before it is trusted."""

    device: str
    role: str
    station: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Peer:
    """A desk whose card was accepted."""

    device: str
    role: str
    station: str
    label: str
    words: tuple[str, ...]
    trusted_at: datetime


@permitted(Act.OWN_ACCESS)
def own_card(workspace: Workspace) -> bytes:
    """This PC's public card, to carry to the other desk."""
    with workspace.store.read() as transaction:
        identity = device_identity(transaction)
        link = transaction.setting(LINK)
    label = f"{workspace.station} {workspace.post.value}"
    return identity.card(
        workspace.post.value,
        workspace.station,
        label,
        practice=workspace.practice,
        continues=Continues(**link) if link else None,
    )


@permitted(Act.OWN_ACCESS)
def write_card(workspace: Workspace, folder: Path, *, files: FileSystem = REAL_FILES) -> Path:
    """Put this PC's card into ``folder``; an older card of this PC is replaced, another PC's never.

    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is left there.
    """
    return put_card(folder, own_card(workspace), files)


def put_card(folder: Path, data: bytes, files: FileSystem) -> Path:
    """Put a card of this PC's making into ``folder``; errors as :func:`write_card`."""
    card = parse_card(data)
    stick = Stick(folder, files)
    target = _own_place(card, folder, stick)
    part = target.with_name(target.name + ".part")
    try:
        with stick.creating(part) as file:
            stick.write(file, data)
            stick.sync(file)
        if b"".join(stick.chunks_back(part)) != data:
            raise Damaged("stick.misread")
        stick.discard(target)
        stick.rename(part, target)
        stick.sync_folder()
    except BorderDeskError:
        stick.discard(part)
        raise
    return target


def _own_place(card: Card, folder: Path, stick: Stick) -> Path:
    """The first name of this station that is free, or that this very card took before."""
    own = {card.device_id, card.continues.device if card.continues else ""}
    plain = f"{card.station}-content" if card.role == CONTENT_ROLE else card.station
    number = 1
    while True:
        name = plain if number == 1 else f"{plain}-{number}"
        place = folder / f"{name}{CARD_SUFFIX}"
        if not stick.exists(place):
            return place
        # What is not a card, or another PC's, is left alone.
        with suppress(BorderDeskError):
            if parse_card(read_card_file(place)).device_id in own:
                return place
        number += 1


def read_card_file(path: Path) -> bytes:
    """The bytes of a card on a stick, for :func:`read_card` and :func:`trust_card`.

    :raises Unavailable: ``stick.unreadable``. :raises Damaged: ``card.not_a_card`` when it is far too big.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_CARD + 1)
    except OSError as refusal:
        raise Unavailable("stick.unreadable") from refusal
    if len(data) > _LARGEST_CARD:
        raise Damaged("card.not_a_card")
    return data


@permitted(Act.OWN_ACCESS)
def card_words(workspace: Workspace) -> tuple[str, ...]:
    """Six words of this PC's own card in the language of the moment."""
    return read_card(own_card(workspace)).words


def read_card(data: bytes) -> CardView:
    """What a card says, for comparing; trusting it is a second act.

    :raises Damaged: ``card.not_a_card``, ``card.altered``, ``card.newer_format``.
    """
    card = parse_card(data)
    return CardView(card.device_id, card.role, card.station, card.label, card.fingerprint_words(language()))


@permitted(Act.TRUST)
def trust_card(workspace: Workspace, data: bytes, *, alternate: bool = False) -> Done[Peer]:
    """Accept a desk whose words were compared; as ``alternate`` it gets separate records and nothing else.

    :raises RuleBroken: ``card.own``, ``card.content_key`` (see :func:`trust_content_key`);
        ``card.alternate_checkpoint`` where a checkpoint's card is to be the other receiver's.
    :raises Damaged: as :func:`read_card`; ``card.link_broken`` where it says that it goes on for a desk that
        is known here, and that one's key did not sign it.
    :raises NotAllowed: ``card.practice`` where one desk is for practice and the other is not: real records
        must never be sealed to a desk that anybody can open. ``card.revoked`` where trust was taken from this
        desk: its key may be in other hands, so it has to be set up anew.
    """
    card = parse_card(data)
    if card.device_id == workspace.device:
        raise RuleBroken("card.own")
    if card.role == CONTENT_ROLE:
        raise RuleBroken("card.content_key")
    if card.practice != workspace.practice:
        raise NotAllowed("card.practice")
    if alternate and card.role != Post.SUPERVISOR.value:
        raise RuleBroken("card.alternate_checkpoint")
    with workspace.store.write() as transaction:
        if card.device_id in revoked_devices(workspace, transaction):
            raise NotAllowed("card.revoked", station=card.station)
        link = card.continues
        if link and link.device in alternate_devices(workspace, transaction):
            alternate = True  # under its new identity it gets nothing of the station's either
        fact = facts.PeerTrusted(b64encode(data).decode(), alternate)
        changes = workspace.record(transaction, f"peer:{card.device_id}", fact)
        changes |= _accept_new_identity(workspace, transaction, card)
        return Done(_peer(card, workspace.now()), changes)


@permitted(Act.REVOKE)
def revoke_trust(workspace: Workspace, device: str, reason: str) -> Done[None]:
    """Take trust from a desk for good: nothing of it is imported any more and nothing is sealed to it.

    What it brought before stays.

    :raises RuleBroken: ``card.unknown``, ``card.reason_missing``.
    """
    if not reason.strip():
        raise RuleBroken("card.reason_missing")
    with workspace.store.write() as transaction:
        if device not in trusted_cards(workspace, transaction):
            raise RuleBroken("card.unknown")
        fact = facts.PeerRevoked(device, reason.strip())
        return Done(None, workspace.record(transaction, f"peer:{device}", fact))


def _accept_new_identity(workspace: Workspace, transaction: Transaction, card: Card) -> Changes:
    """Where the card goes on for a desk that is known here: note it, if that desk's own key says so.

    :raises Damaged: ``card.link_broken`` where it does not.
    :raises NotAllowed: ``card.continues_revoked`` where trust was taken from that desk: whoever has its PC
        could make this card.
    """
    link = card.continues
    old = known_cards(workspace, transaction).get(link.device) if link else None
    if link is None or old is None:
        return Changes()
    if link.device in revoked_devices(workspace, transaction):
        raise NotAllowed("card.continues_revoked", station=card.station)
    if not card.goes_on_for(old):
        raise Damaged("card.link_broken", station=card.station)
    fact = facts.PeerContinues(card.device_id, link.device, link.last)
    return workspace.record(transaction, f"peer:{link.device}", fact)


@permitted(Act.OWN_ACCESS)
def peers(workspace: Workspace) -> list[Peer]:
    """Every trusted desk, by station."""
    with workspace.store.read() as transaction:
        revoked = revoked_devices(workspace, transaction)
        found = {
            card.device_id: _peer(card, at)
            for card, at in _trusted(transaction, workspace)
            if card.device_id not in revoked
        }
    return sorted(found.values(), key=lambda peer: (peer.station, peer.device))


def trusted_cards(workspace: Workspace, transaction: Transaction) -> dict[str, Card]:
    """The last accepted card of each device that this very PC trusts."""
    revoked = revoked_devices(workspace, transaction)
    cards = known_cards(workspace, transaction)
    return {device: card for device, card in cards.items() if device not in revoked}


def known_cards(workspace: Workspace, transaction: Transaction) -> dict[str, Card]:
    """The last accepted card of each device, those included that are not trusted any more."""
    return {card.device_id: card for card, _ in _trusted(transaction, workspace)}


def checkpoint_devices(workspace: Workspace, transaction: Transaction) -> frozenset[str]:
    """Checkpoints' PCs that are known here, this very one included where it is one."""
    cards = known_cards(workspace, transaction).values()
    found = {card.device_id for card in cards if card.role == Post.CHECKPOINT.value}
    if workspace.post is Post.CHECKPOINT:
        found |= {workspace.device, *workspace.older}
    return frozenset(found)


def trusted_since(workspace: Workspace, transaction: Transaction) -> dict[str, tuple[Card, str]]:
    """The same cards, and when each device was last accepted."""
    revoked = revoked_devices(workspace, transaction)
    return {
        card.device_id: (card, at)
        for card, at in _trusted(transaction, workspace)
        if card.device_id not in revoked
    }


def revoked_devices(workspace: Workspace, transaction: Transaction) -> frozenset[str]:
    """Desks from which this very PC took trust, under whatever identity: also what it said in a time that it
    has forgotten, and that has come back.
    """
    own = (workspace.device, *workspace.older)
    return frozenset(
        fact.device for each in own for _, fact in facts_of(transaction, facts.PeerRevoked, each)
    )


def present_cards(workspace: Workspace, transaction: Transaction) -> dict[str, Card]:
    """The trusted cards that something may be sealed to: those of a desk's present identity. Whoever has an
    old copy of a PC has its old key; late packages of that identity are read, nothing is sent to it.
    """
    past = successors(workspace, transaction)
    cards = trusted_cards(workspace, transaction)
    return {device: card for device, card in cards.items() if device not in past}


def successors(workspace: Workspace, transaction: Transaction) -> dict[str, str]:
    """Desks that go on under a new identity that was accepted here, with that identity."""
    return {
        fact.before: fact.device for _, fact in facts_of(transaction, facts.PeerContinues, workspace.device)
    }


def supervisor_cards(workspace: Workspace, transaction: Transaction) -> list[Card]:
    """The supervisors' desks that packages are sealed to; never the one that separate records go to."""
    cards = present_cards(workspace, transaction).values()
    others = alternate_devices(workspace, transaction)
    return [card for card in cards if card.role == Post.SUPERVISOR.value and card.device_id not in others]


def alternate_cards(workspace: Workspace, transaction: Transaction) -> list[Card]:
    """The desks that separate records are sealed to, and nothing else."""
    others = alternate_devices(workspace, transaction)
    return [card for card in present_cards(workspace, transaction).values() if card.device_id in others]


def _trusted(transaction: Transaction, workspace: Workspace) -> list[tuple[Card, str]]:
    """Desks only: a key that signs content speaks for no desk."""
    return [found for found in accepted_cards(transaction, workspace) if found[0].role != CONTENT_ROLE]


def accepted_cards(transaction: Transaction, workspace: Workspace) -> list[tuple[Card, str]]:
    """Cards of desks and of content keys, with the time they were accepted, oldest first.

    Only this device's own word counts: an imported entry cannot make anybody trusted.
    """
    found = []
    for entry, fact in facts_of(transaction, facts.PeerTrusted, workspace.device):
        found.append((parse_card(b64decode(fact.card)), entry.at))
    return found


def _peer(card: Card, at: str) -> Peer:
    return Peer(
        card.device_id,
        card.role,
        card.station,
        card.label,
        card.fingerprint_words(language()),
        moment(at),
    )
