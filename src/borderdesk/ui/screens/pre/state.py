"""What the Preconditions page shows at each of its turns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """What the form computes from the rows."""

    MISSING = "missing"
    OPEN = "open"
    OPEN_WITH_REASON = "open_with_reason"
    REFUSED = "refused"


@dataclass(frozen=True)
class ClosingAnswer:
    """One of the buttons that close the page; ``digit`` is its key."""

    value: str
    words: str
    digit: int
    chosen: bool


@dataclass(frozen=True)
class MissingRow:
    """A row that is not met: its question's key, code and sentence."""

    key: str
    code: str
    words: str


@dataclass(frozen=True)
class PreState:
    """The page. ``rows`` and the closing answers appear once PRE-1 is answered."""

    place_answered: bool
    private: bool
    gate: Gate
    closing: tuple[ClosingAnswer, ...]
    missing: tuple[MissingRow, ...]
    closing_given: bool
    adult_needed: bool
    reason_needed: bool

    @property
    def can_go_on(self) -> bool:
        """Whether the page may be closed now."""
        return self.gate is not Gate.MISSING and not self.adult_needed
