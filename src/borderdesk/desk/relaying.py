"""Carrying a supervisor's entries on: each desk's signed word about its chain is kept, and given along.

So two supervisors who never meet see each other's entries about a record through its checkpoint, which could
not have made any of them up. Used by importing, packing and sending.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass

from borderdesk.desk.carriage import alternate_devices
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import Damaged
from borderdesk.domain.facts import PackageExported
from borderdesk.domain.journal import FIRST_DIGEST, Entry, to_line
from borderdesk.domain.roles import Post
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import DeviceIdentity, OpenPackage, SignedHead, heads_in, sign_head
from borderdesk.store.database import Transaction

_HEAD = "chain_head."


@dataclass(frozen=True)
class Passage:
    """The piece of a third desk's chain that goes along, and that desk's word about its end."""

    head: SignedHead
    first: int

    @property
    def noted(self) -> str:
        """As it stands in the fact about the package."""
        return f"{self.head.device}:{self.head.seq}"


def third_desks(
    workspace: Workspace, transaction: Transaction, package: OpenPackage
) -> dict[str, SignedHead]:
    """Desks whose entries this package passes on and that are trusted here, each with its own signed word.

    Entries of this very desk that come back, and those of desks that nobody here accepted, are left out.

    :raises Damaged: ``package.altered`` where the word is missing or not that desk's.
    """
    heads, found = heads_in(package.manifest), {}
    cards = trusted_cards(workspace, transaction)
    for device in set(package.manifest.entry_ranges) - {
        package.manifest.device,
        workspace.device,
        *workspace.older,
    }:
        card = cards.get(device)
        if card is None or card.role != Post.SUPERVISOR.value:
            continue
        head = heads.get(device)
        if head is None or not head.signed_by(card):
            raise Damaged("package.altered")
        found[device] = head
    return found


def keep_heads(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, third: Mapping[str, SignedHead]
) -> None:
    """Remember the farthest signed word of each desk in this package."""
    sender = heads_in(package.manifest).get(package.manifest.device)
    if sender is not None and sender.signed_by(package.sender):
        _keep(transaction, sender)
    for head in third.values():
        _keep(transaction, head)


def _keep(transaction: Transaction, head: SignedHead) -> None:
    known = transaction.setting(_HEAD + head.device)
    if known is None or known["seq"] < head.seq:
        transaction.set_setting(_HEAD + head.device, asdict(head))


def kept_head(transaction: Transaction, device: str) -> dict[str, SignedHead]:
    """The farthest word of a desk about its own chain that has come here."""
    kept = transaction.setting(_HEAD + device)
    return {device: SignedHead(**kept)} if kept else {}


def own_head(
    workspace: Workspace, transaction: Transaction, identity: DeviceIdentity, last: int
) -> dict[str, SignedHead]:
    """This desk's word about its own chain up to entry ``last``."""
    entry = transaction.journal.one(workspace.device, last)
    return {workspace.device: sign_head(identity, last, entry.digest)} if entry else {}


def passages(
    workspace: Workspace, transaction: Transaction, earlier: list[PackageExported], *, again: bool
) -> list[Passage]:
    """What goes along of trusted supervisors' chains: from where the last package ended, or all of it
    ``again``. Where nothing in it is told, nothing goes. What the desk for separate records wrote goes to
    nobody else.
    """
    others = alternate_devices(workspace, transaction)
    sent: dict[str, int] = {}
    for fact in earlier:
        for noted in fact.passed_on:
            device, _, seq = noted.rpartition(":")
            sent[device] = max(sent.get(device, 0), int(seq) if seq.isdecimal() else 0)
    found = []
    for device, card in sorted(trusted_cards(workspace, transaction).items()):
        kept = transaction.setting(_HEAD + device)
        if kept is None or card.role != Post.SUPERVISOR.value or device in others:
            continue
        head = SignedHead(**kept)
        first = 1 if again else sent.get(device, 0) + 1
        chain = list(transaction.journal.chain(DeviceId(device), first, head.seq))
        reaches = bool(chain) and (chain[-1].seq, chain[-1].digest) == (head.seq, head.digest)
        if reaches and chain[0].seq == first and any(not entry.sealed for entry in chain):
            found.append(Passage(head, first))
    return found


def passed_on(transaction: Transaction, along: list[Passage], quiet: Collection[str]) -> Iterator[bytes]:
    """The entries of those pieces, as much of each as is known here; only the place of those about records
    whose content stays here, whoever wrote them.
    """
    for piece in along:
        for entry in _of(transaction, piece):
            yield to_line(_place(entry) if entry.subject in quiet else entry)


def _place(entry: Entry) -> Entry:
    place = entry.sealed_place()
    # One that a first version wrote cannot be checked without what it is about.
    return entry.without_payload() if place.payload_digest == FIRST_DIGEST else place


def _of(transaction: Transaction, piece: Passage) -> Iterator[Entry]:
    return transaction.journal.chain(DeviceId(piece.head.device), piece.first, piece.head.seq)
