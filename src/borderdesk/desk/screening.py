"""From the counter to a finished form: drafts saved per answer, carried-over answers, next steps."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from borderdesk.desk.forms import collects_media, definition, latest_form
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.codes import new_case_code, read_case_code
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act, Role, require
from borderdesk.domain.values import AgeGroup, Direction, Outcome
from borderdesk.forms import FormDefinition, NotValid, Session
from borderdesk.forms.uncollected import uncollected
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft

SIGHT = "first_sight"
PRECONDITIONS = "preconditions"
ADULT = "adult"
CHILD = "child"
NEEDS_FORM = "risk_needs"
REFERRAL = "referral"

ACT_APART = {"health": Act.CHECK_HEALTH, "poe_assessment": Act.ASSESS, "crisis": Act.ASSESS}
"""Forms that belong to no screening, and what filling them needs (see ``apart``)."""

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
    "contact_who",
    "medical_hours",
    "child",
    "state",
)
"""Fields of a finished form that later steps read by name, besides outcome, flags and reasons."""


class NextStep(StrEnum):
    """Where the officer goes after this form."""

    SIGHT = "sight"
    PRECONDITIONS = "preconditions"
    INTERVIEW = "interview"
    NEEDS = "needs"
    OUTCOME = "outcome"
    REFERRAL = "referral"
    PRINT = "print"
    WAIT = "wait"
    DONE = "done"


@dataclass(frozen=True)
class DraftView:
    """A half-filled form in a list. ``position_code`` is the code of the question to continue at."""

    id: str
    code: str
    form: str
    title: str
    position: str
    position_code: str
    updated_at: datetime
    intake: Mapping[str, str]


@dataclass(frozen=True)
class DraftKeeper:
    """Saves a draft at every answer; given to the player."""

    workspace: Workspace
    draft: str

    def save(self, xml: str, position: str) -> datetime:
        """One transaction; the moment of saving.

        :raises Unavailable: ``store.full``, ``draft.gone``, ``workspace.closed``.
        """
        now = self.workspace.clock()
        with self.workspace.store.write() as transaction:
            transaction.drafts.save(
                self.draft, xml, position, self.workspace.instant(), self.workspace.session
            )
        return now


@dataclass(frozen=True)
class OpenDraft:
    """A draft being filled: its running session and where answers are saved."""

    draft: Draft
    session: Session
    keeper: DraftKeeper


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
    """Nothing was seen: counted for the station, the draft goes, no file is opened."""
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
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
            draft = _caught_up(workspace, transaction, mine[-1])
        else:
            draft = new_draft(workspace, transaction, code, form_id, {})
    return Done(draft, Changes(frozenset({"draft"}), frozenset({case_subject(code)})))


@permitted(Act.SCREEN)
def switch_to_child(workspace: Workspace, draft_id: str) -> Done[Draft]:
    """Under 18 or not sure: the case becomes a child's, what was answered is kept.

    :raises Unavailable: ``form.missing`` where no child form is installed.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        known = _answers_by_name(_session(workspace, transaction, draft))
        child = new_draft(workspace, transaction, draft.case_code, CHILD, {**draft.intake, **known})
        transaction.drafts.remove(draft_id)
        changes = workspace.record(
            transaction, case_subject(draft.case_code), facts.AgeDoubted(AgeGroup.UNSURE.value)
        )
    return Done(child, changes)


@permitted(Act.FILL)
def drafts(workspace: Workspace, code: str | None = None) -> list[DraftView]:
    """The signed-in user's unfinished forms, the latest first; or those of one case."""
    with workspace.store.read() as transaction:
        found = transaction.drafts.all()
        return [
            _view(transaction, draft)
            for draft in found
            if draft.user == workspace.user.id and code in (None, draft.case_code)
        ]


