"""What an expression reads, and which repeat instance its absolute paths mean.

Called by `graph` (dependencies), `definition` (absolute paths inside repeats) and `lint`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from borderdesk.forms.tree import Path as NodePath

from .syntax import (
    PARENT,
    Arithmetic,
    Call,
    Compare,
    Expr,
    Filter,
    Logic,
    Negate,
    Path,
    Root,
    Step,
    Union,
    is_child,
    parts,
)

# An absolute path in these stands for all instances, not for this repeat's.
_OVER_ALL = frozenset({"count", "sum", "count-non-empty"})
# So it does in these where it is all that is given (after the separator of `join`): `max(${age})`, but not
# `max(${age}, ${other})`.
_OVER_ALL_ALONE = {"min": 1, "max": 1, "concat": 1, "join": 2}
# Without an argument these read the context node.
_OF_CONTEXT = frozenset({"string", "number", "string-length", "normalize-space"})
# These are about the instance itself, so a path to the repeat means this instance.
_OF_INSTANCE = frozenset({"position"})


class Reference(NamedTuple):
    """A place that is read. The node read and the reader share their ancestor at depth `anchor`."""

    path: NodePath
    anchor: int


def references(tree: Expr, context: NodePath) -> set[Reference]:
    """Every place of the primary instance the expression reads, seen from a node at `context`."""
    found: set[Reference] = set()
    here = Reference(context, len(context))

    def follow(path: Path, start: Reference | None) -> Reference | None:
        place = start
        for step in path.steps:
            if place is not None:
                place = _along(place, step, found)
            for predicate in step.predicates:
                visit(predicate, place)
        return place

    def visit(node: Expr, at: Reference | None) -> None:
        if isinstance(node, Path):
            base = node.base
            start: Reference | None
            if base is None:
                start = at
            elif isinstance(base, Root):
                start = Reference((), 0)
            elif isinstance(base, Call) and base.name == "current":
                start = here
            else:
                visit(base, at)
                start = None
            end = follow(node, start)
            if end is not None:
                found.add(end)
            return
        if isinstance(node, Filter):
            visit(node.base, at)
            for predicate in node.predicates:
                visit(predicate, None)
            return
        if isinstance(node, Call):
            if node.name == "current":
                found.add(here)
            elif at is not None and (
                node.name == "once" or (node.name in _OF_CONTEXT and not node.arguments)
            ):
                found.add(at)
        for part in parts(node):
            visit(part, at)

    visit(tree, here)
    found.discard(Reference((), 0))
    return found


def _along(place: Reference, step: Step, found: set[Reference]) -> Reference | None:
    if step.axis == "parent":
        path = place.path[:-1]
        return Reference(path, min(place.anchor, len(path)))
    if is_child(step):
        return Reference((*place.path, step.test), place.anchor)
    if step.axis in ("self", "attribute"):
        return place
    if step.axis in ("child", "descendant", "descendant-or-self"):
        found.add(place)  # everything below
        return None
    # Siblings, ancestors and the like: everything below the parent.
    found.add(Reference(place.path[:-1], 0))
    return None


def calls(tree: Expr) -> Iterator[Call]:
    """Every function call of the expression."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Call):
            yield node
        stack.extend(parts(node))


def leading_names(path: Path) -> NodePath:
    """The plain child steps an absolute path begins with."""
    names: list[str] = []
    for step in path.steps:
        if not is_child(step):
            break
        names.append(step.test)
    return tuple(names)


def localize(tree: Expr, context: NodePath, repeats: Collection[NodePath]) -> Expr:
    """Absolute paths into a repeat around `context`, rewritten to mean this instance (JavaRosa)."""
    around = [repeat for repeat in repeats if context[: len(repeat)] == repeat]
    if not around:
        return tree

    def rewrite(node: Expr, inner: bool, over_all: bool, of_instance: bool = False) -> Expr:
        if isinstance(node, Path):
            steps = tuple(
                step._replace(predicates=tuple(rewrite(p, True, False) for p in step.predicates))
                if step.predicates
                else step
                for step in node.steps
            )
            if not isinstance(node.base, Root):
                base = None if node.base is None else rewrite(node.base, inner, False)
                return Path(base, steps)
            names = leading_names(node)
            short = 0 if of_instance else 1
            shared = [
                repeat
                for repeat in around
                if len(names) >= len(repeat) + short and names[: len(repeat)] == repeat
            ]
            if not shared or over_all:
                return Path(node.base, steps)
            depth = max(len(repeat) for repeat in shared)
            climb = (PARENT,) * (len(context) - depth)
            return Path(Call("current", ()) if inner else None, (*climb, *steps[depth:]) or (_SELF,))
        if isinstance(node, Call):
            if node.name == "indexed-repeat":
                return Call(
                    node.name,
                    tuple(
                        rewrite(argument, inner, at == 0 or at % 2 == 1)
                        for at, argument in enumerate(node.arguments)
                    ),
                )
            everything = node.name in _OVER_ALL or _OVER_ALL_ALONE.get(node.name) == len(node.arguments)
            instance = node.name in _OF_INSTANCE
            return Call(
                node.name,
                tuple(rewrite(argument, inner, everything, instance) for argument in node.arguments),
            )
        if isinstance(node, Negate):
            return Negate(rewrite(node.operand, inner, False))
        if isinstance(node, Logic):
            return Logic(node.operator, tuple(rewrite(part, inner, False) for part in node.operands))
        if isinstance(node, Union):
            return Union(tuple(rewrite(part, inner, over_all) for part in node.operands))
        if isinstance(node, Compare):
            return Compare(node.operator, rewrite(node.left, inner, False), rewrite(node.right, inner, False))
        if isinstance(node, Arithmetic):
            rest = tuple((operator, rewrite(part, inner, False)) for operator, part in node.rest)
            return Arithmetic(rewrite(node.first, inner, False), rest)
        if isinstance(node, Filter):
            predicates = tuple(rewrite(predicate, True, False) for predicate in node.predicates)
            return Filter(rewrite(node.base, inner, over_all), predicates)
        return node

    return rewrite(tree, False, False)


_SELF = Step("self", "node()", ())
