"""Referring with consent: ranked receivers, the live list of what one gets, issuing, refusing, replies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from borderdesk.desk.access import SLIP_KEY
from borderdesk.desk.directory import Receiver, directory, receiver, stations
from borderdesk.desk.forms import form_language
from borderdesk.desk.records import readable_case
from borderdesk.desk.screening import submitted
from borderdesk.desk.steps import REFERRAL
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, facts_of, need, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Referral
from borderdesk.domain.codes import read_slip_code, slip_check
from borderdesk.domain.disclosure import Item, ReceiverKind, disclosed
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.numbering import next_referral
from borderdesk.domain.roles import Act
from borderdesk.domain.values import AgeGroup, CaseCode, ReferralStep, Urgency, iso
from borderdesk.forms import Question, Session
from borderdesk.slips.content import confirmed_recently
from borderdesk.store.database import Transaction
from borderdesk.text import language, tr, tr_in, translatable
from borderdesk.text.collation import sort_key

CALL_FIRST_AFTER = timedelta(days=90)
_FIELDS: dict[Item, tuple[str, ...]] = {
    Item.LANGUAGES: ("languages", "interpreter_needed"),
    Item.AGE_BAND: ("age_band",),
    Item.SEX: ("sex_stated",),
    Item.NAME: ("person_name",),
    Item.NATIONALITY: ("nationality",),
    Item.NEEDS: ("needs",),
    Item.FACTS: ("facts",),
    Item.SAFETY: ("danger_near", "do_not_contact"),
    Item.CONTACT_WAY: ("safe_way", "safe_contact", "safe_hour"),
    Item.DONE: ("first_aid", "food_given", "interpreter_used", "items_kept"),
    Item.HANDOVER: ("handover_mode", "escort_same_sex"),
}
"""Which fields of the referral form make up an item of the disclosure list."""


@dataclass(frozen=True)
class RankedReceiver:
    """A receiver and why it is offered, in words. Nothing is preselected."""

    receiver: Receiver
    why: tuple[str, ...]
    matches: tuple[str, ...]
    open_now: bool
    call_first: bool
    number_shown: bool


@dataclass(frozen=True)
class AgencyLine:
    """One line of "what this agency will get"; a withheld line is shown struck out."""

    item: Item
    label: str
    value: str
    withheld: bool


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
def ranked_receivers(workspace: Workspace, code: str, needs: tuple[str, ...]) -> list[RankedReceiver]:
    """Receivers for these needs, the best match first, equal ones in order of name; those that match nothing
    are left out.
    """
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
    province = next((each.province for each in stations() if each.code == workspace.station), "")
    wanted = set(needs)
    today = workspace.clock().date()
    ranked = []
    for each in directory():
        matches = tuple(name for name in each.needs if name in wanted)
        if not matches or not _accepts(each, state) or _forbidden(each, state):
            continue
        near = bool(province) and each.province == province
        why = _why(each, matches, near)
        call_first = each.checked_on is None or today - each.checked_on > CALL_FIRST_AFTER
        shown = RankedReceiver(each, why, matches, each.open_24h, call_first, _number_prints(each, today))
        name = sort_key(each.name(language()))
        ranked.append((not (near or each.national), -len(matches), not near, name, each.id, shown))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]


def _accepts(each: Receiver, state: CaseState) -> bool:
    """Age is known to the case; sex is asked on the form and never presumed here."""
    child = state.age_group is not AgeGroup.ADULT
    return not each.ages or ("child" if child else "adult") in each.ages


def _forbidden(each: Receiver, state: CaseState) -> str:
    """The code with which a receiver is refused for this record; "" where there is nothing against it.

    Who fears going back is never brought into contact with their embassy or consular service. Where an
    official may be involved, the department is reached at its centre and not through its local desks.
    """
    if state.asylum and each.kind is ReceiverKind.CONSULATE:
        return "referral.no_embassy"
    if state.official_involved and each.kind is ReceiverKind.ATD and not each.national:
        return "referral.not_local"
    return ""


def _why(each: Receiver, matches: tuple[str, ...], near: bool) -> tuple[str, ...]:
    why = [tr("Offers: {needs}", needs=", ".join(need_name(name) for name in matches))]
    if each.open_24h:
        why.append(tr("Open day and night"))
    elif each.hours(language()):
        why.append(tr("Open {hours}", hours=each.hours(language())))
    if near:
        why.append(tr("In this province"))
    if {"woman", "man"} <= set(each.sexes):
        why.append(tr("Takes women and men"))
    return tuple(why)


NEED_NAMES = {
    "shelter": translatable("Safe place to stay"),
    "medical": translatable("Medical care"),
    "child_protection": translatable("Child protection"),
    "legal": translatable("Legal advice"),
    "interpreter": translatable("Interpreter"),
    "food": translatable("Food and basic items"),
    "transport": translatable("Transport"),
    "family_contact": translatable("Contact with family"),
    "consular": translatable("Contact with embassy"),
    "return_assistance": translatable("Help to go home"),
    "full_identification": translatable("Specialist interview"),
}
ITEM_LABELS = {
    Item.CODE: translatable("Case code"),
    Item.LANGUAGES: translatable("Languages"),
    Item.AGE_BAND: translatable("Age group"),
    Item.SEX: translatable("Sex or gender as stated"),
    Item.NAME: translatable("Name as used"),
    Item.NATIONALITY: translatable("Nationality"),
    Item.NEEDS: translatable("Help needed"),
    Item.FACTS: translatable("Facts the receiver must know"),
    Item.OUTCOME: translatable("Outcome code"),
    Item.SAFETY: translatable("Safety notes"),
    Item.CONTACT_WAY: translatable("Safe way to reach the person"),
    Item.DONE: translatable("Help already given"),
    Item.HANDOVER: translatable("How the person gets there"),
}


def need_name(name: str) -> str:
    """A need in the language of the moment."""
    return tr(NEED_NAMES[name]) if name in NEED_NAMES else name


def item_label(item: Item, in_language: str) -> str:
    """An item of the disclosure list in a language."""
    return tr_in(in_language, ITEM_LABELS[item])


def _number_prints(each: Receiver, today: date) -> bool:
    return bool(each.phone) and confirmed_recently(each.phone_verified_on, today)


def agency_list(
    session: Session, receiver_id: str, withheld: frozenset[Item], *, sharing: bool, code: str
) -> list[AgencyLine]:
    """The list the person hears before agreeing, from the running referral form.

    :raises Unavailable: ``directory.missing``.
    """
    kind = receiver(receiver_id).kind
    return [
        AgencyLine(
            each.item,
            item_label(each.item, language()),
            item_value(session, each.item, code, language()),
            each.withheld,
        )
        for each in disclosed(kind, withheld, sharing=sharing)
    ]


def item_value(session: Session, item: Item, code: str, in_language: str) -> str:
    """An item's value, from the referral form's answers; labels in a language (``lo`` or ``en``)."""
    if item is Item.CODE:
        return code
    if item is Item.OUTCOME:
        return next((value for path, value in session.answers().items() if path.endswith("/outcome")), "")
    texts = [answer_label(session, name, in_language) for name in _FIELDS[item]]
    return "; ".join(text for text in texts if text)


def answer_label(session: Session, name: str, in_language: str) -> str:
    """An answer by field name as its label in a language, "" where it is blank or not asked."""
    for _, node in session.asked():
        if node.name == name:
            return _answer_text(session, session.question(node), in_language)
    return ""


def _answer_text(session: Session, question: Question, in_language: str) -> str:
    if not question.state.relevant or not question.value:
        return ""
    if question.control not in ("select", "select1"):
        return question.value
    labels = {
        choice.value: str(choice.label)
        for choice in question.choices(form_language(session.form, in_language))
    }
    return ", ".join(labels.get(value, value) for value in question.values)


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
        if refused := _forbidden(chosen, state):
            raise RuleBroken(refused)
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
