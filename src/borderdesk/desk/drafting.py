"""Half-filled forms: begun, kept at every answer, found again, gone on with or put away."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.carried_over import (
    answers_by_name,
    draft_session,
    keep_abreast,
    known_answers,
    prefill,
    spoken_language,
    standing_facts,
)
from borderdesk.desk.forms import definition, latest_form
from borderdesk.desk.whose_case import case_of, case_to_work_on, may_hear
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.codes import new_case_code
from borderdesk.domain.roles import Act, require
from borderdesk.forms import Session
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft

ACT_APART = {"health": Act.CHECK_HEALTH, "poe_assessment": Act.ASSESS, "crisis": Act.ASSESS}
"""Forms that belong to no screening, and what filling them needs (see ``apart``)."""
ABOUT_NOBODY = ("poe_assessment", "crisis")
"""Those of them that hold no personal data at all."""
PREFIX_APART = {"health": "health:", "poe_assessment": "assessment:", "crisis": "assessment:"}
"""How the journal's subjects of these forms begin: nothing about them is said of a record."""


@dataclass(frozen=True)
class DraftView:
    """A half-filled form in a list. ``position_code`` is the code of the question to continue at."""

    id: str
    code: str
    form: str
    title_en: str
    title_lo: str
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
    """A draft being filled: its running session, where answers are saved, and what the person speaks."""

    draft: Draft
    session: Session
    keeper: DraftKeeper
    spoken: str


@permitted(Act.FILL)
def drafts(workspace: Workspace, code: str | None = None) -> list[DraftView]:
    """The signed-in user's unfinished forms, the latest first; or those of one case. None of a record that is
    kept from them, as where a colleague noted an official.
    """
    with workspace.store.read() as transaction:
        found = [
            draft
            for draft in transaction.drafts.all()
            if draft.user == workspace.user.id and code in (None, draft.case_code)
        ]
        kept = {
            separate
            for separate in transaction.cases.separate({draft.case_code for draft in found})
            if not may_hear(workspace, transaction, case_of(transaction, separate))
        }
        return [draft_view(transaction, draft) for draft in found if draft.case_code not in kept]


@permitted(Act.FILL)
def open_draft(workspace: Workspace, draft_id: str, *, language: str | None = None) -> OpenDraft:
    """Go on filling. The audit hears once that it was resumed in another sitting than it was left.

    :raises Unavailable: ``draft.gone``, ``form.version_missing``.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        require(workspace.user.role, ACT_APART.get(draft.form, Act.SCREEN))
        case_to_work_on(workspace, transaction, draft.case_code)
        session = draft_session(workspace, transaction, draft, language)
        if draft.form not in ACT_APART:
            keep_abreast(session, standing_facts(workspace, transaction, draft.case_code))
        if draft.session != workspace.session:
            resumed = facts.ScreeningResumed(draft.form, draft.position)
            workspace.record(transaction, draft_subject(draft), resumed)
            transaction.drafts.save(
                draft.id, draft.instance, draft.position, draft.updated_at, workspace.session
            )
        spoken = spoken_language(transaction, draft.case_code)
    return OpenDraft(draft, session, DraftKeeper(workspace, draft_id), spoken)


@permitted(Act.FILL)
def put_away(workspace: Workspace, draft_id: str) -> Done[None]:
    """Forget a draft of a case that was never opened in the journal, or was begun by mistake.

    :raises Unavailable: ``draft.gone``, ``case.missing`` where the case is kept apart from the user.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        if draft.form not in ACT_APART:
            case_to_work_on(workspace, transaction, draft.case_code)
        transaction.drafts.remove(draft_id)
    return Done(None, Changes(frozenset({"draft"}), frozenset({draft_subject(draft)})))


def draft_subject(draft: Draft) -> str:
    """What the journal says of a draft: about its record, or about the form itself where it has none."""
    prefix = PREFIX_APART.get(draft.form)
    return prefix + draft.case_code if prefix else case_subject(draft.case_code)


def fresh_code(workspace: Workspace, transaction: Transaction) -> str:
    """A case code that no case and no draft here has."""
    while True:
        code = new_case_code(workspace.station, workspace.clock().year, workspace.random)
        if not transaction.cases.one(code) and not transaction.drafts.of_case(code):
            return code


def new_draft(
    workspace: Workspace, transaction: Transaction, code: str, form_id: str, intake: Mapping[str, str]
) -> Draft:
    """Begin a form, with what is known of the case and of the ``intake`` filled in."""
    form = latest_form(transaction, form_id)
    session = Session(form, clock=workspace.clock)
    prefill(session, {**known_answers(workspace, transaction, code), **intake})
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


def caught_up(workspace: Workspace, transaction: Transaction, draft: Draft) -> Draft:
    """A draft left open while other forms were filled: what they made known goes into its hidden fields,
    and into questions that nobody answered."""
    session = draft_session(workspace, transaction, draft)
    keep_abreast(session, standing_facts(workspace, transaction, draft.case_code))
    known = known_answers(workspace, transaction, draft.case_code)
    asked = {path[-1] for path in session.form.controls}
    answered = asked & answers_by_name(session).keys()
    prefill(session, {name: value for name, value in known.items() if name not in answered})
    transaction.drafts.save(draft.id, session.draft_xml(), draft.position, draft.updated_at, draft.session)
    return transaction.drafts.one(draft.id)


def draft_view(transaction: Transaction, draft: Draft) -> DraftView:
    """A draft as lists show it."""
    form = definition(transaction.forms.by_hash(draft.form_sha256))
    return DraftView(
        draft.id,
        draft.case_code,
        draft.form,
        form.title,
        form.template.attribute("title_lo") or form.title,
        draft.position,
        draft.position.rsplit("/", 1)[-1].replace("_", "-"),
        datetime.fromisoformat(draft.updated_at),
        draft.intake,
    )