@permitted(Act.FILL)
def open_draft(workspace: Workspace, draft_id: str, *, language: str | None = None) -> OpenDraft:
    """Go on filling. The audit hears once that it was resumed in another sitting than it was left.

    :raises Unavailable: ``draft.gone``, ``form.version_missing``.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        require(workspace.user.role, ACT_APART.get(draft.form, Act.SCREEN))
        case_to_work_on(workspace, transaction, draft.case_code)
        session = _session(workspace, transaction, draft, language)
        if draft.session != workspace.session:
            resumed = facts.ScreeningResumed(draft.form, draft.position)
            workspace.record(transaction, case_subject(draft.case_code), resumed)
            transaction.drafts.save(
                draft.id, draft.instance, draft.position, draft.updated_at, workspace.session
            )
    return OpenDraft(draft, session, DraftKeeper(workspace, draft_id))


@permitted(Act.FILL)
def put_away(workspace: Workspace, draft_id: str) -> Done[None]:
    """Forget a draft of a case that was never opened in the journal, or was begun by mistake."""
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        transaction.drafts.remove(draft_id)
    return Done(None, Changes(frozenset({"draft"}), frozenset({case_subject(draft.case_code)})))


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
        opening = () if before.opened else (_opening(workspace, draft),)
        told = _told_child_protection(written)
        changes = workspace.record(transaction, subject, *opening, *told, written)
        transaction.drafts.remove(draft_id)
        after = _case(transaction, draft.case_code)
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


def fresh_code(workspace: Workspace, transaction: Transaction) -> str:
    while True:
        code = new_case_code(workspace.station, workspace.clock().year, workspace.random)
        if not transaction.cases.one(code) and not transaction.drafts.of_case(code):
            return code


def new_draft(
    workspace: Workspace, transaction: Transaction, code: str, form_id: str, intake: Mapping[str, str]
) -> Draft:
    form = latest_form(transaction, form_id)
    session = Session(form, clock=workspace.clock)
    _prefill(session, {**known_answers(workspace, transaction, code), **intake})
    now = workspace.instant()
    draft = Draft(
        id=secrets.token_hex(8),
        case_code=code,
        form=form.id,
        form_sha256=form.sha256,
        instance=session.draft_xml(),
        position="",
        user=workspace.user.id,
        intake=dict(intake),
        session=workspace.session,
        created_at=now,
        updated_at=now,
    )
    transaction.drafts.add(draft)
    return draft


def _caught_up(workspace: Workspace, transaction: Transaction, draft: Draft) -> Draft:
    """A draft left open while other forms were filled: what they made known goes into its hidden fields,
    and into questions that nobody answered."""
    session = _session(workspace, transaction, draft)
    known = known_answers(workspace, transaction, draft.case_code)
    asked = {path[-1] for path in session.form.controls}
    answered = asked & _answers_by_name(session).keys()
    _prefill(session, {name: value for name, value in known.items() if name not in answered})
    transaction.drafts.save(draft.id, session.draft_xml(), draft.position, draft.updated_at, draft.session)
    return transaction.drafts.one(draft.id)


def known_answers(workspace: Workspace, transaction: Transaction, code: str) -> dict[str, str]:
    """What the case's forms and its intake say, by field name; open drafts, then finished forms win."""
    state = _case(transaction, code)
    known: dict[str, str] = {}
    for draft in transaction.drafts.of_case(code):
        known |= _answers_by_name(_session(workspace, transaction, draft))
    if state.opened:
        known |= {
            "direction": state.direction,
            "age_group": state.age_group.value,
            "language": state.language,
            "party": str(state.party),
        }
    for done in state.screenings:
        form = definition(transaction.forms.by_hash(done.sha256))
        known |= _answers_by_name(Session(form, saved=done.instance, clock=workspace.clock))
    known = _said_before(state, known) | known
    known |= {
        "case_code": code,
        "station": workspace.station,
        "created_by": workspace.user.id,
        "child": "yes" if "CHILD" in state.flags else "no",
        "outcome": state.outcome or "",
        "screening_outcome": state.outcome or "",
        "flags": " ".join(state.flags),
        "asylum": "yes" if state.asylum else "no",
        "official_involved": "yes" if state.official_involved else "no",
        "contact_logged": "yes" if "child_protection" in state.contacts else "no",
        "trained_child": "yes" if workspace.user.trained_child else "no",
    }
    return known


def _said_before(state: CaseState, known: Mapping[str, str]) -> dict[str, str]:
    """What the referral form asks under a name of its own and was said earlier in the case."""
    said = {
        "languages": state.language,
        "consent_record": known.get("recording", ""),
        "person_name": state.person.name_as_used,
        "nationality": state.person.nationality,
    }
    return {name: value for name, value in said.items() if value}


