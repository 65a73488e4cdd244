"""Looking into what came on a stick: what importing it would do, told before anything is changed."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from borderdesk.desk.arrivals import Sorting, sort_entries
from borderdesk.desk.arriving_persons import ArrivingPersons
from borderdesk.desk.incoming import opened, require_records
from borderdesk.desk.many_objects import many_objects
from borderdesk.desk.receipts import (
    compare_with_receipt,
    own_receipt,
    receipt_known,
)
from borderdesk.desk.refusals import refusals_noted
from borderdesk.desk.relaying import third_desks
from borderdesk.desk.requests import compare_with_request, own_request, request_known
from borderdesk.desk.returning import sort_returned
from borderdesk.desk.set_back import noticing
from borderdesk.desk.trust import successors
from borderdesk.desk.workspace import Progress, Workspace, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.codes import shown_code
from borderdesk.domain.journal import Entry
from borderdesk.domain.roles import Act
from borderdesk.exchange import (
    PackageKind,
)
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction


@dataclass(frozen=True)
class PreviewRecord:
    """A record in the dry run: ``state`` is new, changed, same, waiting, decision or set_aside.

    One that waits has come in part: its beginning is on a stick that is not here yet.
    """

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
    duplicates: tuple[PreviewRecord, ...] = ()
    not_compared: int = 0
    first: int = 0
    """Of a request to send again: the entry from which on."""
    left_out: int = 0
    past_identity: bool = False
    """It brings something new under an old identity of a PC whose new one was accepted here: a late stick, or
    somebody who has an old copy of that PC. Only people can tell.
    """
    """Entries of a third desk that is not trusted here; they are not taken in."""

    def in_state(self, state: str) -> tuple[PreviewRecord, ...]:
        """The records in one state."""
        return tuple(record for record in self.records if record.state == state)


@permitted(Act.IMPORT)
def preview_import(workspace: Workspace, path: Path, progress: Progress = silent) -> ImportPreview:
    """Open, check and sort a package without changing any record; a refusal is a line in the ledger.

    :raises BorderDeskError: any ``package.*`` code; ``journal.*`` when its entries do not hold together.
    """
    with (
        many_objects(),
        noticing(workspace),
        refusals_noted(workspace, path),
        workspace.store.read() as transaction,
        opened(workspace, transaction, path, progress) as package,
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
            receipt = own_receipt(workspace, package)
            compare_with_receipt(workspace, transaction, package, receipt)
            known = receipt_known(workspace, transaction, package, receipt)
            return replace(base, already_imported=known, entries=len(receipt.confirmed))
        if manifest.kind == PackageKind.RESEND_REQUEST:
            request = own_request(workspace, package)
            compare_with_request(workspace, transaction, package, request)
            known = request_known(workspace, transaction, package, request)
            return replace(base, already_imported=known, first=request.first)
        if manifest.kind == PackageKind.RETURNED:
            back = sum(map(len, sort_returned(workspace, transaction, package, progress)))
            return replace(base, already_imported=not back, new=back, repeated=manifest.entries - back)
        require_records(workspace, package)
        past = manifest.device in successors(workspace, transaction)
        sorting = Sorting()
        arrived: dict[str, list[Entry]] = {}
        heads = third_desks(workspace, transaction, package)
        persons = ArrivingPersons(transaction)

        def beside(filled: list[tuple[Entry, int]]) -> None:
            for entry, _ in filled:
                arrived.setdefault(entry.subject, []).append(entry)

        for batch in sort_entries(transaction, package, heads, sorting, progress, park=_leave, fill=beside):
            persons.note(batch, sorting.decoded)
            here = transaction.journal.known_subjects({entry.subject for entry in batch} - {""})
            for entry in batch:
                if entry.subject in here:  # only what is here already can contradict
                    arrived.setdefault(entry.subject, []).append(entry)
        records = _preview_records(transaction, sorting, arrived)
        alike = persons.possible_duplicates()
    return replace(
        base,
        new=sorting.new,
        repeated=sorting.repeated,
        waiting=sorting.waiting,
        records=records,
        duplicates=tuple(record for record in records if record.code in alike),
        not_compared=persons.more,
        left_out=sorting.left_out,
        past_identity=past and sorting.new + sorting.waiting > 0,
    )


def _leave(entries: list[Entry]) -> None:
    """The dry run only counts entries that would have to wait."""


def _preview_records(
    transaction: Transaction, sorting: Sorting, arrived: dict[str, list[Entry]]
) -> tuple[PreviewRecord, ...]:
    aside = {entry.subject: reason for entry, reason in sorting.aside}
    # What comes without content is not named: beside the list of records it would tell who is kept apart.
    told = (subject for subject, state in sorting.subjects.items() if state != "withheld")
    cases = sorted(subject for subject in told if subject.startswith(CASE_PREFIX))
    records = []
    for subject, here in transaction.journal.of_many(cases):
        code = subject.removeprefix(CASE_PREFIX)
        state = sorting.subjects[subject]
        if subject in aside:
            state = "set_aside"
        elif state == "changed" and here:
            state = _against(code, here, arrived.get(subject, []))
        elif state == "changed":
            state = "new" if subject in sorting.opened else "waiting"
        records.append(PreviewRecord(code, shown_code(code), state, aside.get(subject, "")))
    return tuple(records)


def _against(code: str, here: list[Entry], arrived: list[Entry]) -> str:
    """What the new entries of a record mean beside those that are here."""
    before = fold_case(code, here)
    known = {entry.id: entry for entry in here}
    known.update((entry.id, entry) for entry in arrived)
    after = fold_case(code, known.values())
    if len(after.conflicts) > len(before.conflicts):
        return "decision"
    if not any(entry.kind == facts.CaseOpened.kind for entry in known.values()):
        return "waiting"
    return "changed" if any(entry.kind == facts.CaseOpened.kind for entry in here) else "new"
