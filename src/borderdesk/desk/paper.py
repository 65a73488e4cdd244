"""Paper: the service card slip and the referral form of an issued referral, as PDF bytes in memory."""

from datetime import date

from borderdesk.desk.access import SLIP_KEY
from borderdesk.desk.directory import Receiver, directory, helplines, in_neighbours, receiver
from borderdesk.desk.disclosing import answer_label, item_label, item_value
from borderdesk.desk.forms import definition
from borderdesk.desk.records import readable_case
from borderdesk.desk.workspace import Done, Workspace, case_subject, need, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Consent, Referral
from borderdesk.domain.codes import slip_check
from borderdesk.domain.disclosure import Item, ReceiverKind, disclosed
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.domain.values import CaseCode, Urgency
from borderdesk.forms import Session
from borderdesk.slips.content import (
    Bilingual,
    CardPaper,
    CopyFor,
    FormCopy,
    Helpline,
    PrintedDocument,
    Reference,
    ReferralForm,
    Row,
    Section,
    ServiceCard,
)
from borderdesk.slips.content import Receiver as PaperReceiver
from borderdesk.slips.content import Urgency as PaperUrgency
from borderdesk.store.database import Transaction
from borderdesk.text import LANGUAGES, WRITTEN, tr_in, translatable
from borderdesk.text.collation import sort_key

_URGENCY = {
    Urgency.EMERGENCY: PaperUrgency.WITHIN_24_HOURS,
    Urgency.URGENT: PaperUrgency.WITHIN_72_HOURS,
    Urgency.NORMAL: PaperUrgency.WITHIN_2_WEEKS,
}
_BLOCKS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("R1", (Item.NAME, Item.AGE_BAND, Item.SEX, Item.LANGUAGES, Item.NATIONALITY)),
    ("R2", (Item.NEEDS, Item.FACTS, Item.OUTCOME)),
    ("R3", (Item.SAFETY, Item.CONTACT_WAY)),
    ("R4", (Item.DONE,)),
    ("R6", (Item.HANDOVER,)),
)
_AGREEMENTS = {
    "consent_refer": translatable("Agrees to be referred"),
    "consent_share": translatable("Agrees that this is passed on"),
    "consent_how": translatable("How the agreement was given"),
    "witness_role": translatable("Witness"),
    "override_text": translatable("Passed on without agreement because"),
}
MOST_SERVICES = 3
"""So many services a small card names at most."""
_PERSON_ASKS = (Item.LANGUAGES, Item.NEEDS, Item.HANDOVER)


@permitted(Act.PRINT)
def slip_pdf(
    workspace: Workspace,
    code: str,
    number: str,
    *,
    size: str = "a4",
    language: str = "lo",
    font: str = "noto",
) -> PrintedDocument:
    """The service card slip of a referral: ``size`` a4 (three parts), a5 (three copies) or card.

    :raises RuleBroken: ``referral.unknown``. :raises NotAllowed: ``slip.not_ours``.
    """
    from borderdesk.slips.service_card import draw_service_card  # late: reportlab and HarfBuzz

    with workspace.store.read() as transaction:
        _, issued = _issued(workspace, transaction, code, number)
        reference = _reference(workspace, transaction, code, issued)
    card = ServiceCard(
        reference=reference,
        issued_at=issued.issued_at.astimezone(workspace.clock().tzinfo),
        station=workspace.station,
        urgency=_URGENCY[issued.urgency],
        receiver=_paper_receiver(receiver(issued.receiver), language),
        printed_by=f"{workspace.station}-{workspace.user.id}",
        helpline=helpline_for_paper(workspace.clock().date()),
        language=language,
        practice=workspace.practice,
        printed_on=workspace.clock().date(),
    )
    return draw_service_card(card, CardPaper(size), font)


@permitted(Act.PRINT)
def slip_reference(workspace: Workspace, code: str, number: str) -> Reference:
    """What ties a paper to its record, for copying by hand onto a printed blank where nothing prints.

    :raises RuleBroken: ``referral.unknown``. :raises NotAllowed: ``slip.not_ours``.
    """
    with workspace.store.read() as transaction:
        _, issued = _issued(workspace, transaction, code, number)
        return _reference(workspace, transaction, code, issued)


@permitted(Act.PRINT)
def referral_form_pdf(
    workspace: Workspace,
    code: str,
    number: str,
    *,
    copies: tuple[int, ...] = (1, 2, 3),
    language: str = "lo",
    font: str = "noto",
) -> PrintedDocument:
    """The referral form in marked copies; each says what its reader may know and the person allowed.

    :raises RuleBroken: ``referral.unknown``. :raises NotAllowed: ``slip.not_ours``, ``slip.no_consent``.
    """
    from borderdesk.slips.referral_form import draw_referral_form  # late: reportlab and HarfBuzz

    with workspace.store.read() as transaction:
        state, issued = _issued(workspace, transaction, code, number)
        reference = _reference(workspace, transaction, code, issued)
        form = definition(transaction.forms.by_hash(issued.sha256))
    consent = state.consent(issued.receiver)
    if consent is None or not consent.sharing_allowed:
        raise NotAllowed("slip.no_consent")
    session = Session(form, saved=issued.instance, clock=workspace.clock)
    document = ReferralForm(
        reference=reference,
        issued_at=issued.issued_at.astimezone(workspace.clock().tzinfo),
        station=workspace.station,
        urgency=_URGENCY[issued.urgency],
        receiver=_paper_receiver(receiver(issued.receiver), language),
        printed_by=f"{workspace.station}-{workspace.user.id}",
        copies=tuple(_copy(CopyFor(copy), session, issued, consent, code, language) for copy in copies),
        helpline=helpline_for_paper(workspace.clock().date()),
        language=language,
        practice=workspace.practice,
        printed_on=workspace.clock().date(),
    )
    return draw_referral_form(document, font)


