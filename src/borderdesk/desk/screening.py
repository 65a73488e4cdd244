"""From the counter to a finished form: a case begun, a form begun in it, and sealed once it is complete."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from borderdesk.desk.carried_over import (
    answers_by_name,
    draft_session,
    keep_abreast,
    standing_facts,
    untouched,
)
from borderdesk.desk.drafting import ACT_APART, caught_up, fresh_code, new_draft
from borderdesk.desk.forms import collects_media
from borderdesk.desk.steps import ADULT, CHILD, REFERRAL, SIGHT, NextStep, step_after
from borderdesk.desk.whose_case import case_of, case_to_work_on
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import AgeGroup, Direction, Outcome
from borderdesk.forms import FormError, NotValid, Session
from borderdesk.forms.uncollected import uncollected
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft

RESULT_FIELDS = (
    "invite",
    "stage1",
    "stage1_threshold",
    "priority",
    "agreed",
    "privacy",
    "depth",
    "urgency",
    "needs",
    "receiver",
    "gate",
    "recording",
    "danger_now",
    "enough",
    "next_form",
    "labour_only",
    "dx_result",
    "dx_concern",
    "zone_state",
    "contact_who",
    "medical_hours",
    "child",
    "state",
)
"""Fields of a finished form that later steps read by name, besides outcome, flags and reasons."""


_ENDED_EARLY = "stopped"
"""Asked by each talk anew: it goes on."""


@dataclass(frozen=True)
class Completed:
    """A finished form and what it computed."""

    code: str
    form: str
    outcome: Outcome | None
    flags: tuple[str, ...]
    reasons: tuple[str, ...]
    next: NextStep
    results: Mapping[str, str] = field(default_factory=dict)


@permitted(Act.SCREEN)
def start_case(
    workspace: Workspace,
    *,
    direction: str,
    age_group: str,
    language: str = "",
    party: int = 1,
    form_id: str = SIGHT,
) -> Done[Draft]:
    """A first-sight draft under a fresh case code. The journal hears of it only when it is finished.

    :raises RuleBroken: ``intake.malformed``. :raises Unavailable: ``form.missing``.
    """
    intake = {
        "direction": _one_of(Direction, direction),
        "age_group": _one_of(AgeGroup, age_group),
        "language": language,
        "party": str(party),
    }
    if party < 1:
        raise RuleBroken("intake.malformed")
    with workspace.store.write() as transaction:
        code = fresh_code(workspace, transaction)
        draft = new_draft(workspace, transaction, code, form_id, intake)
    return Done(draft, Changes(frozenset({"draft"}), frozenset({case_subject(code)})))


@permitted(Act.SCREEN)
def nothing_noted(workspace: Workspace, draft_id: str) -> Done[None]:
    """Nothing was seen: counted for the station, the draft goes, no file is opened.

    :raises RuleBroken: ``sight.noted`` where something is answered; ``group.file_each`` for a person of a
        group, who would be left waiting and be counted with all the others.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        if draft.form != SIGHT or not untouched(workspace, transaction, draft):
            raise RuleBroken("sight.noted")
        if draft.intake.get("group"):
            raise RuleBroken("group.file_each")
        fact = facts.NothingNoted(draft.intake["direction"], int(draft.intake["party"]))
        changes = workspace.record(transaction, f"station:{workspace.station}", fact)
        transaction.drafts.remove(draft_id)
    return Done(None, changes)


@permitted(Act.SCREEN)
def start_form(workspace: Workspace, code: str, form_id: str) -> Done[Draft]:
    """A draft of a form in a case: the one already begun, or a new one with what is known filled in.

    :raises RuleBroken: ``case_code.malformed``, ``case_code.check``. :raises Unavailable: ``case.missing``.
    :raises Unavailable: ``form.missing``.
    """
    with workspace.store.write() as transaction:
        case_to_work_on(workspace, transaction, code)
        mine = [draft for draft in transaction.drafts.of_case(code) if draft.form == form_id]
        if mine:
            draft = caught_up(workspace, transaction, mine[-1])
        else:
            draft = new_draft(workspace, transaction, code, form_id, {})
    return Done(draft, Changes(frozenset({"draft"}), frozenset({case_subject(code)})))


@permitted(Act.SCREEN)
def switch_to_child(workspace: Workspace, draft_id: str) -> Done[Draft]:
    """Under 18 or not sure: the case becomes a child's, what was answered is kept.

    :raises Unavailable: ``form.missing`` where no child form is installed.
    """
    return _continued_as(workspace, draft_id, CHILD, AgeGroup.UNSURE)


@permitted(Act.SCREEN)
def switch_to_adult(workspace: Workspace, draft_id: str) -> Done[Draft]:
    """Certainly 18 or over after all: the talk goes on in the adult's form, what was answered is kept, and
    what was noted in the child's form counts there too.

    :raises Unavailable: ``form.missing`` where no adult form is installed.
    """
    return _continued_as(workspace, draft_id, ADULT, AgeGroup.ADULT)


