"""The priority card: what to do first when somebody may be in danger now."""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.carried_over import known_answers
from borderdesk.desk.directory import directory
from borderdesk.desk.whose_case import case_to_work_on
from borderdesk.desk.workspace import Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.fold import history
from borderdesk.domain.roles import Act
from borderdesk.domain.values import moment
from borderdesk.slips.content import confirmed_recently
from borderdesk.text import tr, translatable

_STEPS = {
    "safe": translatable("Look first: are you and the person safe here? Call a second officer."),
    "apart": translatable("Bring the person out of sight and hearing of others. Stay with them."),
    "medical": translatable("If there is a sign of danger to life, give first aid and call medical help."),
    "call": translatable("Call the duty desk of the province or the department."),
    "wait": translatable("Others still held somewhere: note the area only. Do not go there yourself."),
}
"""At most five, in the order of SOP S07."""
_CHILD_STEPS = {
    "stay": translatable("Stay with the child. Never leave the child alone or with the adult in doubt."),
    "safe": _STEPS["safe"],
    "medical": _STEPS["medical"],
    "child": translatable("Call child protection now. Write down whom you told and when."),
    "call": _STEPS["call"],
}
"""For a child alone or with an unclear adult, after SOP S06; danger to others keeps the steps above."""
_CHILD_SEEN = ("FS_14", "FS_15")


@dataclass(frozen=True)
class PriorityStep:
    """One step. ``phone`` is "" where no number was verified: then the station's own procedure holds."""

    id: str
    text: str
    phone: str
    done_at: datetime | None


@permitted(Act.SCREEN)
def priority_steps(workspace: Workspace, code: str) -> list[PriorityStep]:
    """The steps with when each was done in this case. No consent is asked before safety."""
    with workspace.store.read() as transaction:
        case_to_work_on(workspace, transaction, code)
        past = history(transaction.journal.of(case_subject(code)))
        known = known_answers(workspace, transaction, code)
    child = not known.get("danger_now") and bool(set(_CHILD_SEEN) & set(known.get("stage1", "").split()))
    steps = _CHILD_STEPS if child else _STEPS
    done = {
        step.fact.step: moment(step.entry.at) for step in past.steps if isinstance(step.fact, facts.StepDone)
    }
    today = workspace.clock().date()
    duty = next((each for each in directory() if each.kind is ReceiverKind.ATD), None)
    phone = duty.phone if duty and confirmed_recently(duty.phone_verified_on, today) else ""
    return [
        PriorityStep(
            id,
            tr(text) if id != "call" or phone else tr("Use your station's emergency procedure."),
            phone if id == "call" else "",
            done.get(id),
        )
        for id, text in steps.items()
    ]


@permitted(Act.SCREEN)
def priority_step_done(workspace: Workspace, code: str, step: str) -> Done[None]:
    """Tick a step, with the time."""
    with workspace.store.write() as transaction:
        case_to_work_on(workspace, transaction, code)
        return Done(None, workspace.record(transaction, case_subject(code), facts.StepDone(step)))
