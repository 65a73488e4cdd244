"""What a case already knows, carried over into the next form: nothing is asked twice."""

import re
from collections.abc import Iterator, Mapping

from borderdesk.desk.forms import definition, form_language
from borderdesk.desk.whose_case import case_of
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.case import CaseState
from borderdesk.domain.values import AgeGroup
from borderdesk.forms import Session
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft

_BEFORE = "preconditions"
_OWN = {"instanceID", "instanceName", "outcome", "flags", "reasons", "unknowns"}
"""What every form works out for itself alone."""

_TALK = re.compile(r"<language>([a-z]{2,5})</language>")


def spoken_language(transaction: Transaction, code: str) -> str:
    """The language of the talk as the preconditions say it, else the one noted at the beginning; "" where
    nobody has said.
    """
    state, drafts = case_of(transaction, code), transaction.drafts.of_case(code)
    said = [
        *(draft.instance for draft in drafts if draft.form == _BEFORE),
        *(done.instance for done in state.screenings if done.form == _BEFORE),
    ]
    found = [match[1] for instance in said if (match := _TALK.search(instance))]
    noted = [state.language, *(draft.intake.get("language", "") for draft in drafts)]
    return next((each for each in [*reversed(found), *noted] if each), "")


def known_answers(workspace: Workspace, transaction: Transaction, code: str) -> dict[str, str]:
    """What the case's forms and its intake say, by field name; open drafts, then finished forms win.

    The age group is the case's own: it may have been doubted after a form was sealed.
    """
    state = case_of(transaction, code)
    known: dict[str, str] = {}
    for draft in transaction.drafts.of_case(code):
        known |= answers_by_name(draft_session(workspace, transaction, draft))
    if state.opened:
        known |= {"direction": state.direction, "language": state.language, "party": str(state.party)}
    for session in _sealed(workspace, transaction, state):
        known |= answers_by_name(session)
    known = _said_before(state, known) | known
    if _age_is_known(state):
        known["age_group"] = state.age_group.value
    return known | _of_the_case(workspace, state)


def standing_facts(workspace: Workspace, transaction: Transaction, code: str) -> dict[str, str]:
    """What a form's hidden fields follow as often as it changes: the case itself, and what its forms work out
    by themselves, blank where that no longer holds.
    """
    state = case_of(transaction, code)
    facts: dict[str, str] = {}
    drafts = (draft_session(workspace, transaction, each) for each in transaction.drafts.of_case(code))
    for session in (*drafts, *_sealed(workspace, transaction, state)):
        form = session.form
        for node in session.record.root.walk():
            bind = form.binds.get(node.path)
            worked_out = bind is not None and bind.calculate is not None and node.path not in form.controls
            if worked_out and node.name not in _OWN:
                facts[node.name] = node.text
    if _age_is_known(state):
        facts["age_group"] = state.age_group.value
    return facts | _of_the_case(workspace, state)


def _age_is_known(state: CaseState) -> bool:
    """Whether the case says an age of its own; before it is opened, only where somebody doubted the first."""
    return state.opened or state.age_group is not AgeGroup.ADULT


def _sealed(workspace: Workspace, transaction: Transaction, state: CaseState) -> Iterator[Session]:
    for done in state.screenings:
        form = definition(transaction.forms.by_hash(done.sha256))
        yield Session(form, saved=done.instance, clock=workspace.clock)


def _of_the_case(workspace: Workspace, state: CaseState) -> dict[str, str]:
    return {
        "case_code": state.code,
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


def _said_before(state: CaseState, known: Mapping[str, str]) -> dict[str, str]:
    """What the referral form asks under a name of its own and was said earlier in the case."""
    said = {
        "languages": state.language,
        "consent_record": known.get("recording", ""),
        "person_name": state.person.name_as_used,
        "nationality": state.person.nationality,
    }
    return {name: value for name, value in said.items() if value}


def answers_by_name(session: Session) -> dict[str, str]:
    """Answers outside repeats by the name of their field, without what the form computes of itself."""
    return {
        path.rsplit("/", 1)[1]: value
        for path, value in session.answers().items()
        if "[" not in path and path.rsplit("/", 1)[1] not in _OWN
    }


def prefill(session: Session, known: Mapping[str, str]) -> None:
    """Answer what is already known: nothing is asked twice in one record."""
    form = session.form
    for node in list(session.record.root.walk()):
        bind = form.binds.get(node.path)
        computed = bind is not None and bind.calculate is not None and node.path not in form.controls
        repeated = any(node.path[: len(repeat)] == repeat for repeat in form.repeats)
        value = known.get(node.name, "")
        if value and not node.children and not node.text and not computed and not repeated:
            session.set_value(node, value)


def keep_abreast(session: Session, standing: Mapping[str, str]) -> None:
    """Bring the hidden fields of a form begun earlier to what holds now: a talk held meanwhile may have
    closed the embassy, or a danger noted by mistake was taken back."""
    form = session.form
    for node in list(session.record.root.walk()):
        bind = form.binds.get(node.path)
        computed = bind is not None and bind.calculate is not None
        hidden = not node.children and node.path not in form.controls and not computed
        if hidden and node.name not in _OWN and node.text != standing.get(node.name, node.text):
            session.set_value(node, standing[node.name])


def draft_session(
    workspace: Workspace, transaction: Transaction, draft: Draft, language: str | None = None
) -> Session:
    """A draft as it was left, ready to be gone on with."""
    form = definition(transaction.forms.by_hash(draft.form_sha256))
    return Session(form, saved=draft.instance, clock=workspace.clock, language=form_language(form, language))


def untouched(workspace: Workspace, transaction: Transaction, draft: Draft) -> bool:
    """Whether a draft asks everything still, beyond what it began with."""
    session = draft_session(workspace, transaction, draft)
    return all(node.text == draft.intake.get(node.name, "") for _, node in session.asked() if node.text)
