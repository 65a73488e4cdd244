"""The journal's table: append, read, take in entries from elsewhere, walk the chains."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, delete, func, literal, null, select, update

from borderdesk.domain.errors import Damaged
from borderdesk.domain.facts import Fact
from borderdesk.domain.fold import heads
from borderdesk.domain.journal import FIRST_DIGEST, Entry, check_chain, write_entry
from borderdesk.domain.values import DeviceId, UserId
from borderdesk.store.dialects import Rows, position
from borderdesk.store.schema import entry

_COLUMNS = (
    entry.c.device,
    entry.c.seq,
    entry.c.lamport,
    entry.c.at,
    entry.c.actor,
    entry.c.kind,
    entry.c.subject,
    entry.c.base,
    entry.c.payload_digest,
    entry.c.prev_digest,
    entry.c.digest,
    entry.c.payload,
    entry.c.salt,
)
_BARE = select(
    *(null() if column in (entry.c.payload, entry.c.salt) else column for column in _COLUMNS)
).where(entry.c.subject == bindparam("subject"))
_OF_SUBJECT = select(*_COLUMNS).where(entry.c.subject == bindparam("subject"))
_END = (
    select(entry.c.seq, entry.c.digest, entry.c.lamport)
    .where(entry.c.device == bindparam("device"))
    .order_by(entry.c.seq.desc())
    .limit(1)
)
_NEXT_DEVICE = select(func.min(entry.c.device)).where(entry.c.device > bindparam("after"))
_ADD = Rows("entry", (*(column.name for column in _COLUMNS), "import_id"))
_NONE: Mapping[int, int] = {}
_quoted = json.encoder.encode_basestring_ascii
_CHUNK = 400
"""Subjects per query: below every database's limit on bound values."""


@dataclass(frozen=True)
class ChainEnd:
    """How far a device's chain reaches here."""

    device: DeviceId
    seq: int
    digest: str
    lamport: int


@dataclass(frozen=True)
class ChainReport:
    """One device's chain, walked from its first entry; ``problem`` is a code, "" when unbroken."""

    device: DeviceId
    entries: int
    without_payload: int
    last_at: str
    problem: str = ""
    problem_seq: int = 0
    sealed: int = 0
    """Places of entries that were not for this desk."""


