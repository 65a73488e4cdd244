"""Sorting what a package brings, while it streams by: new, repeated, early, set aside. Used by importing.

Nothing is written here. Memory holds a batch of entries at a time, however large the package.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from borderdesk.desk.workspace import Progress
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError, Damaged
from borderdesk.domain.journal import Entry, check_entry, from_line
from borderdesk.domain.values import DeviceId, moment
from borderdesk.exchange import OpenPackage
from borderdesk.store.cases import CASE_PREFIX, names_case
from borderdesk.store.database import Transaction
from borderdesk.store.journal import ChainEnd

_BATCH = 2000
"""Entries held in memory at a time."""


@dataclass
class Sorting:
    """What a package's entries turn out to be, filled while they stream by."""

    new: int = 0
    repeated: int = 0
    waiting: int = 0
    subjects: dict[str, str] = field(default_factory=dict)
    aside: list[tuple[Entry, str]] = field(default_factory=list)
    decoded: dict[str, facts.Fact] = field(default_factory=dict)
    """Facts of the present batch by entry id."""
    before: int = 0
    end: int = 0
    filled: list[Entry] = field(default_factory=list)
    parked: set[int] = field(default_factory=set)


def sort_entries(
    transaction: Transaction,
    package: OpenPackage,
    sorting: Sorting,
    progress: Progress,
    *,
    park: Callable[[list[Entry]], None],
) -> Iterator[list[Entry]]:
    """The new entries in batches, in chain order, everything else noted in ``sorting``.

    What came before its predecessors goes to ``park``. Memory holds a batch of each, whatever the size.
    """
    device = DeviceId(package.manifest.device)
    end = transaction.journal.end(device)
    seq, digest, lamport = end.seq, end.digest, end.lamport
    sorting.before = end.seq
    known = _KnownDigests(transaction, device)
    batch: list[Entry] = []
    early: list[Entry] = []
    for count, line in enumerate(package.entries()):
        entry = from_line(line)
        if entry.device != device:
            raise Damaged("package.altered")
        check_entry(entry)
        if entry.seq <= end.seq:
            _note_known(known, entry, sorting)
        elif entry.seq == seq + 1:
            if entry.prev_digest != digest or entry.lamport <= lamport:
                raise Damaged("journal.broken_chain", device=device, seq=entry.seq)
            seq, digest, lamport = entry.seq, entry.digest, entry.lamport
            batch.append(entry)
        elif entry.seq > seq + 1:
            early.append(entry)
            sorting.parked.add(entry.seq)
        if len(batch) >= _BATCH:
            progress("read", count, package.manifest.entries)
            yield _noted(batch, sorting)
            batch = []
        if len(early) >= _BATCH:
            park(early)
            early = []
    park(early)
    for entry in _unparked(transaction, ChainEnd(device, seq, digest, lamport)):
        batch.append(entry)
        seq = entry.seq
        if len(batch) >= _BATCH:
            yield _noted(batch, sorting)
            batch = []
    if batch:
        yield _noted(batch, sorting)
    sorting.waiting = sum(number > seq for number in sorting.parked)
    sorting.end = seq


class _KnownDigests:
    """Digests of entries that are already here, looked up a window at a time."""

    def __init__(self, transaction: Transaction, device: DeviceId) -> None:
        self._journal = transaction.journal
        self._device = device
        self._window: dict[int, tuple[str, bool]] = {}

    def of(self, seq: int) -> tuple[str, bool]:
        """Digest and whether the payload is here."""
        if seq not in self._window:
            self._window = self._journal.digests(self._device, seq, seq + _BATCH)
        if seq not in self._window:
            raise Damaged("journal.gap", device=self._device, seq=seq)
        return self._window[seq]


def _note_known(known: _KnownDigests, entry: Entry, sorting: Sorting) -> None:
    digest, whole = known.of(entry.seq)
    if digest != entry.digest:
        # The same number with another content: the sender went back in time, or somebody wrote history anew.
        raise Damaged("journal.forked", device=entry.device, seq=entry.seq)
    if not whole and entry.payload is not None:
        sorting.filled.append(entry)
        sorting.subjects[entry.subject] = "changed"
    else:
        sorting.repeated += 1
        sorting.subjects.setdefault(entry.subject, "same")


def _unparked(transaction: Transaction, end: ChainEnd) -> Iterator[Entry]:
    """Entries that waited here and now find their place."""
    for line in transaction.shelf.waiting_lines(end.device, end.seq + 1):
        entry = from_line(line)
        if entry.seq != end.seq + 1 or entry.prev_digest != end.digest or entry.lamport <= end.lamport:
            return
        check_entry(entry)
        end = ChainEnd(end.device, entry.seq, entry.digest, entry.lamport)
        yield entry


def filled_from_waiting(transaction: Transaction, device: DeviceId, sorting: Sorting) -> Iterator[Entry]:
    """Waiting entries that have their content, where the chain arrived without it."""
    known = _KnownDigests(transaction, device)
    for line in transaction.shelf.waiting_lines(device, sorting.before + 1, sorting.end):
        entry = from_line(line)
        digest, whole = known.of(entry.seq)
        if not whole and entry.payload is not None and digest == entry.digest:
            check_entry(entry)
            yield entry


def _noted(batch: list[Entry], sorting: Sorting) -> list[Entry]:
    sorting.new += len(batch)
    sorting.decoded.clear()
    for entry in batch:
        sorting.subjects[entry.subject] = "changed"
        reason = _unreadable(entry, sorting.decoded)
        if reason:
            sorting.aside.append((entry, reason))
    return batch


def _unreadable(entry: Entry, decoded: dict[str, facts.Fact]) -> str:
    """Why this program cannot use an entry, as a code; "" when it can, and then its fact is kept."""
    try:
        moment(entry.at)
        if entry.payload is not None:
            decoded[entry.id] = facts.decode(entry.kind, entry.payload)
        if entry.subject.startswith(CASE_PREFIX) and not names_case(entry.subject):
            return "case_code.malformed"
    except BorderDeskError as problem:
        return problem.code
    except ValueError:
        return "fact.unreadable"
    return ""
