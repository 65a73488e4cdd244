"""What Today shows: record codes and times, never names, outcomes or counts of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk import DirectoryAge


@dataclass(frozen=True)
class UnfinishedLine:
    """A form left open. ``question`` is the code to continue at; empty when nothing was answered yet.

    The titles are the form's own, for one that the program has no everyday name for.
    """

    case: str
    form: str
    title_en: str
    title_lo: str
    draft: str
    short: str
    question: str
    left_at: datetime


@dataclass(frozen=True)
class DueLine:
    """A reply that is waited for, or a next step with a time limit."""

    case: str
    short: str
    due: datetime
    late: bool
    reply: bool = True


@dataclass(frozen=True)
class WaitingGroup:
    """A group in which ``people`` wait whom nobody has looked at yet."""

    group: str
    short: str
    people: int


@dataclass(frozen=True)
class TodayState:
    """Everything on the page. ``old_rows`` counts directory entries that need a call first; ``pack`` is the
    content pack that came into use lately, and when.
    """

    unfinished: tuple[UnfinishedLine, ...]
    groups: tuple[WaitingGroup, ...]
    due: tuple[DueLine, ...]
    waiting: tuple[str, ...]
    old_rows: int
    hand_over_note: str
    pack: tuple[int, datetime] | None = None
    directory: DirectoryAge | None = None
