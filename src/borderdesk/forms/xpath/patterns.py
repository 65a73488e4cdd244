"""Regular expressions of `regex()`, made safe: a pattern of an author must not hang the program.

Patterns are read by `pattern_syntax` and run without backtracking, in time proportional to text times
pattern, and no longer than a number of steps. Those that cannot explode go to `re` for speed; look-around and
back references are allowed in small doses only.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Callable
from typing import TypeAlias

from borderdesk.forms.errors import ExpressionError

from .pattern_syntax import Edge, Either, One, Reader, Repeat, Sequence, Test, Tree, Unsupported

MAX_TEXT = 10_000
MAX_PATTERN = 2_000
MAX_STATES = 5_000
MAX_STEPS = 2_000_000
"""Half a second to two on the PCs of a checkpoint."""
MAX_TEXT_BACKTRACKING = 500
MAX_LOOPS_BACKTRACKING = 3

Matcher: TypeAlias = Callable[[str], bool]


class _Machine:
    """Thompson's construction: states either test one character or lead on without one."""

    def __init__(self, tree: Tree, pattern: str) -> None:
        self.pattern = pattern
        self.tests: list[Test | None] = []
        self.edges: list[bool | None] = []
        self.following: list[list[int]] = []
        self.final = self.state()
        self.first = self.build(tree, self.final)

    def state(self, test: Test | None = None, edge: bool | None = None) -> int:
        if len(self.tests) >= MAX_STATES:
            raise ExpressionError("xpath.regex", pattern=self.pattern[:200], detail="too many repetitions")
        self.tests.append(test)
        self.edges.append(edge)
        self.following.append([])
        return len(self.tests) - 1

    def build(self, tree: Tree, end: int) -> int:
        """The first state of a part that leads to `end`."""
        if isinstance(tree, One | Edge):
            edge = tree.start if isinstance(tree, Edge) else None
            state = self.state(tree.test if isinstance(tree, One) else None, edge)
            self.following[state].append(end)
            return state
        if isinstance(tree, Sequence):
            for item in reversed(tree.items):
                end = self.build(item, end)
            return end
        if isinstance(tree, Either):
            fork = self.state()
            for item in tree.items:
                self.following[fork].append(self.build(item, end))
            return fork
        if tree.most is None:
            loop = self.state()
            self.following[loop] += [self.build(tree.item, loop), end]
            end = loop
        else:
            for _ in range(tree.most - tree.least):
                fork = self.state()
                self.following[fork] += [self.build(tree.item, end), end]
                end = fork
        for _ in range(tree.least):
            end = self.build(tree.item, end)
        return end

    def reach(self, states: list[int], at: int, length: int) -> set[int]:
        """All states these lead to without a character."""
        found: set[int] = set()
        stack = list(states)
        while stack:
            state = stack.pop()
            if state in found:
                continue
            found.add(state)
            edge = self.edges[state]
            if self.tests[state] is None and (edge is None or at == (0 if edge else length)):
                stack.extend(self.following[state])
        return found

    def matches(self, text: str) -> bool:
        present = self.reach([self.first], 0, len(text))
        steps = 0
        for at, character in enumerate(text, 1):
            steps += len(present)
            if steps > MAX_STEPS:
                raise ExpressionError("xpath.regex", pattern=self.pattern[:200], detail="takes too long")
            onward: list[int] = []
            for state in present:
                test = self.tests[state]
                if test is not None and test(character):
                    onward.extend(self.following[state])
            if not onward:
                return False
            present = self.reach(onward, at, len(text))
        return self.final in present


def _is_plain(tree: Tree) -> bool:
    """Whether `re` runs it in no more than square time: one variable repetition at most, of one character."""
    loops: list[Repeat] = []
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, Repeat):
            if not isinstance(part.item, One):
                return False
            if part.least != part.most:
                loops.append(part)
        elif isinstance(part, Sequence | Either):
            stack.extend(part.items)
    return len(loops) <= 1


@functools.lru_cache(512)
def _matcher(pattern: str) -> Matcher:
    if len(pattern) > MAX_PATTERN:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail="too long")
    try:
        reader = Reader(pattern)
        tree = reader.whole()
    except Unsupported:
        return _backtracking(pattern)
    if _is_plain(tree) and not reader.java:
        try:
            compiled = _compiled(pattern)
        except (re.error, OverflowError, FutureWarning):
            pass  # Java's own syntax
        else:
            return lambda text: compiled.fullmatch(text) is not None
    return _Machine(tree, pattern).matches


def _compiled(pattern: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        # Where Python warns that it reads a set as Java would not.
        warnings.simplefilter("error", FutureWarning)
        return re.compile(pattern, re.ASCII)


def _backtracking(pattern: str) -> Matcher:
    """Patterns only `re` can run: few repetitions, none of a group, short texts."""
    repetitions = len(re.findall(r"(?<![\\(])(?:[*+?]|\{\d+(?:,\d*)?\})", pattern))
    if re.search(r"\)[*+?{]", pattern) is not None or repetitions > MAX_LOOPS_BACKTRACKING:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail="could take for ever")
    try:
        compiled = _compiled(pattern)
    except (re.error, OverflowError, RecursionError, FutureWarning) as error:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail=str(error)) from error

    def match(text: str) -> bool:
        if len(text) > MAX_TEXT_BACKTRACKING:
            raise ExpressionError("xpath.value", limit=MAX_TEXT_BACKTRACKING)
        return compiled.fullmatch(text) is not None

    return match


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text matches. Raises ExpressionError for patterns that cannot be used."""
    if len(text) > MAX_TEXT:
        raise ExpressionError("xpath.value", limit=MAX_TEXT)
    return _matcher(pattern)(text)
