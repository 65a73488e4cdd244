"""What the directory page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tab(StrEnum):
    """The tables of the page; provinces are only read."""

    SERVICES = "services"
    HELPLINES = "helplines"
    STATIONS = "stations"
    PROVINCES = "provinces"


class Show(StrEnum):
    """Which rows are listed."""

    ALL = "all"
    NEVER = "never"
    OLD = "old"
    WRONG = "wrong"


@dataclass(frozen=True)
class RowLine:
    """A row; ``stale`` where it was not checked for six months; ``problem`` is what to put right."""

    id: str
    title: str
    detail: str
    problem: str
    stale: bool
    dialled: bool = False


@dataclass(frozen=True)
class DirectoryState:
    """The page: one look, the rows that are wanted, and how many more there are."""

    summary: str
    lines: tuple[RowLine, ...]
    more: int
    nothing: str
