"""What the page of a story shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StepLine:
    """A form of the story. ``done`` once it is finished in the practice record."""

    form: str
    title: str
    done: bool


@dataclass(frozen=True)
class DifferenceLine:
    """An answer noted otherwise than the story has it."""

    name: str
    title: str
    detail: str


@dataclass(frozen=True)
class DrillState:
    """The page; ``case`` is "" before the story was begun, ``complete`` when every form is finished.
    ``document`` where the story holds one to examine.
    """

    title: str
    story: str
    case: str
    document: bool
    draft: bool
    steps: tuple[StepLine, ...]
    complete: bool


@dataclass(frozen=True)
class FeedbackState:
    """What is said afterwards, in sentences."""

    noted: str
    reference: str
    summary: str
    differences: tuple[DifferenceLine, ...]
    because: str
    not_filled: str
    lesson: str
    on_document: tuple[str, ...]
    card: str
    card_title: str
