"""Outcome and reasons: what the answers lead to, in plain sentences; raising, lowering, countersigning."""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.flags import FlagAdvice, flag_advice
from borderdesk.desk.forms import definition, form_language
from borderdesk.desk.records import readable_case
from borderdesk.desk.steps import SIGHT
from borderdesk.desk.trust import checkpoint_devices
from borderdesk.desk.workspace import Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Lowering, Screening
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.domain.values import CaseCode, Outcome
from borderdesk.forms import Session, location
from borderdesk.store.database import Transaction
from borderdesk.text import language

MOST_REASONS = 6
_ANSWERED = facts.LoweringAnswered.kind


@dataclass(frozen=True)
class Reason:
    """A sentence that links to its answer.

    ``question`` is the code on paper, such as AD-02; it and ``path`` are "" where a rule speaks and not an
    answer (for example: no private place).
    """

    question: str
    text: str
    said: bool
    form: str
    path: str


@dataclass(frozen=True)
class OutcomeView:
    """What the outcome screen shows. Codes, never numbers; ``in_force`` is what lists follow."""

    code: str
    proposed: Outcome | None
    in_force: Outcome | None
    confirmed: bool
    reasons: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]
    flags: tuple[str, ...]
    lowering: Lowering | None
    advice: tuple[FlagAdvice, ...] = ()


@dataclass(frozen=True)
class PendingLowering:
    """A lowering that waits for a supervisor's word; both values and the reason."""

    code: str
    short: str
    station: str
    in_force: Outcome
    asked: Outcome
    reason: str
    asked_by: str
    asked_at: datetime
    answered_there: bool = False
    """An earlier wish on this record was answered on a checkpoint's PC, not at a supervisor's desk."""


@permitted(Act.READ_RECORDS)
def outcome(workspace: Workspace, code: str) -> OutcomeView:
    """The outcome of a case with its reasons in the language of the moment.

    :raises Unavailable: ``case.missing``.
    """
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
        latest = {screening.form: screening for screening in state.screenings}
        ordered = sorted(latest.values(), key=lambda done: -(done.outcome.rank if done.outcome else -1))
        reasons = [reason for done in ordered for reason in _sentences(transaction, done, done.reasons)]
        unknowns = [
            reason for done in ordered for reason in _sentences(transaction, done, done.unknowns, asked=True)
        ]
    return OutcomeView(
        code,
        state.proposed,
        state.outcome,
        state.confirmed is not None,
        tuple(reasons[:MOST_REASONS]),
        tuple(unknowns),
        state.flags,
        state.lowering,
        flag_advice(state),
    )


def _sentences(
    transaction: Transaction, done: Screening, names: tuple[str, ...], *, asked: bool = False
) -> list[Reason]:
    """The form's own sentences for these questions, in order; unknown names are passed over.

    With ``asked`` the question itself is given: what is not known must not read as if it were said.
    """
    if transaction.forms.missing(done.sha256):
        return []  # its results count; its words come with the content pack that brings the form
    form = definition(transaction.forms.by_hash(done.sha256))
    session = Session(form, saved=done.instance, language=form_language(form, language()))
    nodes = {node.name: node for node in session.record.root.walk()}
    sentences = []
    for name in names:
        bind = form.binds.get(nodes[name].path) if name in nodes else None
        if bind is not None:
            text = bind.extra.get(f"reason_{language()}") or bind.extra.get("reason_en")
            if (asked or not text) and bind.path in form.controls:
                text = str(session.question(nodes[name]).label())
            if text:
                shown = bind.extra.get("code", "")
                place = location(nodes[name]) if bind.path in form.controls else ""
                sentences.append(Reason(shown, text, done.form != SIGHT, done.form, place))
    return sentences


