"""What the review page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReviewLine:
    """A line of one of the three lists; ``key`` names what it is about."""

    key: str
    title: str
    detail: str


@dataclass(frozen=True)
class ReviewState:
    """The page: what to decide, what was set aside, what was imported last."""

    decide: tuple[ReviewLine, ...]
    aside: tuple[ReviewLine, ...]
    imports: tuple[ReviewLine, ...]
    intro: str


@dataclass(frozen=True)
class UndoWords:
    """What undoing an import would do; ``possible`` is False where something is in the way."""

    title: str
    text: str
    detail: str
    possible: bool
