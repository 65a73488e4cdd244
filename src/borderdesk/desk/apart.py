"""Forms that belong to no screening: health checks, and assessments of the border post and its plans.

Each has a number of its own and a subject of its own in the journal. Health data never touches a screening
record and is read by the health role only; assessments hold no personal data at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.carried_over import untouched
from borderdesk.desk.directory import Station, stations
from borderdesk.desk.drafting import (
    ABOUT_NOBODY,
    ACT_APART,
    PREFIX_APART,
    DraftView,
    draft_subject,
    draft_view,
    fresh_code,
    new_draft,
)
from borderdesk.desk.forms import definition
from borderdesk.desk.health_limits import HEALTH, chosen_pack
from borderdesk.desk.screening import submitted
from borderdesk.desk.workspace import Changes, Done, Workspace, permitted
from borderdesk.domain import facts
from borderdesk.domain.codes import short_code, station_of
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry
from borderdesk.domain.roles import Act, Post, require
from borderdesk.domain.values import CaseCode, moment
from borderdesk.forms import FormDefinition
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft

POE_ASSESSMENT = "poe_assessment"
CRISIS = "crisis"
_RESULTS = {
    HEALTH: (
        "health_result",
        "fever",
        "watch",
        "pack_id",
        "pack_title_en",
        "pack_title_lo",
        "pack_version",
        "fever_from",
        "days",
        "HS_15",
        "HS_16",
    ),
    POE_ASSESSMENT: (
        "post_name",
        "post_type",
        "visit_day",
        "next_visit",
        "infra_mean",
        "proc_mean",
        "pers_mean",
        "health_mean",
        "iec_mean",
        "star_gaps",
        "other_gaps",
        "equipment",
        "training",
        "answered",
        "unknowns",
    ),
    CRISIS: (
        "place",
        "phase",
        "alert",
        "before_mean",
        "during_mean",
        "after_mean",
        "star_gaps",
        "other_gaps",
        "unknowns",
    ),
}
"""Fields of a finished form that reports read by name."""
READ_APART = frozenset(name for names in _RESULTS.values() for name in names)
"""The same of all these forms: no form of a content pack may leave one of them out."""


@dataclass(frozen=True)
class FinishedApart:
    """A finished form that belongs to no screening."""

    code: str
    short: str
    form: str
    station: str
    at: datetime
    by: str
    results: Mapping[str, str]


@dataclass(frozen=True)
class SealedApart:
    """A finished health check or assessment as it was filled, with the hash of its form."""

    code: str
    sha256: str
    instance: str


def is_apart(form_id: str) -> bool:
    """Whether a form belongs to no screening record."""
    return form_id in ACT_APART


@permitted(Act.CHECK_HEALTH)
def start_health_check(workspace: Workspace, *, direction: str = "") -> Done[Draft]:
    """A health check under a number of its own, with the limits of the chosen disease pack.

    :raises Unavailable: ``form.missing``.
    """
    with workspace.store.read() as transaction:
        pack = chosen_pack(workspace, transaction).pack
    return _start(workspace, HEALTH, {**pack.fields(), "direction": direction})


@permitted(Act.ASSESS)
def start_assessment(workspace: Workspace, form_id: str) -> Done[Draft]:
    """An assessment of the border post, or of its plan for a crisis. One that the user began and wrote
    nothing into makes room for it.

    :raises Unavailable: ``form.missing``.
    """
    if form_id not in ABOUT_NOBODY:
        raise Unavailable("form.missing", form=form_id)
    with workspace.store.write() as transaction:
        for draft in _mine(workspace, transaction, form_id):
            if untouched(workspace, transaction, draft):
                transaction.drafts.remove(draft.id)
    if form_id == CRISIS:
        return _start(workspace, form_id, {})
    here = post_name(workspace.station) if workspace.post is Post.CHECKPOINT else ""
    known = {"visit_day": workspace.clock().date().isoformat(), "post_name": here}
    return _start(workspace, form_id, known)


@permitted(Act.ASSESS)
def begun_assessments(workspace: Workspace, form_id: str) -> list[DraftView]:
    """Assessments of this kind that the user began, wrote into and did not finish, the latest first."""
    with workspace.store.read() as transaction:
        return [
            draft_view(transaction, draft)
            for draft in _mine(workspace, transaction, form_id)
            if not untouched(workspace, transaction, draft)
        ]


@permitted(Act.FILL)
def put_away_untouched(workspace: Workspace, draft_id: str) -> Changes:
    """Forget a form apart that was begun by mistake: nothing was answered but what it began with.

    :raises Unavailable: ``draft.gone``.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        if not is_apart(draft.form) or not untouched(workspace, transaction, draft):
            return Changes()
        transaction.drafts.remove(draft_id)
    return Changes(frozenset({"draft"}), frozenset({draft_subject(draft)}))


def post_name(station: str) -> str:
    """A post under both its names, so that its visits find each other in either language; "" of no row."""
    row = next((each for each in stations() if each.code == station), None)
    return _both_names(row) if row is not None else ""


def post_name_in(language: str, written: str) -> str:
    """What was written; of a post that stands there under both its names, the one of ``language``."""
    row = next((each for each in stations() if _both_names(each) == written.strip()), None)
    return row.name(language) if row is not None else written


def _both_names(row: Station) -> str:
    return f"{row.name_lo} ({row.name_en})"


def _mine(workspace: Workspace, transaction: Transaction, form_id: str) -> list[Draft]:
    return [
        draft
        for draft in transaction.drafts.all()
        if draft.form == form_id and draft.user == workspace.user.id
    ]


