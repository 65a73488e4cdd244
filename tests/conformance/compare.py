"""What counts as equal in the conformance kit (its README, §1 to §4)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

Case = dict[str, Any]


def number(text: object) -> float:
    """`"NaN"`, `"Infinity"`, numbers and numbers in text; a ValueError for anything else."""
    return float(str(text))


def numbers_equal(expected: float, got: float, tolerance: float = 0.0) -> bool:
    if expected != expected or got != got:
        return expected != expected and got != got
    if expected == got:
        return True
    return abs(expected - got) <= max(tolerance, 1e-9 * max(1.0, abs(expected)))


def collapse(text: str) -> str:
    """Runs of space, tab and line break count as one space."""
    return " ".join(text.split())


def instant(text: str, zone: dt.tzinfo) -> dt.datetime:
    """A date-time or a time (on a fixed day) as an instant; no offset means `zone`."""
    if "T" not in text and ":" in text:
        text = f"2000-01-03T{text}"
    moment = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


_TRUE = {"1", "true", "OK"}
_FALSE = {"", "0", "false"}


def values_match(step: Case, got: str, zone: dt.tzinfo) -> bool:
    """`match` of §3: how a value is compared with the one expected."""
    match, wanted = step.get("match"), step["value"]
    text = str(wanted)
    if match is None:
        return got == text
    if match == "number":
        if text == "NaN":
            return got in ("", "NaN")
        try:
            return numbers_equal(number(wanted), number(got), step.get("tolerance") or 0.0)
        except ValueError:
            return False
    if match == "boolean":
        return (got in _TRUE) if (wanted is True or text in _TRUE) else got in _FALSE
    if match == "date":
        return got[:10] == text[:10]
    if match in ("datetime", "time"):
        try:
            return instant(got, zone) == instant(text, zone)
        except ValueError:
            return got == text
    if match == "set":
        return sorted(got.split()) == sorted(text.split())
    if match == "prefix":
        return got.startswith(text)
    if match == "regex":
        return re.search(text, got) is not None
    raise ValueError(f"unknown match {match}")
