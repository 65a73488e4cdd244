"""Functions on nodes and on the form: positions, counts, names, texts of the form, `once`."""

from __future__ import annotations

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.markup import XML
from borderdesk.forms.tree import Node, string_value
from borderdesk.forms.xpath.values import NAN, Context, Value, to_nodes, to_number, to_string

from .table import Table, function

TABLE: Table = {}


@function(TABLE, "last", 0)
def _last(context: Context) -> Value:
    return float(context.size)


@function(TABLE, "position", 0, 1)
def _position(context: Context, *values: Value) -> Value:
    if not values:
        return float(context.position)
    nodes = to_nodes(values[0])
    return float(place(nodes[0])) if nodes else NAN


def place(node: Node) -> int:
    """The position of a node among its siblings of the same name, from 1."""
    if node.parent is None:
        return 1
    position = 0
    for sibling in node.parent.children:
        if sibling.name == node.name:
            position += 1
            if sibling is node:
                break
    return max(position, 1)


@function(TABLE, "current", 0)
def _current(context: Context) -> Value:
    return [context.current]


@function(TABLE, "count", 1)
def _count(context: Context, value: Value) -> Value:
    return float(len(to_nodes(value)))


@function(TABLE, "count-non-empty", 1)
def _count_non_empty(context: Context, value: Value) -> Value:
    return float(sum(1 for node in to_nodes(value) if node.children or string_value(node) != ""))


@function(TABLE, "version", 0)
def _version(context: Context) -> Value:
    """The version of the form."""
    return context.environment.version


@function(TABLE, "id", 1)
def _id(context: Context, value: Value) -> Value:
    texts = [string_value(node) for node in value] if isinstance(value, list) else [to_string(value)]
    wanted = {word for text in texts for word in text.split()}
    return [
        node
        for node in context.environment.root.walk()
        if any(attribute.name == "id" and attribute.text in wanted for attribute in node.attributes)
    ]


def _first(context: Context, values: tuple[Value, ...]) -> Node | None:
    nodes = to_nodes(values[0]) if values else [context.node]
    return nodes[0] if nodes else None


@function(TABLE, "local-name", 0, 1)
def _local_name(context: Context, *values: Value) -> Value:
    node = _first(context, values)
    return "" if node is None else node.name


@function(TABLE, "name", 0, 1)
def _name(context: Context, *values: Value) -> Value:
    node = _first(context, values)
    if node is None:
        return ""
    prefix = context.environment.prefixes.get(node.namespace)
    return f"{prefix}:{node.name}" if prefix else node.name


@function(TABLE, "namespace-uri", 0, 1)
def _namespace(context: Context, *values: Value) -> Value:
    node = _first(context, values)
    return "" if node is None else node.namespace


@function(TABLE, "lang", 1)
def _lang(context: Context, value: Value) -> Value:
    wanted = to_string(value).lower()
    node: Node | None = context.node
    while node is not None:
        for attribute in node.attributes:
            if attribute.name == "lang" and attribute.namespace == XML:
                found = attribute.text.lower()
                return found == wanted or found.startswith(wanted + "-")
        node = node.parent
    return False


@function(TABLE, "indexed-repeat", 3, 7)
def _indexed_repeat(context: Context, wanted: Value, *pairs: Value) -> Value:
    """The nodes of `wanted` inside the given instances of its repeats, outermost repeat first."""
    if len(pairs) % 2:
        raise ExpressionError(
            "xpath.arguments", function="indexed-repeat", expected="3, 5 or 7", found=len(pairs) + 1
        )
    found = to_nodes(wanted)
    for number in range(0, len(pairs), 2):
        instances = {id(node) for node in to_nodes(pairs[number])}
        index = to_number(pairs[number + 1], context.environment)
        if index != index:
            return []
        found = [node for node in found if _inside(node, instances, int(index))]
    return found


def _inside(node: Node, instances: set[int], index: int) -> bool:
    at: Node | None = node
    while at is not None:
        if id(at) in instances:
            return place(at) == max(index, 1)
        at = at.parent
    return False


@function(TABLE, "once", 1)
def _once(context: Context, value: Value) -> Value:
    """The value the node has already, else the argument: it is worked out one time only."""
    present = string_value(context.node)
    if present:
        return present
    return "" if value != value else value


@function(TABLE, "jr:itext", 1)
def _itext(context: Context, value: Value) -> Value:
    return context.environment.itext(to_string(value), context.current)


@function(TABLE, "jr:choice-name", 2)
def _choice_name(context: Context, value: Value, question: Value) -> Value:
    return context.environment.choice_name(to_string(value), to_string(question), context.current)


# Written in the table so that names and argument counts are checked in one place; `if` and `coalesce`
# are compiled as they must not evaluate all of their arguments.
@function(TABLE, "if", 3)
def _if(context: Context, condition: Value, yes: Value, no: Value) -> Value:
    return yes if condition else no


@function(TABLE, "coalesce", 2, 1_000_000)
def _coalesce(context: Context, *values: Value) -> Value:
    return next((value for value in values if to_string(value) != ""), "")
