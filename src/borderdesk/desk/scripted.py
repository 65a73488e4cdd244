"""Whole tasks in one call, from answers in a file: for the command line, the demonstration and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from borderdesk.desk.apart import (
    FinishedApart,
    complete_apart,
    start_assessment,
    start_health_check,
)
from borderdesk.desk.drafting import open_draft, put_away
from borderdesk.desk.form_files import form_source
from borderdesk.desk.forms import in_words
from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.outcomes import confirm_outcome
from borderdesk.desk.paper import mark_printed, referral_form_pdf, slip_pdf
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.receivers import ranked_receivers
from borderdesk.desk.records import case
from borderdesk.desk.referral import Issued, issue_referral
from borderdesk.desk.screening import Completed, complete_form, start_case, start_form
from borderdesk.desk.steps import REFERRAL
from borderdesk.desk.workspace import Done, Workspace, permitted
from borderdesk.domain.errors import BorderDeskError, NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.forms import FormError, Session, give, import_form

_INTAKE = ("direction", "age_group", "language", "party")


@dataclass(frozen=True)
class Filled:
    """A form filled outside any workspace."""

    form: str
    version: str
    xml: str
    results: Mapping[str, str]


@permitted(Act.SCREEN)
def screen(
    workspace: Workspace, form_id: str, answers: Mapping[str, Any], code: str | None = None
) -> Done[Completed]:
    """Fill and finish a form of a case; without ``code`` a new case is opened with it.

    For a new case ``answers`` also hold ``direction`` and ``age_group``, if known ``language`` and ``party``.

    :raises RuleBroken: ``form.answers_broken``, ``intake.malformed``, ``form.not_complete``.
    :raises Unavailable: ``form.missing``.
    """
    if code is None:
        intake = {name: str(answers[name]) for name in _INTAKE if name in answers}
        party = intake.get("party", "1")
        draft = start_case(
            workspace,
            direction=intake.get("direction", ""),
            age_group=intake.get("age_group", ""),
            language=intake.get("language", ""),
            party=int(party) if party.isdecimal() else 0,
            form_id=form_id,
        ).value
        answers = {name: value for name, value in answers.items() if name not in _INTAKE}
    else:
        draft = start_form(workspace, code, form_id).value
    try:
        _fill_draft(workspace, draft.id, answers)
        return complete_form(workspace, draft.id)
    except BorderDeskError:
        if code is None:  # nobody knows this code yet: nothing is left to go on with
            put_away(workspace, draft.id)
        raise


@permitted(Act.FILL)
def assess(workspace: Workspace, form_id: str, answers: Mapping[str, Any]) -> Done[FinishedApart]:
    """Fill and finish a form that belongs to no screening: a health check, a border post, a crisis plan.

    :raises RuleBroken: ``form.answers_broken``, ``form.not_complete``. :raises Unavailable: ``form.missing``.
    """
    if form_id == HEALTH:
        draft = start_health_check(workspace).value
    else:
        draft = start_assessment(workspace, form_id).value
    try:
        _fill_draft(workspace, draft.id, answers)
        return complete_apart(workspace, draft.id)
    except BorderDeskError:
        put_away(workspace, draft.id)  # nobody knows its number yet
        raise


@permitted(Act.REFER)
def refer(workspace: Workspace, code: str, answers: Mapping[str, Any]) -> Done[Issued]:
    """Confirm the outcome where that is still open, fill the referral form and issue it.

    Without ``receiver`` in the answers the best match is taken.

    :raises RuleBroken: ``form.answers_broken``, ``referral.incomplete``, ``referral.no_consent``.
    :raises Unavailable: ``directory.missing`` when nothing matches.
    """
    if case(workspace, code).confirmed is None:
        confirm_outcome(workspace, code)
    draft = start_form(workspace, code, REFERRAL).value
    session = _fill_draft(workspace, draft.id, answers)
    if "receiver" not in answers:
        needs = {node.name: node.text for node in session.record.root.walk()}.get("needs", "").split()
        ranked = ranked_receivers(workspace, code, tuple(needs))
        if not ranked:
            raise Unavailable("directory.missing", id=" ".join(needs))
        _fill_draft(workspace, draft.id, {"receiver": ranked[0].receiver.id})
    return issue_referral(workspace, draft.id)


@permitted(Act.PRINT)
def save_papers(
    workspace: Workspace, code: str, folder: Path, *, number: str | None = None, size: str = "a4"
) -> Done[list[Path]]:
    """Write the slip, and the referral form where the person agreed, as PDF into a chosen folder.

    File names hold case code and referral number only.

    :raises RuleBroken: ``referral.unknown``. :raises Unavailable: ``stick.unwritable``.
    """
    state = case(workspace, code)
    number = number or (state.referrals[-1].number if state.referrals else "R1")
    papers = {"slip": slip_pdf(workspace, code, number, size=size)}
    try:
        papers["form"] = referral_form_pdf(workspace, code, number)
    except NotAllowed as refused:
        if refused.code != "slip.no_consent":
            raise
    files = {f"{code}-{number}-{name}.pdf": document for name, document in papers.items()}
    written = write_papers(folder, files)
    pages = sum(document.pages for document in papers.values())
    marked = mark_printed(workspace, code, number, tuple(papers), pages, "stick")
    return Done(written, marked.changes)


def fill_form(path: Path, answers: Mapping[str, Any]) -> Filled:
    """Fill a form file from answers, outside any workspace.

    :raises RuleBroken: ``form.broken``, ``form.answers_broken``, ``form.not_complete``.
    """
    try:
        form = import_form(form_source(path), path.suffix.lstrip(".")).definition
    except FormError as error:
        raise RuleBroken("form.broken", what=in_words(error)) from error
    session = Session(form)
    _give(session, answers)
    try:
        xml = session.finalize().xml
    except FormError as error:
        raise RuleBroken("form.answers_broken", what=in_words(error)) from error
    asked = {node.path for _, node in session.asked()}
    computed = {
        node.name: node.text
        for node in session.record.root.walk()
        if node.text and not node.children and node.relevant and node.path not in asked
    }
    return Filled(form.id, form.version, xml, computed)


def _fill_draft(workspace: Workspace, draft_id: str, answers: Mapping[str, Any]) -> Session:
    opened = open_draft(workspace, draft_id, language=None)
    _give(opened.session, answers)
    opened.keeper.save(opened.session.draft_xml(), "")
    return opened.session


def _give(session: Session, answers: Mapping[str, Any]) -> None:
    try:
        give(session, answers)
    except FormError as error:
        raise RuleBroken("form.answers_broken", what=in_words(error)) from error
