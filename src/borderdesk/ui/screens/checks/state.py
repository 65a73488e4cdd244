"""What the list of finished health checks shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckLine:
    """A finished check: code and time, what came next, and which limits it was made with."""

    code: str
    title: str
    detail: str
    icon: str


@dataclass(frozen=True)
class ChecksState:
    """The lines shown, and how many more are kept."""

    lines: tuple[CheckLine, ...]
    more: int
    empty: str
