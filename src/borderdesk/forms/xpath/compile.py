"""Turns a syntax tree into Python closures, once; evaluation then is plain calls.

Called by `definition` for every expression of a form and by `explain` for parts of one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TypeAlias

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import (
    ATTRIBUTE,
    AXES,
    ELEMENT,
    REVERSE_AXES,
    TEXT,
    Node,
    document_order,
    string_value,
)

from .functions import signature
from .parse import parse
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
    child_names,
    is_child,
    parts,
)
from .values import (
    Compiled,
    Context,
    Environment,
    Value,
    atom,
    compare,
    divide,
    equal,
    remainder,
    to_boolean,
    to_nodes,
    to_number,
    to_string,
    values_differ,
    values_equal,
)

Truth: TypeAlias = Callable[[Context], bool]
Numeric: TypeAlias = Callable[[Context], float]
NodeTest: TypeAlias = Callable[[Node], bool]

_BOOLEAN_CALLS = frozenset(
    {"not", "selected", "true", "false", "boolean", "regex", "contains", "starts-with", "ends-with"}
)


@functools.lru_cache(8192)
def compile_text(expression: str) -> Compiled:
    """Parse and compile. Raises ExpressionError."""
    return compile_expression(parse(expression))


def evaluate(expression: str, node: Node, environment: Environment) -> Value:
    """The value of an expression at a node."""
    return compile_text(expression)(Context(node, environment))


def compile_expression(node: Expr) -> Compiled:
    """The closure of a syntax tree. Raises ExpressionError for unknown functions and wrong arguments."""
    if isinstance(node, Path):
        return _path(node)
    if isinstance(node, Number):
        number = node.value
        return lambda context: number
    if isinstance(node, Literal):
        text = node.value
        return lambda context: text
    if isinstance(node, Call):
        return _call(node)
    if isinstance(node, Compare):
        return _compare(node)
    if isinstance(node, Logic):
        return compile_truth(node)
    if isinstance(node, Arithmetic):
        return _arithmetic(node)
    if isinstance(node, Negate):
        operand = compile_number(node.operand)
        return lambda context: -operand(context)
    if isinstance(node, Root):
        return lambda context: [context.environment.root]
    if isinstance(node, Union):
        return _union([compile_expression(operand) for operand in node.operands])
    return _filter(node)


def compile_truth(node: Expr) -> Truth:
    """As compile_expression, converted to boolean."""
    if isinstance(node, Logic):
        operands = tuple(compile_truth(operand) for operand in node.operands)
        if len(operands) == 2:
            first, second = operands
            if node.operator == "and":
                return lambda context: first(context) and second(context)
            return lambda context: first(context) or second(context)
        if node.operator == "and":

            def every(context: Context) -> bool:
                return all(operand(context) for operand in operands)

            return every

        def some(context: Context) -> bool:
            return any(operand(context) for operand in operands)

        return some
    if isinstance(node, Compare):
        return _compare(node)
    closure = compile_expression(node)
    return lambda context: to_boolean(closure(context))


def compile_number(node: Expr) -> Numeric:
    """As compile_expression, converted to number."""
    if isinstance(node, Number):
        constant = node.value
        return lambda context: constant
    closure = compile_expression(node)
    return lambda context: to_number(closure(context), context.environment)


def _compare(node: Compare) -> Truth:
    operator = node.operator
    left = compile_expression(node.left)
    if operator in ("=", "!=") and isinstance(node.right, Literal):
        return _against_literal(left, node.right.value, operator == "=")
    right = compile_expression(node.right)
    if operator == "=":
        return lambda context: values_equal(left(context), right(context), context.environment)
    if operator == "!=":
        return lambda context: values_differ(left(context), right(context), context.environment)
    return lambda context: compare(operator, left(context), right(context), context.environment)


def _against_literal(left: Compiled, literal: str, wanted: bool) -> Truth:
    """The commonest comparison of all forms, `${question} = 'answer'`."""

    def test(context: Context) -> bool:
        value = left(context)
        if isinstance(value, list):
            for node in value:
                if node.reads or node.children:
                    same = equal(atom(node), literal, context.environment)
                else:
                    same = (node.text if node.relevant else "") == literal
                if same is wanted:
                    return True
            return False
        return equal(value, literal, context.environment) is wanted

    return test


def _arithmetic(node: Arithmetic) -> Compiled:
    first = compile_number(node.first)
    rest = tuple((operator, compile_number(operand)) for operator, operand in node.rest)

    def calculate(context: Context) -> float:
        total = first(context)
        for operator, operand in rest:
            value = operand(context)
            if operator == "+":
                total += value
            elif operator == "-":
                total -= value
            elif operator == "*":
                total *= value
            elif operator == "div":
                total = divide(total, value)
            else:
                total = remainder(total, value)
        return total

    return calculate


def _union(operands: Sequence[Compiled]) -> Compiled:
    def union(context: Context) -> list[Node]:
        found = {id(node): node for operand in operands for node in to_nodes(operand(context))}
        return sorted(found.values(), key=document_order)

    return union


def _filter(node: Filter) -> Compiled:
    base = compile_expression(node.base)
    predicates = [compile_expression(predicate) for predicate in node.predicates]

    def keep(context: Context) -> list[Node]:
        nodes = to_nodes(base(context))
        for predicate in predicates:
            nodes = _kept(nodes, predicate, context)
        return nodes

    return keep


def _kept(nodes: Sequence[Node], predicate: Compiled, context: Context) -> list[Node]:
    inner = Context(context.node, context.environment, context.current, 0, len(nodes))
    kept: list[Node] = []
    for position, node in enumerate(nodes, 1):
        inner.node = node
        inner.position = position
        value = predicate(inner)
        if isinstance(value, float):
            wanted = value == position
        elif isinstance(value, list):
            wanted = bool(value)  # inside a predicate a path asks whether there is such a node
        else:
            wanted = to_boolean(value)
        if wanted:
            kept.append(node)
    return kept


# ------------------------------------------------------------------ calls
def _call(node: Call) -> Compiled:
    name = node.name
    try:
        function = signature(name, len(node.arguments))
    except ExpressionError as error:
        # A branch never taken may hold an unknown function; `definition.check` names it at import.
        return _failing(error)
    if name == "if":
        condition = compile_truth(node.arguments[0])
        yes, no = (compile_expression(argument) for argument in node.arguments[1:])
        return lambda context: yes(context) if condition(context) else no(context)
    arguments = tuple(compile_expression(argument) for argument in node.arguments)
    if name == "coalesce":
        return _coalesce(arguments)
    if name == "current":
        return lambda context: [context.current]
    work = function.work
    if len(arguments) == 1:
        only = arguments[0]
        return lambda context: work(context, only(context))
    if len(arguments) == 2:
        first, second = arguments
        return lambda context: work(context, first(context), second(context))
    return lambda context: work(context, *[argument(context) for argument in arguments])


def _failing(error: ExpressionError) -> Compiled:
    def fail(context: Context) -> Value:
        raise ExpressionError(error.code, **error.fields)

    return fail


def _coalesce(arguments: Sequence[Compiled]) -> Compiled:
    def first_answer(context: Context) -> Value:
        value: Value = ""
        for argument in arguments:
            value = argument(context)
            if to_string(value) not in ("", "NaN"):
                return value
        return value if to_string(value) != "NaN" else ""

    return first_answer


# ------------------------------------------------------------------ paths
def _path(node: Path) -> Compiled:
    steps = node.steps
    if node.base is None or (isinstance(node.base, Call) and node.base.name == "current"):
        from_current = node.base is not None
        climbs = 0
        while climbs < len(steps) and steps[climbs] == PARENT:
            climbs += 1
        names = child_names(steps[climbs:])
        if names is not None:
            return _relative(climbs, names, from_current)
        if steps == (SELF,) and not from_current:
            return lambda context: [context.node] if context.node.relevant else []
    elif isinstance(node.base, Root):
        names = child_names(steps)
        if names is not None:
            return _absolute(names)
    return _walk(node)


def _absolute(names: tuple[str, ...]) -> Compiled:
    def look_up(context: Context) -> list[Node]:
        environment = context.environment
        node = environment.single.get(names)
        if node is not None:
            return [node] if node.relevant else []
        return _down([environment.root], names)

    return look_up


def _relative(climbs: int, names: tuple[str, ...], from_current: bool) -> Compiled:
    if climbs == 1 and len(names) == 1 and not from_current:
        name = names[0]

        def sibling(context: Context) -> list[Node]:
            parent = context.node.parent
            if parent is None:
                return []
            return [child for child in parent.children if child.name == name and child.relevant]

        return sibling

    def look_around(context: Context) -> list[Node]:
        node: Node | None = context.current if from_current else context.node
        for _ in range(climbs):
            if node is None:
                break
            node = node.parent
        return [] if node is None else _down([node], names)

    return look_around


def _down(nodes: list[Node], names: tuple[str, ...]) -> list[Node]:
    for name in names:
        nodes = [child for node in nodes for child in node.children if child.name == name]
    return [node for node in nodes if node.relevant]


def _test(step: Step) -> NodeTest:
    name = step.test
    kind = ATTRIBUTE if step.axis == "attribute" else ELEMENT
    if name == "node()":
        return lambda node: True
    if name == "text()":
        return lambda node: node.kind == TEXT
    if name.endswith("()"):
        return lambda node: False
    if name == "*":
        return lambda node: node.kind == kind
    return lambda node: node.name == name and node.kind == kind


def _walk(node: Path) -> Compiled:
    indexed = _index_lookup(node)
    start = 0
    base: Compiled | None
    if indexed is not None:
        base, start = indexed
    else:
        base = None if node.base is None else compile_expression(node.base)
    steps = []
    for number, step in enumerate(node.steps):
        if number < start:
            continue
        predicates = [compile_expression(predicate) for predicate in step.predicates]
        steps.append((step.axis, AXES[step.axis], _test(step), predicates))
    leftover = []
    if start:
        leftover = [compile_expression(predicate) for predicate in node.steps[start - 1].predicates[1:]]

    def walk(context: Context) -> list[Node]:
        nodes = [context.node] if base is None else to_nodes(base(context))
        for predicate in leftover:
            nodes = _kept(nodes, predicate, context)
        for axis, along, test, predicates in steps:
            if len(nodes) == 1:
                nodes = _one_step(nodes[0], axis, along, test, predicates, context)
                continue
            merged: dict[int, Node] = {}
            for origin in nodes:
                for found in _one_step(origin, axis, along, test, predicates, context):
                    merged[id(found)] = found
            nodes = list(merged.values())
            if axis not in ("child", "self", "attribute") and len(nodes) > 1:
                nodes.sort(key=document_order)
        return [found for found in nodes if found.relevant]

    return walk


def _one_step(
    origin: Node,
    axis: str,
    along: Callable[[Node], object],
    test: NodeTest,
    predicates: Sequence[Compiled],
    context: Context,
) -> list[Node]:
    nodes = [node for node in AXES[axis](origin) if test(node)]
    for predicate in predicates:
        nodes = _kept(nodes, predicate, context)
    if axis in REVERSE_AXES:
        nodes.reverse()
    return nodes


# ------------------------------------------------------------------ equality index
def _index_lookup(node: Path) -> tuple[Compiled, int] | None:
    """`instance('list')/root/item[column = value]`: rows by column value, so no row is looked at twice.

    Gives the closure for the steps up to and with that predicate, and how many steps it covers.
    """
    base = node.base
    if not (isinstance(base, Call) and base.name == "instance" and len(base.arguments) == 1):
        return None
    identifier = base.arguments[0]
    if not isinstance(identifier, Literal):
        return None
    for number, step in enumerate(node.steps):
        if step.axis != "child" or step.test[-1] in "*)":
            return None
        if not step.predicates:
            continue
        test = step.predicates[0]
        if not (isinstance(test, Compare) and test.operator == "="):
            return None
        column = _column(test.left)
        if column is None or not independent(test.right):
            return None
        names = tuple(inner.test for inner in node.steps[: number + 1])
        plain = step._replace(predicates=(test,))
        scan = _walk(Path(Filter(base, ()), (*node.steps[:number], plain)))
        return _rows(identifier.value, names, column, compile_expression(test.right), scan), number + 1
    return None


def _column(node: Expr) -> str | None:
    if isinstance(node, Path) and node.base is None and len(node.steps) == 1 and is_child(node.steps[0]):
        return node.steps[0].test
    return None


def independent(node: Expr) -> bool:
    """Whether the value is the same for every node of a predicate."""
    if isinstance(node, Path) and node.base is None:
        return False
    if isinstance(node, Call):
        if node.name in ("position", "last", "once", "random", "uuid"):
            return False
        if not node.arguments and node.name not in ("current", "true", "false", "today", "now", "pi"):
            return False
    return all(independent(part) for part in parts(node))


def _rows(name: str, names: tuple[str, ...], column: str, wanted: Compiled, scan: Compiled) -> Compiled:
    key = (name, names, column)

    def rows(context: Context) -> Value:
        environment = context.environment
        root = environment.instances.get(name)
        if root is None:
            raise ExpressionError("xpath.instance", name=name)
        value = wanted(context)
        texts: list[str] = []
        for single in [atom(node) for node in value] if isinstance(value, list) else [value]:
            if not isinstance(single, str):
                return scan(context)
            texts.append(single)
        if len(texts) > 1:
            return scan(context)
        index = environment.indexes.get(key)
        if index is None:
            index = environment.indexes[key] = _build_index(root, names, column)
        return index.get(texts[0], []) if texts else []

    return rows


def _build_index(root: Node, names: tuple[str, ...], column: str) -> dict[str, list[Node]]:
    index: dict[str, list[Node]] = {}
    for row in _down([root], names):
        for value in {string_value(cell) for cell in row.children if cell.name == column}:
            index.setdefault(value, []).append(row)
    return index