def _continued_as(workspace: Workspace, draft_id: str, form_id: str, age: AgeGroup) -> Done[Draft]:
    """The same talk in the form of another age. The intake carries what the new form has no field for, so
    that it is there again when the age is doubted anew."""
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        case_to_work_on(workspace, transaction, draft.case_code)
        session = draft_session(workspace, transaction, draft)
        fields = {node.name for node in session.record.root.walk()}
        carried = {name: value for name, value in draft.intake.items() if name not in fields}
        carried |= {name: value for name, value in answers_by_name(session).items() if name != _ENDED_EARLY}
        changes = workspace.record(transaction, case_subject(draft.case_code), facts.AgeDoubted(age.value))
        carried["age_group"] = age.value
        other = new_draft(workspace, transaction, draft.case_code, form_id, carried)
        transaction.drafts.remove(draft_id)
    return Done(other, changes)


@permitted(Act.SCREEN)
def complete_form(workspace: Workspace, draft_id: str) -> Done[Completed]:
    """Seal a finished form in the journal, open the case if this is its first, forget the draft.

    :raises RuleBroken: ``form.not_complete`` with ``question``; ``referral.no_consent`` for the referral
        form, which only ``issue_referral`` seals. :raises Unavailable: ``form.missing`` for a form that
        belongs to no screening, which only ``complete_apart`` seals.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        if draft.form == REFERRAL:
            raise RuleBroken("referral.no_consent")
        if draft.form in ACT_APART:
            raise Unavailable("form.missing", form=draft.form)
        written = _completed_fact(*submitted(workspace, transaction, draft))
        subject = case_subject(draft.case_code)
        before = case_to_work_on(workspace, transaction, draft.case_code)
        opening = () if before.opened else (_opening(workspace, draft, before),)
        told = _told_child_protection(written)
        changes = workspace.record(transaction, subject, *opening, *told, written)
        transaction.drafts.remove(draft_id)
        after = case_of(transaction, draft.case_code)
        has_child_form = transaction.forms.latest(CHILD) is not None
    completed = Completed(
        draft.case_code,
        draft.form,
        Outcome(written.outcome) if written.outcome else None,
        written.flags,
        written.reasons,
        step_after(after, has_child_form=has_child_form),
        written.results,
    )
    return Done(completed, changes | Changes(frozenset({"draft"}), frozenset({subject})))


def submitted(workspace: Workspace, transaction: Transaction, draft: Draft) -> tuple[Session, str]:
    """A draft's session and its final record, non-relevant answers left out; what is sealed follows the case
    as what was shown did, also where nothing was answered since it was opened.

    :raises RuleBroken: ``form.not_complete`` with ``question``.
    """
    session = draft_session(workspace, transaction, draft)
    if draft.form not in ACT_APART:
        keep_abreast(session, standing_facts(workspace, transaction, draft.case_code))
    try:
        passed_over = uncollected(session.form, media=collects_media(session.form))
        return session, session.finalize(passed_over).xml
    except NotValid as refused:
        raise RuleBroken("form.not_complete", question=_code(session, refused.issues[0].path)) from refused


def _code(session: Session, path: str) -> str:
    """What the form calls the question at a place: its code, else its name."""
    with suppress(FormError):
        code = str(session.question(path).extra.get("code", ""))
        if code:
            return code
    return path.rsplit("/", 1)[-1].replace("_", "-")


def _completed_fact(session: Session, record: str) -> facts.ScreeningCompleted:
    named = {path.rsplit("/", 1)[1]: value for path, value in session.answers().items()}
    form = session.form
    if named.get("outcome") and named["outcome"] not in set(Outcome):
        raise RuleBroken("form.broken", what=f"outcome {named['outcome']}")
    record = _without_passing(session, record)
    return facts.ScreeningCompleted(
        form=form.id,
        version=form.version,
        sha256=form.sha256,
        instance=record,
        outcome=named.get("outcome", ""),
        flags=tuple(named.get("flags", "").split()),
        reasons=tuple(named.get("reasons", "").split()),
        unknowns=tuple(named.get("unknowns", "").split()),
        results={name: named[name] for name in RESULT_FIELDS if named.get(name)},
    )


def _without_passing(session: Session, record: str) -> str:
    """The record without what its form only read and compared, such as a passport's lines (``bd:keep``)."""
    form = session.form
    passing = [
        node
        for _, node in session.asked()
        if node.text and (bind := form.binds.get(node.path)) is not None and bind.extra.get("keep") == "no"
    ]
    for node in passing:
        session.set_value(node, "")
    return session.finalize().xml if passing else record


def _told_child_protection(written: facts.ScreeningCompleted) -> tuple[facts.Fact, ...]:
    """Whom the child's form says was told: a contact like one noted in the file."""
    who = written.results.get("contact_who", "")
    return (facts.ContactLogged("child_protection", who),) if written.form == CHILD and who else ()


def _opening(workspace: Workspace, draft: Draft, before: CaseState) -> facts.CaseOpened:
    """The opening of a case; an age that was doubted in another form before then is not lowered again."""
    intake = draft.intake
    doubted = before.age_group is not AgeGroup.ADULT
    return facts.CaseOpened(
        workspace.station,
        intake.get("direction", Direction.ARRIVING),
        before.age_group if doubted else intake.get("age_group", AgeGroup.ADULT),
        intake.get("language", ""),
        int(intake.get("party", "1")),
    )


def _one_of(kind: Callable[[str], StrEnum], text: str) -> str:
    try:
        return kind(text).value
    except ValueError as error:
        raise RuleBroken("intake.malformed") from error
