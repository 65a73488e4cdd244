"""Exercises: which one a trainee began, and what came of it. Nothing in them is about a real person."""

from dataclasses import dataclass
from datetime import date

from borderdesk.domain.facts.fact import Fact


@dataclass(frozen=True)
class DrillBegun(Fact):
    """Written in practice workspaces only: this practice record plays that story."""

    kind = "drill.begun"
    drill: str
    case: str


@dataclass(frozen=True)
class DrillFinished(Fact):
    """A trainee looked at how their answers compare with the story's own.

    ``attempt`` is drawn at random and leads to no record. ``differences`` are places of shipped forms with
    the two answers, such as ``adult/AD_18|no|yes`` (noted, then the story's); never free text.
    """

    kind = "drill.finished"
    drill: str
    version: str
    day: str
    attempt: str
    noted: str
    differences: tuple[str, ...] = ()

    def check(self) -> None:
        date.fromisoformat(self.day)
