"""What the referral composer shows, as frozen values; made by the presenter, drawn by the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What the person said about help; blank until asked."""

    OPEN = ""
    YES = "yes"
    NO = "no"
    LATER = "later"


class Act(StrEnum):
    """What the one primary button does now."""

    AGREEMENT = "agreement"
    KEEP = "keep"
    REFUSED = "refused"


@dataclass(frozen=True)
class NeedChip:
    """A need the person may have; ``name`` is its code in the form."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ReceiverCard:
    """A service on offer: why it fits, and how sure its number is. ``call_first`` marks an old entry."""

    id: str
    name: str
    why: str
    reach: str
    checked: str
    call_first: bool
    chosen: bool


@dataclass(frozen=True)
class ReferState:
    """The composer as it stands.

    ``more`` receivers are not shown yet; ``unmet`` names the needs nobody in the list offers;
    ``nobody`` means that no receiver fits at all and the duty desk alone is shown; ``still_open`` says
    what has to be filled before agreement can be asked.
    """

    accepts: Answer
    needs: tuple[NeedChip, ...]
    receivers: tuple[ReceiverCard, ...]
    more: int
    unmet: str
    nobody: bool
    gap_reported: bool
    still_open: str
    act: Act
