"""Values that mean the same on every screen, in every package and on paper."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

CaseCode = NewType("CaseCode", str)
DeviceId = NewType("DeviceId", str)
StationCode = NewType("StationCode", str)
UserId = NewType("UserId", str)
"""A role number such as ``O3``; never a personal name."""


class Outcome(StrEnum):
    """What a screening leads to; an act, never a status of the person."""

    O1 = "O1"
    O2 = "O2"
    O3 = "O3"
    O4 = "O4"
    O5 = "O5"

    @property
    def rank(self) -> int:
        """How much protection the outcome gives; a higher rank means more."""
        return _RANK[self]

    @property
    def guarded(self) -> bool:
        """Whether only a supervisor may lower it."""
        return self in (Outcome.O1, Outcome.O2)


_RANK = {Outcome.O4: 0, Outcome.O5: 1, Outcome.O3: 2, Outcome.O2: 3, Outcome.O1: 4}


class Direction(StrEnum):
    """Which way the traveller was going."""

    ARRIVING = "arriving"
    DEPARTING = "departing"
    TRANSIT = "transit"
    RETURNED = "returned"


class AgeGroup(StrEnum):
    """``unsure`` is treated as a child (benefit of the doubt)."""

    ADULT = "adult"
    CHILD = "child"
    UNSURE = "unsure"


class Urgency(StrEnum):
    """How soon the receiver has to act."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"

    @property
    def within(self) -> timedelta:
        """Time in which a reply is due."""
        return _WITHIN[self]


_WITHIN = {
    Urgency.EMERGENCY: timedelta(hours=24),
    Urgency.URGENT: timedelta(hours=72),
    Urgency.NORMAL: timedelta(days=14),
}

NEEDS = (
    "shelter",
    "medical",
    "child_protection",
    "legal",
    "interpreter",
    "food",
    "transport",
    "family_contact",
    "consular",
    "return_assistance",
    "full_identification",
)
"""Needs a referral can name, in the order they are shown."""


class ReferralStep(StrEnum):
    """Where a referral stands."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    STARTED = "started"
    CLOSED = "closed"
    DECLINED = "declined"
    REDIRECTED = "redirected"
    LOST_CONTACT = "lost_contact"
    WITHDRAWN = "withdrawn"


class CardAnswer(StrEnum):
    """What became of a card that was offered: taken, read on the screen only, or not wanted."""

    TAKEN = "taken"
    READ = "read"
    NOT_WANTED = "not_wanted"


class CardTopic(StrEnum):
    """What was explained when a card was offered."""

    RIGHTS = "rights"
    HELP = "help"
    RETURN = "return"
    SAFETY = "safety"


class Verdict(StrEnum):
    """What a person said of two records that look alike."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Carriage(StrEnum):
    """How far a record has travelled; ``confirmed`` only by a signed receipt."""

    NOT_PACKED = "not_packed"
    PACKED = "packed"
    CARRIED = "carried"
    CONFIRMED = "confirmed"


def iso(moment: datetime) -> str:
    """UTC to the second with a ``Z``: the one form in which moments are stored."""
    return moment.isoformat(timespec="seconds")[:19] + "Z"


def moment(text: str) -> datetime:
    """The inverse of :func:`iso`; an aware datetime in UTC.

    :raises ValueError: for any other spelling: a moment without a zone would stop every list it is sorted in,
        and one at the end of all years everything that adds a few days to it.
    """
    if len(text) != 20 or text[10] != "T" or text[19] != "Z" or not "1000" < text[:4] < "9900":
        raise ValueError("moment")
    return datetime.fromisoformat(text)
