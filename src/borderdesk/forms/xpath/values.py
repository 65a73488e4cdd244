"""Values of the dialect and how they turn into each other.

Where engines differ this follows JavaRosa, the library inside ODK Collect: a node is read by its value and
data type, equality of numbers has a tolerance, a date is a number of whole local days.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import AS_BOOLEAN, AS_NUMBER, ELEMENT, Node, string_value

from .dates import Date, read_date

Value: TypeAlias = float | str | bool | list[Node] | Date
Compiled: TypeAlias = "Callable[[Context], Value]"
Key: TypeAlias = tuple[str, ...]

NAN = math.nan
INFINITY = math.inf
TOLERANCE = 1e-12  # JavaRosa's: 0.1 + 0.2 = 0.3
_NUMBER = re.compile(r"\s*-?(?:\d+(?:[.,]\d*)?|[.,]\d+)\s*\Z")


class Environment:
    """What an expression may see besides its context node. A session has one; it is not shared."""

    def __init__(self, root: Node, clock: Callable[[], dt.datetime]) -> None:
        self.root = root
        self.clock = clock
        self.zone: dt.tzinfo = clock().tzinfo or dt.UTC
        self.single: dict[Key, Node] = {}
        self.instances: Mapping[str, Node] = {}
        self.indexes: dict[tuple[str, Key, str], dict[str, list[Node]]] = {}
        self.version = ""
        self.prefixes: dict[str, str] = {}
        self._now: Date | None = None

    def now(self) -> Date:
        """The moment of this recalculation, so that one pass agrees with itself at midnight."""
        if self._now is None:
            moment = self.clock()
            self.zone = moment.tzinfo or self.zone
            self._now = Date(moment, True)
        return self._now

    def forget_now(self) -> None:
        self._now = None

    def itext(self, identifier: str, node: Node) -> str:
        """The text of that id in the current language, outputs filled in at `node`."""
        raise ExpressionError("xpath.instance", name=identifier)

    def choice_name(self, value: str, question: str, node: Node) -> str:
        """The label of a choice of the question at that path."""
        raise ExpressionError("xpath.instance", name=question)

    def shuffle_seed(self) -> int:
        """The seed of `randomize()` without one; the same throughout a session."""
        return 1


class Context:
    """Where an expression is evaluated: context node, position and size, and `current()`."""

    __slots__ = ("current", "environment", "node", "position", "size")

    def __init__(
        self,
        node: Node,
        environment: Environment,
        current: Node | None = None,
        position: int = 1,
        size: int = 1,
    ) -> None:
        self.node = node
        self.environment = environment
        self.current = node if current is None else current
        self.position = position
        self.size = size


# ------------------------------------------------------------------ conversions
def number_in(text: str, environment: Environment) -> float:
    """The number a text holds; a date counts as its days; else NaN. No exponents, a comma is a point."""
    try:
        if text.isdecimal():
            return float(text)
    except ValueError:
        return NAN
    if _NUMBER.match(text):
        return float(text.replace(",", "."))
    if "-" in text[3:]:
        date = read_date(text, environment.zone)
        if date is not None:
            return date.days()
    return NAN


def atom(node: Node) -> float | str | bool:
    """The value of a node by its data type: number, boolean or text; blank is always ''."""
    if not node.reads:
        return string_value(node)
    text = node.text if node.relevant else ""
    if not text:
        return ""
    if node.reads == AS_NUMBER:
        try:
            return float(text)
        except ValueError:
            return text
    return text in ("1", "true")


def to_number(value: Value, environment: Environment) -> float:
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return number_in(value, environment)
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, list):
        if not value:
            return NAN
        node = value[0]
        if node.reads == AS_BOOLEAN:
            return to_number(atom(node), environment)
        return number_in(string_value(node), environment)
    return value.days()


def number_text(number: float) -> str:
    if number != number:
        return "NaN"
    if number in (INFINITY, -INFINITY):
        return "Infinity" if number > 0 else "-Infinity"
    nearest = round(number)
    if abs(number - nearest) < TOLERANCE and abs(number) < 1e21:
        return str(nearest)
    text = repr(number)
    return format(Decimal(text), "f") if "e" in text else text


def to_string(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return node_text(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    return value.text()


def node_text(node: Node) -> str:
    """The text of a node as a value of its type: `2.50` reads as 2.5, a stored 1 of a yes or no as true."""
    text = string_value(node)
    if not node.reads or not text:
        return text
    value = atom(node)
    return text if isinstance(value, str) else to_string(value)


def is_blank(value: Value) -> bool:
    """Whether a value is none: an empty text or not a number."""
    if isinstance(value, float):
        return value != value
    return to_string(value) == ""


def to_boolean(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        return bool(value) and node_boolean(value[0])
    if isinstance(value, str):
        return value != ""
    if isinstance(value, float):
        return abs(value) > TOLERANCE
    return True


def node_boolean(node: Node) -> bool:
    """A leaf by its value, a group by being there."""
    if node.children:
        return True
    if node.kind not in (ELEMENT,):
        return node.text != "" or bool(node.children)
    return to_boolean(atom(node))


def to_nodes(value: Value) -> list[Node]:
    if isinstance(value, list):
        return value
    raise ExpressionError("xpath.node-set")


# ------------------------------------------------------------------ comparison
def equal(
    left: float | str | bool | Date, right: float | str | bool | Date, environment: Environment
) -> bool:
    """Equality of two single values: as booleans, else numbers, else days, else texts."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right or (left[4:5] == "-" == right[4:5] and _same_day(left, right, environment))
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, Date) and isinstance(right, Date):
        return left.same(right)
    a, b = to_number(left, environment), to_number(right, environment)
    return a == b or abs(a - b) < TOLERANCE