def _answers_by_name(session: Session) -> dict[str, str]:
    own = {"instanceID", "instanceName", "outcome", "flags", "reasons", "unknowns"}
    return {
        path.rsplit("/", 1)[1]: value
        for path, value in session.answers().items()
        if "[" not in path and path.rsplit("/", 1)[1] not in own
    }


def _prefill(session: Session, known: Mapping[str, str]) -> None:
    """Answer what is already known: nothing is asked twice in one record."""
    form = session.form
    for node in list(session.record.root.walk()):
        bind = form.binds.get(node.path)
        computed = bind is not None and bind.calculate is not None
        repeated = any(node.path[: len(repeat)] == repeat for repeat in form.repeats)
        value = known.get(node.name, "")
        if value and not node.children and not node.text and not computed and not repeated:
            session.set_value(node, value)


def _session(
    workspace: Workspace, transaction: Transaction, draft: Draft, language: str | None = None
) -> Session:
    form = definition(transaction.forms.by_hash(draft.form_sha256))
    return Session(form, saved=draft.instance, clock=workspace.clock, language=form_language(form, language))


def form_language(form: FormDefinition, language: str | None) -> str | None:
    """The form's own name for a language: ``lo`` is ``Lao (lo)`` in XLSForm."""
    if language is None:
        return None
    return next((name for name in form.languages if name == language or f"({language})" in name), None)


def submitted(workspace: Workspace, transaction: Transaction, draft: Draft) -> tuple[Session, str]:
    """A draft's session and its final record, non-relevant answers left out.

    :raises RuleBroken: ``form.not_complete`` with ``question``.
    """
    session = _session(workspace, transaction, draft)
    try:
        passed_over = uncollected(session.form, media=collects_media(session.form))
        return session, session.finalize(passed_over).xml
    except NotValid as refused:
        first = refused.issues[0]
        raise RuleBroken(
            "form.not_complete", question=first.path.rsplit("/", 1)[-1].replace("_", "-")
        ) from refused


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


def _opening(workspace: Workspace, draft: Draft) -> facts.CaseOpened:
    intake = draft.intake
    return facts.CaseOpened(
        workspace.station,
        intake.get("direction", Direction.ARRIVING),
        intake.get("age_group", AgeGroup.ADULT),
        intake.get("language", ""),
        int(intake.get("party", "1")),
    )


def case_to_work_on(workspace: Workspace, transaction: Transaction, code: str) -> CaseState:
    """A case, opened or still to be opened, that this user may work on; for the other desk modules.

    A record with an official involved is for its author alone, or for a supervisor; to anybody else it is
    not there, since saying that it is kept apart would already tell.

    :raises RuleBroken: ``case_code.malformed``, ``case_code.check``. :raises Unavailable: ``case.missing``.
    """
    if read_case_code(code) != code:
        raise RuleBroken("case_code.malformed")
    state = _case(transaction, code)
    author = state.opened_by == workspace.user.id and opened_here(workspace, state)
    row = transaction.cases.one(code)
    separate = state.official_involved or (row is not None and row.official)
    if separate and not author and workspace.user.role is not Role.SUPERVISOR:
        raise Unavailable("case.missing")
    return state


def opened_here(workspace: Workspace, state: CaseState) -> bool:
    """Whether the case is of this PC: role numbers such as O1 repeat from PC to PC."""
    return workspace.is_own(state.opened_on)


def _case(transaction: Transaction, code: str) -> CaseState:
    return fold_case(code, transaction.journal.of(case_subject(code)))


def _view(transaction: Transaction, draft: Draft) -> DraftView:
    form = definition(transaction.forms.by_hash(draft.form_sha256))
    return DraftView(
        draft.id,
        draft.case_code,
        draft.form,
        form.title,
        draft.position,
        draft.position.rsplit("/", 1)[-1].replace("_", "-"),
        datetime.fromisoformat(draft.updated_at),
        draft.intake,
    )


def _one_of(kind: Callable[[str], StrEnum], text: str) -> str:
    try:
        return kind(text).value
    except ValueError as error:
        raise RuleBroken("intake.malformed") from error
