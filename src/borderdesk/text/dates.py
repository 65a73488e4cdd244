"""Dates and times as people in Lao PDR read them; called wherever a date is shown or typed.

Gregorian, day before month, 24-hour clock (CLDR ``lo``). A moment is given in the time of the place it is
shown at: turning stored UTC into that time is the caller's task.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from borderdesk.text.catalogue import language as current_language
from borderdesk.text.catalogue import ntr_in, tr_in

_BUDDHIST_ERA_AHEAD = 543
_VERSION_DIGITS = 10
_FIRST_BUDDHIST_YEAR = 2401
"""A year this late is written in the Buddhist era: as a common-era year it is centuries away."""


def short_date(day: date) -> str:
    """``5/3/2026``: day, month, full year, no leading zeros, the same in every language."""
    return f"{day.day}/{day.month}/{day.year}"


def clock_time(moment: time | datetime) -> str:
    """``14:05``: 24 hours, both parts two digits."""
    return f"{moment.hour:02}:{moment.minute:02}"


def short_moment(moment: datetime) -> str:
    """``5/3/2026 14:05``."""
    return f"{short_date(moment)} {clock_time(moment)}"


def as_common_era(year: int) -> int | None:
    """The common-era year meant by ``year`` when it is of the Buddhist era, else ``None``.

    The caller offers the result beside what was typed; it never replaces it unasked.
    """
    return year - _BUDDHIST_ERA_AHEAD if year >= _FIRST_BUDDHIST_YEAR else None


def duration_in_words(length: timedelta, language: str | None = None) -> str:
    """``3 days``, ``2 hours``, ``10 minutes``: the largest unit that fits, rounded down."""
    spoken = language or current_language()
    seconds = max(0, int(length.total_seconds()))
    if seconds >= 86400:
        return ntr_in(spoken, "{n} day", "{n} days", seconds // 86400)
    if seconds >= 3600:
        return ntr_in(spoken, "{n} hour", "{n} hours", seconds // 3600)
    if seconds >= 60:
        return ntr_in(spoken, "{n} minute", "{n} minutes", seconds // 60)
    return tr_in(spoken, "less than a minute")


def next_version(there: Iterable[str], today: date) -> str:
    """The version that content written ``today`` gets: ten digits, the day and a number, higher than all that
    are ``there``; those of another numbering do not count.

    >>> next_version(["2026112601", "3"], date(2026, 11, 26))
    '2026112602'
    """
    numbers = (int(each) for each in there if len(each) == _VERSION_DIGITS and each.isdecimal())
    return str(max(int(f"{today:%Y%m%d}01"), 1 + max(numbers, default=0)))
