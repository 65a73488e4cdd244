"""What the consent screen shows, as frozen values; made by the presenter, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What the one primary button does now."""

    ISSUE = "issue"
    KEEP = "keep"
    REFUSED = "refused"


@dataclass(frozen=True)
class PreviewLine:
    """A line of what the agency gets. ``struck`` lines are not passed on; ``can_change`` ones the person
    may take off or put back."""

    item: str
    label: str
    value: str
    struck: bool
    can_change: bool


@dataclass(frozen=True)
class ConsentState:
    """The agreements as they stand.

    ``lines`` are what the agency gets and what it does not; ``empty`` names items with nothing written,
    so that nothing is sent for them. ``agency`` is blank where no receiver was chosen yet.
    """

    agency: str
    lines: tuple[PreviewLine, ...]
    empty: str
    sharing: bool
    still_open: str
    first_open: str
    act: Act
