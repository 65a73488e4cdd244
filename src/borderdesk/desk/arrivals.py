"""Sorting what a package brings, while it streams by: new, repeated, early, set aside. Used by importing.

Nothing is written here. Memory holds a batch of entries at a time, however large the package.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from borderdesk.desk.standing_word import NOT_A_SUPERVISOR, StandingWord
from borderdesk.desk.workspace import Progress
from borderdesk.domain import facts
from borderdesk.domain.codes import station_of
from borderdesk.domain.errors import BorderDeskError, Damaged
from borderdesk.domain.journal import FIRST_DIGEST, Entry, check_entry, from_line
from borderdesk.domain.roles import Post
from borderdesk.domain.values import DeviceId, moment
from borderdesk.exchange import OpenPackage, SignedHead
from borderdesk.store.cases import CASE_PREFIX, names_case
from borderdesk.store.database import Transaction
from borderdesk.store.journal import ChainEnd

_BATCH = 2000
"""Entries held in memory at a time."""

FARTHEST = 10**9
"""How far an entry's stamp may lie beyond every stamp here. A stamp counts entries, and no country writes
that many between two sticks: a desk that is out of order must not drag ours along.
"""

OTHER_STATION = "case_code.other_station"
"""A checkpoint's desk has a word in the records of its own station only, whatever code it read on a paper."""
_CODED = ("case:", "group:", "health:", "assessment:")

Park = Callable[[list[Entry]], None]
Fill = Callable[[list[tuple[Entry, int]]], None]
"""Given entries that were here with less in them, and how much was known of each."""


@dataclass
class Sorting:
    """What a package's entries turn out to be, filled while they stream by."""

    new: int = 0
    repeated: int = 0
    waiting: int = 0
    left_out: int = 0
    """Entries of a third desk that is not trusted here."""
    subjects: dict[str, str] = field(default_factory=dict)
    """changed, same, waiting or withheld (nothing but entries without content), by subject."""
    opened: set[str] = field(default_factory=set)
    """Subjects whose opening is among the new entries."""
    aside: list[tuple[Entry, str]] = field(default_factory=list)
    decoded: dict[str, facts.Fact] = field(default_factory=dict)
    """Facts of the present batch by entry id."""
    chains: dict[DeviceId, tuple[int, int]] = field(default_factory=dict)
    """Where each chain ended before, and where it ends now."""
    filled: list[tuple[Entry, int]] = field(default_factory=list)
    """The present batch of entries that were here with less in them."""
    words: dict[DeviceId, StandingWord] = field(default_factory=dict)
    """By the chains of checkpoints, whose word in them counts as a supervisor's."""
    forms: dict[str, bool] = field(default_factory=dict)
    """Form versions met, and whether they are missing here."""


def sort_entries(
    transaction: Transaction,
    package: OpenPackage,
    heads: Mapping[str, SignedHead],
    sorting: Sorting,
    progress: Progress,
    *,
    park: Park,
    fill: Fill,
) -> Iterator[list[Entry]]:
    """The new entries in batches, each of one chain and in its order; all else is noted in ``sorting``.

    ``heads`` are the third desks whose entries may be passed on in this package, each with its own word
    about its chain. What came before its predecessors goes to ``park``,
    what was here with less in it to ``fill``.

    :raises Damaged: ``package.altered``, ``journal.*`` when entries do not hold together.
    """
    sender = DeviceId(package.manifest.device)
    met: set[str] = set()
    for device, entries in groupby(
        _entries(transaction, package, sorting, progress), key=lambda each: each.device
    ):
        if device in met:
            raise Damaged("package.altered")
        met.add(device)
        if device == sender:
            if _at_checkpoint(package.sender.role):
                sorting.words[device] = StandingWord(transaction, device)
            yield from _sort_chain(transaction, device, entries, sorting, park, fill)
        elif device in heads:
            vouched = _held_against(heads[device], entries)
            yield from _sort_chain(transaction, device, vouched, sorting, park, fill)
        else:
            sorting.left_out += sum(1 for _ in entries)
    if met | {sender} != set(package.manifest.entry_ranges) | {sender}:
        raise Damaged("package.altered")


def _at_checkpoint(role: str) -> bool:
    return role == Post.CHECKPOINT.value


