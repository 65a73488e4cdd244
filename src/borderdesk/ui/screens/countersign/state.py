"""What the countersign page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WaitingLine:
    """A record that waits for an answer."""

    code: str
    title: str
    detail: str


@dataclass(frozen=True)
class LoweringDetail:
    """One wish to lower: both values and both reasons. ``because`` are the sentences of the answers."""

    code: str
    short: str
    asked: str
    in_force: str
    in_force_icon: str
    because: tuple[str, ...]
    wished: str
    wished_icon: str
    reason: str


@dataclass(frozen=True)
class CountersignState:
    """The list, oldest first."""

    waiting: tuple[WaitingLine, ...]
    intro: str