@permitted(Act.PRINT)
def mark_printed(
    workspace: Workspace, code: str, number: str, documents: tuple[str, ...], pages: int, to: str = "printer"
) -> Done[None]:
    """Write down that paper left the printer, or a PDF a chosen stick; who and when."""
    with workspace.store.write() as transaction:
        _issued(workspace, transaction, code, number)
        fact = facts.SlipPrinted(number, documents, pages, to)
        return Done(None, workspace.record(transaction, case_subject(code), fact))


def _issued(
    workspace: Workspace, transaction: Transaction, code: str, number: str
) -> tuple[CaseState, Referral]:
    state = readable_case(workspace, transaction, code)
    if state.station != workspace.station:
        raise NotAllowed("slip.not_ours", station=state.station)
    for each in state.referrals:
        if each.number == number:
            return state, each
    raise RuleBroken("referral.unknown", number=number)


def _reference(workspace: Workspace, transaction: Transaction, code: str, issued: Referral) -> Reference:
    """As the slip said it when it was first printed, whatever the referral is called here by now."""
    key = need(transaction.secret(SLIP_KEY), "workspace.damaged")
    return Reference(code, issued.on_paper, slip_check(key, CaseCode(code), issued.on_paper))


def helpline_for_paper(today: date) -> Helpline | None:
    """The first help line that may print; where none may, any, so that paper says to ask at a desk.

    Only lines that help whoever calls, in this country: 1300 is another number across the river, and the fire
    service is no help line.
    """
    here = [line for line in helplines() if line.kind == "helpline" and line.country in ("", "LA")]
    lines = [Helpline(line.number, line.verified_on) for line in here]
    return next((line for line in lines if line.printable_on(today)), lines[0] if lines else None)


def services_for_paper(today: date, province: str, language: str) -> tuple[PaperReceiver, ...]:
    """Services that a paper for anybody may name: in reach, open to everybody, with a number that may print.

    No embassy, since some must not be brought to theirs; no police desk of the place, since an official of it
    may be involved; none that keeps its address private. Those of the province first, then by name.
    """
    found = [
        each
        for each in directory()
        if (each.national or each.province == province)
        and not each.confidential
        and each.kind is not ReceiverKind.CONSULATE
        and (each.national or each.kind is not ReceiverKind.ATD)
        and not {"woman", "man"} - set(each.sexes or ("woman", "man"))
        and not {"adult", "child"} - set(each.ages or ("adult", "child"))
        and _paper_receiver(each, language).phone_printable_on(today)
    ]
    found.sort(key=lambda each: (each.province != province, sort_key(each.card_name_lo), each.id))
    return tuple(_paper_receiver(each, language) for each in found[:MOST_SERVICES])


def _paper_receiver(each: Receiver, language: str) -> PaperReceiver:
    """What papers show; what the person's copy shows of it also in their language."""
    return PaperReceiver(
        directory_id=each.id,
        card_name=Bilingual(each.card_name_lo, each.card_name_en, each.card_name_for_person(language)),
        name=Bilingual(each.name_lo, each.name_en),
        address=Bilingual(each.address_lo, each.address_en),
        phone=each.phone,
        hours=Bilingual(each.hours_lo, each.hours_en, in_neighbours(each.hours_en, language)),
        languages=each.languages,
        confidential=each.confidential,
        number_verified_on=each.phone_verified_on,
    )


def _copy(
    made_for: CopyFor, session: Session, issued: Referral, consent: Consent, code: str, language: str
) -> FormCopy:
    """What one reader gets: the station all, the receiver by need to know, the person what they carry."""
    withheld = frozenset(Item(name) for name in consent.withheld)
    told = {
        each.item: each.withheld
        for each in disclosed(receiver(issued.receiver).kind, withheld, sharing=consent.sharing_allowed)
    }
    spoken = [*LANGUAGES]
    if made_for is CopyFor.PERSON and language in WRITTEN and language not in LANGUAGES:
        spoken.append(language)
    sections = []
    for block, items in _BLOCKS:
        rows = []
        for item in items:
            if made_for is CopyFor.PERSON and item not in _PERSON_ASKS:
                continue
            if made_for is CopyFor.RECEIVER and item not in told:
                continue
            hidden = made_for is CopyFor.RECEIVER and told[item]
            value = Bilingual(*(item_value(session, item, code, each) for each in spoken))
            if hidden or value.lo or value.en:
                label = Bilingual(*(item_label(item, each) for each in spoken))
                rows.append(Row(label, Bilingual("") if hidden else value, withheld=hidden))
        if rows:
            sections.append(Section(block, tuple(rows)))
        if block == "R4" and made_for is not CopyFor.PERSON:
            sections.append(Section("R5", _agreement_rows(session)))
    return FormCopy(made_for, tuple(sections))


def _agreement_rows(session: Session) -> tuple[Row, ...]:
    """What was agreed and how, so that the receiver knows on what ground the form was sent."""
    values = [
        (label, {each: answer_label(session, name, each) for each in ("lo", "en")})
        for name, label in _AGREEMENTS.items()
    ]
    return tuple(
        Row(Bilingual(tr_in("lo", label), tr_in("en", label)), Bilingual(value["lo"], value["en"]))
        for label, value in values
        if value["en"] or value["lo"]
    )
