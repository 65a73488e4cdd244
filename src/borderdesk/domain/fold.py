"""Order, heads and conflicts of one subject's entries; every fold stands on this.

Pure functions: the same set of entries gives the same result whatever order they arrived in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from borderdesk.domain.errors import Damaged
from borderdesk.domain.facts import ConflictResolved, Fact, decode
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import moment


@dataclass(frozen=True)
class Step:
    """An entry with its fact; ``fact`` is None where the payload is erased, withheld or unreadable."""

    entry: Entry
    fact: Fact | None


@dataclass(frozen=True)
class Conflict:
    """Entries that had not seen each other and set the same field; both are kept.

    ``before`` is the last entry that set the field and that all of them had seen, "" where there is none.
    """

    field: str
    entries: tuple[str, ...]
    before: str = ""


@dataclass(frozen=True)
class History:
    """A subject's entries in order, where it ends, and what is contested."""

    steps: tuple[Step, ...]
    heads: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unreadable: tuple[str, ...]
    seen: Callable[[int, int], bool] = field(repr=False, compare=False, default=lambda _later, _step: False)
    """Whether the author of one step, by its place in ``steps``, had seen an earlier one."""
    restated: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Entries that only say again, under a PC's new identity, what another one said: its id by theirs."""

    def chosen(self, step: Step) -> Step | None:
        """What a step says: for a person's choice what was chosen, also by way of other choices; None where
        that is not here, or where choices lead in a circle.
        """
        passed: set[str] = set()
        found: Step | None = step
        while found and isinstance(found.fact, ConflictResolved):
            if found.entry.id in passed:
                return None
            passed.add(found.entry.id)
            found = self.step(found.fact.chosen)
        return found

    def step(self, entry_id: str) -> Step | None:
        """The step of an entry, under whichever of its names."""
        at = self.places.get(self.restated.get(entry_id, entry_id))
        return None if at is None else self.steps[at]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where in ``steps`` each entry stands, by its id."""
        return {step.entry.id: at for at, step in enumerate(self.steps)}


_NOTHING: Mapping[str, Fact] = {}
_NOTHING_RESTATED: Mapping[str, str] = {}


def history(entries: Iterable[Entry], known: Mapping[str, Fact] = _NOTHING) -> History:
    """Order by lamport, then device; find heads (entries nobody has built on) and conflicts.

    ``known`` holds facts by entry id that were decoded before and need not be again.
    """
    ordered = _in_order(entries)
    restated, told = _restated(ordered)
    if restated:
        ordered = [told.get(entry.id, entry) for entry in ordered if entry.id not in restated]
    steps: list[Step] = []
    unreadable: list[str] = []
    for entry in ordered:
        fact = known.get(entry.id)
        if fact is None and entry.payload is not None:
            try:
                moment(entry.at)
                fact = decode(entry.kind, entry.payload)
            except (Damaged, ValueError):
                unreadable.append(entry.id)
        steps.append(Step(entry, fact))
    if len({entry.device for entry in ordered}) == 1:  # most histories: one author, who had seen it all
        return History(tuple(steps), (ordered[-1].id,), (), tuple(unreadable), _own_word)
    seen = _Seen(ordered, restated)
    return History(
        tuple(steps), _heads(ordered, seen), _conflicts(steps, seen), tuple(unreadable), seen, restated
    )


def _own_word(later: int, step: int) -> bool:
    return later > step


def heads(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Where a subject's history ends: entries nobody has built on. Payloads are not looked at."""
    ordered = _in_order(entries)
    return _heads(ordered, _Seen(ordered))


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.lamport, entry.device, entry.seq))


def _restated(ordered: Sequence[Entry]) -> tuple[dict[str, str], dict[str, Entry]]:
    """Entries that say again, under a PC's new identity, what an earlier entry said, and which one that is;
    and earlier entries that came without their content, with the content of those that say it again.

    They have the same salted digest, and name the first in their base.
    """
    if len({entry.device for entry in ordered}) < 2:
        return {}, {}
    first: dict[str, Entry] = {}
    restated: dict[str, str] = {}
    told: dict[str, Entry] = {}
    for entry in ordered:
        known = first.get(entry.payload_digest)
        if known is None or not _says_again(entry, known):
            first[entry.payload_digest] = entry
            continue
        restated[entry.id] = known.id
        if known.payload is None and entry.payload is not None:
            told[known.id] = replace(known, payload=entry.payload, salt=entry.salt)
    return restated, told


