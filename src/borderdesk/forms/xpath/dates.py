"""Dates of the dialect: a date is a whole local day, a date with time an instant.

As numbers, dates count whole local days since 1970-01-01: JavaRosa's reading, free of time zone
fractions. Two dates with times that fall on one day are still told apart by `<` and `>`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_EPOCH_DAY = dt.date(1970, 1, 1).toordinal()
_DAY_SECONDS = 86400

_DATE = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?\s*\Z"
)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?\Z")


class Date:
    """A day (`timed` false, `when` its local midnight) or an instant."""

    __slots__ = ("brief", "timed", "when")

    def __init__(self, when: dt.datetime, timed: bool, brief: bool = False) -> None:
        self.when = when
        self.timed = timed
        self.brief = brief or not timed  # text without the time

    def days(self) -> float:
        """Whole local days since 1970-01-01."""
        return float(self.when.toordinal() - _EPOCH_DAY)

    def share(self) -> float:
        """The share of the local day that has passed."""
        when = self.when
        return (when.hour * 3600 + when.minute * 60 + when.second + when.microsecond / 1e6) / _DAY_SECONDS

    def same(self, other: Date) -> bool:
        """The same instant, or the same local day where one of the two has no time."""
        if self.timed and other.timed:
            return self.when == other.when
        return self.when.date() == other.when.date()

    def instant_days(self) -> float:
        """Days since 1970-01-01T00:00Z with the fraction, also for a day."""
        since = self.when - EPOCH
        return since.days + (since.seconds + since.microseconds / 1e6) / _DAY_SECONDS

    def text(self) -> str:
        if self.brief:
            return self.when.date().isoformat()
        return self.when.isoformat(timespec="milliseconds")

    def midnight(self) -> Date:
        return Date(self.when.replace(hour=0, minute=0, second=0, microsecond=0), False)


def _offset(text: str) -> dt.tzinfo | None:
    if text == "Z":
        return dt.UTC
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        return None
    shift = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-shift if text[0] == "-" else shift)


@lru_cache(4096)
def read_date(text: str, zone: dt.tzinfo) -> Date | None:
    """The date in a text, seen in `zone`; None where the text is no date."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    own = _offset(offset) if offset else zone
    if own is None:
        return None
    try:
        when = dt.datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int(((fraction or "") + "000000")[:6]),
            tzinfo=own,
        )
        return Date(when if own is zone else when.astimezone(zone), hour is not None)
    except (ValueError, OverflowError):
        return None


def read_time(text: str, zone: dt.tzinfo, today: dt.date) -> float | None:
    """The share of the day of a clock time as seen in `zone` on `today`; None where it is none."""
    match = _TIME.match(text.strip())
    if match is None:
        return None
    hour, minute, second, fraction, offset = match.groups()
    own = _offset(offset) if offset else zone
    if own is None:
        return None
    try:
        when = dt.datetime(
            today.year,
            today.month,
            today.day,
            int(hour),
            int(minute),
            int(second or 0),
            int(((fraction or "") + "000000")[:6]),
            tzinfo=own,
        )
    except ValueError:
        return None
    return Date(when.astimezone(zone), True).share()


def from_days(days: float, zone: dt.tzinfo) -> Date | None:
    """The instant that many days after 1970-01-01T00:00Z; None outside the calendar."""
    try:
        return Date((EPOCH + dt.timedelta(days=days)).astimezone(zone), True, days == int(days))
    except (ValueError, OverflowError):
        return None


def from_day(day: int, zone: dt.tzinfo) -> Date | None:
    """The local day `day` days after 1970-01-01; None outside the calendar."""
    try:
        return Date(dt.datetime.fromordinal(day + _EPOCH_DAY).replace(tzinfo=zone), False)
    except (ValueError, OverflowError):
        return None
