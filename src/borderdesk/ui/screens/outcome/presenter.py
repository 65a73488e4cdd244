"""The outcome of a case in words, and the ways to change it; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.domain.values import Outcome
from borderdesk.text import tr, translatable
from borderdesk.ui.screens.file.words import OUTCOMES, outcome_words
from borderdesk.ui.screens.outcome.state import FlagLine, OutcomeState, ReasonLine

if TYPE_CHECKING:
    from borderdesk.desk import Changes, OutcomeView, Workspace
    from borderdesk.desk.flags import FlagAdvice
    from borderdesk.desk.outcomes import Reason

_LEADS = {
    Outcome.O1: translatable("Safety comes first. The form can wait."),
    Outcome.O2: translatable(
        "Treat as a person who may need protection until the department decides. No penalty."
    ),
    Outcome.O3: translatable("Offer the service card and a talk with a specialist."),
    Outcome.O4: translatable("Offer the service card. The person can come back at any time."),
    Outcome.O5: translatable("Offer the service card. We can try again at any time."),
}
CARDS = {
    Outcome.O1: "S07",
    Outcome.O2: "S08",
    Outcome.O3: "S08",
    Outcome.O4: "S08",
    Outcome.O5: "S04",
}
"""The procedure card of each outcome: danger, referring, or a talk that is tried again."""
_ICONS = {
    "CHILD": "user",
    "UNACC": "user",
    "GBV": "add",
    "SMUG_AGG": "add",
    "MEDICAL": "add",
    "SCAM": "lock",
    "LABOUR": "records",
    "ASYLUM": "private",
    "STATELESS": "passport",
    "RETURNEE": "back",
    "INTERPRETER": "help",
    "DISABILITY": "user",
    "OFFICIAL_INVOLVED": "sealed",
}


class OutcomePresenter:
    """Reads the outcome of one case and takes over what the officer decides."""

    def __init__(self, workspace: Workspace, case: str) -> None:
        self._workspace = workspace
        self._case = case

    def load(self) -> OutcomeState:
        """The page as it stands, in the language of the moment.

        :raises Unavailable: ``case.missing``.
        """
        view = desk.outcome(self._workspace, self._case)
        outcome = view.in_force or Outcome.O5
        _words, icon, status = OUTCOMES[outcome]
        ranked = sorted(Outcome, key=lambda each: each.rank)
        return OutcomeState(
            outcome=outcome,
            headline=headline(outcome),
            lead=tr(_LEADS[outcome]),
            icon=icon,
            status=status,
            reasons=tuple(_line(reason) for reason in view.reasons),
            unknowns=tuple(_line(reason) for reason in view.unknowns),
            flags=tuple(_flag(advice) for advice in view.advice),
            confirmed=view.confirmed,
            asked_lower=view.lowering.outcome if view.lowering and view.lowering.agreed is None else None,
            answered=_answered(view),
            higher=tuple(each for each in ranked if each.rank > outcome.rank),
            lower=tuple(each for each in reversed(ranked) if each.rank < outcome.rank),
        )

    def confirm(self) -> Changes:
        """Agree with what the answers lead to."""
        return desk.confirm_outcome(self._workspace, self._case).changes

    def choose(self, outcome: Outcome, reason: str) -> Changes:
        """Another step, with the officer's reason.

        :raises RuleBroken: ``outcome.reason_missing``.
        """
        return desk.choose_outcome(self._workspace, self._case, outcome, reason).changes


def headline(outcome: Outcome) -> str:
    """The act an outcome asks for, as the officer reads it."""
    return outcome_words(outcome)


def _line(reason: Reason) -> ReasonLine:
    return ReasonLine(reason.question, reason.text, reason.form, reason.path)


def _flag(advice: FlagAdvice) -> FlagLine:
    icon = _ICONS.get(advice.flag.replace("-", "_").upper(), "note")
    return FlagLine(advice.flag, advice.name, icon, advice.advice, advice.sop)


def _answered(view: OutcomeView) -> str:
    """What a supervisor said to a wish to lower; empty where none was asked or none answered."""
    asked = view.lowering
    if asked is None or asked.agreed is None:
        return ""
    if asked.agreed:
        return tr("A supervisor agreed to the lower step. Both are kept.")
    return tr("A supervisor kept the higher step. Reason: {reason}", reason=asked.answer)