@permitted(Act.SCREEN)
def confirm_outcome(workspace: Workspace, code: str) -> Done[CaseState]:
    """The officer agrees with what the answers lead to.

    :raises RuleBroken: ``outcome.nothing_to_confirm``.
    """
    with workspace.store.write() as transaction:
        state = readable_case(workspace, transaction, code)
        if state.outcome is None:
            raise RuleBroken("outcome.nothing_to_confirm")
        fact = facts.OutcomeConfirmed(state.outcome.value)
        changes = workspace.record(transaction, case_subject(code), fact)
        return Done(readable_case(workspace, transaction, code), changes)


@permitted(Act.SCREEN)
def choose_outcome(workspace: Workspace, code: str, chosen: Outcome, reason: str) -> Done[CaseState]:
    """Another outcome than the answers lead to. A higher one counts at once, O1 and O2 are lowered only
    by a supervisor's countersign: until then they stay in force.

    :raises RuleBroken: ``outcome.reason_missing``, ``outcome.nothing_to_confirm``,
        ``outcome.child_protection_first``.
    """
    if not reason.strip():
        raise RuleBroken("outcome.reason_missing")
    with workspace.store.write() as transaction:
        state = readable_case(workspace, transaction, code)
        present = state.outcome
        if present is None:
            raise RuleBroken("outcome.nothing_to_confirm")
        _child_protection_told(state, chosen)
        written: tuple[facts.Fact, ...]
        if chosen.rank > present.rank:
            written = (facts.OutcomeRaised(chosen.value, reason.strip()),)
        elif chosen == present:
            written = (facts.OutcomeConfirmed(present.value),)
        elif present.guarded:
            confirm = () if state.confirmed else (facts.OutcomeConfirmed(present.value),)
            written = (*confirm, facts.LoweringAsked(chosen.value, reason.strip()))
        else:
            written = (facts.OutcomeLowered(chosen.value, reason.strip()),)
        changes = workspace.record(transaction, case_subject(code), *written)
        return Done(readable_case(workspace, transaction, code), changes)


@permitted(Act.COUNTERSIGN)
def countersign_list(workspace: Workspace) -> list[PendingLowering]:
    """Lowerings that wait for an answer, the oldest first. Separate records never appear."""
    with workspace.store.read() as transaction:
        rows = [row for row in transaction.cases.all() if row.lowering_pending and not row.official]
        states = [readable_case(workspace, transaction, row.code) for row in rows]
        checkpoints = checkpoint_devices(workspace, transaction)
        there = {
            subject
            for subject, entries in transaction.journal.of_many([case_subject(row.code) for row in rows])
            if any(each.kind == _ANSWERED and each.device in checkpoints for each in entries)
        }
    pending = [
        PendingLowering(
            state.code,
            short_code(CaseCode(state.code)),
            state.station,
            state.outcome or asked.outcome,
            asked.outcome,
            asked.reason,
            asked.asked_by,
            asked.asked_at,
            case_subject(state.code) in there,
        )
        for state in states
        if (asked := state.lowering) is not None
    ]
    return sorted(pending, key=lambda item: item.asked_at)


@permitted(Act.COUNTERSIGN)
def countersign(workspace: Workspace, code: str, agree: bool, reason: str = "") -> Done[CaseState]:
    """A supervisor's answer to a wish to lower; both values stay in the record.

    :raises RuleBroken: ``outcome.no_lowering_asked``, ``outcome.reason_missing`` (for keeping the higher),
        ``outcome.child_protection_first``.
    """
    if not agree and not reason.strip():
        raise RuleBroken("outcome.reason_missing")
    with workspace.store.write() as transaction:
        state = readable_case(workspace, transaction, code)
        if state.lowering is None or not state.lowering_pending:
            raise RuleBroken("outcome.no_lowering_asked")
        if agree:
            _child_protection_told(state, state.lowering.outcome)
        fact = facts.LoweringAnswered(agree, state.lowering.outcome.value, reason.strip())
        changes = workspace.record(transaction, case_subject(code), fact)
        return Done(readable_case(workspace, transaction, code), changes)


def _child_protection_told(state: CaseState, chosen: Outcome) -> None:
    if chosen is Outcome.O4 and state.awaits_child_protection:
        raise RuleBroken("outcome.child_protection_first")
