"""Regular expressions of `regex()`, made safe: a pattern of an author must not hang the program.

Patterns are read here and run without backtracking, in time proportional to text times pattern. Those that
cannot explode go to `re` for speed; look-around and back references are allowed in small doses only.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from borderdesk.forms.errors import ExpressionError

MAX_TEXT = 10_000
MAX_PATTERN = 2_000
MAX_STATES = 5_000
MAX_TEXT_BACKTRACKING = 500
MAX_LOOPS_BACKTRACKING = 3

Test: TypeAlias = Callable[[str], bool]
Matcher: TypeAlias = Callable[[str], bool]


class _Unsupported(Exception):
    """A construct that cannot be run without backtracking."""


class _One(NamedTuple):
    """One character that passes a test."""

    test: Test


class _Edge(NamedTuple):
    """`^` or `$`."""

    start: bool


class _Sequence(NamedTuple):
    items: tuple[_Tree, ...]


class _Either(NamedTuple):
    items: tuple[_Tree, ...]


class _Repeat(NamedTuple):
    item: _Tree
    least: int
    most: int | None


_Tree: TypeAlias = _One | _Edge | _Sequence | _Either | _Repeat

_CLASSES: dict[str, Test] = {
    "d": lambda c: c in "0123456789",
    "w": lambda c: c == "_" or (c.isalnum() and c.isascii()),
    "s": lambda c: c in " \t\n\r\f\v",
}
_NAMED: dict[str, Test] = {
    "Alpha": lambda c: c.isascii() and c.isalpha(),
    "Digit": lambda c: c in "0123456789",
    "Alnum": lambda c: c.isascii() and c.isalnum(),
    "Upper": lambda c: c.isascii() and c.isupper(),
    "Lower": lambda c: c.isascii() and c.islower(),
    "Punct": lambda c: c in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "Space": lambda c: c in " \t\n\r\f\v",
    "ASCII": lambda c: c.isascii(),
}
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "e": "\x1b", "a": "\a"}
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}")


class _Reader:
    """Reads a pattern (the syntax Java and Python share, and Java's `\\p{..}`)."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def fail(self, detail: str) -> ExpressionError:
        return ExpressionError("xpath.regex", pattern=self.pattern[:200], detail=detail)

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def whole(self) -> _Tree:
        tree = self.either(0)
        if self.peek():
            raise self.fail("unbalanced )")
        return tree

    def either(self, depth: int) -> _Tree:
        if depth > 50:
            raise self.fail("nested too deeply")
        branches = [self.sequence(depth)]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence(depth))
        return branches[0] if len(branches) == 1 else _Either(tuple(branches))

    def sequence(self, depth: int) -> _Tree:
        items: list[_Tree] = []
        while self.peek() not in ("", "|", ")"):
            items.append(self.repeated(self.atom(depth)))
        return _Sequence(tuple(items))

    def repeated(self, item: _Tree) -> _Tree:
        while True:
            sign = self.peek()
            if sign in ("*", "+", "?") and sign:
                self.at += 1
                least, most = (1 if sign == "+" else 0), (1 if sign == "?" else None)
            else:
                match = _COUNT.match(self.pattern, self.at)
                if match is None:
                    return item
                self.at = match.end()
                least = int(match[1])
                most = least if match[2] is None else (int(match[3]) if match[3] else None)
                if most is not None and most < least:
                    raise self.fail("bad repetition")
            if self.peek() == "+":
                raise _Unsupported
            if self.peek() == "?":
                self.at += 1  # lazy: the same texts match as a whole
            item = _Repeat(item, least, most)

    def atom(self, depth: int) -> _Tree:
        sign = self.peek()
        self.at += 1
        if sign == "(":
            if self.pattern.startswith("?:", self.at):
                self.at += 2
            elif self.peek() == "?":
                raise _Unsupported
            inner = self.either(depth + 1)
            if self.peek() != ")":
                raise self.fail("missing )")
            self.at += 1
            return inner
        if sign == "[":
            return _One(self.character_class())
        if sign == ".":
            return _One(lambda c: c not in "\n\r")
        if sign in "^$":
            return _Edge(sign == "^")
        if sign in "*+?":
            raise self.fail("nothing to repeat")
        return _One(self.escaped()) if sign == "\\" else _One(_is(sign))

    def escaped(self) -> Test:
        sign = self.peek()
        self.at += 1
        if sign == "":
            raise self.fail("ends with a backslash")
        if sign.lower() in _CLASSES:
            test = _CLASSES[sign.lower()]
            return _not(test) if sign.isupper() else test
        if sign in "pP":
            return self.property(sign == "P")
        if sign in _ESCAPED:
            return _is(_ESCAPED[sign])
        if sign in "xu":
            return _is(self.code(2 if sign == "x" else 4))
        if sign.isalnum():
            raise _Unsupported  # \b, back references, \Q and the like
        return _is(sign)

    def code(self, digits: int) -> str:
        text = self.pattern[self.at : self.at + digits]
        self.at += digits
        try:
            return chr(int(text, 16))
        except ValueError as error:
            raise self.fail("bad character code") from error

    def property(self, negated: bool) -> Test:
        end = self.pattern.find("}", self.at)
        if self.peek() == "{" and end > 0:
            name = self.pattern[self.at + 1 : end]
            self.at = end + 1
        else:
            name = self.peek()
            self.at += 1
        test = _NAMED.get(name)
        if test is None:
            category = name.removeprefix("Is")
            if category not in ("L", "N", "M", "P", "S", "Z", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Zs"):
                raise self.fail(f"unknown property {name}")
            test = _in_category(category)
        return _not(test) if negated else test

    def character_class(self) -> Test:
        negated = self.peek() == "^"
        self.at += negated
        tests: list[Test] = []
        first = True
        while self.peek() != "]" or first:
            first = False
            sign = self.peek()
            if sign == "":
                raise self.fail("missing ]")
            if sign == "[" or self.pattern.startswith("&&", self.at):
                raise _Unsupported
            low = self.class_member(tests)
            if low and self.peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self.class_member(None)
                if high < low:
                    raise self.fail("bad range")
                tests.append(_between(low, high))
            elif low:
                tests.append(_is(low))
        self.at += 1
        one_of = _any_of(tuple(tests))
        return _not(one_of) if negated else one_of

    def class_member(self, tests: list[Test] | None) -> str:
        """The next single character; '' after putting a whole class into `tests`."""
        sign = self.peek()
        self.at += 1
        if sign != "\\":
            return sign
        following = self.peek()
        if following and following not in "pP" and following.lower() not in _CLASSES:
            self.at += 1
            if following in "xu":
                return self.code(2 if following == "x" else 4)
            return _ESCAPED.get(following, following)
        if tests is None:
            raise self.fail("bad range")
        tests.append(self.escaped())
        return ""


def _is(wanted: str) -> Test:
    return lambda c: c == wanted


def _not(test: Test) -> Test:
    return lambda c: not test(c)


def _between(low: str, high: str) -> Test:
    return lambda c: low <= c <= high


def _any_of(tests: tuple[Test, ...]) -> Test:
    return lambda c: any(test(c) for test in tests)


def _in_category(category: str) -> Test:
    return lambda c: unicodedata.category(c).startswith(category)


# ------------------------------------------------------------------ running
class _Machine:
    """Thompson's construction: states either test one character or lead on without one."""

    def __init__(self, tree: _Tree, pattern: str) -> None:
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

    def build(self, tree: _Tree, end: int) -> int:
        """The first state of a part that leads to `end`."""
        if isinstance(tree, _One | _Edge):
            edge = tree.start if isinstance(tree, _Edge) else None
            state = self.state(tree.test if isinstance(tree, _One) else None, edge)
            self.following[state].append(end)
            return state
        if isinstance(tree, _Sequence):
            for item in reversed(tree.items):
                end = self.build(item, end)
            return end
        if isinstance(tree, _Either):
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
        for at, character in enumerate(text, 1):
            onward: list[int] = []
            for state in present:
                test = self.tests[state]
                if test is not None and test(character):
                    onward.extend(self.following[state])
            if not onward:
                return False
            present = self.reach(onward, at, len(text))
        return self.final in present


def _is_plain(tree: _Tree) -> bool:
    """Whether `re` runs it in no more than square time: one variable repetition at most, of one character."""
    loops: list[_Repeat] = []
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, _Repeat):
            if not isinstance(part.item, _One):
                return False
            if part.least != part.most:
                loops.append(part)
        elif isinstance(part, _Sequence | _Either):
            stack.extend(part.items)
    return len(loops) <= 1


