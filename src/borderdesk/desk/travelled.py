"""How far one record of this PC has travelled, and whose desk said that it arrived."""

from dataclasses import dataclass, replace
from datetime import datetime

from borderdesk.desk.carriage import own_notes, reached, receipts
from borderdesk.desk.trust import known_cards
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain import facts
from borderdesk.domain.roles import Act
from borderdesk.domain.values import Carriage, moment


@dataclass(frozen=True)
class RecordWay:
    """How far a record of this PC has travelled, by its last change.

    ``number`` is the package that holds it (0 where none does), and the moments when it was packed, carried
    away and confirmed; ``receipt_from`` is the station whose receipt said so.
    """

    carriage: Carriage
    number: int = 0
    packed_at: datetime | None = None
    carried_at: datetime | None = None
    confirmed_at: datetime | None = None
    receipt_from: str = ""


@permitted(Act.READ_RECORDS)
def record_way(workspace: Workspace, code: str) -> RecordWay | None:
    """How far a record has travelled; None for one that came from elsewhere or that is not here."""
    with workspace.store.read() as transaction:
        row = transaction.cases.one(code)
        if row is None or not workspace.is_own(row.device):
            return None
        so_far = reached(workspace, transaction)
        seq = so_far.last_of(row)
        way = RecordWay(so_far.of(row))
        for entry, package in own_notes(workspace, transaction, facts.PackageExported):
            if package.first <= seq <= package.last:
                way = replace(way, number=package.number, packed_at=moment(entry.at))
        for entry, left in own_notes(workspace, transaction, facts.PackageHandedOver):
            if left.number == way.number:
                way = replace(way, carried_at=moment(entry.at))
        for entry, receipt in receipts(workspace, transaction):
            if seq <= receipt.last:
                card = known_cards(workspace, transaction).get(receipt.sender)
                station = card.station if card is not None else receipt.sender
                return replace(way, confirmed_at=moment(entry.at), receipt_from=station)
    return way
