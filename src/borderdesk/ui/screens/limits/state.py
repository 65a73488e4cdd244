"""What the page of limits shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InUse:
    """The limits that checks begin with now; ``note`` where something about the choice needs a look."""

    title: str
    limits: str
    chosen: str
    about: str
    draft: bool
    note: str


@dataclass(frozen=True)
class Other:
    """Other limits, and what choosing them would change."""

    id: str
    title: str
    change: str
    about: str


@dataclass(frozen=True)
class LimitsState:
    """The page; ``again`` is the id of chosen limits that content changed since, or ""."""

    in_use: InUse
    others: tuple[Other, ...]
    again: str
