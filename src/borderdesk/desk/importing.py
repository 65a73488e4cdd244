"""Taking in what came on a stick: one transaction for the whole package, then a receipt."""

from dataclasses import dataclass, replace
from pathlib import Path

from borderdesk.desk.arrivals import Sorting, filled_from_waiting, sort_entries
from borderdesk.desk.attachments import take_in_files
from borderdesk.desk.incoming import opened, require_records
from borderdesk.desk.many_objects import many_objects
from borderdesk.desk.receipts import (
    own_receipt,
    receipt_for,
    send_receipt,
    take_in_receipt,
)
from borderdesk.desk.refusals import refusals_noted
from borderdesk.desk.relaying import keep_heads, third_desks
from borderdesk.desk.requests import own_request, take_in_request
from borderdesk.desk.returning import send_back, take_back
from borderdesk.desk.set_back import noticing
from borderdesk.desk.trust import known_cards
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.journal import Entry
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import (
    OpenPackage,
    PackageKind,
)
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``receipt_problem`` is a code when the receipt could not be written back."""

    kind: str
    station: str
    device: str
    number: int
    new: int
    repeated: int
    waiting: int
    set_aside: int
    records: int
    receipt: Path | None = None
    receipt_problem: str = ""
    first: int = 0
    """Of a request to send again: the entry from which on."""
    left_out: int = 0
    sha256: str = ""
    """Names the package, for looking at it again and for undoing it."""
    returned: Path | None = None
    """What a desk under a new identity lacks of its old chain, written for it beside the receipt."""


@permitted(Act.IMPORT)
def apply_import(
    workspace: Workspace,
    path: Path,
    progress: Progress = silent,
    *,
    receipt_to: Path | None = None,
    files: FileSystem = REAL_FILES,
) -> Done[ImportResult]:
    """Import a package in one transaction; then write a receipt to ``receipt_to``.

    The same package again changes nothing, but its receipt is written again, in case the first was lost.
    A receipt package is taken in as well: its records then count as confirmed; so is a request to send again.

    :raises BorderDeskError: as :func:`preview_import`; then nothing was imported.
    """
    with (
        many_objects(),
        noticing(workspace),
        refusals_noted(workspace, path),
        workspace.store.write() as transaction,
        opened(workspace, transaction, path, progress) as package,
    ):
        if package.manifest.kind == PackageKind.RECEIPT:
            return _apply_receipt(workspace, transaction, package)
        if package.manifest.kind == PackageKind.RESEND_REQUEST:
            return _apply_request(workspace, transaction, package)
        if package.manifest.kind == PackageKind.RETURNED:
            return _apply_returned(workspace, transaction, package, progress)
        require_records(workspace, package)
        result, changes = _apply_records(workspace, transaction, package, progress)
    if receipt_to is not None:
        result = answered(workspace, result, receipt_to, files=files)
    return Done(result, changes)


def _apply_records(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, progress: Progress
) -> tuple[ImportResult, Changes]:
    manifest = package.manifest
    sorting = Sorting()
    shelf = transaction.shelf
    earlier = shelf.import_of(package.sha256)
    import_id = earlier or shelf.start_import(
        manifest.device, manifest.number, package.sha256, workspace.now(), manifest.entry_ranges
    )
    heads = third_desks(workspace, transaction, package)

    def park(entries: list[Entry]) -> None:
        shelf.wait(entries, import_id)

    def fill(filled: list[tuple[Entry, int]]) -> None:
        for entry, _ in filled:
            transaction.journal.tell(entry)
        shelf.note_filled(filled, import_id)

    for batch in sort_entries(transaction, package, heads, sorting, progress, park=park, fill=fill):
        origins = shelf.origins(batch[0].device, batch[0].seq, batch[-1].seq)
        transaction.journal.take_in(batch, import_id, sorting.decoded, origins)
        transaction.project()
    fill(list(filled_from_waiting(transaction, sorting)))
    take_in_files(transaction, package)
    for device, (_, end) in sorting.chains.items():
        shelf.drop_waiting(device, end)
    shelf.put_aside(sorting.aside, import_id)
    keep_heads(workspace, transaction, package, heads)
    changes = Changes(frozenset({"import"}), frozenset(sorting.subjects))
    fact: facts.Fact = facts.PackageRepeated(manifest.device, manifest.number, package.sha256)
    if earlier is None:
        fact = facts.PackageImported(
            manifest.device,
            manifest.number,
            package.sha256,
            sorting.new,
            sorting.repeated,
            len(sorting.aside),
        )
    changes |= workspace.record(transaction, f"package:{manifest.device}:{manifest.number}", fact)
    records = sum(
        state == "changed" and subject.startswith(CASE_PREFIX) for subject, state in sorting.subjects.items()
    )
    result = ImportResult(
        str(manifest.kind),
        manifest.station,
        manifest.device,
        manifest.number,
        sorting.new,
        sorting.repeated,
        sorting.waiting,
        len(sorting.aside),
        records,
        left_out=sorting.left_out,
        sha256=package.sha256,
    )
    return result, changes


def answered(
    workspace: Workspace, result: ImportResult, folder: Path, *, files: FileSystem = REAL_FILES
) -> ImportResult:
    """A supervisor's receipt for an import, written to ``folder``, with what its sender lacks.

    The import stands even when the stick is gone by now: then the receipt is written next time.
    """
    if workspace.post is not Post.SUPERVISOR or result.kind != PackageKind.RECORDS:
        return result
    device = DeviceId(result.device)
    try:
        with workspace.store.read() as transaction:
            sender = known_cards(workspace, transaction)[device]
            answer = receipt_for(workspace, transaction, device, result.number, result.sha256)
        result = replace(result, receipt=send_receipt(workspace, answer, sender, folder, files=files))
        return replace(result, returned=send_back(workspace, sender, folder, files=files))
    except BorderDeskError as problem:
        return replace(result, receipt_problem=problem.code)


def _apply_receipt(
    workspace: Workspace, transaction: Transaction, package: OpenPackage
) -> Done[ImportResult]:
    receipt = own_receipt(workspace, package)
    changes = take_in_receipt(workspace, transaction, package, receipt)
    result = _one_word(package, changes)
    return Done(replace(result, number=receipt.number, set_aside=len(receipt.set_aside)), changes)


def _apply_request(
    workspace: Workspace, transaction: Transaction, package: OpenPackage
) -> Done[ImportResult]:
    request = own_request(workspace, package)
    changes = take_in_request(workspace, transaction, package, request)
    return Done(replace(_one_word(package, changes), first=request.first), changes)


def _one_word(package: OpenPackage, changes: Changes) -> ImportResult:
    """What an import did that says one thing: it was new, or known before."""
    new, manifest = len(changes.subjects), package.manifest
    return ImportResult(
        str(manifest.kind), manifest.station, manifest.device, manifest.number, new, 1 - new, 0, 0, 0
    )


def _apply_returned(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, progress: Progress
) -> Done[ImportResult]:
    new, changes = take_back(workspace, transaction, package, progress)
    manifest = package.manifest
    repeated = manifest.entries - new
    result = ImportResult(
        str(manifest.kind), manifest.station, manifest.device, manifest.number, new, repeated, 0, 0, 0
    )
    return Done(result, changes)
