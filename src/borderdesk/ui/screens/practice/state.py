"""What the practice page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryLine:
    """A story in the list; ``begun`` where a practice record of it is there."""

    id: str
    title: str
    detail: str
    begun: bool


@dataclass(frozen=True)
class ModuleCard:
    """The stories of a module."""

    id: str
    title: str
    stories: tuple[StoryLine, ...]


@dataclass(frozen=True)
class DoneLine:
    """An exercise in a training record."""

    id: str
    title: str
    detail: str


@dataclass(frozen=True)
class RecordState:
    """The page in a real workspace, and what a trainer may do from it."""

    done: tuple[DoneLine, ...]
    leads_class: bool
    writes: bool
