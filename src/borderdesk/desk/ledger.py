"""The ledger: what of each checkpoint arrived, what is missing, who is silent, and which stick to ask for.

Everything is read from the journal: what this desk noted about packages, receipts and requests, and what the
checkpoints' own chains say of the packages they wrote.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.trust import successors, trusted_since
from borderdesk.desk.workspace import F, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import Damaged, RuleBroken
from borderdesk.domain.journal import Entry
from borderdesk.domain.numbering import first_of
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import DeviceId, moment
from borderdesk.exchange import Card
from borderdesk.store.database import Transaction
from borderdesk.store.tally import Tallied

SILENT_AFTER = 7
"""Days without a package after which a checkpoint counts as silent, unless the desk chose otherwise."""
_SILENT = "ledger.silent_after"
_NOTES: tuple[type[facts.Fact], ...] = (
    facts.PackageImported,
    facts.ImportUndone,
    facts.PackageRepeated,
    facts.ReceiptWritten,
    facts.ResendAsked,
    facts.PackageExported,
    facts.ReceiptReceived,
)
_LOOK_BACK = 20
"""How many of a checkpoint's notes about receipts are looked at for one of this desk."""


@dataclass(frozen=True)
class InboxRow:
    """A checkpoint in the ledger.

    ``missing`` are package numbers that never arrived and whose entries are not here by another way;
    ``gaps`` the entries to ask for, ``(first, last)``. ``held`` is the last entry here without a gap,
    ``confirmed`` how far our receipts go, ``told`` how far the checkpoint says that they reached it.
    ``repeated`` counts packages that brought nothing new, ``refused`` files that were not taken in,
    ``expected`` packages that it is known to have written. ``days`` since the last package, or since the
    card was trusted where none arrived. ``asked`` is the last request to send again that has not been
    answered: first entry and when.
    """

    station: str
    device: str
    last_at: datetime | None
    numbers: tuple[int, ...]
    missing: tuple[int, ...]
    waiting: int
    expected: int = 0
    repeated: int = 0
    refused: int = 0
    refused_code: str = ""
    gaps: tuple[tuple[int, int], ...] = ()
    held: int = 0
    confirmed: int = 0
    told: int = 0
    days: int = 0
    silent: bool = False
    asked: tuple[int, datetime] | None = None
    before: str = ""
    """The older identity that this one goes on for."""
    after: str = ""
    """The new identity that goes on for this one: nothing more is expected of it but late sticks."""

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.missing or self.gaps)


@permitted(Act.IMPORT)
def inbox(workspace: Workspace) -> list[InboxRow]:
    """The ledger, by station: what arrived of each checkpoint, what is missing, and who is silent."""
    with workspace.store.read() as transaction:
        limit = _silent_after(transaction)
        notes = _Notes(workspace, transaction)
        checkpoints = [
            (card, since)
            for card, since in trusted_since(workspace, transaction).values()
            if card.role == Post.CHECKPOINT.value
        ]
        rows = [notes.row(card, moment(since), limit) for card, since in checkpoints]
    return sorted(rows, key=lambda row: (row.station, row.device))


@permitted(Act.OWN_ACCESS)
def silent_after(workspace: Workspace) -> int:
    """Days without a package after which a checkpoint counts as silent."""
    with workspace.store.read() as transaction:
        return _silent_after(transaction)


@permitted(Act.IMPORT)
def set_silent_after(workspace: Workspace, days: int) -> None:
    """Choose after how many days a checkpoint counts as silent.

    :raises RuleBroken: ``ledger.days`` unless from 1 to 365.
    """
    if not 1 <= days <= 365:
        raise RuleBroken("ledger.days")
    with workspace.store.write() as transaction:
        transaction.set_setting(_SILENT, days)


def _silent_after(transaction: Transaction) -> int:
    return int(transaction.setting(_SILENT, SILENT_AFTER))