def _start(workspace: Workspace, form_id: str, known: Mapping[str, str]) -> Done[Draft]:
    with workspace.store.write() as transaction:
        code = fresh_code(workspace, transaction)
        draft = new_draft(workspace, transaction, code, form_id, {k: v for k, v in known.items() if v})
    return Done(draft, Changes(frozenset({"draft"}), frozenset({draft_subject(draft)})))


@permitted(Act.FILL)
def complete_apart(workspace: Workspace, draft_id: str) -> Done[FinishedApart]:
    """Seal a finished health check or assessment and forget the draft.

    :raises RuleBroken: ``form.not_complete`` with ``question``.
    :raises Unavailable: ``draft.gone``, ``form.missing`` for a form that belongs to a screening.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        if not is_apart(draft.form):
            raise Unavailable("form.missing", form=draft.form)
        require(workspace.user.role, ACT_APART[draft.form])
        session, record = submitted(workspace, transaction, draft)
        named = {path.rsplit("/", 1)[1]: value for path, value in session.answers().items()}
        kind = facts.HealthChecked if draft.form == HEALTH else facts.AssessmentCompleted
        written = kind(
            session.form.id,
            session.form.version,
            session.form.sha256,
            record,
            {name: named[name] for name in _RESULTS[draft.form] if named.get(name)},
        )
        subject = draft_subject(draft)
        changes = workspace.record(transaction, subject, written)
        transaction.drafts.remove(draft_id)
        (finished,) = _finished(workspace, transaction, [subject])
    return Done(finished, changes | Changes(frozenset({"draft"}), frozenset({subject})))


@permitted(Act.READ_HEALTH)
def health_checks(workspace: Workspace) -> list[FinishedApart]:
    """Finished health checks, the latest first."""
    return _all_finished(workspace, HEALTH)


@permitted(Act.READ_HEALTH)
def read_health_check(workspace: Workspace, code: str) -> SealedApart:
    """One finished check with all its answers. That it was read is written down, once a sitting.

    :raises Unavailable: ``health.missing``.
    """
    subject = PREFIX_APART[HEALTH] + code
    with workspace.store.write() as transaction:
        found = _last(transaction.journal.of(subject))
        if found is None:
            raise Unavailable("health.missing")
        if subject not in workspace.viewed:
            workspace.record(transaction, subject, facts.RecordViewed())
            workspace.viewed.add(subject)
    _, fact = found
    return SealedApart(code, fact.sha256, fact.instance)


@permitted(Act.READ_ASSESSMENTS)
def read_assessment(workspace: Workspace, code: str) -> SealedApart:
    """One finished assessment of a border post or crisis plan with all its answers; nobody's record.

    :raises Unavailable: ``assessment.missing``.
    """
    with workspace.store.read() as transaction:
        fact = _assessment(transaction, code)
    return SealedApart(code, fact.sha256, fact.instance)


def finished_check(transaction: Transaction, code: str) -> facts.HealthChecked | None:
    """A finished health check within a transaction; for practice stories."""
    found = _last(transaction.journal.of(PREFIX_APART[HEALTH] + code))
    return found[1] if found is not None and isinstance(found[1], facts.HealthChecked) else None


@permitted(Act.READ_ASSESSMENTS)
def assessments(workspace: Workspace, form_id: str = POE_ASSESSMENT) -> list[FinishedApart]:
    """Finished assessments of this post, or on a supervisor's desk of every post, the latest first."""
    return _all_finished(workspace, form_id)


def _all_finished(workspace: Workspace, form_id: str) -> list[FinishedApart]:
    with workspace.store.read() as transaction:
        subjects = transaction.journal.subjects(PREFIX_APART[form_id])
        found = [each for each in _finished(workspace, transaction, subjects) if each.form == form_id]
    return sorted(found, key=lambda each: (each.at, each.code), reverse=True)


def _finished(workspace: Workspace, transaction: Transaction, subjects: list[str]) -> list[FinishedApart]:
    found = []
    for subject, entries in transaction.journal.of_many(subjects):
        code = subject.split(":", 1)[1]
        last = _last(entries)
        if last is not None:
            entry, fact = last
            station = station_of(code)
            found.append(
                FinishedApart(
                    code,
                    short_code(CaseCode(code)) if station else code,
                    fact.form,
                    station,
                    moment(entry.at),
                    entry.actor,
                    dict(fact.results),
                )
            )
    return found


def _last(entries: Iterable[Entry]) -> tuple[Entry, facts.HealthChecked | facts.AssessmentCompleted] | None:
    """How a form was last sealed."""
    for step in history(entries).steps[::-1]:
        if isinstance(step.fact, facts.HealthChecked | facts.AssessmentCompleted):
            return step.entry, step.fact
    return None


def assessment_record(
    transaction: Transaction, code: str
) -> tuple[facts.AssessmentCompleted, FormDefinition]:
    """A finished assessment and the form it was made with; for the report.

    :raises Unavailable: ``assessment.missing``, ``form.version_missing``.
    """
    fact = _assessment(transaction, code)
    return fact, definition(transaction.forms.by_hash(fact.sha256))


def _assessment(transaction: Transaction, code: str) -> facts.AssessmentCompleted:
    found = _last(transaction.journal.of(PREFIX_APART[POE_ASSESSMENT] + code))
    if found is None or not isinstance(found[1], facts.AssessmentCompleted):
        raise Unavailable("assessment.missing")
    return found[1]