def _says_again(entry: Entry, known: Entry) -> bool:
    same = (entry.kind, entry.subject, entry.at, entry.actor) == (
        known.kind, known.subject, known.at, known.actor,
    )  # fmt: skip
    return same and entry.device != known.device and known.id in entry.base


class _Seen:
    """What the author of each entry had seen, directly or not: per device, how many of its entries.

    A device's own entries stand in a row, so a count says it all; memory stays small for long histories.
    """

    def __init__(self, ordered: Sequence[Entry], restated: Mapping[str, str] = _NOTHING_RESTATED) -> None:
        self._place: list[tuple[str, int]] = []
        self._clocks: list[dict[str, int]] = []
        index: dict[str, int] = {}
        last: dict[str, int] = {}
        for number, entry in enumerate(ordered):
            previous = last.get(entry.device)
            clock: dict[str, int] = {}
            count = 0
            if previous is not None:
                count = self._place[previous][1] + 1
                clock = self._clocks[previous]
                if clock.get(entry.device, 0) != count:
                    clock = {**clock, entry.device: count}
            for head in entry.base:
                at = index.get(restated.get(head, head))
                if at is not None:
                    clock = _joined(clock, self._clocks[at], *self._place[at])
            self._place.append((entry.device, count))
            self._clocks.append(clock)
            index[entry.id] = number
            last[entry.device] = number

    def __call__(self, number: int, earlier: int) -> bool:
        """Whether the author of entry ``number`` had seen ``earlier``."""
        device, count = self._place[earlier]
        return self._clocks[number].get(device, 0) > count

    def ends(self) -> list[int]:
        """Entries that no other entry has seen, in order."""
        seen: dict[str, int] = {}
        for clock in self._clocks:
            for device, count in clock.items():
                if count > seen.get(device, 0):
                    seen[device] = count
        return [at for at, (device, count) in enumerate(self._place) if count >= seen.get(device, 0)]


def _joined(clock: dict[str, int], other: dict[str, int], device: str, count: int) -> dict[str, int]:
    """Both clocks together, and the entry itself that the second belongs to."""
    if clock.get(device, 0) > count and all(clock.get(name, 0) >= seen for name, seen in other.items()):
        return clock
    joined = dict(clock)
    for name, seen in other.items():
        if seen > joined.get(name, 0):
            joined[name] = seen
    joined[device] = max(joined.get(device, 0), count + 1)
    return joined


def _heads(ordered: Sequence[Entry], seen: _Seen) -> tuple[str, ...]:
    return tuple(ordered[at].id for at in seen.ends())


def _conflicts(steps: Sequence[Step], seen: _Seen) -> tuple[Conflict, ...]:
    """Fields whose latest settings did not see each other. A later fact that saw both settles them."""
    writers: dict[str, list[int]] = {}
    open_writers: dict[str, list[int]] = {}
    for number, step in enumerate(steps):
        if step.fact is None:
            continue
        for name in step.fact.touches():
            writers.setdefault(name, []).append(number)
            before = open_writers.get(name, [])
            open_writers[name] = [at for at in before if not seen(number, at)] + [number]
    return tuple(
        Conflict(
            name,
            tuple(steps[at].entry.id for at in contested),
            _before(writers[name], contested, steps, seen),
        )
        for name, contested in sorted(open_writers.items())
        if len(contested) > 1 and len({_setting(steps[at], name) for at in contested}) > 1
    )


def _setting(step: Step, name: str) -> object:
    return step.fact.setting(name) if step.fact else None


def _before(writers: Sequence[int], contested: Sequence[int], steps: Sequence[Step], seen: _Seen) -> str:
    """The last setting of a field that every contested one had seen."""
    for at in reversed(writers):
        if at not in contested and all(seen(later, at) for later in contested):
            return steps[at].entry.id
    return ""
