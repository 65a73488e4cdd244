"""Functions on numbers."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal, InvalidOperation

from borderdesk.forms.xpath.values import (
    INFINITY,
    NAN,
    Context,
    Environment,
    Value,
    to_nodes,
    to_number,
)

from .table import MANY, Table, function

TABLE: Table = {}


def half_up(number: float) -> float:
    """The nearest whole number; a half goes up, also below zero."""
    return number if not math.isfinite(number) else float(math.floor(number + 0.5))


@function(TABLE, "number", 0, 1)
def _number(context: Context, *values: Value) -> Value:
    return to_number(values[0] if values else [context.node], context.environment)


@function(TABLE, "round", 1, 2)
def _round(context: Context, value: Value, *digits: Value) -> Value:
    number = to_number(value, context.environment)
    if not digits:
        return half_up(number)
    places = to_number(digits[0], context.environment)
    if places != places:
        return NAN
    if not math.isfinite(number) or abs(places) > 300:
        return number
    # In decimal digits, so that 1.475 is the 1.475 that was typed.
    unit = Decimal(1).scaleb(-int(places))
    try:
        steps = (Decimal(repr(number)) / unit + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
        return float(steps * unit)
    except InvalidOperation:
        return number


def _whole(name: str, cut: Callable[[float], int]) -> None:
    @function(TABLE, name, 1)
    def work(context: Context, value: Value) -> Value:
        number = to_number(value, context.environment)
        return float(cut(number)) if math.isfinite(number) else number


_whole("floor", math.floor)
_whole("ceiling", math.ceil)
_whole("int", math.trunc)


@function(TABLE, "abs", 1)
def _abs(context: Context, value: Value) -> Value:
    return abs(to_number(value, context.environment))


def _exp10(number: float) -> float:
    return math.pow(10.0, number)


def _log(number: float) -> float:
    return -INFINITY if number == 0 else math.log(number)


def _log10(number: float) -> float:
    return -INFINITY if number == 0 else math.log10(number)


def _real(name: str, formula: Callable[[float], float]) -> None:
    @function(TABLE, name, 1)
    def work(context: Context, value: Value) -> Value:
        try:
            return float(formula(to_number(value, context.environment)))
        except OverflowError:
            return INFINITY
        except ValueError:
            return NAN


for _name, _formula in (
    ("sin", math.sin),
    ("cos", math.cos),
    ("tan", math.tan),
    ("asin", math.asin),
    ("acos", math.acos),
    ("atan", math.atan),
    ("sqrt", math.sqrt),
    ("exp", math.exp),
    ("log", _log),
    ("log10", _log10),
    ("exp10", _exp10),
):
    _real(_name, _formula)


@function(TABLE, "atan2", 2)
def _atan2(context: Context, y: Value, x: Value) -> Value:
    return math.atan2(to_number(y, context.environment), to_number(x, context.environment))


@function(TABLE, "pow", 2)
def _pow(context: Context, base: Value, exponent: Value) -> Value:
    b, e = to_number(base, context.environment), to_number(exponent, context.environment)
    if b != b or e != e:
        return 1.0 if e == 0 else NAN
    try:
        return math.pow(b, e)
    except OverflowError:
        return -INFINITY if b < 0 and e % 2 == 1 else INFINITY
    except ValueError:
        return INFINITY if b == 0 else NAN


@function(TABLE, "pi", 0)
def _pi(context: Context) -> Value:
    return math.pi


@function(TABLE, "random", 0)
def _random(context: Context) -> Value:
    return random.SystemRandom().random()


def _answered(values: Iterable[Value], environment: Environment) -> list[float]:
    """The numbers among the values; blanks and words are left out."""
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            numbers.extend(to_number([node], environment) for node in value)
        else:
            numbers.append(to_number(value, environment))
    return [number for number in numbers if number == number]


@function(TABLE, "sum", 1)
def _sum(context: Context, value: Value) -> Value:
    return float(sum(_answered([to_nodes(value)], context.environment)))


def _extreme(name: str, choose: Callable[[Sequence[float]], float]) -> None:
    @function(TABLE, name, 0, MANY)
    def work(context: Context, *values: Value) -> Value:
        numbers = _answered(values, context.environment)
        return choose(numbers) if numbers else NAN


_extreme("min", min)
_extreme("max", max)
