"""What an import could not use yet or at all: entries that wait, entries set aside, import runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text

from borderdesk.domain.journal import Entry, to_line
from borderdesk.store.schema import import_run, set_aside, waiting

_FEW = 500
_WAIT = text(
    "INSERT INTO waiting (device, seq, line) VALUES (:device, :seq, :line) ON CONFLICT (device, seq)"
    " DO UPDATE SET line = excluded.line WHERE length(excluded.line) > length(waiting.line)"
)


@dataclass(frozen=True)
class SetAside:
    """An entry that arrived whole but that this program cannot read, and why."""

    device: str
    seq: int
    subject: str
    reason: str


class Shelf:
    """The shelf within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start_import(self, sender: str, number: int, sha256: str, at: str) -> int:
        """Register an import; its id marks every entry it brings."""
        done = self._connection.execute(
            insert(import_run).values(sender=sender, number=number, sha256=sha256, at=at)
        )
        key = done.inserted_primary_key
        return int(key[0]) if key else 0

    def imported(self, sha256: str) -> bool:
        """Whether this very package was applied before."""
        query = select(import_run.c.id).where(import_run.c.sha256 == sha256).limit(1)
        return self._connection.execute(query).scalar() is not None

    def wait(self, entries: Iterable[Entry]) -> None:
        """Keep entries until their predecessors arrive. One that comes again with its content replaces
        one that came without, never the other way round.
        """
        rows = [{"device": each.device, "seq": each.seq, "line": to_line(each)} for each in entries]
        if rows:
            self._connection.execute(_WAIT, rows)

    def waiting_lines(self, device: str, first: int, last: int | None = None) -> Iterator[bytes]:
        """Waiting entries of a device from ``first`` on, as lines, in order; read a few at a time."""
        query = select(waiting.c.line).where(waiting.c.device == device)
        while True:
            some = query.where(waiting.c.seq >= first).order_by(waiting.c.seq).limit(_FEW)
            if last is not None:
                some = some.where(waiting.c.seq <= last)
            rows = list(self._connection.execute(some.add_columns(waiting.c.seq)))
            for row in rows:
                yield bytes(row.line)
            if len(rows) < _FEW:
                return
            first = rows[-1].seq + 1

    def waiting_count(self) -> dict[str, int]:
        """How many entries wait, by device."""
        query = select(waiting.c.device, func.count().label("n")).group_by(waiting.c.device)
        return {row.device: row.n for row in self._connection.execute(query)}

    def drop_waiting(self, device: str, up_to: int) -> None:
        """Forget waiting entries that have found their place."""
        self._connection.execute(delete(waiting).where(waiting.c.device == device, waiting.c.seq <= up_to))

    def put_aside(self, entries: Iterable[tuple[Entry, str]], import_id: int) -> None:
        """Remember entries that cannot be read, with coded reasons."""
        rows = [
            {
                "device": each.device,
                "seq": each.seq,
                "subject": each.subject,
                "reason": reason,
                "import_id": import_id,
            }
            for each, reason in entries
        ]
        if rows:
            self._connection.execute(insert(set_aside), rows)

    def aside(self) -> list[SetAside]:
        """Everything set aside, in order of arrival."""
        query = select(set_aside).order_by(set_aside.c.id)
        return [
            SetAside(row.device, row.seq, row.subject, row.reason) for row in self._connection.execute(query)
        ]
