"""Taking in what came on a stick: a dry run that tells everything, then one transaction, then a receipt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.codes import read_case_code, short_code
from borderdesk.domain.errors import BorderDeskError, Damaged, NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry, check_entry, from_line
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import CaseCode, DeviceId, moment
from borderdesk.exchange import (
    Card,
    OpenPackage,
    PackageKind,
    Receipt,
    SetAside,
    list_packages,
    open_package,
    parse_receipt,
    write_receipt,
)
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction

_BATCH = 2000
"""Entries held in memory at a time."""
_RECEIPTS = "receipts.written"


@dataclass(frozen=True)
class PreviewRecord:
    """A record in the dry run: ``state`` is new, changed, same, decision or set_aside."""

    code: str
    short: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class ImportPreview:
    """What applying a package would do; nothing has been done yet."""

    path: Path
    kind: str
    station: str
    device: str
    number: int
    created: datetime
    already_imported: bool
    entries: int
    new: int
    repeated: int
    waiting: int
    records: tuple[PreviewRecord, ...] = ()

    def in_state(self, state: str) -> tuple[PreviewRecord, ...]:
        """The records in one state."""
        return tuple(record for record in self.records if record.state == state)


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``receipt_problem`` is a code when the receipt could not be written back."""

    kind: str
    station: str
    number: int
    new: int
    repeated: int
    waiting: int
    set_aside: int
    records: int
    receipt: Path | None = None
    receipt_problem: str = ""


@dataclass(frozen=True)
class InboxRow:
    """A checkpoint in the ledger; ``missing`` are package numbers below the highest that never arrived."""

    station: str
    device: str
    last_at: datetime | None
    numbers: tuple[int, ...]
    missing: tuple[int, ...]
    waiting: int


@dataclass
class _Sorting:
    """What a package's entries turn out to be, filled while they stream by."""

    new: int = 0
    repeated: int = 0
    waiting: int = 0
    subjects: dict[str, str] = field(default_factory=dict)
    aside: list[tuple[Entry, str]] = field(default_factory=list)
    ends: dict[str, tuple[int, str]] = field(default_factory=dict)
    parked: list[Entry] = field(default_factory=list)
    filled: list[Entry] = field(default_factory=list)


def packages_in(folder: Path) -> list[Path]:
    """Packages and receipts on a stick, by name.

    :raises Unavailable: ``stick.unreadable``.
    """
    return list(list_packages(folder))


@permitted(Act.IMPORT)
def preview_import(workspace: Workspace, path: Path, progress: Progress = silent) -> ImportPreview:
    """Open, check and sort a package without changing anything.

    :raises BorderDeskError: any ``package.*`` code; ``journal.*`` when its entries do not hold together.
    """
    with (
        workspace.store.read() as transaction,
        _opened(workspace, transaction, path, progress) as package,
    ):
        manifest = package.manifest
        base = ImportPreview(
            path,
            str(manifest.kind),
            manifest.station,
            manifest.device,
            manifest.number,
            manifest.created,
            transaction.shelf.imported(package.sha256),
            manifest.entries,
            0,
            0,
            0,
        )
        if manifest.kind == PackageKind.RECEIPT:
            receipt = _own_receipt(workspace, package)
            known = _receipt_known(workspace, transaction, manifest.device, manifest.number)
            return ImportPreview(
                **{**vars(base), "already_imported": known, "entries": len(receipt.confirmed)}
            )
        _require_records(package)
        sorting = _Sorting()
        arrived: dict[str, list[Entry]] = {}
        for batch in _sorted(transaction, package, sorting, progress):
            for entry in batch:
                arrived.setdefault(entry.subject, []).append(entry)
        records = _preview_records(transaction, sorting, arrived)
    return ImportPreview(
        **{
            **vars(base),
            "new": sorting.new,
            "repeated": sorting.repeated,
            "waiting": sorting.waiting,
            "records": records,
        }
    )


