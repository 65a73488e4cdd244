"""What the page of a class shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TraineeLine:
    """Somebody of the class: role number and station, and what they did in each module."""

    user: str
    device: str
    title: str
    detail: str


@dataclass(frozen=True)
class BarLine:
    """An exercise in the table beside the bars."""

    id: str
    title: str
    matching: str
    attempts: str


@dataclass(frozen=True)
class DifferLine:
    """A question at which somebody's answer differs: who noted what, and why it matters."""

    id: str
    title: str
    detail: str


@dataclass(frozen=True)
class StoryLines:
    """A story with the questions at which the class differs."""

    id: str
    title: str
    lines: tuple[DifferLine, ...]


@dataclass(frozen=True)
class ClassState:
    """The page."""

    finding: str
    counted: str
    bars: tuple[BarLine, ...]
    trainees: tuple[TraineeLine, ...]
    stories: tuple[StoryLines, ...]
