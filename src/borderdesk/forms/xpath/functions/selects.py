"""Functions on choice answers (values separated by spaces) and on checklists."""

from __future__ import annotations

import math
from collections.abc import Iterable

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import Node
from borderdesk.forms.xpath.values import Context, Value, node_boolean, to_boolean, to_number, to_string

from .table import MANY, Table, function

TABLE: Table = {}


@function(TABLE, "selected", 2)
def _selected(context: Context, answer: Value, choice: Value) -> Value:
    return f" {to_string(choice).strip()} " in f" {to_string(answer).strip()} "


@function(TABLE, "count-selected", 1)
def _count_selected(context: Context, answer: Value) -> Value:
    return float(len(to_string(answer).split()))


@function(TABLE, "selected-at", 2)
def _selected_at(context: Context, answer: Value, index: Value) -> Value:
    chosen = to_string(answer).split()
    number = to_number(index, context.environment)
    at = int(number) if math.isfinite(number) else (0 if number != number else -1)
    return chosen[at] if 0 <= at < len(chosen) else ""


def _truths(values: Iterable[Value]) -> list[bool]:
    truths: list[bool] = []
    for value in values:
        if isinstance(value, list):
            truths.extend(node_boolean(node) for node in value)
        else:
            truths.append(to_boolean(value))
    return truths


@function(TABLE, "checklist", 2, MANY)
def _checklist(context: Context, least: Value, most: Value, *values: Value) -> Value:
    """Whether between `least` and `most` of the values hold; -1 is no limit."""
    held = sum(_truths(values))
    low, high = to_number(least, context.environment), to_number(most, context.environment)
    return (low < 0 or held >= low) and (high < 0 or held <= high)


@function(TABLE, "weighted-checklist", 4, MANY)
def _weighted_checklist(context: Context, least: Value, most: Value, *values: Value) -> Value:
    """Whether the weights of the values that hold add up to between `least` and `most`."""
    environment = context.environment
    if len(values) % 2:
        raise ExpressionError(
            "xpath.argument", function="weighted-checklist", detail="a value without its weight"
        )
    total = 0.0
    for value, weight in _pairs(values):
        if to_boolean(value):
            total += to_number(weight, environment)
    return to_number(least, environment) <= total <= to_number(most, environment)


def _pairs(values: tuple[Value, ...]) -> list[tuple[Value, Value]]:
    """Value and weight; two node-sets of one length are paired node by node."""
    pairs: list[tuple[Value, Value]] = []
    for at in range(0, len(values), 2):
        value, weight = values[at], values[at + 1]
        if isinstance(value, list) and isinstance(weight, list) and len(value) > 1:
            pairs.extend((_alone(one), _alone(other)) for one, other in zip(value, weight, strict=False))
        else:
            pairs.append((value, weight))
    return pairs


def _alone(node: Node) -> list[Node]:
    return [node]