class _Notes:
    """All notes about packages, counted once for every checkpoint together."""

    def __init__(self, workspace: Workspace, transaction: Transaction) -> None:
        self._workspace = workspace
        self._journal = transaction.journal
        own = workspace.device
        notes = transaction.tally.by_subject([kind.kind for kind in _NOTES], "package:")
        # What a colleague's desk took into the database that they share has arrived here too.
        office = {own, *transaction.journal.desks()}
        self._arrived = _standing(
            _by_device(notes, facts.PackageImported, office), _by_device(notes, facts.ImportUndone, office)
        )
        self._repeated = _by_device(notes, facts.PackageRepeated, office)
        self._written = _by_device(notes, facts.ReceiptWritten, {own})
        self._asked = _by_device(notes, facts.ResendAsked, {own})
        self._exported = _by_device(notes, facts.PackageExported)
        self._told = _by_device(notes, facts.ReceiptReceived)
        self._refused: dict[str, list[str]] = defaultdict(list)
        for _, fact in facts_of(transaction, facts.PackageRefused, own):
            if not transaction.shelf.imported(fact.sha256):  # it may have been taken in since
                self._refused[fact.sender or fact.station].append(fact.reason)
        self._waiting = transaction.tally.waiting_ranges()
        self._after = successors(workspace, transaction)
        self._before = {new: old for old, new in self._after.items()}

    def row(self, card: Card, trusted: datetime, limit: int) -> InboxRow:
        """One checkpoint."""
        device = card.device_id
        arrived = self._arrived[device]
        exported = self._exported[device]
        highest = max([*arrived, *exported], default=0)
        missing = [
            number
            for number in range(first_of(highest), highest)
            if number not in arrived and number not in exported
        ]
        held = self._journal.end(DeviceId(device)).seq
        waiting = self._waiting.get(device, [])
        last = max((each.last_at for each in arrived.values()), default="")
        seen = moment(last) if last else None
        days = self._days_since(seen or trusted)
        refused = [*self._refused[device], *self._refused[card.station]]
        return InboxRow(
            station=card.station,
            device=device,
            last_at=seen,
            numbers=tuple(sorted(arrived)),
            missing=tuple(missing),
            waiting=sum(end - first + 1 for first, end in waiting),
            expected=highest - first_of(highest) + 1 if highest else 0,
            repeated=sum(each.times - 1 for each in arrived.values())
            + sum(each.times for each in self._repeated[device].values()),
            refused=len(refused),
            refused_code=refused[-1] if refused else "",
            gaps=_gaps(held, waiting),
            held=held,
            confirmed=self._confirmed(device),
            told=self._told_up_to(device),
            days=days,
            silent=days >= limit and device not in self._after,
            asked=self._open_request(device, held),
            before=self._before.get(device, ""),
            after=self._after.get(device, ""),
        )

    def _days_since(self, then: datetime) -> int:
        now = self._workspace.clock()
        return max(0, (now.date() - then.astimezone(now.tzinfo).date()).days)

    def _confirmed(self, device: str) -> int:
        fact = self._last(self._workspace.device, self._written[device].values(), facts.ReceiptWritten)
        return fact[1].last if fact else 0

    def _told_up_to(self, device: str) -> int:
        """Receipts of other supervisors' desks stand among them, so a few are looked at."""
        notes = sorted(self._told[device].values(), key=lambda each: each.last_seq, reverse=True)
        for note in notes[:_LOOK_BACK]:
            found = self._last(DeviceId(device), [note], facts.ReceiptReceived)
            if found and found[1].sender == self._workspace.device:
                return found[1].last
        return 0

    def _open_request(self, device: str, held: int) -> tuple[int, datetime] | None:
        found = self._last(self._workspace.device, self._asked[device].values(), facts.ResendAsked)
        if found is None or held >= (found[1].last or found[1].first):
            return None
        return found[1].first, moment(found[0].at)

    def _last(self, author: DeviceId, notes: Iterable[Tallied], kind: type[F]) -> tuple[Entry, F] | None:
        last = max((note.last_seq for note in notes), default=0)
        entry = self._journal.one(author, last) if last else None
        if entry is None or entry.payload is None:
            return None
        try:
            fact = facts.decode(entry.kind, entry.payload)
        except Damaged:
            return None
        return (entry, fact) if isinstance(fact, kind) else None


def _by_device(
    notes: Mapping[str, list[Tallied]], kind: type[facts.Fact], authors: Collection[str] = ()
) -> dict[str, dict[int, Tallied]]:
    """By the device a package is of and its number, as subjects name them: ``package:<device>:<number>``.

    The last note by one of ``authors``; where none is named, what each device says of its own packages.
    """
    found: dict[str, dict[int, Tallied]] = defaultdict(dict)
    for each in notes[kind.kind]:
        _, device, number = [*each.subject.split(":"), "", ""][:3]
        if number.isdecimal() and each.device in (authors or (device,)):
            before = found[device].get(int(number))
            if before is None or before.last_at <= each.last_at:
                found[device][int(number)] = each
    return found


def _standing(
    arrived: dict[str, dict[int, Tallied]], undone: dict[str, dict[int, Tallied]]
) -> dict[str, dict[int, Tallied]]:
    """What was imported and not taken out again."""
    found: dict[str, dict[int, Tallied]] = defaultdict(dict)
    for device, numbers in arrived.items():
        for number, note in numbers.items():
            last = undone[device].get(number)
            if last is None or not _later(last, note):
                found[device][number] = note
    return found


def _later(one: Tallied, other: Tallied) -> bool:
    """Within one chain its order tells; between the desks of one office only their clocks do."""
    if one.device == other.device:
        return one.last_seq > other.last_seq
    return one.last_at >= other.last_at


def _gaps(held: int, waiting: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The entries between what is here and what waits."""
    gaps = []
    for first, last in waiting:
        if first > held + 1:
            gaps.append((held + 1, first - 1))
        held = max(held, last)
    return tuple(gaps)
