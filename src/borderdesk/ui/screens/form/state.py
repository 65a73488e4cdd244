"""What the form player shows, as frozen values; made by the presenter, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Depth(StrEnum):
    """How much of a form is asked; stored in the form's own hidden field ``depth``."""

    QUICK = "quick"
    FULL = "full"


class Standing(StrEnum):
    """How a question stands in the list of what is open."""

    NOT_ANSWERED = "not_answered"
    NOT_KNOWN = "not_known"
    NEEDS_A_LOOK = "needs_a_look"


@dataclass(frozen=True)
class OpenQuestion:
    """A line of the unanswered list; ``text`` is the question or, for a look, its message."""

    key: str
    code: str
    text: str
    standing: Standing


@dataclass(frozen=True)
class HiddenQuestion:
    """A question that is not asked now: what it is called, why, and the answer that decides."""

    key: str
    name: str
    because_of: str
    why: str


@dataclass(frozen=True)
class SectionLine:
    """A section in the list: its open questions, or only its name while it was not reached.

    ``more`` says that not all open questions are listed; ``hidden`` are those not asked now.
    """

    page: int
    title: str
    current: bool
    later: bool
    open: tuple[OpenQuestion, ...]
    more: bool = False
    hidden: tuple[HiddenQuestion, ...] = ()


@dataclass(frozen=True)
class Statement:
    """Something noted: a plain sentence and the answer it comes from."""

    key: str
    code: str
    text: str


@dataclass(frozen=True)
class Noted:
    """What was said and what was seen, in the order of the form; never counted, weighed or coloured."""

    said: tuple[Statement, ...]
    seen: tuple[Statement, ...]
    enough: bool


@dataclass(frozen=True)
class PageState:
    """Where the officer is.

    ``progress`` reads "3 / 5 Work"; ``note`` is the quiet line above the buttons; ``quick`` offers "Ask
    more" beside finishing.
    """

    progress: str
    first: bool
    last: bool
    quick: bool
    not_answered: int
    note: str
