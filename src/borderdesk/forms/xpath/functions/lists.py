"""Functions on lists: secondary instances, look-ups and random order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import Node, string_value
from borderdesk.forms.xpath.values import Context, Value, to_nodes, to_number, to_string

from .table import Table, function

TABLE: Table = {}
_MODULUS = 2147483647  # of the Park-Miller generator, which all engines share
_MULTIPLIER = 16807


@function(TABLE, "instance", 1)
def _instance(context: Context, value: Value) -> Value:
    name = to_string(value)
    found = context.environment.instances.get(name)
    if found is None:
        raise ExpressionError("xpath.instance", name=name)
    return [found]


@function(TABLE, "pulldata", 4)
def _pulldata(context: Context, name: Value, column: Value, key_column: Value, key: Value) -> Value:
    """The cell of `column` in the first row whose `key_column` holds `key`; blank where there is none."""
    environment = context.environment
    table = to_string(name)
    root = environment.instances.get(table)
    if root is None:
        raise ExpressionError("xpath.instance", name=table)
    wanted_column, searched = to_string(column), to_string(key_column)
    place = (table, ("pulldata",), searched)
    index = environment.indexes.get(place)
    if index is None:
        index = environment.indexes[place] = {}
        for row in root.walk():
            content = _cell(row, searched)
            if content is not None:
                index.setdefault(content, []).append(row)
    for row in index.get(to_string(key), []):
        return _cell(row, wanted_column) or ""
    return ""


def _cell(row: Node, column: str) -> str | None:
    """A column of a row: a child element, or with `@` an attribute."""
    if column.startswith("@"):
        return row.attribute(column[1:].rpartition(":")[2])
    cell = row.child(column)
    return None if cell is None else string_value(cell)


def _random(seed: int) -> Iterator[float]:
    """Park-Miller numbers in [0, 1)."""
    state = abs(seed) % _MODULUS * (1 if seed >= 0 else -1)
    if state <= 0:
        state += _MODULUS - 1
    while True:
        state = state * _MULTIPLIER % _MODULUS
        yield (state - 1) / (_MODULUS - 1)


def _seed(context: Context, value: Value) -> int:
    """A number is the seed itself; other text is hashed, blank is 0."""
    number = to_number(value, context.environment)
    if number == number and abs(number) != float("inf"):
        return int(number)
    text = to_string(value)
    if text in ("", "NaN"):
        return 0
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


@function(TABLE, "randomize", 1, 2)
def _randomize(context: Context, value: Value, *seed: Value) -> Value:
    """A shuffled copy (Fisher-Yates, inside out); without a seed the order is the session's own."""
    numbers = _random(_seed(context, seed[0]) if seed else context.environment.shuffle_seed())
    nodes: list[Node] = []
    for count, node in enumerate(to_nodes(value)):
        other = int(next(numbers) * (count + 1))
        nodes.append(node)
        nodes[count], nodes[other] = nodes[other], nodes[count]
    return nodes
