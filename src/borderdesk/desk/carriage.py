"""How far this PC's records have travelled: packed, carried, confirmed. Used by records and packing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from borderdesk.desk.workspace import F, Workspace, facts_of
from borderdesk.domain import facts
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import Carriage
from borderdesk.store.cases import CASE_PREFIX, CaseRow
from borderdesk.store.database import Transaction


@dataclass(frozen=True)
class Reached:
    """The last entries of this PC's chain that are packed, carried away and confirmed by a receipt.

    ``latest`` holds the last entry of the present chain by record, for a PC that had another identity before:
    what is left of that one's chain is confirmed.
    """

    workspace: Workspace
    packed: int
    carried: int
    confirmed: int
    latest: Mapping[str, int] = field(default_factory=dict)

    def of(self, row: CaseRow) -> Carriage:
        """How far a case of this PC has travelled; cases that came from elsewhere have arrived."""
        if not self.workspace.is_own(row.device):
            return Carriage.CONFIRMED
        older = bool(self.workspace.older)
        return self.of_entry(self.latest.get(CASE_PREFIX + row.code, 0) if older else row.last_seq)

    def of_entry(self, seq: int) -> Carriage:
        """How far an entry of the present chain has travelled."""
        if seq <= self.confirmed:
            return Carriage.CONFIRMED
        if seq <= self.carried:
            return Carriage.CARRIED
        return Carriage.PACKED if seq <= self.packed else Carriage.NOT_PACKED


def reached(workspace: Workspace, transaction: Transaction) -> Reached:
    """How far everything of this PC has travelled."""
    packed = carried = confirmed = 0
    by_number: dict[int, int] = {}
    for _, exported in own_notes(workspace, transaction, facts.PackageExported):
        packed = max(packed, exported.last)
        by_number[exported.number] = exported.last
    for _, handed_over in own_notes(workspace, transaction, facts.PackageHandedOver):
        carried = max(carried, by_number.get(handed_over.number, 0))
    for _, receipt in own_notes(workspace, transaction, facts.ReceiptReceived):
        confirmed = max(confirmed, receipt.last)
    latest = transaction.tally.last_by_subject(workspace.device, CASE_PREFIX) if workspace.older else {}
    return Reached(workspace, packed, carried, confirmed, latest)


def own_notes(workspace: Workspace, transaction: Transaction, kind: type[F]) -> Iterator[tuple[Entry, F]]:
    """What this PC noted about packages of its present identity; those of an older one count no more."""
    about = f"package:{workspace.device}:"
    for entry, fact in facts_of(transaction, kind, workspace.device):
        if entry.subject.startswith(about):
            yield entry, fact
