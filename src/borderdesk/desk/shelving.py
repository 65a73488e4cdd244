"""What was set aside: kept as it came, looked at, and tried again when a form or a newer program is here."""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.arrivals import why_aside
from borderdesk.desk.trust import known_cards
from borderdesk.desk.workspace import Changes, Done, Workspace, permitted
from borderdesk.domain.codes import shown_code
from borderdesk.domain.roles import Act
from borderdesk.domain.values import DeviceId, moment
from borderdesk.store.cases import CASE_PREFIX


@dataclass(frozen=True)
class ShelfItem:
    """An entry that this program cannot use, or not fully. ``code`` is "" where it is about no record."""

    device: str
    seq: int
    station: str
    code: str
    short: str
    kind: str
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class TriedAgain:
    """How many can be used now, and how many stay on the shelf."""

    used: int
    left: int


@permitted(Act.IMPORT)
def set_aside(workspace: Workspace) -> list[ShelfItem]:
    """Everything on the shelf, in order of arrival. Separate records are not named."""
    with workspace.store.read() as transaction:
        cards = known_cards(workspace, transaction)
        official = {row.code for row in transaction.cases.all() if row.official}
        items = []
        for row in transaction.shelf.aside():
            entry = transaction.journal.one(DeviceId(row.device), row.seq)
            code = row.subject.removeprefix(CASE_PREFIX) if row.subject.startswith(CASE_PREFIX) else ""
            code = "" if code in official else code
            card = cards.get(row.device)
            items.append(
                ShelfItem(
                    row.device,
                    row.seq,
                    card.station if card else "",
                    code,
                    shown_code(code),
                    entry.kind if entry else "",
                    _moment(entry.at) if entry else None,
                    row.reason,
                )
            )
    return items


@permitted(Act.IMPORT)
def try_again(workspace: Workspace) -> Done[TriedAgain]:
    """Look once more at everything set aside; what can be used now is, and leaves the shelf."""
    used, left, subjects = 0, 0, set[str]()
    with workspace.store.write() as transaction:
        for row in transaction.shelf.aside():
            entry = transaction.journal.one(DeviceId(row.device), row.seq)
            if entry is None or row.reason == "journal.forked" or why_aside(transaction, entry):
                left += 1
                continue
            transaction.shelf.take_from_aside(row.device, row.seq)
            transaction.journal.touched(row.subject)
            subjects.add(row.subject)
            used += 1
    kinds = frozenset({"set_aside"}) if used else frozenset()
    return Done(TriedAgain(used, left), Changes(kinds, frozenset(subjects)))


def _moment(at: str) -> datetime | None:
    try:
        return moment(at)
    except ValueError:
        return None
