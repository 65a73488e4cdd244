"""Referring with consent: issuing and refusing, replies, agreements taken back, slips that are shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from borderdesk.desk.access import SLIP_KEY
from borderdesk.desk.directory import receiver
from borderdesk.desk.receivers import forbidden
from borderdesk.desk.records import readable_case
from borderdesk.desk.screening import submitted
from borderdesk.desk.steps import REFERRAL
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, facts_of, need, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Referral
from borderdesk.domain.codes import read_slip_code, slip_check
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.numbering import next_referral
from borderdesk.domain.roles import Act
from borderdesk.domain.values import CaseCode, ReferralStep, Urgency, iso
from borderdesk.forms import Session
from borderdesk.store.database import Transaction


@dataclass(frozen=True)
class Issued:
    """A sealed referral."""

    code: str
    number: str
    check: str
    due: str


@dataclass(frozen=True)
class SlipCheck:
    """What a scanned slip code says. ``genuine`` is None where this PC has no key of that station."""

    code: CaseCode
    referral: str
    genuine: bool | None
    known: bool


@permitted(Act.REFER)
def issue_referral(workspace: Workspace, draft_id: str) -> Done[Issued]:
    """Seal the referral form, give it its number, keep the consent: one transaction, before any printing.

    :raises RuleBroken: ``referral.incomplete`` with ``missing``, ``referral.no_consent``,
        ``referral.second_signer``, ``referral.no_embassy``, ``referral.not_local``,
        ``form.not_complete``.
    :raises Unavailable: ``directory.missing``.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        session, submission = submitted(workspace, transaction, draft)
        answers = _answers(session)
        if answers.get("missing"):
            raise RuleBroken("referral.incomplete", missing=answers["missing"].replace(" ", ", "))
        if answers.get("may_share") != "yes":
            raise RuleBroken("referral.no_consent")
        _check_second_signer(workspace, answers)
        if not answers.get("receiver"):  # shared against a no: the form then does not ask for a receiver
            raise RuleBroken("referral.incomplete", missing="receiver")
        chosen = receiver(answers["receiver"])
        state = readable_case(workspace, transaction, draft.case_code)
        if refused := forbidden(chosen, state):
            raise RuleBroken(refused)
        if state.asylum and "consular" in answers.get("needs", "").split():
            raise RuleBroken("referral.no_embassy")  # no other receiver shall make that contact either
        number = next_referral([each.number for each in state.referrals], workspace.generation)
        urgency = Urgency(answers["urgency"])
        due = iso(workspace.clock().astimezone(UTC) + urgency.within)
        written: list[facts.Fact] = []
        if answers.get("person_name"):
            written.append(
                facts.PersonRecorded(
                    answers["person_name"],
                    sex="" if answers.get("sex_stated") == "not_stated" else answers.get("sex_stated", ""),
                    nationality=answers.get("nationality", ""),
                )
            )
        written.append(_consent(chosen.id, answers))
        written.append(
            facts.ReferralIssued(
                number=number,
                receiver=chosen.id,
                urgency=urgency.value,
                needs=tuple(answers.get("needs", "").split()),
                mode=answers.get("handover_mode", ""),
                due=due,
                instance=submission,
                form=REFERRAL,
                version=session.form.version,
                sha256=session.form.sha256,
            )
        )
        subject = case_subject(draft.case_code)
        changes = workspace.record(transaction, subject, *written)
        transaction.drafts.remove(draft_id)
        key = need(transaction.secret(SLIP_KEY), "workspace.damaged")
    check = slip_check(key, CaseCode(draft.case_code), number)
    return Done(Issued(draft.case_code, number, check, due), changes | Changes(frozenset({"draft"})))


def _answers(session: Session) -> dict[str, str]:
    return {path.rsplit("/", 1)[1]: value for path, value in session.answers().items()}


def _check_second_signer(workspace: Workspace, answers: Mapping[str, str]) -> None:
    """Sharing against a no is signed by somebody else too, on paper; here their role number is kept."""
    second = answers.get("override_second", "").strip().upper()
    if answers.get("override_used") == "yes" and (
        second == workspace.user.id or not re.fullmatch(r"[A-Z][0-9]{1,5}", second)
    ):
        raise RuleBroken("referral.second_signer")


