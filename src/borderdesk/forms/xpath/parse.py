"""Reads an XPath 1.0 expression into a syntax tree. Called by `definition`, `importer` and the compiler.

Grammar: XPath 1.0 §3. Operator names are told from element names by position, as §3.7 asks.
"""

from __future__ import annotations

import functools
import re

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import AXES

from .syntax import (
    PARENT,
    SELF,
    Arithmetic,
    Call,
    Compare,
    Expr,
    Filter,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    Root,
    Step,
    Union,
)

MAX_LENGTH = 200_000
MAX_DEPTH = 100

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>[^\W\d][\w.\-]*(?::(?!:)(?:[^\W\d][\w.\-]*|\*))?)
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<literal>"[^"]*"|'[^']*')
    | (?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\]@,/|+\-=<>*$.])
    | (?P<end>\Z)
    | (?P<bad>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_LEVEL = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
_NODE_TYPES = frozenset({"comment", "text", "processing-instruction", "node"})
# `1div2`: the lexer sees a number and the name `div2`; in operator position the name is cut.
_GLUED = re.compile(r"(and|or|div|mod)(\d[\d.]*)\Z")


@functools.lru_cache(8192)
def parse(expression: str) -> Expr:
    """The syntax tree. Raises ExpressionError with the position (from 0) of what cannot be read."""
    if len(expression) > MAX_LENGTH:
        raise ExpressionError("xpath.length", limit=MAX_LENGTH)
    return _Parser(expression).whole()


class _Parser:
    def __init__(self, expression: str) -> None:
        self.expression = expression
        kinds: list[str] = []
        values: list[str] = []
        starts: list[int] = []
        for match in _TOKEN.finditer(expression):
            kind = match.lastgroup or "bad"
            if kind == "bad":
                raise ExpressionError(
                    "xpath.character",
                    character=match["bad"],
                    position=match.start("bad"),
                    expression=expression,
                )
            kinds.append(kind)
            values.append(match[kind])
            starts.append(match.start(kind))
            if kind == "end":
                break
        self.kinds, self.values, self.starts = kinds, values, starts
        self.at = 0
        self.depth = 0

    def fail(self) -> ExpressionError:
        at = self.at
        found = self.values[at] if self.kinds[at] != "end" else "end of the expression"
        return ExpressionError(
            "xpath.syntax", found=found, position=self.starts[at], expression=self.expression
        )

    def whole(self) -> Expr:
        expression = self.binary(1)
        if self.kinds[self.at] != "end":
            raise self.fail()
        return expression

    def symbol(self, value: str) -> bool:
        """Take the symbol if it comes next."""
        if self.values[self.at] == value and self.kinds[self.at] == "symbol":
            self.at += 1
            return True
        return False

    def expect(self, value: str) -> None:
        if not self.symbol(value):
            raise self.fail()

    def operator(self) -> str:
        """The operator in front, or '' (the cursor stays)."""
        kind, value = self.kinds[self.at], self.values[self.at]
        if kind == "symbol":
            return value if value in _LEVEL else ""
        if kind == "name":
            if value in _LEVEL:
                return value
            glued = _GLUED.match(value)
            if glued:
                at, start = self.at, self.starts[self.at]
                self.kinds[at : at + 1] = ["name", "number"]
                self.values[at : at + 1] = [glued[1], glued[2]]
                self.starts[at : at + 1] = [start, start + len(glued[1])]
                return glued[1]
        return ""

    def binary(self, level: int) -> Expr:
        left = self.unary()
        while True:
            operator = self.operator()
            found = _LEVEL.get(operator, 0)
            if found < level or not found:
                return left
            if found <= 2:
                operands = [left]
                while self.operator() == operator:
                    self.at += 1
                    operands.append(self.binary(found + 1))
                left = Logic(operator, tuple(operands))
            elif found <= 4:
                self.at += 1
                left = Compare(operator, left, self.binary(found + 1))
            else:
                rest: list[tuple[str, Expr]] = []
                while _LEVEL.get(operator, 0) == found:
                    self.at += 1
                    rest.append((operator, self.binary(found + 1)))
                    operator = self.operator()
                left = Arithmetic(left, tuple(rest))

    def unary(self) -> Expr:
        signs = 0
        while self.symbol("-"):
            signs += 1
        operand = self.path()
        if self.symbol("|"):
            operands = [operand, self.path()]
            while self.symbol("|"):
                operands.append(self.path())
            operand = Union(tuple(operands))
        # Two signs cancel out, but the operand still becomes a number.
        for _ in range(signs if signs < 2 else 2 - signs % 2):
            operand = Negate(operand)
        return operand

    def path(self) -> Expr:
        at = self.at
        kind, value = self.kinds[at], self.values[at]
        if kind == "name":
            if self.values[at + 1] == "(" and self.kinds[at + 1] == "symbol" and value not in _NODE_TYPES:
                return self.after_primary(self.call())
            return Path(None, self.steps())
        if kind == "number":
            self.at += 1
            return self.after_primary(Number(float(value)))
        if kind == "literal":
            self.at += 1
            return self.after_primary(Literal(value[1:-1]))
        if kind != "symbol":
            raise self.fail()
        if value == "(":
            self.at += 1
            self.deeper()
            inner = self.binary(1)
            self.depth -= 1
            self.expect(")")
            return self.after_primary(inner)
        if value == "$":
            raise ExpressionError(
                "xpath.variable",
                name=self.values[at + 1],
                position=self.starts[at],
                expression=self.expression,
            )
        if value == "//":
            return Path(Root(), self.more_steps([]))
        if value == "/":
            self.at += 1
            if self.kinds[self.at] == "name" or self.values[self.at] in ("*", "@", ".", ".."):
                return Path(Root(), self.steps())
            return Root()
        return Path(None, self.steps())

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(
                "xpath.depth", position=self.starts[self.at], expression=self.expression[:200]
            )

    def call(self) -> Expr:
        name = self.values[self.at]
        self.at += 2
        self.deeper()
        arguments: list[Expr] = []
        if not self.symbol(")"):
            arguments.append(self.binary(1))
            while self.symbol(","):
                arguments.append(self.binary(1))
            self.expect(")")
        self.depth -= 1
        return Call(name, tuple(arguments))

    def after_primary(self, primary: Expr) -> Expr:
        predicates = self.predicates()
        if predicates:
            primary = Filter(primary, predicates)
        if self.values[self.at] in ("/", "//") and self.kinds[self.at] == "symbol":
            return Path(primary, self.more_steps([]))
        return primary

    def steps(self) -> tuple[Step, ...]:
        return self.more_steps([self.step()])

    def more_steps(self, steps: list[Step]) -> tuple[Step, ...]:
        while self.kinds[self.at] == "symbol":
            if self.values[self.at] == "//":
                steps.append(Step("descendant-or-self", "node()", ()))
            elif self.values[self.at] != "/":
                break
            self.at += 1
            steps.append(self.step())
        return tuple(steps)

    def step(self) -> Step:
        kind, value = self.kinds[self.at], self.values[self.at]
        axis = "child"
        if kind == "symbol" and value in (".", ".."):
            self.at += 1
            predicates = self.predicates()
            short = SELF if value == "." else PARENT
            return short._replace(predicates=predicates) if predicates else short
        if kind == "symbol" and value == "@":
            self.at += 1
            axis = "attribute"
        elif kind == "name" and self.values[self.at + 1] == "::":
            if value not in AXES:
                raise ExpressionError(
                    "xpath.axis", axis=value, position=self.starts[self.at], expression=self.expression
                )
            self.at += 2
            axis = value
        kind, value = self.kinds[self.at], self.values[self.at]
        if kind == "symbol" and value == "*":
            self.at += 1
            return Step(axis, "*", self.predicates())
        if kind != "name":
            raise self.fail()
        self.at += 1
        if value in _NODE_TYPES and self.symbol("("):
            if self.kinds[self.at] == "literal" and value == "processing-instruction":
                self.at += 1
            self.expect(")")
            test = f"{value}()"
        else:
            test = value.rpartition(":")[2]
        return Step(axis, test, self.predicates())

    def predicates(self) -> tuple[Expr, ...]:
        if self.values[self.at] != "[" or self.kinds[self.at] != "symbol":
            return ()
        found: list[Expr] = []
        while self.symbol("["):
            self.deeper()
            found.append(self.binary(1))
            self.depth -= 1
            self.expect("]")
        return tuple(found)
