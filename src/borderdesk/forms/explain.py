"""Why a question is shown, a value refused or an outcome reached: an expression with what made it so.

Works on the syntax tree: each part is evaluated where it stands, branches not taken are left out, and
calculated questions are followed down to the answers they rest on. Used through `Session.why_...`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import FormError
from .expression import Expression
from .tree import Node, location
from .xpath.compile import compile_expression
from .xpath.references import references
from .xpath.syntax import (
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
    parts,
    source,
)
from .xpath.values import Context, Value, is_blank, node_text, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from .session import Session

MAX_DEPTH = 30
MAX_NODES = 50


@dataclass(frozen=True)
class Trace:
    """One part of an expression.

    `value` is its result as text, `holds` as a condition. A leaf names the question it read (`path`,
    `node`) and its `answer`; where it was compared, `operator` and `wanted` say with what.
    """

    expression: str
    value: str
    holds: bool
    children: tuple[Trace, ...] = ()
    path: str | None = None
    node: Node | None = None
    answer: str = ""
    operator: str = ""
    wanted: str = ""

    def leaves(self) -> Iterator[Trace]:
        """The parts that read an answer of the person, in order, each once."""
        seen: set[tuple[str, str, str]] = set()
        for leaf in self._leaves():
            key = (leaf.path or "", leaf.operator, leaf.wanted)
            if key not in seen:
                seen.add(key)
                yield leaf

    def _leaves(self) -> Iterator[Trace]:
        for child in self.children:
            yield from child._leaves()
        if self.path is not None and not self.children:
            yield self

    def reasons(self) -> list[Trace]:
        """The answers that made it so."""
        return list(self.leaves())


def explain(expression: Expression, node: Node, session: Session) -> Trace:
    """The trace of an expression at a node. Raises FormError where it cannot be evaluated."""
    return _Explainer(session).trace(expression.tree, Context(node, session.environment), 0)


def explain_relevance(node: Node, session: Session) -> Trace | None:
    """Why a node is shown (all conditions around it) or hidden (the outermost that fails)."""
    chain: list[tuple[Expression, Node]] = []
    at: Node | None = node
    while at is not None:
        bind = session.form.binds.get(at.path)
        if bind is not None and bind.relevant is not None:
            if not at.shown:
                chain = []
            chain.append((bind.relevant, at))
        at = at.parent
    if not node.relevant:
        chain = [pair for pair in chain if not pair[1].shown][-1:]
    traces = [explain(expression, place, session) for expression, place in reversed(chain)]
    if not traces:
        return None
    if len(traces) == 1:
        return traces[0]
    text = " and ".join(trace.expression for trace in traces)
    return Trace(text, "true" if node.relevant else "false", node.relevant, tuple(traces))


class _Explainer:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.following: set[Node] = set()

    def value(self, tree: Expr, context: Context) -> Value:
        return compile_expression(tree)(context)

    def trace(self, tree: Expr, context: Context, depth: int) -> Trace:
        value = self.value(tree, context)
        holds = to_boolean(value)
        made: Sequence[Trace] = ()
        if depth < MAX_DEPTH:
            if isinstance(tree, Path):
                return self.answer(tree, value, context, depth)
            if isinstance(tree, Logic):
                made = self.logic(tree, holds, context, depth)
            elif isinstance(tree, Compare):
                leaf = self.comparison(tree, holds, context, depth)
                if leaf is not None:
                    return leaf
                made = self.all(parts(tree), context, depth)
            elif isinstance(tree, Arithmetic):
                made = self.sum(tree, context, depth)
            elif isinstance(tree, Call):
                special = self.call(tree, holds, context, depth)
                if isinstance(special, Trace):
                    return special
                made = special
            elif isinstance(tree, Negate | Filter):
                made = self.all(parts(tree), context, depth)
        return Trace(source(tree), to_string(value), holds, tuple(made))

    def all(self, trees: Sequence[Expr], context: Context, depth: int) -> list[Trace]:
        return [
            self.trace(tree, context, depth + 1) for tree in trees if not isinstance(tree, Number | Literal)
        ]

    def logic(self, tree: Logic, holds: bool, context: Context, depth: int) -> list[Trace]:
        """Of a true `or` the parts that hold, of a false `and` those that fail, else all."""
        made: list[Trace] = []
        for operand in tree.operands:
            part = to_boolean(self.value(operand, context))
            if part == holds:
                made.append(self.trace(operand, context, depth + 1))
        return made

    def comparison(self, tree: Compare, holds: bool, context: Context, depth: int) -> Trace | None:
        """`question = 'answer'`, either way round."""
        flipped = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
        for side, other, operator in (
            (tree.left, tree.right, tree.operator),
            (tree.right, tree.left, flipped.get(tree.operator, tree.operator)),
        ):
            if isinstance(side, Path) and not isinstance(other, Path):
                if any(not isinstance(part, Number | Literal) for part in (other, *parts(other))):
                    continue
                return self.compared(side, other, operator, holds, source(tree), context, depth)
        return None

    def compared(
        self, side: Expr, other: Expr, operator: str, holds: bool, text: str, context: Context, depth: int
    ) -> Trace | None:
        value = self.value(side, context)
        if not isinstance(value, list) or len(value) > 1:
            return None
        wanted = to_string(self.value(other, context))
        if not value:
            hidden = self.hidden(side, context)
            return Trace(text, "true" if holds else "false", holds, (), hidden, None, "", operator, wanted)
        node = value[0]
        return Trace(
            text,
            "true" if holds else "false",
            holds,
            self.behind(node, depth),
            location(node),
            node,
            node_text(node),
            operator,
            wanted,
        )

    def hidden(self, tree: Expr, context: Context) -> str | None:
        """The place a path means that has no relevant node now."""
        for reference in sorted(references(tree, context.node.path)):
            return "/" + "/".join(reference.path)
        return None

    def answer(self, tree: Path, value: Value, context: Context, depth: int) -> Trace:
        nodes = value if isinstance(value, list) else []
        holds = to_boolean(value)
        if len(nodes) == 1 and nodes[0].path:
            node = nodes[0]
            return Trace(
                source(tree),
                node_text(node),
                holds,
                self.behind(node, depth),
                location(node),
                node,
                node_text(node),
            )
        inner = [
            Trace(location(node), node_text(node), True, self.behind(node, depth), location(node), node,
                  node_text(node))
            for node in nodes[:MAX_NODES]
            if node.path and node.path[0] == self.session.form.template.name and not node.children
        ]  # fmt: skip
        return Trace(source(tree), to_string(value), holds, tuple(inner))

    def behind(self, node: Node, depth: int) -> tuple[Trace, ...]:
        """What a calculated question rests on."""
        bind = self.session.form.binds.get(node.path)
        if bind is None or bind.calculate is None or node in self.following or depth >= MAX_DEPTH:
            return ()
        self.following.add(node)
        try:
            return (self.trace(bind.calculate.tree, Context(node, self.session.environment), depth + 1),)
        except FormError:
            return ()
        finally:
            self.following.discard(node)

    def sum(self, tree: Arithmetic, context: Context, depth: int) -> list[Trace]:
        """The terms that add something; all of them where none does."""
        terms = [
            term
            for term in (tree.first, *(operand for _, operand in tree.rest))
            if not isinstance(term, Number)
        ]
        adding = [term for term in terms if to_number(self.value(term, context), context.environment) != 0]
        return [self.trace(term, context, depth + 1) for term in adding or terms]

    def call(self, tree: Call, holds: bool, context: Context, depth: int) -> list[Trace] | Trace:
        arguments = tree.arguments
        if tree.name == "if":
            chosen = arguments[1] if to_boolean(self.value(arguments[0], context)) else arguments[2]
            return self.all((arguments[0], chosen), context, depth)
        if tree.name == "coalesce":
            for argument in arguments:
                if not is_blank(self.value(argument, context)):
                    return self.all((argument,), context, depth)
            return []
        if tree.name == "selected" and isinstance(arguments[0], Path):
            leaf = self.compared(arguments[0], arguments[1], "selected", holds, source(tree), context, depth)
            if leaf is not None:
                return leaf
        return self.all(arguments, context, depth)