class Journal:
    """Entries within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._touched: dict[str, None] = {}
        self._latest: int | None = None
        self._fresh: dict[str, list[Entry]] = {}
        self.decoded: dict[str, Fact] = {}

    def append(
        self, device: DeviceId, actor: UserId, subject: str, fact: Fact, *, at: str, salt: bytes
    ) -> Entry:
        """Write the next entry of this device; its ``base`` is the subject's present heads.

        A fact that sets no field can contradict nothing and names no heads: a station that counts two
        hundred travellers a day must not look through all of them for the next one.
        """
        end = self.end(device)
        written = write_entry(
            device=device,
            seq=end.seq + 1,
            lamport=self.newest() + 1,
            at=at,
            actor=actor,
            kind=fact.kind,
            subject=subject,
            base=self._heads(subject) if fact.touches() else (),
            prev_digest=end.digest,
            payload=fact.payload(),
            salt=salt,
        )
        _ADD.add(self._connection, [_row(written, None)])
        self._touched[subject] = None
        self._latest = written.lamport
        return written

    def add_own(self, entries: Sequence[Entry]) -> None:
        """Add entries of this very PC that were not appended one by one, checked and in chain order."""
        if entries:
            self._latest = max(self.newest(), max(each.lamport for each in entries))
            _ADD.add(self._connection, [_row(each, None) for each in entries])
            self._touched.update(dict.fromkeys(each.subject for each in entries))

    def cut(self, device: DeviceId, last: int) -> None:
        """Take a chain's entries after ``last`` out: an old copy of this PC wrote them under numbers that
        others hold for something else. Whoever cuts has written them again elsewhere.
        """
        self._connection.execute(delete(entry).where(entry.c.device == device, entry.c.seq > last))

    def newest(self) -> int:
        """The highest lamport here, asked for once a transaction; it only grows along each chain."""
        if self._latest is None:
            self._latest = max((self.end(device).lamport for device in self.devices()), default=0)
        return self._latest

    def _heads(self, subject: str) -> tuple[str, ...]:
        """A subject's present heads, found without reading what the entries say."""
        return heads(_entry(row) for row in self._connection.execute(_BARE, {"subject": subject}))

    def take_in(
        self,
        entries: Sequence[Entry],
        import_id: int,
        decoded: Mapping[str, Fact] | None = None,
        origins: Mapping[int, int] = _NONE,
    ) -> None:
        """Add checked entries of another device, in chain order; ``decoded`` are their facts by entry id.

        ``origins`` names the import that brought an entry earlier, by seq, for those that had waited.

        Until they are projected they stay in memory, so that new subjects need not be read back.
        """
        if entries:
            self._keep_fresh(entries)
            self.decoded.update(decoded or {})
            _ADD.add(self._connection, [_row(each, origins.get(each.seq, import_id)) for each in entries])
            self._latest = max(self.newest(), max(each.lamport for each in entries))
            self._touched.update(dict.fromkeys(each.subject for each in entries if not each.sealed))

    def _keep_fresh(self, entries: Sequence[Entry]) -> None:
        known = self.known_subjects({each.subject for each in entries} - self._fresh.keys() - {""})
        for each in entries:
            if each.subject not in known and not each.sealed:
                self._fresh.setdefault(each.subject, []).append(each)

    def tell(self, known: Entry) -> None:
        """Keep an entry with more of it, or less, than was here; its digests were checked before."""
        told = {
            name: value
            for name, value in zip(_ADD.columns, _row(known, None), strict=True)
            if name not in ("device", "seq", "lamport", "prev_digest", "digest", "import_id")
        }
        here = self.one(known.device, known.seq)
        self._connection.execute(
            update(entry).where(entry.c.device == known.device, entry.c.seq == known.seq).values(told)
        )
        for subject in {known.subject, here.subject if here else ""} - {""}:
            self._touched[subject] = None

    def remove(self, device: DeviceId, first: int) -> None:
        """Take the end of a chain out again, from ``first`` on."""
        gone = (entry.c.device == device, entry.c.seq >= first)
        for subject in self._connection.execute(select(entry.c.subject).where(*gone).distinct()).scalars():
            self._touched[subject] = None
        self._connection.execute(delete(entry).where(*gone))
        self._latest = None

    def touched(self, subject: str) -> None:
        """Have a subject projected again although nothing was added."""
        self._touched[subject] = None

    def take_touched(self) -> tuple[str, ...]:
        """Subjects written to since the last call."""
        touched = tuple(self._touched)
        self._touched.clear()
        return touched

    def forget_fresh(self) -> None:
        """Let go of what was kept in memory for projecting."""
        self._fresh.clear()
        self.decoded.clear()

    def end(self, device: DeviceId) -> ChainEnd:
        """Where a device's chain ends here; seq 0 when nothing has arrived."""
        found = self._connection.execute(_END, {"device": device}).one_or_none()
        if found is None:
            return ChainEnd(device, 0, FIRST_DIGEST, 0)
        return ChainEnd(device, found.seq, found.digest, found.lamport)

    def of(self, subject: str) -> list[Entry]:
        """All entries of a subject, in no particular order."""
        return [_entry(row) for row in self._connection.execute(_OF_SUBJECT, {"subject": subject})]

    def of_many(self, subjects: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
        """Subjects with their entries, a bounded number in memory at a time."""
        for start in range(0, len(subjects), _CHUNK):
            chunk = subjects[start : start + _CHUNK]
            grouped = {subject: self._fresh.get(subject, []) for subject in chunk}
            unread = [subject for subject in chunk if subject not in self._fresh]
            if unread:
                for row in self._connection.execute(select(*_COLUMNS).where(entry.c.subject.in_(unread))):
                    grouped[row.subject].append(_entry(row))
            yield from grouped.items()

    def mentions(self, text: str) -> bool:
        """Whether any sealed content holds this text, such as the hash of an attachment; reads them all."""
        found = position(literal(text.encode()), entry.c.payload)
        return self._connection.execute(select(entry.c.seq).where(found > 0).limit(1)).scalar() is not None

    def of_kind(self, kind: str, prefix: str) -> list[Entry]:
        """All entries of a kind about subjects that start with ``prefix``, oldest first."""
        query = (
            select(*_COLUMNS)
            .where(entry.c.subject >= prefix, entry.c.subject < prefix + "\uffff", entry.c.kind == kind)
            .order_by(entry.c.lamport, entry.c.device)
        )
        return [_entry(row) for row in self._connection.execute(query)]

    def known_subjects(self, subjects: Collection[str]) -> set[str]:
        """Which of these subjects have entries here."""
        known: set[str] = set()
        asked = list(subjects)
        for start in range(0, len(asked), _CHUNK):
            query = (
                select(entry.c.subject).where(entry.c.subject.in_(asked[start : start + _CHUNK])).distinct()
            )
            known.update(self._connection.execute(query).scalars())
        return known

    def subjects(self, prefix: str) -> list[str]:
        """Every subject that starts so, in order."""
        query = (
            select(entry.c.subject)
            .where(entry.c.subject >= prefix, entry.c.subject < prefix + "\uffff")
            .distinct()
            .order_by(entry.c.subject)
        )
        return list(self._connection.execute(query).scalars())

    def subjects_by(self, device: str, prefix: str) -> list[str]:
        """Every subject that starts so and that a device wrote to."""
        query = (
            select(entry.c.subject)
            .where(entry.c.device == device, entry.c.subject >= prefix, entry.c.subject < prefix + "\uffff")
            .distinct()
        )
        return list(self._connection.execute(query).scalars())

    def without_content(self, device: str, prefix: str) -> list[str]:
        """Subjects that start so about which a device wrote what is known here without its content."""
        query = (
            select(entry.c.subject)
            .where(entry.c.device == device, entry.c.subject >= prefix, entry.c.subject < prefix + "\uffff")
            .where(entry.c.payload.is_(None))
            .distinct()
        )
        return list(self._connection.execute(query).scalars())

    def chain(self, device: DeviceId, first: int = 1, last: int | None = None) -> Iterator[Entry]:
        """A device's entries in order, streamed."""
        query = select(*_COLUMNS).where(entry.c.device == device, entry.c.seq >= first)
        if last is not None:
            query = query.where(entry.c.seq <= last)
        streamed = self._connection.execute(query.order_by(entry.c.seq), execution_options={"yield_per": 500})
        with streamed as rows:
            for row in rows:
                yield _entry(row)

    def written(self, device: DeviceId, first: int, kinds: Collection[str]) -> int:
        """How many entries of these kinds a device wrote from ``first`` on."""
        query = select(func.count()).where(
            entry.c.device == device, entry.c.seq >= first, entry.c.kind.in_(sorted(kinds))
        )
        return int(self._connection.execute(query).scalar_one())

    def one(self, device: DeviceId, seq: int) -> Entry | None:
        """An entry by its identity."""
        row = self._connection.execute(
            select(*_COLUMNS).where(entry.c.device == device, entry.c.seq == seq)
        ).one_or_none()
        return _entry(row) if row else None

    def digests(self, device: DeviceId, first: int, last: int) -> dict[int, tuple[str, int]]:
        """Digest and how much is told (as :attr:`Entry.told`), by seq."""
        told = case((entry.c.payload.is_not(None), 2), (entry.c.kind != "", 1), else_=0).label("told")
        query = select(entry.c.seq, entry.c.digest, told).where(
            entry.c.device == device, entry.c.seq.between(first, last)
        )
        return {row.seq: (row.digest, int(row.told)) for row in self._connection.execute(query)}

    def devices(self) -> list[DeviceId]:
        """Every device with entries here, by name; one step in the index each, however long the chains."""
        found: list[DeviceId] = []
        device = self._connection.execute(_NEXT_DEVICE, {"after": ""}).scalar()
        while device is not None:
            found.append(DeviceId(device))
            device = self._connection.execute(_NEXT_DEVICE, {"after": device}).scalar()
        return found

    def desks(self) -> list[DeviceId]:
        """The desks that write into this database: this one, and those that share it on a server."""
        found: list[DeviceId] = []
        known = self.devices()
        for start in range(0, len(known), _CHUNK):
            first = (entry.c.device.in_(known[start : start + _CHUNK]), entry.c.seq == 1)
            query = select(entry.c.device).where(*first, entry.c.import_id.is_(None))
            found += map(DeviceId, self._connection.execute(query).scalars())
        return found

    def count(self) -> int:
        """How many entries there are."""
        return self._connection.execute(select(func.count()).select_from(entry)).scalar_one()

    def verify(self) -> list[ChainReport]:
        """Walk every chain from its first entry: gaps, cuts, insertions and edits all show."""
        return [self._walk(device) for device in self.devices()]

    def _walk(self, device: DeviceId) -> ChainReport:
        entries, without, sealed, last_at = 0, 0, 0, ""
        try:
            for each in check_chain(self.chain(device)):
                entries += 1
                without += each.told == 1
                sealed += each.sealed
                last_at = each.at or last_at
        except Damaged as problem:
            at = int(str(problem.fields.get("seq", 0)))
            return ChainReport(device, entries, without, last_at, problem.code, at, sealed)
        return ChainReport(device, entries, without, last_at, sealed=sealed)


def _row(each: Entry, import_id: int | None) -> tuple[object, ...]:
    base = f"[{', '.join(map(_quoted, each.base))}]"
    return (
        each.device, each.seq, each.lamport, each.at, each.actor, each.kind, each.subject, base,
        each.payload_digest, each.prev_digest, each.digest, each.payload, each.salt, import_id,
    )  # fmt: skip


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    (device, seq, lamport, at, actor, kind, subject, base, payload_digest, prev, digest, payload, salt) = row
    try:
        seen = () if base == "[]" else tuple(json.loads(base))
    except (ValueError, TypeError) as error:
        raise Damaged("journal.altered", device=device, seq=seq) from error
    return Entry(
        device, seq, lamport, at, actor, kind, subject, seen, payload_digest, prev, digest, payload, salt
    )