def _same_day(left: str, right: str, environment: Environment) -> bool:
    """Whether of two texts one is a date and the other a moment of that day."""
    if ("T" in left) == ("T" in right):
        return False
    one, other = read_date(left, environment.zone), read_date(right, environment.zone)
    return one is not None and other is not None and one.same(other)


def _or_blank(value: Value) -> Value:
    return "" if value == [] else value


def values_equal(left: Value, right: Value, environment: Environment) -> bool:
    """`=`: some pair of values is equal; a path without nodes reads as blank."""
    left, right = _or_blank(left), _or_blank(right)
    if isinstance(left, list):
        if isinstance(right, bool):
            return to_boolean(left) == right
        if isinstance(right, list):
            others = [atom(node) for node in right]
            return any(equal(value, other, environment) for value in map(atom, left) for other in others)
        return any(equal(atom(node), right, environment) for node in left)
    if isinstance(right, list):
        return values_equal(right, left, environment)
    return equal(left, right, environment)


def values_differ(left: Value, right: Value, environment: Environment) -> bool:
    """`!=`: some pair of values differs; a path without nodes reads as blank."""
    left, right = _or_blank(left), _or_blank(right)
    if isinstance(left, list):
        if isinstance(right, bool):
            return to_boolean(left) != right
        if isinstance(right, list):
            others = [atom(node) for node in right]
            return any(not equal(value, other, environment) for value in map(atom, left) for other in others)
        return any(not equal(atom(node), right, environment) for node in left)
    if isinstance(right, list):
        return values_differ(right, left, environment)
    return not equal(left, right, environment)


def _each(value: Value) -> list[Value]:
    return [[node] for node in value] if isinstance(value, list) else [value]


def _timed(value: Value, environment: Environment) -> dt.datetime | None:
    """The instant of a date with time."""
    if isinstance(value, list):
        value = string_value(value[0])
    if isinstance(value, str):
        found = read_date(value, environment.zone) if "T" in value else None
    else:
        found = value if isinstance(value, Date) else None
    return found.when if found is not None and found.timed else None


def _in_order(operator: str, left: Value, right: Value, environment: Environment) -> bool:
    a, b = to_number(left, environment), to_number(right, environment)
    if a == b and not isinstance(left, float) and not isinstance(right, float):
        earlier, later = _timed(left, environment), _timed(right, environment)
        if earlier is not None and later is not None:
            return ordered(operator, (earlier - later).total_seconds(), 0.0)
    return ordered(operator, a, b)


def compare(operator: str, left: Value, right: Value, environment: Environment) -> bool:
    """`<`, `<=`, `>`, `>=`: some pair of numbers is in that order; an empty node-set is in none."""
    if left == [] or right == []:
        return False
    if isinstance(left, list) or isinstance(right, list):
        others = _each(right)
        return any(_in_order(operator, one, other, environment) for one in _each(left) for other in others)
    return _in_order(operator, left, right, environment)


def ordered(operator: str, a: float, b: float) -> bool:
    if operator == "<":
        return a < b
    if operator == "<=":
        return a <= b
    if operator == ">":
        return a > b
    return a >= b


# ------------------------------------------------------------------ arithmetic
def divide(a: float, b: float) -> float:
    if b == 0:
        if a == 0 or a != a:
            return NAN
        return math.copysign(INFINITY, a) * math.copysign(1, b)
    return a / b


def remainder(a: float, b: float) -> float:
    """The rest with the sign of the dividend, as XPath asks."""
    if b == 0 or a != a or b != b or math.isinf(a):
        return NAN
    return a if math.isinf(b) else math.fmod(a, b)
