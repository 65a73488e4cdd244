"""Functions on dates and times. Text that is no date is an error, blank stays blank (JavaRosa)."""

from __future__ import annotations

import math
import re

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.xpath.dates import Date, from_day, from_days, read_date, read_time
from borderdesk.forms.xpath.values import NAN, Context, Value, atom, to_string

from .table import Table, function

TABLE: Table = {}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CODE = re.compile(r"%(.)", re.DOTALL)


@function(TABLE, "now", 0)
def _now(context: Context) -> Value:
    return context.environment.now()


@function(TABLE, "today", 0)
def _today(context: Context) -> Value:
    return context.environment.now().midnight()


def read(context: Context, value: Value, timed: bool) -> Date | float | str:
    """The date a value stands for; '' for blank, NaN for NaN. Raises ExpressionError for anything else."""
    environment = context.environment
    if isinstance(value, list):
        value = atom(value[0]) if value else ""
    if isinstance(value, Date):
        return value
    if isinstance(value, str):
        if not value.strip():
            return ""
        date = read_date(value, environment.zone)
        if date is None:
            raise ExpressionError("xpath.date", text=value)
        return date
    if isinstance(value, bool):
        raise ExpressionError("xpath.date", text=to_string(value))
    if value != value:
        return NAN
    found = None
    if math.isfinite(value):
        found = from_days(value, environment.zone) if timed else from_day(int(value), environment.zone)
    if found is None:
        raise ExpressionError("xpath.date", text=to_string(value))
    return found


@function(TABLE, "date", 1)
def _date(context: Context, value: Value) -> Value:
    return read(context, value, False)


@function(TABLE, "date-time", 1)
def _date_time(context: Context, value: Value) -> Value:
    return read(context, value, True)


@function(TABLE, "decimal-date-time", 1)
def _decimal_date_time(context: Context, value: Value) -> Value:
    found = read(context, value, True)
    return found.instant_days() if isinstance(found, Date) else found


@function(TABLE, "decimal-time", 1)
def _decimal_time(context: Context, value: Value) -> Value:
    environment = context.environment
    if isinstance(value, Date):
        return value.share()
    if isinstance(value, float):
        date = from_days(value, environment.zone) if math.isfinite(value) else None
        return NAN if date is None else date.share()
    text = to_string(value)
    if not text.strip():
        return ""
    date = read_date(text, environment.zone)
    if date is not None:
        return date.share()
    share = read_time(text, environment.zone, environment.now().when.date())
    return NAN if share is None else share


def _formatted(context: Context, value: Value, pattern: Value) -> Value:
    date = read(context, value, True)
    if not isinstance(date, Date):
        return ""
    when = date.when
    codes = {
        "Y": f"{when.year:04}",
        "y": f"{when.year % 100:02}",
        "m": f"{when.month:02}",
        "n": str(when.month),
        "b": _MONTHS[when.month - 1],
        "d": f"{when.day:02}",
        "e": str(when.day),
        "H": f"{when.hour:02}",
        "h": str(when.hour),
        "M": f"{when.minute:02}",
        "S": f"{when.second:02}",
        "3": f"{when.microsecond // 1000:03}",
        "a": _DAYS[when.weekday()],
        "W": f"{when.isocalendar()[1]:02}",
        "Z": when.strftime("%z"),
        "%": "%",
    }

    def part(match: re.Match[str]) -> str:
        found = codes.get(match[1])
        if found is None:
            raise ExpressionError("xpath.argument", function="format-date", detail=match[0])
        return found

    return _CODE.sub(part, to_string(pattern))


function(TABLE, "format-date", 2)(_formatted)
function(TABLE, "format-date-time", 2)(_formatted)
