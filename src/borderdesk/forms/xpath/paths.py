"""Location paths as closures: plain paths by name, general steps along axes, and indexed look-ups.

Called by `compile` for every path of an expression.
"""

from __future__ import annotations

from collections import defaultdict
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

from .syntax import (
    PARENT,
    SELF,
    Call,
    Compare,
    Expr,
    Filter,
    Literal,
    Logic,
    Path,
    Root,
    Step,
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
    number_in,
    number_text,
    to_boolean,
    to_nodes,
)

Compiler: TypeAlias = Callable[[Expr], Compiled]
NodeTest: TypeAlias = Callable[[Node], bool]


def kept(nodes: Sequence[Node], predicate: Compiled, context: Context) -> list[Node]:
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


def compile_path(node: Path, compiler: Compiler) -> Compiled:
    """The closure of a path; `compiler` turns the expressions inside it into closures."""
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
    return _walk(node, compiler)


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


def _walk(node: Path, compiler: Compiler) -> Compiled:
    indexed = _index_lookup(node, compiler)
    start = 0
    base: Compiled | None
    if indexed is not None:
        base, start = indexed
    else:
        base = None if node.base is None else compiler(node.base)
    steps = []
    for number, step in enumerate(node.steps):
        if number < start:
            continue
        predicates = [compiler(predicate) for predicate in step.predicates]
        steps.append((step.axis, AXES[step.axis], _test(step), predicates))
    leftover = []
    if start:
        leftover = [compiler(predicate) for predicate in node.steps[start - 1].predicates[1:]]

    def walk(context: Context) -> list[Node]:
        nodes = [context.node] if base is None else to_nodes(base(context))
        for predicate in leftover:
            nodes = kept(nodes, predicate, context)
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
        nodes = kept(nodes, predicate, context)
    if axis in REVERSE_AXES:
        nodes.reverse()
    return nodes


# ------------------------------------------------------------------ equality index
def _index_lookup(node: Path, compiler: Compiler) -> tuple[Compiled, int] | None:
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
        found = _equality(step.predicates[0])
        if found is None:
            return None
        column, wanted, others = found
        names = tuple(inner.test for inner in node.steps[: number + 1])
        plain = step._replace(predicates=step.predicates[:1])
        scan = _walk(Path(Filter(base, ()), (*node.steps[:number], plain)), compiler)
        further = None if others is None else compiler(others)
        return _rows(identifier.value, names, column, compiler(wanted), further, scan), number + 1
    return None


def _equality(test: Expr) -> tuple[str, Expr, Expr | None] | None:
    """`column = value`, either way round, alone or among conditions that must all hold.

    Gives the column, the value and what remains to be asked of the rows found.
    """
    conditions = test.operands if isinstance(test, Logic) and test.operator == "and" else (test,)
    if any(_counts_rows(condition) for condition in conditions):
        return None
    for number, condition in enumerate(conditions):
        if not (isinstance(condition, Compare) and condition.operator == "="):
            continue
        for side, other in ((condition.left, condition.right), (condition.right, condition.left)):
            column = _column(side)
            if column is not None and independent(other):
                others = (*conditions[:number], *conditions[number + 1 :])
                return column, other, Logic("and", (*others, Call("true", ()))) if others else None
    return None


def _counts_rows(node: Expr) -> bool:
    """Whether a condition asks where in the whole list a row stands."""
    if isinstance(node, Call) and node.name in ("position", "last") and not node.arguments:
        return True
    return any(_counts_rows(part) for part in parts(node))


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


def _rows(
    name: str,
    names: tuple[str, ...],
    column: str,
    wanted: Compiled,
    further: Compiled | None,
    scan: Compiled,
) -> Compiled:
    key = (name, names, column)
    key_of_numbers = (name, (*names, "#"), column)

    def rows(context: Context) -> Value:
        environment = context.environment
        root = environment.instances.get(name)
        if root is None:
            raise ExpressionError("xpath.instance", name=name)
        value = wanted(context)
        if isinstance(value, list):
            if len(value) > 1:
                return scan(context)
            value = atom(value[0]) if value else ""
        index = environment.indexes.get(key)
        if index is None:
            index = environment.indexes[key] = _build_index(root, names, column)
        if isinstance(value, float):
            numbers = environment.indexes.get(key_of_numbers)
            if numbers is None:
                numbers = environment.indexes[key_of_numbers] = _by_number(index, environment)
            index, value = numbers, number_text(value)
        elif not isinstance(value, str):
            return scan(context)
        found = index.get(value, [])
        return found if further is None else kept(found, further, context)

    return rows


def _build_index(root: Node, names: tuple[str, ...], column: str) -> dict[str, list[Node]]:
    index: defaultdict[str, list[Node]] = defaultdict(list)
    for row in _down([root], names):
        blank = True
        for cell in row.children:
            if cell.name == column:
                blank = False
                found = index[string_value(cell) if cell.children else cell.text]
                if not found or found[-1] is not row:  # two cells of a row may say the same
                    found.append(row)
        if blank:  # a row without the column reads as blank there
            index[""].append(row)
    return index


def _by_number(index: dict[str, list[Node]], environment: Environment) -> dict[str, list[Node]]:
    """The index of what a number finds: `1` and `1.0` are one value."""
    numbers: dict[str, list[Node]] = {}
    for text, rows in index.items():
        number = number_in(text, environment)
        if number == number:
            value = number_text(number)
            known = numbers.get(value)
            numbers[value] = rows if known is None else sorted((*known, *rows), key=document_order)
    return numbers
