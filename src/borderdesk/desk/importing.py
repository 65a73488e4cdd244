"""Taking in what came on a stick: a dry run that tells everything, then one transaction, then a receipt."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.arrivals import Sorting, filled_from_waiting, sort_entries
from borderdesk.desk.attachments import take_in_files
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, facts_of, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError, Damaged, NotAllowed, RuleBroken
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry
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
            known = _receipt_known(workspace, transaction, _received(workspace, package, receipt))
            return replace(base, already_imported=known, entries=len(receipt.confirmed))
        _require_records(package)
        sorting = Sorting()
        arrived: dict[str, list[Entry]] = {}
        for batch in sort_entries(transaction, package, sorting, progress, park=_leave):
            here = transaction.journal.known_subjects({entry.subject for entry in batch})
            for entry in batch:
                if entry.subject in here:  # only what is here already can contradict
                    arrived.setdefault(entry.subject, []).append(entry)
        records = _preview_records(transaction, sorting, arrived)
    return replace(base, new=sorting.new, repeated=sorting.repeated, waiting=sorting.waiting, records=records)


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


def _leave(entries: list[Entry]) -> None:
    """The dry run only counts entries that would have to wait."""


def _preview_records(
    transaction: Transaction, sorting: Sorting, arrived: dict[str, list[Entry]]
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
    sorting = Sorting()
    known = transaction.shelf.imported(package.sha256)
    import_id = (
        0
        if known
        else transaction.shelf.start_import(manifest.device, manifest.number, package.sha256, workspace.now())
    )
    for batch in sort_entries(transaction, package, sorting, progress, park=transaction.shelf.wait):
        transaction.journal.take_in(batch, import_id, sorting.decoded)
        transaction.project()
    device = DeviceId(manifest.device)
    for entry in [*sorting.filled, *filled_from_waiting(transaction, device, sorting)]:
        transaction.journal.fill_in(entry)
    take_in_files(transaction, package)
    transaction.shelf.drop_waiting(device, sorting.end)
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
    except BorderDeskError as problem:
        return replace(result, receipt_problem=problem.code)
    return replace(result, receipt=written.path)


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
    _, last = receipt.confirmed.get(workspace.device, (0, 0))
    end = transaction.journal.end(workspace.device)
    seq, digest = receipt.heads.get(workspace.device, (0, ""))
    here = transaction.journal.one(workspace.device, seq) if seq else None
    if last > end.seq or (seq and (here is None or here.digest != digest)):
        # The supervisor has seen entries that are not here any more, or others under the same numbers:
        # this PC was set back to an old copy.
        raise Damaged("receipt.ahead")
    manifest = package.manifest
    changes = Changes()
    new = 0
    fact = _received(workspace, package, receipt)
    if not _receipt_known(workspace, transaction, fact):
        changes = workspace.record(transaction, f"package:{workspace.device}:{receipt.number}", fact)
        new = 1
    result = ImportResult(
        str(manifest.kind), manifest.station, receipt.number, new, 1 - new, 0, len(receipt.set_aside), 0
    )
    return Done(result, changes)


def _received(workspace: Workspace, package: OpenPackage, receipt: Receipt) -> facts.ReceiptReceived:
    first, last = receipt.confirmed.get(workspace.device, (0, 0))
    manifest = package.manifest
    return facts.ReceiptReceived(manifest.device, manifest.number, receipt.number, first, last)


def _receipt_known(workspace: Workspace, transaction: Transaction, received: facts.ReceiptReceived) -> bool:
    """Its number alone does not tell: a supervisor's desk set back to a copy gives its numbers again."""
    known = facts_of(transaction, facts.ReceiptReceived, workspace.device)
    return any(fact == received for _, fact in known)


@permitted(Act.IMPORT)
def inbox(workspace: Workspace) -> list[InboxRow]:
    """The ledger: which packages of which checkpoint have arrived, and which are missing."""
    with workspace.store.read() as transaction:
        arrived: dict[str, dict[int, str]] = {}
        for entry, fact in facts_of(transaction, facts.PackageImported, workspace.device):
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
