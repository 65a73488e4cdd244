"""What imports leave beside the journal: who brought what, entries that wait, entries set aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text

from borderdesk.domain.journal import Entry, to_line
from borderdesk.store.schema import filled, import_range, import_run, set_aside, waiting, waiting_from

_FEW = 500
_WAIT = text(
    "INSERT INTO waiting (device, seq, line) VALUES (:device, :seq, :line) ON CONFLICT (device, seq)"
    " DO UPDATE SET line = excluded.line WHERE length(excluded.line) > length(waiting.line)"
)
_WAIT_FROM = text(
    "INSERT INTO waiting_from (device, seq, import_id) VALUES (:device, :seq, :import_id)"
    " ON CONFLICT (device, seq) DO NOTHING"
)
_FILLED = text(
    "INSERT INTO filled (device, seq, import_id, told) VALUES (:device, :seq, :import_id, :told)"
    " ON CONFLICT (device, seq, import_id) DO NOTHING"
)
_ASIDE = text(
    "INSERT INTO set_aside (device, seq, subject, reason, import_id)"
    " VALUES (:device, :seq, :subject, :reason, :import_id) ON CONFLICT (device, seq) DO NOTHING"
)


@dataclass(frozen=True)
class SetAside:
    """An entry that arrived whole but that this program cannot read, and why."""

    device: str
    seq: int
    subject: str
    reason: str


@dataclass(frozen=True)
class ImportRun:
    """An import that stands: what its package was, and which part of which chains it brought."""

    id: int
    sender: str
    number: int
    sha256: str
    at: str
    ranges: Mapping[str, tuple[int, int]]


class Shelf:
    """The shelf within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Imports

    def start_import(
        self, sender: str, number: int, sha256: str, at: str, ranges: Mapping[str, tuple[int, int]]
    ) -> int:
        """Register an import; its id marks every entry it brings."""
        done = self._connection.execute(
            insert(import_run).values(sender=sender, number=number, sha256=sha256, at=at)
        )
        key = done.inserted_primary_key
        run = int(key[0]) if key else 0
        if ranges:
            self._connection.execute(
                insert(import_range),
                [
                    {"import_id": run, "device": device, "first": first, "last": last}
                    for device, (first, last) in ranges.items()
                ],
            )
        return run

    def imported(self, sha256: str) -> bool:
        """Whether this very package was applied and stands."""
        return self.import_of(sha256) is not None

    def import_of(self, sha256: str) -> int | None:
        """The number of the import of this very package."""
        query = select(import_run.c.id).where(import_run.c.sha256 == sha256).limit(1)
        return self._connection.execute(query).scalar()

    def imports(self) -> list[ImportRun]:
        """Every import that stands, the latest first."""
        ranges: dict[int, dict[str, tuple[int, int]]] = {}
        for row in self._connection.execute(select(import_range)):
            ranges.setdefault(row.import_id, {})[row.device] = (row.first, row.last)
        query = select(import_run).order_by(import_run.c.id.desc())
        return [
            ImportRun(row.id, row.sender, row.number, row.sha256, row.at, ranges.get(row.id, {}))
            for row in self._connection.execute(query)
        ]

    def forget_import(self, run: int) -> None:
        """The import no longer stands: nothing that it brought is left on the shelf."""
        here = select(waiting_from.c.seq).where(
            waiting_from.c.device == waiting.c.device,
            waiting_from.c.seq == waiting.c.seq,
            waiting_from.c.import_id == run,
        )
        self._connection.execute(delete(waiting).where(here.exists()))
        for table in (waiting_from, filled, import_range, set_aside):
            self._connection.execute(delete(table).where(table.c.import_id == run))
        self._connection.execute(delete(import_run).where(import_run.c.id == run))

    def note_filled(self, entries: Iterable[tuple[Entry, int]], import_id: int) -> None:
        """Remember how much was known of entries before this import told more."""
        rows = [
            {"device": each.device, "seq": each.seq, "import_id": import_id, "told": told}
            for each, told in entries
        ]
        if rows:
            self._connection.execute(_FILLED, rows)

    def filled_by(self, run: int) -> list[tuple[str, int, int]]:
        """Device, number and how much was known before, of entries that an import told more of."""
        query = select(filled.c.device, filled.c.seq, filled.c.told).where(filled.c.import_id == run)
        return [(row.device, row.seq, row.told) for row in self._connection.execute(query)]

    # Waiting

    def wait(self, entries: Iterable[Entry], import_id: int) -> None:
        """Keep entries until their predecessors arrive. One that comes again with its content replaces
        one that came without, never the other way round.
        """
        rows = [
            {"device": each.device, "seq": each.seq, "line": to_line(each), "import_id": import_id}
            for each in entries
        ]
        if rows:
            self._connection.execute(_WAIT, rows)
            self._connection.execute(_WAIT_FROM, rows)

    def origins(self, device: str, first: int, last: int) -> dict[int, int]:
        """Which import first brought entries that waited, by their number."""
        query = select(waiting_from.c.seq, waiting_from.c.import_id).where(
            waiting_from.c.device == device, waiting_from.c.seq.between(first, last)
        )
        return {row.seq: row.import_id for row in self._connection.execute(query)}

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

    def waiting_of(self, run: int) -> int:
        """How many entries that an import brought still wait."""
        query = select(func.count()).select_from(waiting_from).where(waiting_from.c.import_id == run)
        return self._connection.execute(query).scalar_one()

    def drop_waiting(self, device: str, up_to: int) -> None:
        """Forget waiting entries that have found their place."""
        for table in (waiting, waiting_from):
            self._connection.execute(delete(table).where(table.c.device == device, table.c.seq <= up_to))

    # Set aside

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
            self._connection.execute(_ASIDE, rows)

    def aside(self) -> list[SetAside]:
        """Everything set aside, in order of arrival."""
        query = select(set_aside).order_by(set_aside.c.id)
        return [
            SetAside(row.device, row.seq, row.subject, row.reason) for row in self._connection.execute(query)
        ]

    def take_from_aside(self, device: str, seq: int) -> None:
        """The entry can be read now, or is not here any more."""
        self._connection.execute(
            delete(set_aside).where(set_aside.c.device == device, set_aside.c.seq == seq)
        )
