"""What the group's page shows: codes, never names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberLine:
    """One person. ``stage`` is the state in words, ``act`` what the button says."""

    code: str
    short: str
    apart: bool
    begun: bool
    stage: str
    act: str


@dataclass(frozen=True)
class GroupPage:
    """The page as it stands."""

    short: str
    direction: str
    lines: tuple[MemberLine, ...]
    waiting: int
