"""Counting over the journal for the ledger: grouped by the database, so that no entry has to be decoded.

Used through :class:`~borderdesk.store.database.Transaction` by the desk. Nothing is written here.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from borderdesk.domain.facts import RecordViewed
from borderdesk.store.schema import entry, waiting


@dataclass(frozen=True)
class Tallied:
    """Entries of one kind about one subject by one device: how many, and the last of them."""

    device: str
    subject: str
    times: int
    last_seq: int
    last_at: str


class Tally:
    """Counts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_subject(self, kinds: Collection[str], prefix: str) -> dict[str, list[Tallied]]:
        """Entries of these kinds about subjects that start with ``prefix``, by kind, then author and subject.

        All kinds in one walk over the index: each would be as long.
        """
        query = (
            select(
                entry.c.kind,
                entry.c.device,
                entry.c.subject,
                func.count(),
                func.max(entry.c.seq),
                func.max(entry.c.at),
            )
            .where(entry.c.subject >= prefix, entry.c.subject < prefix + "\uffff", entry.c.kind.in_(kinds))
            .group_by(entry.c.kind, entry.c.device, entry.c.subject)
        )
        found: dict[str, list[Tallied]] = {kind: [] for kind in kinds}
        for kind, *rest in self._connection.execute(query):
            found[kind].append(Tallied(*rest))
        return found

    def last_by_subject(self, device: str, prefix: str) -> dict[str, int]:
        """The last entry of a device about each subject that starts with ``prefix``; looking at a record
        does not count.
        """
        query = (
            select(entry.c.subject, func.max(entry.c.seq))
            .where(entry.c.device == device, entry.c.subject >= prefix, entry.c.subject < prefix + "\uffff")
            .where(entry.c.kind != RecordViewed.kind)
            .group_by(entry.c.subject)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def waiting_ranges(self) -> dict[str, list[tuple[int, int]]]:
        """Entries that wait for their predecessors, as unbroken ranges by device."""
        place = func.row_number().over(partition_by=waiting.c.device, order_by=waiting.c.seq)
        numbered = select(waiting.c.device, waiting.c.seq, (waiting.c.seq - place).label("run")).subquery()
        query = (
            select(numbered.c.device, func.min(numbered.c.seq), func.max(numbered.c.seq))
            .group_by(numbered.c.device, numbered.c.run)
            .order_by(numbered.c.device, func.min(numbered.c.seq))
        )
        ranges: dict[str, list[tuple[int, int]]] = {}
        for device, first, last in self._connection.execute(query):
            ranges.setdefault(device, []).append((first, last))
        return ranges