@permitted(Act.IMPORT)
def apply_import(
    workspace: Workspace, path: Path, progress: Progress = silent, *, receipt_to: Path | None = None
) -> Done[ImportResult]:
    """Import a package in one transaction; then write a receipt to ``receipt_to``.

    The same package again changes nothing, but its receipt is written again, in case the first was lost.
    A receipt package is taken in as well: its records then count as confirmed.

    :raises BorderDeskError: as :func:`preview_import`; then nothing was imported.
    """
    with (
        workspace.store.write() as transaction,
        _opened(workspace, transaction, path, progress) as package,
    ):
        if package.manifest.kind == PackageKind.RECEIPT:
            return _apply_receipt(workspace, transaction, package)
        _require_records(package)
        result, changes = _apply_records(workspace, transaction, package, progress)
        answer = _receipt_for(workspace, transaction, package)
        sender = package.sender
    if receipt_to is None or workspace.post is not Post.SUPERVISOR:
        return Done(result, changes)
    return Done(_with_receipt(workspace, result, answer, sender, receipt_to), changes)


def _opened(workspace: Workspace, transaction: Transaction, path: Path, progress: Progress) -> OpenPackage:
    return open_package(
        path,
        device_identity(transaction),
        trusted_cards(workspace, transaction),
        practice=workspace.practice,
        progress=progress,
    )


def _require_records(package: OpenPackage) -> None:
    if package.manifest.kind != PackageKind.RECORDS:
        raise RuleBroken("package.other_kind", kind=str(package.manifest.kind))
    if set(package.manifest.entry_ranges) - {package.manifest.device}:
        raise Damaged("package.altered")


def _sorted(
    transaction: Transaction, package: OpenPackage, sorting: _Sorting, progress: Progress
) -> Iterator[list[Entry]]:
    """The new entries in batches, in chain order, everything else noted in ``sorting``."""
    device = DeviceId(package.manifest.device)
    end = transaction.journal.end(device)
    seq, digest = end.seq, end.digest
    known = _KnownDigests(transaction, device)
    batch: list[Entry] = []
    for count, line in enumerate(package.entries()):
        entry = from_line(line)
        if entry.device != device:
            raise Damaged("package.altered")
        check_entry(entry)
        if entry.seq <= end.seq:
            _note_known(known, entry, sorting)
        elif entry.seq == seq + 1:
            if entry.prev_digest != digest:
                raise Damaged("journal.broken_chain", device=device, seq=entry.seq)
            seq, digest = entry.seq, entry.digest
            batch.append(entry)
        elif entry.seq > seq + 1:
            sorting.parked.append(entry)
        if len(batch) >= _BATCH:
            progress("read", count, package.manifest.entries)
            yield _noted(batch, sorting)
            batch = []
    for entry in _unparked(transaction, device, seq, digest, sorting):
        batch.append(entry)
        seq, digest = entry.seq, entry.digest
    if batch:
        yield _noted(batch, sorting)
    sorting.waiting = len(sorting.parked)
    sorting.ends[device] = (seq, digest)


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
        return self._window[seq]


def _note_known(known: _KnownDigests, entry: Entry, sorting: _Sorting) -> None:
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


def _unparked(
    transaction: Transaction, device: DeviceId, seq: int, digest: str, sorting: _Sorting
) -> Iterator[Entry]:
    """Entries that waited here, or came out of order, and now find their place."""
    waiting = {entry.seq: entry for entry in sorting.parked}
    for line in transaction.shelf.waiting_lines(device, seq + 1):
        entry = from_line(line)
        waiting.setdefault(entry.seq, entry)
    while seq + 1 in waiting and waiting[seq + 1].prev_digest == digest:
        entry = waiting.pop(seq + 1)
        check_entry(entry)
        seq, digest = entry.seq, entry.digest
        yield entry
    sorting.parked = [entry for entry in sorting.parked if entry.seq in waiting]


