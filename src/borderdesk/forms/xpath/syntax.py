"""The syntax tree of an expression, and its text again (for `explain` and messages).

Chains of one precedence level are flat (`a and b and c` is one node), so long conditions need no depth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias


class Number(NamedTuple):
    value: float


class Literal(NamedTuple):
    value: str


class Root(NamedTuple):
    """The document node: a leading `/`."""


class Negate(NamedTuple):
    operand: Expr


class Logic(NamedTuple):
    """`and` or `or` over two or more operands."""

    operator: str
    operands: tuple[Expr, ...]


class Compare(NamedTuple):
    operator: str
    left: Expr
    right: Expr


class Arithmetic(NamedTuple):
    first: Expr
    rest: tuple[tuple[str, Expr], ...]


class Union(NamedTuple):
    operands: tuple[Expr, ...]


class Call(NamedTuple):
    name: str
    arguments: tuple[Expr, ...]


class Filter(NamedTuple):
    """A primary expression with predicates: `(expr)[1]`."""

    base: Expr
    predicates: tuple[Expr, ...]


class Step(NamedTuple):
    """`test` is a local name, `*`, or a node type with brackets such as `node()` and `text()`."""

    axis: str
    test: str
    predicates: tuple[Expr, ...]


class Path(NamedTuple):
    """Steps from `base`; without base from the context node."""

    base: Expr | None
    steps: tuple[Step, ...]


Expr: TypeAlias = (
    Number | Literal | Root | Negate | Logic | Compare | Arithmetic | Union | Call | Filter | Path
)

PARENT = Step("parent", "node()", ())
SELF = Step("self", "node()", ())


def is_child(step: Step) -> bool:
    """A plain step to a named child, without predicates."""
    return step.axis == "child" and not step.predicates and step.test[-1] not in "*)"


def child_names(steps: Sequence[Step]) -> tuple[str, ...] | None:
    """The names of the steps where all of them are plain child steps."""
    names: list[str] = []
    for axis, test, predicates in steps:
        if axis != "child" or predicates or test[-1] in "*)":
            return None
        names.append(test)
    return tuple(names)


def parts(node: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside, predicates included."""
    if isinstance(node, Negate):
        return (node.operand,)
    if isinstance(node, Logic | Union):
        return node.operands
    if isinstance(node, Compare):
        return (node.left, node.right)
    if isinstance(node, Arithmetic):
        return (node.first, *(operand for _, operand in node.rest))
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Filter):
        return (node.base, *node.predicates)
    if isinstance(node, Path):
        inner = tuple(predicate for step in node.steps for predicate in step.predicates)
        return inner if node.base is None else (node.base, *inner)
    return ()


def source(node: Expr) -> str:
    """The expression as text."""
    if isinstance(node, Number):
        return format(node.value, "g") if node.value != int(node.value) else str(int(node.value))
    if isinstance(node, Literal):
        return f'"{node.value}"' if "'" in node.value else f"'{node.value}'"
    if isinstance(node, Root):
        return "/"
    if isinstance(node, Negate):
        return f"-{_bracketed(node.operand)}"
    if isinstance(node, Logic):
        return f" {node.operator} ".join(_bracketed(operand) for operand in node.operands)
    if isinstance(node, Compare):
        return f"{_bracketed(node.left)} {node.operator} {_bracketed(node.right)}"
    if isinstance(node, Arithmetic):
        return _bracketed(node.first) + "".join(f" {op} {_bracketed(part)}" for op, part in node.rest)
    if isinstance(node, Union):
        return " | ".join(source(operand) for operand in node.operands)
    if isinstance(node, Call):
        return f"{node.name}({', '.join(source(argument) for argument in node.arguments)})"
    if isinstance(node, Filter):
        return _bracketed(node.base) + _predicates(node.predicates)
    steps = "/".join(_step(step) for step in node.steps)
    if node.base is None:
        return steps
    return f"/{steps}" if isinstance(node.base, Root) else f"{_bracketed(node.base)}/{steps}"


def _bracketed(node: Expr) -> str:
    text = source(node)
    return f"({text})" if isinstance(node, Logic | Compare | Arithmetic | Union) else text


def _predicates(predicates: tuple[Expr, ...]) -> str:
    return "".join(f"[{source(predicate)}]" for predicate in predicates)


def _step(step: Step) -> str:
    if step.axis == "parent" and step.test == "node()":
        text = ".."
    elif step.axis == "self" and step.test == "node()":
        text = "."
    elif step.axis == "child":
        text = step.test
    elif step.axis == "attribute":
        text = f"@{step.test}"
    else:
        text = f"{step.axis}::{step.test}"
    return text + _predicates(step.predicates)
