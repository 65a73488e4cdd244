"""The text of answers by data type: what goes into the instance, and how Python values are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from .errors import FormError
from .tree import AS_BOOLEAN, AS_NUMBER, AS_TEXT
from .xpath.dates import Date
from .xpath.values import Value, atom, number_text, to_string

Answer: TypeAlias = str | bool | int | float | Decimal | dt.date | dt.time | Sequence[str] | None

_INTEGERS = frozenset({"int", "integer", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"})
_DECIMALS = frozenset({"decimal", "double", "float"})
_READS = {"boolean": AS_BOOLEAN} | dict.fromkeys(_INTEGERS | _DECIMALS, AS_NUMBER)
_WHOLE = re.compile(r"\s*[-+]?\d+\s*\Z")
_WHOLE_ENOUGH = re.compile(r"\s*([-+]?\d+)\.0+\s*\Z")
_DATE = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*\Z")
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?"
_TIME = re.compile(rf"\s*{_CLOCK}\s*\Z")
_MOMENT = re.compile(rf"\s*(\d{{4}}-\d{{2}}-\d{{2}})T{_CLOCK}\s*\Z")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_INT_LIMIT = 2**31
_MOST_DIGITS = 300


def reads_as(kind: str) -> int:
    """How nodes of a data type read in expressions."""
    return _READS.get(kind, AS_TEXT)


def canonical(text: str, kind: str) -> str:
    """The text as the data type writes it; '' where it is outside of its value space."""
    if not text or kind == "string":
        return text
    if kind in _INTEGERS:
        match = _WHOLE_ENOUGH.match(text)
        if match is None and not _WHOLE.match(text):
            return ""
        number = int(match[1] if match else text)
        return str(number) if kind != "int" or -_INT_LIMIT <= number < _INT_LIMIT else ""
    if kind in _DECIMALS:
        return _decimal(text.strip())
    if kind == "date":
        return _day(text)
    if kind == "time":
        return text.strip() if _TIME.match(text) else ""
    if kind == "dateTime":
        if _MOMENT.match(text):
            return text.strip() if _day(text.partition("T")[0]) else ""
        return _day(text) and f"{_day(text)}T00:00:00.000"
    if kind == "geopoint":
        return text if _is_point(text) else ""
    return text


def _decimal(text: str) -> str:
    """The number as it was typed, or in plain digits where it was typed in another way: `1e3`, `+5`, `.5`."""
    if _PLAIN.match(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    if "_" in text or not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return ""
    return format(number, "f")


def _is_point(text: str) -> bool:
    """Latitude and longitude, maybe altitude and accuracy; all zero is JavaRosa's "no place"."""
    try:
        numbers = [float(word) for word in text.split()]
    except ValueError:
        return False
    if not 2 <= len(numbers) <= 4 or not any(numbers):
        return False
    return abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180


def _day(text: str) -> str:
    match = _DATE.match(text)
    if match is None:
        return ""
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def calculated(value: Value, kind: str) -> tuple[str, int]:
    """The text of a calculated value and how it reads: results keep their nature in untyped nodes."""
    if isinstance(value, bool):
        # JavaRosa writes a calculated yes or no as 1 or 0, whatever the type of the question.
        return ("1" if value else "0"), AS_NUMBER if kind in _INTEGERS | _DECIMALS else AS_BOOLEAN
    if isinstance(value, float):
        if value != value:
            return "", reads_as(kind)
        if kind in _INTEGERS:
            return (str(int(value)) if abs(value) < _INT_LIMIT else ""), AS_NUMBER
        if kind == "boolean":
            return ("1" if value else "0"), AS_BOOLEAN
        return canonical(number_text(value), kind), AS_NUMBER if kind == "string" else reads_as(kind)
    if isinstance(value, Date):
        return _dated(value, kind), AS_TEXT
    if isinstance(value, list):
        return calculated(atom(value[0]) if value else "", kind)
    text = to_string(value)
    if kind in _INTEGERS and text and not _WHOLE.match(text):
        try:
            return canonical(str(int(float(text))), kind), AS_NUMBER
        except (ValueError, OverflowError):
            return "", AS_NUMBER
    if kind == "date" and _MOMENT.match(text):
        text = text.strip()[:10]
    return canonical(text, kind), reads_as(kind)


def _dated(value: Date, kind: str) -> str:
    if kind == "dateTime":
        return value.when.isoformat(timespec="milliseconds")
    if kind == "date":
        return value.when.date().isoformat()
    if kind == "time":
        return value.when.timetz().isoformat(timespec="milliseconds")
    return value.text()


def written(answer: Answer, kind: str, zone: dt.tzinfo) -> str:
    """The text of a Python value. Raises FormError for a value that is no answer at all."""
    if answer is None:
        return ""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, int | float):
        return number_text(float(answer)) if isinstance(answer, float) else str(answer)
    if isinstance(answer, Decimal):
        return format(answer, "f")
    if isinstance(answer, dt.datetime):
        moment = answer if answer.tzinfo else answer.replace(tzinfo=zone)
        return moment.date().isoformat() if kind == "date" else moment.isoformat(timespec="milliseconds")
    if isinstance(answer, dt.date | dt.time):
        return answer.isoformat()
    if isinstance(answer, Sequence) and all(isinstance(part, str) for part in answer):
        return " ".join(answer)
    raise FormError("form.answer-type", name=type(answer).__name__, type=kind)
