"""What the case file shows, as frozen values; made by the presenter, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A line of the summary."""

    label: str
    value: str


@dataclass(frozen=True)
class Sealed:
    """A form that was finished: which one, and the record that holds its answers."""

    form: str
    sha256: str
    instance: str
    title: str


@dataclass(frozen=True)
class Line:
    """One line of the timeline. ``sealed`` is there where answers can be read."""

    at: str
    by: str
    text: str
    detail: str = ""
    sealed: Sealed | None = None


@dataclass(frozen=True)
class OpenReferral:
    """A referral whose reply can be noted."""

    number: str
    agency: str
    waiting: bool


@dataclass(frozen=True)
class Agreement:
    """An agreement that can be taken back; ``sent`` says what cannot be called back any more."""

    receiver: str
    agency: str
    sent: str


@dataclass(frozen=True)
class OtherRecord:
    """A record that is of the same person, because somebody said so (``linked``), or that may be.

    ``direct`` when it was said of this very record, and can be taken back here.
    """

    code: str
    title: str
    detail: str
    linked: bool
    direct: bool


@dataclass(frozen=True)
class FileState:
    """One record as it stands.

    ``outcome`` is (words, icon, status) of the step in force; ``next`` names the step to go on with,
    blank when nothing is left to do; ``notes`` are strips above the timeline.
    """

    short: str
    outcome: tuple[str, str, str] | None
    summary: tuple[Fact, ...]
    lines: tuple[Line, ...]
    referrals: tuple[OpenReferral, ...]
    agreements: tuple[Agreement, ...]
    next: str
    notes: tuple[str, ...]
    needs_contact: bool
    can_refer: bool
    can_refer_again: bool
    can_offer_card: bool
    can_print: bool
    others: tuple[OtherRecord, ...] = ()


@dataclass(frozen=True)
class SealedAnswer:
    """An answer of a finished form, to be read only."""

    code: str
    question: str
    answer: str
