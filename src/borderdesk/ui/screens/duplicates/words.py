"""What was said of a pair, and the persons of a record, in words; for this page and for the case file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from borderdesk.domain.case import Person
from borderdesk.domain.pairs import Decision
from borderdesk.domain.values import Verdict
from borderdesk.text import tr
from borderdesk.text.dates import short_date

SEXES: dict[str, Callable[[], str]] = {
    "": lambda: tr("Not noted"),
    "woman": lambda: tr("Woman or girl"),
    "man": lambda: tr("Man or boy"),
    "other": lambda: tr("Other"),
}
"""As the referral form lists them."""

FIELDS: dict[str, Callable[[], str]] = {
    "name_as_used": lambda: tr("Name as used"),
    "latin_name": lambda: tr("Name in Latin letters"),
    "birth_year": lambda: tr("Year of birth"),
    "sex": lambda: tr("Sex or gender as stated"),
    "nationality": lambda: tr("Nationality"),
    "document_number": lambda: tr("Document number"),
    "companions": lambda: tr("Names of companions"),
}
"""What two records are compared by eye, in this order."""


def noted(person: Person, field: str) -> str:
    """What is noted about a person, in words; "" where it is nothing."""
    value = str(getattr(person, field))
    return SEXES.get(value, lambda: value)() if field == "sex" and value else value


def said_words(decision: Decision) -> str:
    """Who said what, when."""
    words = {
        Verdict.SAME: tr("{user} on {day}: same person", user=decision.by, day=_day(decision.at)),
        Verdict.DIFFERENT: tr("{user} on {day}: not the same", user=decision.by, day=_day(decision.at)),
        Verdict.UNDECIDED: tr("{user} on {day}: taken back", user=decision.by, day=_day(decision.at)),
    }
    return words[decision.verdict]


def _day(at: datetime) -> str:
    return short_date(at.astimezone())
