"""The forms of a screening in their order, and the step that follows from what a case holds."""

from enum import StrEnum

from borderdesk.desk.whose_case import case_to_work_on
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.case import CaseState
from borderdesk.domain.roles import Act
from borderdesk.domain.values import AgeGroup

SIGHT = "first_sight"
PRECONDITIONS = "preconditions"
ADULT = "adult"
CHILD = "child"
NEEDS_FORM = "risk_needs"
REFERRAL = "referral"


class NextStep(StrEnum):
    """Where the officer goes after this form."""

    SIGHT = "sight"
    PRECONDITIONS = "preconditions"
    INTERVIEW = "interview"
    NEEDS = "needs"
    OUTCOME = "outcome"
    REFERRAL = "referral"
    CARD = "card"
    PRINT = "print"
    WAIT = "wait"
    DONE = "done"


def step_after(state: CaseState, *, has_child_form: bool = False) -> NextStep:
    """The step that follows from what a case holds."""
    done = {screening.form for screening in state.screenings}
    if SIGHT not in done and PRECONDITIONS not in done:
        return NextStep.SIGHT
    if PRECONDITIONS not in done:
        return NextStep.PRECONDITIONS
    if not _talk_held(state, has_child_form=has_child_form):
        return NextStep.INTERVIEW
    if NEEDS_FORM not in done:
        return NextStep.NEEDS
    if state.confirmed is None:
        return NextStep.OUTCOME
    if not state.referrals and not state.refused:
        return NextStep.REFERRAL
    if not state.referrals and state.card is None:
        return NextStep.CARD  # nobody leaves with nothing in hand
    if any(referral.printed == 0 for referral in state.referrals):
        return NextStep.PRINT
    return NextStep.WAIT if state.due else NextStep.DONE


def _talk_held(state: CaseState, *, has_child_form: bool) -> bool:
    """Whether the talk was held or declined; questions on the journey alone do not take its place."""
    child = has_child_form and state.age_group is not AgeGroup.ADULT
    agreed = state.screening(PRECONDITIONS)
    declined = agreed is not None and agreed.results.get("agreed") == "refused"
    return declined or state.screening(CHILD if child else ADULT) is not None


@permitted(Act.SCREEN)
def next_step(workspace: Workspace, code: str) -> NextStep:
    """Where the officer goes on with a case."""
    with workspace.store.read() as transaction:
        has_child_form = transaction.forms.latest(CHILD) is not None
        state = case_to_work_on(workspace, transaction, code)
        return step_after(state, has_child_form=has_child_form)