def _entries(
    transaction: Transaction, package: OpenPackage, sorting: Sorting, progress: Progress
) -> Iterator[Entry]:
    sender, own_code = DeviceId(package.manifest.device), f"BD-{package.manifest.station}-"
    confined = _at_checkpoint(package.sender.role)
    here = transaction.journal.end(sender).seq
    farthest = transaction.journal.newest() + FARTHEST
    for count, line in enumerate(package.entries()):
        entry = from_line(line)
        if entry.device not in package.manifest.entry_ranges:
            raise Damaged("package.altered")
        check_entry(entry)
        if entry.lamport > farthest:
            raise Damaged("journal.stamp_too_far", device=entry.device, seq=entry.seq)
        if confined and entry.device == sender and _of_another_station(entry.subject, own_code):
            if entry.seq > here:
                sorting.aside.append((entry.without_payload(), OTHER_STATION))
                sorting.subjects.setdefault(entry.subject, "same")
            entry = entry.sealed_place()
        if count % _BATCH == 0:
            progress("read", count, package.manifest.entries)
        yield entry


def _of_another_station(subject: str, own_code: str) -> bool:
    if not subject.startswith(_CODED):
        return False
    code = subject.partition(":")[2]
    return not code.startswith(own_code) and station_of(code) != ""


def _held_against(head: SignedHead, entries: Iterable[Entry]) -> Iterator[Entry]:
    """A passed-on piece of a chain, whole up to the entry that its own desk has signed."""
    last: Entry | None = None
    for entry in entries:
        joins = last is None or (entry.seq == last.seq + 1 and entry.prev_digest == last.digest)
        if not joins or (entry.sealed and entry.payload_digest == FIRST_DIGEST):
            raise Damaged("package.altered")
        last = entry
        yield entry
    if last is None or (last.seq, last.digest) != (head.seq, head.digest):
        raise Damaged("package.altered")


def _sort_chain(
    transaction: Transaction,
    device: DeviceId,
    entries: Iterable[Entry],
    sorting: Sorting,
    park: Park,
    fill: Fill,
) -> Iterator[list[Entry]]:
    word = sorting.words.get(device)
    end = transaction.journal.end(device)
    seq, digest, lamport = end.seq, end.digest, end.lamport
    sorting.chains[device] = (end.seq, end.seq)
    known = _Known(transaction, device)
    batch: list[Entry] = []
    early: list[Entry] = []
    parked: set[int] = set()
    for entry in entries:
        if word:
            word.note(entry)
        if entry.seq <= end.seq:
            _note_known(transaction, known, entry, sorting)
        elif entry.seq == seq + 1:
            if entry.prev_digest != digest or entry.lamport <= lamport:
                raise Damaged("journal.broken_chain", device=device, seq=entry.seq)
            seq, digest, lamport = entry.seq, entry.digest, entry.lamport
            batch.append(_allowed(entry, sorting))
        elif entry.seq > seq + 1:
            early.append(entry)
            parked.add(entry.seq)
            sorting.subjects.setdefault(entry.subject, "waiting")
        if len(batch) >= _BATCH:
            yield _noted(transaction, batch, sorting)
            batch = []
        if len(early) >= _BATCH:
            park(early)
            early = []
        if len(sorting.filled) >= _BATCH:
            fill(sorting.filled)
            sorting.filled.clear()
    park(early)
    fill(sorting.filled)
    sorting.filled.clear()
    for entry in _unparked(transaction, ChainEnd(device, seq, digest, lamport), sorting):
        if word:
            word.note(entry)
        batch.append(_allowed(entry, sorting))
        seq = entry.seq
        if len(batch) >= _BATCH:
            yield _noted(transaction, batch, sorting)
            batch = []
    if batch:
        yield _noted(transaction, batch, sorting)
    sorting.waiting += sum(number > seq for number in parked)
    sorting.chains[device] = (end.seq, seq)


def _allowed(entry: Entry, sorting: Sorting) -> Entry:
    """The entry, or only its place where its author may not say so; then it is set aside."""
    word = sorting.words.get(entry.device)
    if word is None or word.counts(entry):
        return entry
    if not word.is_aside(entry):
        sorting.aside.append((entry.without_payload(), NOT_A_SUPERVISOR))
    sorting.subjects.setdefault(entry.subject, "same")
    return entry.sealed_place()


