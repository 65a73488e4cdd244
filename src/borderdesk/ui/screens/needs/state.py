"""What Risk & needs shows: a block of danger questions, then tiles of needs under headings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from borderdesk.ui.screens.marks import Mark


class Part(StrEnum):
    """Danger is asked before the talk, needs after it."""

    DANGER = "danger"
    NEEDS = "needs"


@dataclass(frozen=True)
class NeedGroup:
    """Tiles under one heading; ``lists`` are questions with too many choices for tiles."""

    title: str
    tiles: tuple[Mark, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True)
class UrgencyState:
    """How soon a receiver has to act, and the sentences that say why."""

    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class NeedsState:
    """The page as it stands. ``kept_apart`` and ``no_embassy`` each show a quiet strip."""

    danger_open: bool
    danger_noted: tuple[str, ...]
    groups: tuple[NeedGroup, ...]
    urgency: UrgencyState
    kept_apart: bool
    no_embassy: bool = False
