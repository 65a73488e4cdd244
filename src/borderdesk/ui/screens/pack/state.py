"""What the page of an incoming content pack shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KindLine:
    """One kind of content: counts, and what is behind them, a line each."""

    key: str
    icon: str
    title: str
    detail: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PackState:
    """The page. ``act`` names the one primary act, empty when there is none; ``older`` asks once more."""

    title: str
    signed: str
    draft: bool
    note: str
    kinds: tuple[KindLine, ...]
    waiting: str
    waiting_lines: tuple[str, ...]
    act: str
    older: bool
    withdraws: tuple[str, ...] = ()
    """Content keys that it would withdraw for good, a line each."""


@dataclass(frozen=True)
class PackEnding:
    """How it ended: what happened, then what to do."""

    headline: str
    detail: str
    refused: bool
