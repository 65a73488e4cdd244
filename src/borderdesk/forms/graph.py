"""Which expression has to run again after which change, and in what order. Used by `engine`.

One trigger per bind expression: equal expressions are never merged, as their places differ in repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .errors import FormError
from .expression import CALCULATE, COUNT, RELEVANT, Expression
from .tree import Path


class Trigger(NamedTuple):
    path: Path
    kind: str
    expression: Expression


class Reader(NamedTuple):
    """The trigger at `rank` reads a place; reader and place share their ancestor at depth `anchor`."""

    rank: int
    anchor: int


class Graph:
    """Triggers in dependency order; a rank is a place in that order."""

    def __init__(self, triggers: Sequence[Trigger], repeats: Iterable[Path]) -> None:
        reads = [trigger.expression.reads() for trigger in triggers]
        order = _in_order(triggers, _dependencies(triggers, [{r.path for r in found} for found in reads]))
        self.triggers: tuple[Trigger, ...] = tuple(triggers[number] for number in order)
        self.at: dict[Path, list[int]] = {}
        self.calculates: dict[Path, int] = {}
        self._direct: dict[Path, list[Reader]] = {}
        self._readers: dict[Path, tuple[Reader, ...]] = {}
        for rank, number in enumerate(order):
            trigger = triggers[number]
            self.at.setdefault(trigger.path, []).append(rank)
            if trigger.kind == CALCULATE:
                self.calculates[trigger.path] = rank
            for reference in reads[number]:
                self._direct.setdefault(reference.path, []).append(Reader(rank, reference.anchor))

    def readers(self, path: Path) -> tuple[Reader, ...]:
        """Who reads this place or a place around it (a group's text is its leaves' text)."""
        found = self._readers.get(path)
        if found is None:
            merged: dict[Reader, None] = {}
            for depth in range(len(path), 0, -1):
                merged.update(dict.fromkeys(self._direct.get(path[:depth], ())))
            found = self._readers[path] = tuple(merged)
        return found

    def direct_readers(self, path: Path) -> Sequence[Reader]:
        """Who reads this very place."""
        return self._direct.get(path, ())


def _dependencies(triggers: Sequence[Trigger], reads: Sequence[set[Path]]) -> list[set[int]]:
    writers: dict[Path, list[int]] = {}
    relevant: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    for number, trigger in enumerate(triggers):
        if trigger.kind == CALCULATE:
            writers.setdefault(trigger.path, []).append(number)
        elif trigger.kind == RELEVANT:
            relevant[trigger.path] = number
        elif trigger.kind == COUNT:
            counts[trigger.path] = number
    needs: list[set[int]] = []
    for number, trigger in enumerate(triggers):
        found: set[int] = set()
        for path in reads[number]:
            found.update(writers.get(path, ()))
            found.update(_around(path, relevant, len(path)))
            found.update(_around(path, counts, len(path)))
        # A node is shown before its own expressions run, and instances exist before theirs do.
        own = len(trigger.path) - (trigger.kind == RELEVANT)
        found.update(_around(trigger.path, relevant, own))
        found.update(_around(trigger.path, counts, len(trigger.path) - 1))
        # An expression that reads its own node is no ring (W3C XForms); lint names it.
        found.discard(number)
        needs.append(found)
    return needs


def _around(path: Path, places: Mapping[Path, int], depth: int) -> Iterable[int]:
    if not places:
        return ()
    return [places[path[:n]] for n in range(1, depth + 1) if path[:n] in places]


def _in_order(triggers: Sequence[Trigger], needs: Sequence[set[int]]) -> list[int]:
    """Depth first, without recursion. Raises FormError for a ring, naming its members."""
    state = [0] * len(needs)
    order: list[int] = []
    for first in range(len(needs)):
        if state[first]:
            continue
        state[first] = 1
        stack = [(first, iter(sorted(needs[first])))]
        while stack:
            number, rest = stack[-1]
            for need in rest:
                if state[need] == 0:
                    state[need] = 1
                    stack.append((need, iter(sorted(needs[need]))))
                    break
                if state[need] == 1:
                    members = [member for member, _ in stack]
                    ring = [triggers[member] for member in members[members.index(need) :]]
                    raise FormError(
                        "form.cycle",
                        ring=", ".join(f"/{'/'.join(trigger.path)} ({trigger.kind})" for trigger in ring),
                        path="/" + "/".join(ring[0].path),
                        kind=ring[0].kind,
                    )
            else:
                stack.pop()
                state[number] = 2
                order.append(number)
    return order
