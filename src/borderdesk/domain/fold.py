"""Order, heads and conflicts of one subject's entries; every fold stands on this.

Pure functions: the same set of entries gives the same result whatever order they arrived in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from borderdesk.domain.errors import Damaged
from borderdesk.domain.facts import Fact, decode
from borderdesk.domain.journal import Entry


@dataclass(frozen=True)
class Step:
    """An entry with its fact; ``fact`` is None where the payload is erased, withheld or unreadable."""

    entry: Entry
    fact: Fact | None


@dataclass(frozen=True)
class Conflict:
    """Entries that had not seen each other and set the same field; both are kept."""

    field: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """A subject's entries in order, where it ends, and what is contested."""

    steps: tuple[Step, ...]
    heads: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unreadable: tuple[str, ...]


def history(entries: Iterable[Entry]) -> History:
    """Order by lamport, then device; find heads (entries nobody has built on) and conflicts."""
    ordered = sorted(entries, key=lambda entry: (entry.lamport, entry.device, entry.seq))
    steps: list[Step] = []
    unreadable: list[str] = []
    for entry in ordered:
        fact = None
        if entry.payload is not None:
            try:
                fact = decode(entry.kind, entry.payload)
            except Damaged:
                unreadable.append(entry.id)
        steps.append(Step(entry, fact))
    seen = _seen_by(ordered)
    return History(tuple(steps), _heads(ordered, seen), _conflicts(steps, seen), tuple(unreadable))


def _seen_by(ordered: Sequence[Entry]) -> list[int]:
    """For each entry a bit set of the earlier entries its author had seen, directly or not."""
    index = {entry.id: number for number, entry in enumerate(ordered)}
    own_last: dict[str, int] = {}
    seen: list[int] = []
    for number, entry in enumerate(ordered):
        known = 0
        previous = own_last.get(entry.device)
        if previous is not None:
            known |= seen[previous] | 1 << previous
        for head in entry.base:
            at = index.get(head)
            if at is not None and at < number:
                known |= seen[at] | 1 << at
        seen.append(known)
        own_last[entry.device] = number
    return seen


def _heads(ordered: Sequence[Entry], seen: Sequence[int]) -> tuple[str, ...]:
    built_on = 0
    for known in seen:
        built_on |= known
    return tuple(entry.id for number, entry in enumerate(ordered) if not built_on >> number & 1)


def _conflicts(steps: Sequence[Step], seen: Sequence[int]) -> tuple[Conflict, ...]:
    """Fields whose latest settings did not see each other. A later fact that saw both settles them."""
    open_writers: dict[str, list[int]] = {}
    for number, step in enumerate(steps):
        if step.fact is None:
            continue
        for name in step.fact.touches():
            before = open_writers.get(name, [])
            open_writers[name] = [at for at in before if not seen[number] >> at & 1] + [number]
    return tuple(
        Conflict(name, tuple(steps[at].entry.id for at in writers))
        for name, writers in sorted(open_writers.items())
        if len(writers) > 1 and len({repr(steps[at].fact) for at in writers}) > 1
    )