def _noted(batch: list[Entry], sorting: _Sorting) -> list[Entry]:
    sorting.new += len(batch)
    for entry in batch:
        sorting.subjects[entry.subject] = "changed"
        reason = _unreadable(entry)
        if reason:
            sorting.aside.append((entry, reason))
    return batch


def _unreadable(entry: Entry) -> str:
    """Why this program cannot use an entry, as a code; "" when it can."""
    try:
        if entry.payload is not None:
            facts.decode(entry.kind, entry.payload)
        if entry.subject.startswith(CASE_PREFIX):
            read_case_code(entry.subject.removeprefix(CASE_PREFIX))
        moment(entry.at)
    except BorderDeskError as problem:
        return problem.code
    except ValueError:
        return "fact.unreadable"
    return ""


def _preview_records(
    transaction: Transaction, sorting: _Sorting, arrived: dict[str, list[Entry]]
) -> tuple[PreviewRecord, ...]:
    aside = {entry.subject: reason for entry, reason in sorting.aside}
    cases = sorted(subject for subject in sorting.subjects if subject.startswith(CASE_PREFIX))
    records = []
    for subject, here in transaction.journal.of_many(cases):
        code = subject.removeprefix(CASE_PREFIX)
        state = sorting.subjects[subject]
        if subject in aside:
            state = "set_aside"
        elif state == "changed":
            before = history(here).conflicts if here else ()
            after = history([*here, *arrived.get(subject, ())]).conflicts if here else ()
            state = "decision" if len(after) > len(before) else ("changed" if here else "new")
        records.append(PreviewRecord(code, _short(code), state, aside.get(subject, "")))
    return tuple(records)


def _short(code: str) -> str:
    parts = code.split("-")
    return short_code(CaseCode(code)) if len(parts) == 5 else code[:12]


def _apply_records(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, progress: Progress
) -> tuple[ImportResult, Changes]:
    manifest = package.manifest
    sorting = _Sorting()
    known = transaction.shelf.imported(package.sha256)
    import_id = (
        0
        if known
        else transaction.shelf.start_import(manifest.device, manifest.number, package.sha256, workspace.now())
    )
    for batch in _sorted(transaction, package, sorting, progress):
        transaction.journal.take_in(batch, import_id)
    for entry in sorting.filled:
        transaction.journal.fill_in(entry)
    transaction.shelf.wait(sorting.parked)
    for device, (seq, _) in sorting.ends.items():
        transaction.shelf.drop_waiting(device, seq)
    transaction.shelf.put_aside(sorting.aside, import_id)
    changes = Changes(frozenset({"import"}), frozenset(sorting.subjects))
    if not known:
        fact = facts.PackageImported(
            manifest.device,
            manifest.number,
            package.sha256,
            sorting.new,
            sorting.repeated,
            len(sorting.aside),
        )
        subject = f"package:{manifest.device}:{manifest.number}"
        changes |= workspace.record(transaction, subject, fact)
    records = sum(
        state == "changed" and subject.startswith(CASE_PREFIX) for subject, state in sorting.subjects.items()
    )
    result = ImportResult(
        str(manifest.kind),
        manifest.station,
        manifest.number,
        sorting.new,
        sorting.repeated,
        sorting.waiting,
        len(sorting.aside),
        records,
    )
    return result, changes


def _receipt_for(workspace: Workspace, transaction: Transaction, package: OpenPackage) -> Receipt:
    """What is confirmed: everything of this device that is in the journal here, not only this package."""
    device = DeviceId(package.manifest.device)
    end = transaction.journal.end(device)
    aside = [row for row in transaction.shelf.aside() if row.device == device]
    return Receipt(
        device=device,
        number=package.manifest.number,
        sha256=package.sha256,
        confirmed={device: (1, end.seq)} if end.seq else {},
        by=workspace.user.id,
        at=workspace.clock(),
        set_aside=tuple(SetAside(row.device, row.seq, row.reason) for row in aside),
        heads={device: (end.seq, end.digest)} if end.seq else {},
    )


