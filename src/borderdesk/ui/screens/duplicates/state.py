"""What the duplicates page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PairLine:
    """A pair in a list: both codes, and why it is there or what was said of it."""

    first: str
    second: str
    title: str
    detail: str

    @property
    def key(self) -> str:
        """The pair's name among widgets."""
        return f"{self.first}.{self.second}"


@dataclass(frozen=True)
class Compared:
    """One thing noted about either person, as it was written."""

    label: str
    first: str
    second: str


@dataclass(frozen=True)
class PairDetail:
    """The pair that is open. ``said`` tells that two desks decided differently, "" otherwise."""

    first: str
    second: str
    titles: tuple[str, str]
    places: tuple[str, str]
    because: tuple[str, ...]
    said: str
    rows: tuple[Compared, ...]


@dataclass(frozen=True)
class DuplicatesState:
    """The page: what is open to decide and what was decided."""

    intro: str
    waiting: tuple[PairLine, ...]
    decided: tuple[PairLine, ...]
