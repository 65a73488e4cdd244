"""From a step of the work to the screen that does it; every officer screen goes on through here."""

from __future__ import annotations

from borderdesk import desk
from borderdesk.desk.steps import NextStep
from borderdesk.domain.values import AgeGroup
from borderdesk.ui.shell.screen import Route, Surroundings

_SCREEN_OF_FORM = {
    "first_sight": "sight",
    "preconditions": "pre",
    "risk_needs": "needs",
    "referral": "refer",
}
_FORM_OF_STEP = {
    NextStep.SIGHT: "first_sight",
    NextStep.PRECONDITIONS: "preconditions",
    NextStep.NEEDS: "risk_needs",
}
_SCREEN_OF_STEP = {
    NextStep.OUTCOME: "outcome",
    NextStep.REFERRAL: "refer",
    NextStep.CARD: "rights_card",
    NextStep.PRINT: "print",
    NextStep.WAIT: "file",
    NextStep.DONE: "file",
}


def draft_route(case: str, form: str, draft: str) -> Route:
    """Where an unfinished form is continued; forms without a screen of their own use the form player."""
    return Route(_SCREEN_OF_FORM.get(form, "form"), case=case, draft=draft)


def step_route(around: Surroundings, case: str, step: NextStep) -> Route:
    """Where ``step`` of a case is done, its form begun; Today where that screen is not installed.

    :raises Unavailable: ``form.missing``.
    """
    if step is NextStep.INTERVIEW:
        route = _interview_route(around, case)
    elif step in _FORM_OF_STEP:
        form = _FORM_OF_STEP[step]
        route = draft_route(case, form, desk.start_form(around.workspace, case, form).value.id)
    else:
        route = Route(_SCREEN_OF_STEP[step], case=case)
    return route if route.screen in around.registry else Route("today")


def after_form(around: Surroundings, case: str, step: NextStep) -> Route:
    """Where a finished form leads: to the next step; in an exercise about a document, back to its story.

    :raises Unavailable: ``form.missing``.
    """
    story = desk.drill_of_case(around.workspace, case) if around.practice else ""
    if story and desk.drill(story).document_only:
        return Route("drill", drill=story)
    return step_route(around, case, step)


def go_on(around: Surroundings, case: str) -> None:
    """Show the screen of a case's next step."""
    around.navigate(step_route(around, case, desk.next_step(around.workspace, case)))


def _interview_route(around: Surroundings, case: str) -> Route:
    """Danger is asked before anything else; then the talk, in the form that fits the age."""
    workspace = around.workspace
    state = desk.case(workspace, case)
    begun = {draft.form: draft for draft in desk.drafts(workspace, case)}
    # The questions on the journey were asked for: they say which talk comes next.
    interview = "mixed_movement" if "mixed_movement" in begun else interview_form(around, case)
    needs = begun.get("risk_needs")
    asked = state.screening("risk_needs") is not None or (needs is not None and bool(needs.position))
    if not asked and (interview not in begun or not begun[interview].position):
        return draft_route(case, "risk_needs", desk.start_form(workspace, case, "risk_needs").value.id)
    return draft_route(case, interview, desk.start_form(workspace, case, interview).value.id)


def interview_form(around: Surroundings, case: str) -> str:
    """The form of the talk: the child's where the person is or may be under 18 and one is installed."""
    offered = {form.id for form in desk.form_list(around.workspace)}
    adult = desk.case(around.workspace, case).age_group is AgeGroup.ADULT
    return "child" if "child" in offered and not adult else "adult"
