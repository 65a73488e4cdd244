"""Reads the pattern of a regular expression as Java does, into a tree; run by `patterns`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from borderdesk.forms.errors import ExpressionError

Test: TypeAlias = Callable[[str], bool]


class Unsupported(Exception):
    """A construct that cannot be run without backtracking."""


class One(NamedTuple):
    """One character that passes a test."""

    test: Test


class Edge(NamedTuple):
    """`^` or `$`."""

    start: bool


class Sequence(NamedTuple):
    items: tuple[Tree, ...]


class Either(NamedTuple):
    items: tuple[Tree, ...]


class Repeat(NamedTuple):
    item: Tree
    least: int
    most: int | None


Tree: TypeAlias = One | Edge | Sequence | Either | Repeat

_CLASSES: dict[str, Test] = {
    "d": lambda c: c in "0123456789",
    "w": lambda c: c == "_" or (c.isalnum() and c.isascii()),
    "s": lambda c: c in " \t\n\r\f\v",
    "h": lambda c: c in " \t\xa0\u1680\u180e\u202f\u205f\u3000" or "\u2000" <= c <= "\u200a",
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
    "IsAlphabetic": lambda c: c.isalpha(),
    "IsLetter": lambda c: c.isalpha(),
    "IsDigit": lambda c: c.isdecimal(),
    "IsLao": lambda c: "\u0e80" <= c <= "\u0eff",
    "InLao": lambda c: "\u0e80" <= c <= "\u0eff",
}
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "e": "\x1b", "a": "\a"}
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}")


class Reader:
    """Reads a pattern (the syntax Java and Python share, and Java's `\\p{..}`)."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.java = False  # holds what `re` would read otherwise

    def fail(self, detail: str) -> ExpressionError:
        return ExpressionError("xpath.regex", pattern=self.pattern[:200], detail=detail)

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def whole(self) -> Tree:
        tree = self.either(0)
        if self.peek():
            raise self.fail("unbalanced )")
        return tree

    def either(self, depth: int) -> Tree:
        if depth > 50:
            raise self.fail("nested too deeply")
        branches = [self.sequence(depth)]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence(depth))
        return branches[0] if len(branches) == 1 else Either(tuple(branches))

    def sequence(self, depth: int) -> Tree:
        items: list[Tree] = []
        while self.peek() not in ("", "|", ")"):
            items.append(self.repeated(self.atom(depth)))
        return Sequence(tuple(items))

    def repeated(self, item: Tree) -> Tree:
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
                raise Unsupported
            if self.peek() == "?":
                self.at += 1  # lazy: the same texts match as a whole
            item = Repeat(item, least, most)

    def atom(self, depth: int) -> Tree:
        sign = self.peek()
        self.at += 1
        if sign == "(":
            if self.pattern.startswith("?:", self.at):
                self.at += 2
            elif self.peek() == "?":
                raise Unsupported
            inner = self.either(depth + 1)
            if self.peek() != ")":
                raise self.fail("missing )")
            self.at += 1
            return inner
        if sign == "[":
            return One(self.character_class())
        if sign == ".":
            return One(lambda c: c not in "\n\r")
        if sign in "^$":
            return Edge(sign == "^")
        if sign in "*+?":
            raise self.fail("nothing to repeat")
        if sign == "\\" and self.peek() == "Q":
            return self.quoted()
        return One(self.escaped()) if sign == "\\" else One(_is(sign))

    def quoted(self) -> Tree:
        """`\\Q…\\E`: every character stands for itself."""
        self.java = True
        text, _, _ = self.pattern[self.at + 1 :].partition("\\E")
        self.at = min(self.at + 1 + len(text) + 2, len(self.pattern))
        return Sequence(tuple(One(_is(letter)) for letter in text))

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
            raise Unsupported  # \b, back references, \Q and the like
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

    def character_class(self, depth: int = 0) -> Test:
        if depth > 50:
            raise self.fail("nested too deeply")
        negated = self.peek() == "^"
        self.at += negated
        tests: list[Test] = []
        parts = [tests]
        first = True
        while self.peek() != "]" or first:
            first = False
            sign = self.peek()
            if sign == "":
                raise self.fail("missing ]")
            if sign == "[":  # Java: a class inside a class adds to it
                self.at += 1
                self.java = True
                tests.append(self.character_class(depth + 1))
                continue
            if self.pattern.startswith("&&", self.at):  # Java: what both sides hold
                self.at += 2
                self.java = True
                tests = []
                parts.append(tests)
                continue
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
        one_of = _all_of(tuple(_any_of(tuple(part)) for part in parts if part))
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


def _all_of(tests: tuple[Test, ...]) -> Test:
    return tests[0] if len(tests) == 1 else lambda c: all(test(c) for test in tests)


def _in_category(category: str) -> Test:
    return lambda c: unicodedata.category(c).startswith(category)
