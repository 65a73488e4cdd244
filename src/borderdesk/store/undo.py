"""Taking an import out again, as a whole, as long as nothing builds on it. Used by desk's undoing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from borderdesk.domain.facts import ConflictResolved
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import DeviceId
from borderdesk.store.journal import Journal
from borderdesk.store.schema import entry, import_range
from borderdesk.store.shelf import ImportRun, Shelf

_FEW = 400


@dataclass(frozen=True)
class Undoing:
    """What an undo would take out. ``blocked_by`` is an import that has to be undone before, ``built_on``
    names subjects about which something was written since that rests on what the import brought.
    """

    run: ImportRun
    cuts: Mapping[str, int]
    """From which entry on each chain would go."""
    entries: int
    subjects: tuple[str, ...]
    wait_again: int
    waiting: int
    told_less: int
    blocked_by: ImportRun | None
    built_on: tuple[str, ...]
    decisions: int
    """Contradictions that somebody settled since: they stay, and count again when the package comes back."""


class Undo:
    """Undoing within one transaction."""

    def __init__(self, connection: Connection, journal: Journal, shelf: Shelf) -> None:
        self._connection = connection
        self._journal = journal
        self._shelf = shelf

    def look(self, run: ImportRun, own: DeviceId, since: int) -> Undoing:
        """What undoing would do; ``own`` is this PC, ``since`` its own entry that tells of the import."""
        cuts = self._cuts(run)
        entries = wait_again = 0
        subjects: set[str] = set()
        for device, first in cuts.items():
            for part in self._tail(device, first):
                mine = part.import_id == run.id
                entries += mine
                wait_again += not mine
                if part.subject:
                    subjects.add(part.subject)
        told_less = self._shelf.filled_by(run.id)
        filled = {each.subject for device, seq, _ in told_less if (each := self._one(device, seq))} - {""}
        built = [subject for subject in sorted(subjects) if self._rests(subject, cuts)]
        built += [subject for subject in sorted(filled) if self._written_since(subject, own, since)]
        decisions = sum(self._settled(subject, cuts) for subject in sorted(subjects))
        return Undoing(
            run,
            cuts,
            entries,
            tuple(sorted(subjects | filled)),
            wait_again,
            self._shelf.waiting_of(run.id),
            len(told_less),
            self._later(run),
            tuple(dict.fromkeys(built)),
            decisions,
        )

    def apply(self, run: ImportRun) -> None:
        """Take it out: what an earlier package had brought before its time waits again."""
        for device, first in self._cuts(run).items():
            brought = {part.seq: part.import_id for part in self._tail(device, first)}
            chain = list(self._journal.chain(DeviceId(device), first))
            for each in chain:
                self._shelf.take_from_aside(each.device, each.seq)
                if brought[each.seq] != run.id:
                    self._shelf.wait([each], brought[each.seq])
            self._journal.remove(DeviceId(device), first)
        for device, seq, told in self._shelf.filled_by(run.id):
            here = self._one(device, seq)
            if here is not None:
                self._shelf.take_from_aside(device, seq)
                self._journal.tell(here.without_payload() if told else here.sealed_place())
        self._shelf.forget_import(run.id)

    def _cuts(self, run: ImportRun) -> dict[str, int]:
        """Where each chain is cut: at the first entry that the import brought."""
        query = (
            select(entry.c.device, func.min(entry.c.seq).label("first"))
            .where(entry.c.device.in_(list(run.ranges)), entry.c.import_id == run.id)
            .group_by(entry.c.device)
        )
        return {row.device: row.first for row in self._connection.execute(query)}

    def _tail(self, device: str, first: int) -> Iterator["_Part"]:
        query = select(entry.c.seq, entry.c.subject, entry.c.import_id).where(
            entry.c.device == device, entry.c.seq >= first
        )
        for row in self._connection.execute(query):
            yield _Part(row.seq, row.subject, row.import_id or 0)

    def _later(self, run: ImportRun) -> ImportRun | None:
        """The latest import after this one on any of the same chains: it has to go first."""
        query = select(func.max(import_range.c.import_id)).where(
            import_range.c.import_id > run.id, import_range.c.device.in_(list(run.ranges))
        )
        latest = self._connection.execute(query).scalar()
        return next((each for each in self._shelf.imports() if each.id == latest), None)

    def _rests(self, subject: str, gone: Mapping[str, int]) -> bool:
        """Whether anything that stays names as its base what would go."""
        for each in self._journal.of(subject):
            stays = each.seq < gone.get(each.device, each.seq + 1)
            if stays and each.kind != ConflictResolved.kind and _any_goes(each, gone):
                return True
        return False

    def _settled(self, subject: str, gone: Mapping[str, int]) -> int:
        return sum(
            each.kind == ConflictResolved.kind and each.device not in gone and _any_goes(each, gone)
            for each in self._journal.of(subject)
        )

    def _written_since(self, subject: str, own: DeviceId, since: int) -> bool:
        return any(
            each.device == own and each.seq > since and each.base for each in self._journal.of(subject)
        )

    def _one(self, device: str, seq: int) -> Entry | None:
        return self._journal.one(DeviceId(device), seq)


@dataclass(frozen=True)
class _Part:
    seq: int
    subject: str
    import_id: int


def _any_goes(each: Entry, gone: Mapping[str, int]) -> bool:
    return any(_goes(head, gone) for head in each.base)


def _goes(head: str, gone: Mapping[str, int]) -> bool:
    device, _, seq = head.rpartition(":")
    return device in gone and seq.isdecimal() and int(seq) >= gone[device]
