"""How far this PC's records have travelled: packed, carried, confirmed. Read from the journal alone."""

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
        return self.of_entry(self.last_of(row))

    def last_of(self, row: CaseRow) -> int:
        """The last entry of the present chain about an own case; 0 where an older one holds all of it."""
        return self.latest.get(CASE_PREFIX + row.code, 0) if self.workspace.older else row.last_seq

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
    for _, receipt in receipts(workspace, transaction):
        confirmed = max(confirmed, receipt.last)
    for entry, went_on in facts_of(transaction, facts.DeviceContinues, workspace.device):
        if entry.subject == f"device:{workspace.device}":
            # The new chain says the old one again under the same numbers: what was confirmed still is.
            confirmed = max(confirmed, went_on.last)
    latest = transaction.tally.last_by_subject(workspace.device, CASE_PREFIX) if workspace.older else {}
    return Reached(workspace, packed, carried, confirmed, latest)


def receipts(workspace: Workspace, transaction: Transaction) -> Iterator[tuple[Entry, facts.ReceiptReceived]]:
    """Receipts of the station's supervisors. The desk for separate records has of everything else no more
    than its place, so that its word confirms nothing of it.
    """
    others = alternate_devices(workspace, transaction)
    for entry, fact in own_notes(workspace, transaction, facts.ReceiptReceived):
        if fact.sender not in others:
            yield entry, fact


def own_notes(workspace: Workspace, transaction: Transaction, kind: type[F]) -> Iterator[tuple[Entry, F]]:
    """What this PC noted about packages of its present identity; those of an older one count no more."""
    about = f"package:{workspace.device}:"
    for entry, fact in facts_of(transaction, kind, workspace.device):
        if entry.subject.startswith(about):
            yield entry, fact


def alternate_devices(workspace: Workspace, transaction: Transaction) -> frozenset[str]:
    """Devices whose card was last accepted as the other receiver's."""
    last: dict[str, bool] = {}
    for entry, fact in facts_of(transaction, facts.PeerTrusted, workspace.device):
        last[entry.subject.removeprefix("peer:")] = fact.alternate
    return frozenset(device for device, alternate in last.items() if alternate)