class _Known:
    """Digests of entries that are already here, looked up a window at a time."""

    def __init__(self, transaction: Transaction, device: DeviceId) -> None:
        self._journal = transaction.journal
        self._device = device
        self._window: dict[int, tuple[str, int]] = {}

    def of(self, seq: int) -> tuple[str, int]:
        """Digest, and how much is told of the entry here."""
        if seq not in self._window:
            self._window = self._journal.digests(self._device, seq, seq + _BATCH)
        if seq not in self._window:
            raise Damaged("journal.gap", device=self._device, seq=seq)
        return self._window[seq]


def _note_known(transaction: Transaction, known: _Known, entry: Entry, sorting: Sorting) -> None:
    digest, told = known.of(entry.seq)
    if entry.told > told:
        entry = _allowed(entry, sorting)
    if digest != entry.digest:
        # The same number with another content: the sender went back in time, or somebody wrote history anew.
        raise Damaged("journal.forked", device=entry.device, seq=entry.seq)
    if entry.told > told:
        sorting.filled.append((entry, told))
        sorting.subjects[entry.subject] = "changed"
        _look_at(transaction, entry, sorting)
    else:
        sorting.repeated += 1
        if not entry.sealed:
            sorting.subjects.setdefault(entry.subject, "same")


def _unparked(transaction: Transaction, end: ChainEnd, sorting: Sorting) -> Iterator[Entry]:
    """Entries that waited here and now find their place. One that does not fit goes on waiting."""
    for line in transaction.shelf.waiting_lines(end.device, end.seq + 1):
        entry = from_line(line)
        if entry.seq != end.seq + 1:
            return
        if entry.prev_digest != end.digest or entry.lamport <= end.lamport:
            sorting.aside.append((entry, "journal.forked"))
            return
        check_entry(entry)
        end = ChainEnd(end.device, entry.seq, entry.digest, entry.lamport)
        yield entry


def filled_from_waiting(transaction: Transaction, sorting: Sorting) -> Iterator[tuple[Entry, int]]:
    """Waiting entries that have their content, where the chain arrived without it."""
    for device, (before, end) in sorting.chains.items():
        known = _Known(transaction, device)
        for line in transaction.shelf.waiting_lines(device, before + 1, end):
            entry = _allowed(from_line(line), sorting)
            digest, told = known.of(entry.seq)
            if entry.told > told and digest == entry.digest:
                check_entry(entry)
                _look_at(transaction, entry, sorting)
                yield entry, told


def _noted(transaction: Transaction, batch: list[Entry], sorting: Sorting) -> list[Entry]:
    sorting.new += len(batch)
    sorting.decoded.clear()
    for entry in batch:
        if entry.sealed:
            continue
        if entry.payload is None:
            sorting.subjects.setdefault(entry.subject, "withheld")
        else:
            sorting.subjects[entry.subject] = "changed"
        if entry.kind == facts.CaseOpened.kind:
            sorting.opened.add(entry.subject)
        _look_at(transaction, entry, sorting)
    return batch


MISSING_FORM = "form.version_missing"
"""Its results count, so that nobody is less protected; its answers cannot be shown until the form is here."""
_FILLED_IN = (facts.ScreeningCompleted, facts.ReferralIssued)


def _look_at(transaction: Transaction, entry: Entry, sorting: Sorting) -> None:
    """What this program cannot use, or not fully, is set aside with its reason."""
    reason = _why_aside(transaction, entry, sorting.decoded, sorting.forms)
    if reason:
        sorting.aside.append((entry.without_payload(), reason))  # there may be as many as there are entries


def why_aside(transaction: Transaction, entry: Entry) -> str:
    """The reason why an entry belongs on the shelf, as a code; "" when it does not."""
    return _why_aside(transaction, entry, {}, {})


def _why_aside(
    transaction: Transaction, entry: Entry, decoded: dict[str, facts.Fact], forms: dict[str, bool]
) -> str:
    reason = _unreadable(entry, decoded)
    fact = decoded.get(entry.id)
    if reason or not isinstance(fact, _FILLED_IN) or not fact.sha256:
        return reason
    if fact.sha256 not in forms:
        forms[fact.sha256] = transaction.forms.missing(fact.sha256)
    return MISSING_FORM if forms[fact.sha256] else ""


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
