"""What the priority card shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StepLine:
    """One step: its number, what to do, a verified telephone number or "", when it was done or ""."""

    id: str
    number: int
    words: str
    phone: str
    done_at: str


@dataclass(frozen=True)
class PriorityState:
    """The card; at most five steps, in the order they are to be taken."""

    steps: tuple[StepLine, ...]