@functools.lru_cache(512)
def _matcher(pattern: str) -> Matcher:
    if len(pattern) > MAX_PATTERN:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail="too long")
    try:
        tree = _Reader(pattern).whole()
    except _Unsupported:
        return _backtracking(pattern)
    if _is_plain(tree):
        try:
            compiled = re.compile(pattern, re.ASCII)
        except (re.error, OverflowError):
            pass  # Java's own syntax
        else:
            return lambda text: compiled.fullmatch(text) is not None
    return _Machine(tree, pattern).matches


def _backtracking(pattern: str) -> Matcher:
    """Patterns only `re` can run: few repetitions, none of a group, short texts."""
    repetitions = len(re.findall(r"(?<![\\(])(?:[*+?]|\{\d+(?:,\d*)?\})", pattern))
    if re.search(r"\)[*+?{]", pattern) is not None or repetitions > MAX_LOOPS_BACKTRACKING:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail="could take for ever")
    try:
        compiled = re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail=str(error)) from error

    def match(text: str) -> bool:
        if len(text) > MAX_TEXT_BACKTRACKING:
            raise ExpressionError("xpath.value", limit=MAX_TEXT_BACKTRACKING)
        return compiled.fullmatch(text) is not None

    return match


def check_pattern(pattern: str) -> None:
    """Raises ExpressionError for a pattern that cannot be used."""
    _matcher(pattern)


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text matches. Raises ExpressionError for patterns that cannot be used."""
    if len(text) > MAX_TEXT:
        raise ExpressionError("xpath.value", limit=MAX_TEXT)
    return _matcher(pattern)(text)
