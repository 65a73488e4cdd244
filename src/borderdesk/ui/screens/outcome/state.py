"""What the outcome page shows: an act with its reasons, never a verdict or a number."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk.domain.values import Outcome


@dataclass(frozen=True)
class ReasonLine:
    """A sentence that leads to its answer. ``path`` is empty where there is no single answer."""

    code: str
    words: str
    form: str
    path: str


@dataclass(frozen=True)
class FlagLine:
    """Something to think of: icon, name, what it asks for, and the procedure card that says how."""

    flag: str
    words: str
    icon: str
    advice: str
    sop: str


@dataclass(frozen=True)
class OutcomeState:
    """The page. ``outcome`` is what lists follow; ``asked_lower`` waits for a supervisor's word."""

    outcome: Outcome
    headline: str
    lead: str
    icon: str
    status: str
    reasons: tuple[ReasonLine, ...]
    unknowns: tuple[ReasonLine, ...]
    flags: tuple[FlagLine, ...]
    confirmed: bool
    asked_lower: Outcome | None
    answered: str
    higher: tuple[Outcome, ...]
    lower: tuple[Outcome, ...]

    @property
    def card_fits(self) -> bool:
        """Whether a card without a code may be all that can be given: who does not talk may be at O3 too."""
        return not self.outcome.guarded
