"""What the case file does, without Qt: the timeline in words, replies, and what can still be noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from borderdesk import desk
from borderdesk.desk import Changes, SlipCheck, TimelineItem, Workspace
from borderdesk.desk.forms import form_language
from borderdesk.desk.steps import NextStep
from borderdesk.desk.travelled import RecordWay
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Person
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act, may
from borderdesk.domain.values import AgeGroup, Carriage, CaseCode, ReferralStep, Verdict
from borderdesk.forms import Layout, Session
from borderdesk.text import language, tr
from borderdesk.text.dates import short_date, short_moment
from borderdesk.ui.screens.file.others import other_records
from borderdesk.ui.screens.file.sentences import HIDDEN, agency, sentence
from borderdesk.ui.screens.file.state import (
    Agreement,
    Fact,
    FileState,
    Line,
    OpenReferral,
    Sealed,
    SealedAnswer,
)
from borderdesk.ui.screens.file.words import OUTCOMES, form_words, outcome_words, reply_words
from borderdesk.ui.screens.screening.presenter import AGE_GROUPS, DIRECTIONS

_CODE = re.compile(r"BD-?[A-Z]{3}-?\d{2}-?[0-9A-Z]{5}-?[0-9A-Z]", re.IGNORECASE)
_NUMBER = re.compile(r"\bR\d{1,3}\b", re.IGNORECASE)
_CHECK = re.compile(r"\b([0-9A-Z]{4})[- ]?([0-9A-Z]{4})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stub:
    """A tear-off part that was read: whose reply it is."""

    number: str
    agency: str


class FilePresenter:
    """One record."""

    def __init__(self, workspace: Workspace, code: str) -> None:
        self._workspace = workspace
        self._code = code
        self._lists: dict[str, dict[tuple[str, str], str]] = {}

    def state(self) -> FileState:
        """The record now; looking at somebody else's is written down by the desk.

        :raises Unavailable: ``case.missing``.
        """
        state = desk.case(self._workspace, self._code)
        role = self._workspace.user.role
        can_refer = may(role, Act.REFER)
        step = desk.next_step(self._workspace, self._code) if may(role, Act.SCREEN) else NextStep.DONE
        outcome = state.outcome
        return FileState(
            short=short_code(CaseCode(self._code)),
            outcome=(outcome_words(outcome), *OUTCOMES[outcome][1:]) if outcome else None,
            summary=tuple(self._summary(state)),
            lines=tuple(self._lines(state)),
            referrals=tuple(
                OpenReferral(each.number, agency(each.receiver), each.open) for each in state.referrals
            ),
            agreements=tuple(self._agreements(state)) if can_refer else (),
            next=_next_words(step),
            notes=tuple(_notes(state)),
            needs_contact="CHILD" in state.flags and "child_protection" not in state.contacts,
            can_refer=can_refer,
            can_refer_again=can_refer and (bool(state.referrals) or state.refused),
            can_offer_card=can_refer and not state.referrals and may(role, Act.PRINT),
            can_print=bool(state.referrals)
            and may(role, Act.PRINT)
            and state.station == self._workspace.station,
            others=other_records(self._workspace, self._code),
        )

    # what is shown

    def _summary(self, state: CaseState) -> list[Fact]:
        """What is waited for stands first, then who, then the rest."""
        opened = short_moment(self._here(state.opened_at)) if state.opened_at else ""
        found = []
        for each in state.referrals:
            standing = tr("Waiting for reply") if each.open else reply_words(each.step)
            found.append(Fact(f"{each.number} · {agency(each.receiver)}", standing))
        if state.due is not None:
            found.append(Fact(tr("Reply due"), short_moment(self._here(state.due))))
        if state.person.name_as_used:
            found.append(Fact(tr("Name as used"), state.person.name_as_used))
        found += [
            Fact(tr("Code"), self._code),
            Fact(tr("Opened"), f"{opened} · {state.opened_by}"),
            Fact(tr("Direction"), _direction(state.direction)),
            Fact(tr("Age group"), _age(state.age_group)),
        ]
        way = desk.record_way(self._workspace, self._code)
        if way is not None and not state.stays_here:
            found.append(Fact(tr("On its way"), self._way(way)))
        return found

    def _way(self, way: RecordWay) -> str:
        """How far the last change of the record has travelled."""

        def day(at: datetime | None) -> str:
            return short_date(self._here(at)) if at else "–"

        if way.carriage is Carriage.CONFIRMED:
            if way.confirmed_at is None:
                return tr("confirmed by receipt")
            return tr(
                "confirmed by receipt from {station}, taken in {day}",
                station=way.receipt_from,
                day=day(way.confirmed_at),
            )
        if way.carriage is Carriage.CARRIED:
            return tr("package {number} was handed over {day}", number=way.number, day=day(way.carried_at))
        if way.carriage is Carriage.PACKED:
            return tr("in package {number}, packed {day}", number=way.number, day=day(way.packed_at))
        return tr("not packed yet")

    def _lines(self, state: CaseState) -> list[Line]:
        items = desk.timeline(self._workspace, self._code)
        return [self._line(item) for item in items if item.kind not in HIDDEN]

    def _line(self, item: TimelineItem) -> Line:
        text, detail = sentence(item.fact, self._choice)
        if item.at_checkpoint and isinstance(item.fact, facts.LoweringAnswered):
            text = tr("{said} (countersigned at the checkpoint)", said=text)
        sealed = None
        if isinstance(item.fact, facts.ScreeningCompleted | facts.ReferralIssued) and item.fact.instance:
            fact = item.fact
            sealed = Sealed(fact.form, fact.sha256, fact.instance, form_words(fact.form))
        by = item.by if item.here else tr("{user}, another desk", user=item.by)
        return Line(short_moment(self._here(item.at)), by, text, detail, sealed)

    def _here(self, at: datetime) -> datetime:
        return at.astimezone(self._workspace.clock().tzinfo)

    def _choice(self, field: str, value: str) -> str:
        """The referral form's words for a value of one of its lists."""
        if language() not in self._lists:
            form = desk.form(self._workspace, "referral")
            spoken = form_language(form, language())
            self._lists[language()] = {
                (question.name, choice.value): str(choice.label)
                for screen in Session(form).screens(Layout.SECTIONS)
                for question in screen.questions
                if question.control in ("select", "select1")
                for choice in question.choices(spoken)
            }
        return self._lists[language()].get((field, value), value)

    def answers(self, sealed: Sealed) -> list[SealedAnswer]:
        """The answers of a finished form, in the form's order; read only.

        :raises Unavailable: ``form.version_missing`` where this PC does not have that version.
        """
        form = desk.form_by_hash(self._workspace, sealed.sha256)
        session = Session(form, saved=sealed.instance, clock=self._workspace.clock)
        spoken = form_language(form, language())
        found = []
        for _, node in session.asked():
            question = session.question(node)
            if question.is_note or not question.value:
                continue
            words = session.answer_text(question, spoken)
            label = str(question.label(spoken))
            found.append(SealedAnswer(question.extra.get("code", ""), label, words))
        return found

    def _agreements(self, state: CaseState) -> list[Agreement]:
        found = []
        for consent in state.consents:
            if consent.withdrawn or "yes" not in (consent.refer, consent.share):
                continue
            sent = [each for each in state.referrals if each.receiver == consent.receiver and each.printed]
            words = ", ".join(
                tr("{number} on {day}", number=each.number, day=short_date(self._here(each.issued_at)))
                for each in sent
            )
            told = tr("Already on paper: {papers}. That cannot be called back.", papers=words) if sent else ""
            found.append(Agreement(consent.receiver, agency(consent.receiver), told))
        return found

    # replies

    def read_stub(self, text: str) -> Stub:
        """Whose reply a tear-off part is, from its scanned or typed code.

        The whole square code, its parts typed with blanks, or only the eight letters of the check will do.

        :raises RuleBroken: ``slip_code.malformed``, ``case_code.check``, ``stub.other_record`` when it
            belongs to another record, ``stub.not_ours`` when its check was not made by that station.
        """
        state = desk.case(self._workspace, self._code)
        for payload in self._payloads(text.strip(), state):
            checked = desk.check_slip(self._workspace, payload)
            if checked.genuine is not False:
                return self._stub(checked, state)
        raise RuleBroken("stub.not_ours")

    def _payloads(self, text: str, state: CaseState) -> list[str]:
        if text.upper().startswith("BD1:"):
            return [text.upper()]
        code = _CODE.search(text)
        rest = text[: code.start()] + " " + text[code.end() :] if code else text
        number = _NUMBER.search(rest)
        check = _CHECK.search(rest)
        if check is None:
            raise RuleBroken("slip_code.malformed")
        letters = (check[1] + check[2]).upper().translate(str.maketrans("ILO", "110"))
        case = code[0].upper() if code else self._code
        numbers = [number[0].upper()] if number else [each.number for each in state.referrals]
        return [f"BD1:{case}:{each}:{letters}" for each in numbers]

    def _stub(self, checked: SlipCheck, state: CaseState) -> Stub:
        if checked.code != self._code:
            raise RuleBroken("stub.other_record", record=short_code(checked.code))
        for each in state.referrals:
            if each.number == checked.referral:
                return Stub(each.number, agency(each.receiver))
        raise RuleBroken("referral.unknown", number=checked.referral)

    def note_reply(self, number: str, step: ReferralStep, detail: str) -> Changes:
        """What the receiver answered."""
        return desk.answer_referral(self._workspace, self._code, number, step, detail).changes

    # what can still be noted

    def take_back(self, receiver: str, reason: str) -> Changes:
        """The person takes an agreement back."""
        return desk.withdraw_consent(self._workspace, self._code, receiver, reason).changes

    def person(self) -> Person:
        """What is noted about the person."""
        return desk.case(self._workspace, self._code).person

    def note_person(self, person: Person) -> Changes:
        """What the person is called.

        :raises RuleBroken: ``person.name_missing``.
        """
        return desk.record_person(self._workspace, self._code, person).changes

    def decide_other(self, code: str, verdict: Verdict) -> Changes:
        """Whether another record is of the same person, or that earlier word taken back."""
        return desk.decide_pair(self._workspace, self._code, code, verdict).changes

    def note_contact(self, who: str) -> Changes:
        """A child-protection contact was made.

        :raises RuleBroken: ``contact.who_missing``.
        """
        return desk.log_contact(self._workspace, self._code, who).changes


def _next_words(step: NextStep) -> str:
    return {
        NextStep.SIGHT: tr("Continue: first sight"),
        NextStep.PRECONDITIONS: tr("Continue: before we talk"),
        NextStep.INTERVIEW: tr("Continue: the talk"),
        NextStep.NEEDS: tr("Continue: danger and needs"),
        NextStep.OUTCOME: tr("Continue: choose the step"),
        NextStep.REFERRAL: tr("Continue: referral"),
        NextStep.CARD: tr("Continue: service card"),
        NextStep.PRINT: tr("Continue: print"),
    }.get(step, "")


def _notes(state: CaseState) -> list[str]:
    found = []
    if state.lowering_pending:
        found.append(tr("A lower step waits for the supervisor. Until then the higher one is followed."))
    if state.stays_here:
        found.append(tr("This record stays on this PC: the person did not agree that it leaves."))
    if state.conflicts:
        found.append(tr("Two desks wrote different things. The supervisor decides; both are kept."))
    if state.hidden_entries:
        found.append(tr("Part of this record is at another desk."))
    return found


def _direction(direction: str) -> str:
    return tr(DIRECTIONS.get(direction, direction)) if direction else ""


def _age(age: AgeGroup) -> str:
    return tr(AGE_GROUPS[age])