def _with_receipt(
    workspace: Workspace, result: ImportResult, answer: Receipt, sender: Card, folder: Path
) -> ImportResult:
    """The import stands even when the stick is gone by now: then the receipt is written next time."""
    with workspace.store.write() as transaction:
        number = int(transaction.setting(_RECEIPTS, 0)) + 1
        transaction.set_setting(_RECEIPTS, number)
        identity = device_identity(transaction)
    try:
        written = write_receipt(
            folder,
            answer,
            sender=identity,
            number=number,
            recipients=[sender],
            station=workspace.station,
            role=workspace.post.value,
            practice=workspace.practice,
        )
    except Unavailable as problem:
        return ImportResult(**{**vars(result), "receipt_problem": problem.code})
    return ImportResult(**{**vars(result), "receipt": written.path})


def _own_receipt(workspace: Workspace, package: OpenPackage) -> Receipt:
    if package.sender.role != Post.SUPERVISOR.value:
        raise NotAllowed("receipt.not_from_supervisor")
    receipt = parse_receipt(package)
    if receipt.device != workspace.device:
        raise NotAllowed("receipt.not_ours")
    return receipt


def _apply_receipt(
    workspace: Workspace, transaction: Transaction, package: OpenPackage
) -> Done[ImportResult]:
    receipt = _own_receipt(workspace, package)
    first, last = receipt.confirmed.get(workspace.device, (0, 0))
    end = transaction.journal.end(workspace.device)
    if last > end.seq:
        # The supervisor has seen entries that are not here any more: this PC was set back to an old copy.
        raise Damaged("receipt.ahead")
    manifest = package.manifest
    changes = Changes()
    new = 0
    if not _receipt_known(workspace, transaction, manifest.device, manifest.number):
        fact = facts.ReceiptReceived(manifest.device, manifest.number, receipt.number, first, last)
        changes = workspace.record(transaction, f"package:{workspace.device}:{receipt.number}", fact)
        new = 1
    result = ImportResult(
        str(manifest.kind), manifest.station, receipt.number, new, 1 - new, 0, len(receipt.set_aside), 0
    )
    return Done(result, changes)


def _receipt_known(workspace: Workspace, transaction: Transaction, sender: str, number: int) -> bool:
    for entry in transaction.journal.of_kind(facts.ReceiptReceived.kind):
        if entry.device == workspace.device and entry.payload is not None:
            fact = facts.decode(entry.kind, entry.payload)
            if isinstance(fact, facts.ReceiptReceived) and (fact.sender, fact.number) == (sender, number):
                return True
    return False


@permitted(Act.IMPORT)
def inbox(workspace: Workspace) -> list[InboxRow]:
    """The ledger: which packages of which checkpoint have arrived, and which are missing."""
    with workspace.store.read() as transaction:
        arrived: dict[str, dict[int, str]] = {}
        for entry in transaction.journal.of_kind(facts.PackageImported.kind):
            if entry.device == workspace.device and entry.payload is not None:
                fact = facts.decode(entry.kind, entry.payload)
                if isinstance(fact, facts.PackageImported):
                    arrived.setdefault(fact.sender, {})[fact.number] = entry.at
        waiting = transaction.shelf.waiting_count()
        cards = trusted_cards(workspace, transaction)
    rows = [
        _inbox_row(card, arrived.get(device, {}), waiting.get(device, 0))
        for device, card in cards.items()
        if card.role == Post.CHECKPOINT.value
    ]
    return sorted(rows, key=lambda row: (row.station, row.device))


def _inbox_row(card: Card, arrived: dict[int, str], waiting: int) -> InboxRow:
    numbers = tuple(sorted(arrived))
    missing = tuple(number for number in range(1, max(numbers, default=0)) if number not in arrived)
    last = max(arrived.values(), default="")
    return InboxRow(card.station, card.device_id, moment(last) if last else None, numbers, missing, waiting)
