"""The ledger: which packages of which checkpoint have arrived. Read from the journal, stored nowhere else."""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import moment
from borderdesk.exchange import Card


@dataclass(frozen=True)
class InboxRow:
    """A checkpoint in the ledger; ``missing`` are package numbers below the highest that never arrived."""

    station: str
    device: str
    last_at: datetime | None
    numbers: tuple[int, ...]
    missing: tuple[int, ...]
    waiting: int


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