def _consent(receiver_id: str, answers: Mapping[str, str]) -> facts.ConsentRecorded:
    override = answers.get("override_text", "") if answers.get("override_used") == "yes" else ""
    return facts.ConsentRecorded(
        receiver=receiver_id,
        record=answers.get("consent_record", ""),
        refer=answers.get("consent_refer", ""),
        share=answers.get("consent_share", ""),
        statistics=answers.get("consent_statistics", ""),
        withheld=tuple(answers.get("withheld", "").split()),
        how=answers.get("consent_how", ""),
        witness=answers.get("witness_role", ""),
        child_assent=answers.get("child_assent", ""),
        override_reason=override,
        override_second=answers.get("override_second", "") if override else "",
    )


@permitted(Act.REFER)
def refuse_referral(
    workspace: Workspace, code: str, *, explained_by: str, reason: str = ""
) -> Done[CaseState]:
    """The person does not want help now: what was agreed is kept, the record stays on this PC."""
    with workspace.store.write() as transaction:
        readable_case(workspace, transaction, code)
        written: list[facts.Fact] = []
        for draft in transaction.drafts.of_case(code):
            if draft.form == REFERRAL:
                answers = _answers(submitted(workspace, transaction, draft)[0])
                if any(answers.get(f"consent_{what}") for what in ("record", "refer", "share", "statistics")):
                    written.append(_consent(answers.get("receiver", ""), answers))
                transaction.drafts.remove(draft.id)
        written.append(facts.ReferralRefused(explained_by, reason.strip()))
        changes = workspace.record(transaction, case_subject(code), *written)
        return Done(readable_case(workspace, transaction, code), changes)


@permitted(Act.REFER)
def report_missing_service(workspace: Workspace, code: str, needs: tuple[str, ...]) -> Done[None]:
    """No receiver fits: kept as a gap for the supervisor."""
    with workspace.store.write() as transaction:
        readable_case(workspace, transaction, code)
        return Done(None, workspace.record(transaction, case_subject(code), facts.ServiceMissing(needs)))


@permitted(Act.ANSWER_REFERRAL)
def answer_referral(
    workspace: Workspace, code: str, number: str, step: ReferralStep, detail: str = ""
) -> Done[CaseState]:
    """What the receiver answered.

    :raises RuleBroken: ``referral.unknown``.
    """
    with workspace.store.write() as transaction:
        state = readable_case(workspace, transaction, code)
        _referral(state, number)
        fact = facts.ReferralAnswered(number, step.value, detail.strip())
        changes = workspace.record(transaction, case_subject(code), fact)
        return Done(readable_case(workspace, transaction, code), changes)


@permitted(Act.REFER)
def withdraw_consent(workspace: Workspace, code: str, receiver_id: str, reason: str = "") -> Done[CaseState]:
    """The person takes an agreement back; what was already sent stays in the timeline.

    :raises RuleBroken: ``consent.none``.
    """
    with workspace.store.write() as transaction:
        state = readable_case(workspace, transaction, code)
        if state.consent(receiver_id) is None:
            raise RuleBroken("consent.none")
        fact = facts.ConsentWithdrawn(receiver_id, reason.strip())
        changes = workspace.record(transaction, case_subject(code), fact)
        return Done(readable_case(workspace, transaction, code), changes)


@permitted(Act.READ_RECORDS)
def check_slip(workspace: Workspace, text: str) -> SlipCheck:
    """Whether a slip's code was made by the station it names; works without any network.

    :raises RuleBroken: ``slip_code.malformed``, ``case_code.malformed``, ``case_code.check``.
    """
    scanned = read_slip_code(text)
    with workspace.store.read() as transaction:
        keys = _slip_keys(workspace, transaction, scanned.case.split("-")[1])
        row = transaction.cases.one(scanned.case)
        known = row is not None and not row.official
    matches = [slip_check(key, scanned.case, scanned.referral) == scanned.check for key in keys]
    return SlipCheck(scanned.case, scanned.referral, any(matches) if matches else None, known)


def _slip_keys(workspace: Workspace, transaction: Transaction, station: str) -> list[bytes]:
    """Keys of a station's own PCs: what a PC says of itself counts only for the station on its card."""
    cards = trusted_cards(workspace, transaction)
    at_station = {device for device, card in cards.items() if card.station == station}
    if workspace.station == station:
        at_station.update({workspace.device, *workspace.older})
    return [
        bytes.fromhex(fact.slip_key)
        for entry, fact in facts_of(transaction, facts.DeviceRegistered)
        if entry.device in at_station and fact.station == station
    ]


def _referral(state: CaseState, number: str) -> Referral:
    for each in state.referrals:
        if each.number == number:
            return each
    raise RuleBroken("referral.unknown", number=number)
