"""One plain sentence for every kind of fact a record can hold. No Qt; used by the timeline."""

from __future__ import annotations

from collections.abc import Callable

from borderdesk import desk
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import AgeGroup, CardAnswer, CardTopic, Outcome, ReferralStep, moment
from borderdesk.text import language, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.file.words import form_words, outcome_words, reply_words

Sentence = tuple[str, str]
"""What happened, and a line of detail or ""."""

HIDDEN = frozenset({"record.viewed", "screening.resumed", "screening.moved"})
"""Kept for the audit and told there, not in the record's own history."""


def agency(receiver_id: str) -> str:
    """A receiver's name; its directory number where the entry is gone."""
    try:
        return desk.receiver(receiver_id).name(language())
    except BorderDeskError:
        return receiver_id


def sentence(fact: facts.Fact | None, choice: Callable[[str, str], str]) -> Sentence:
    """A fact in words. ``choice(field, value)`` gives the referral form's words for one of its values."""
    match fact:
        case None:
            return tr("Something was noted at another desk; its content is not on this PC."), ""
        case facts.CaseOpened():
            return tr("Record opened"), ""
        case facts.AgeDoubted(age_group=AgeGroup.ADULT):
            return tr("Surely 18 or over: treated as an adult from here on"), ""
        case facts.AgeDoubted():
            return tr("Under 18 or not sure: treated as a child from here on"), ""
        case facts.PersonRecorded():
            return tr("Name as used noted"), ""
        case facts.ScreeningCompleted():
            return tr("{form} finished and sealed", form=form_words(fact.form)), ""
        case facts.ContactLogged():
            return tr("Child protection told: {who}", who=fact.who), ""
        case facts.RecordCarried():
            return tr("Sealed to the other receiver"), ""
        case facts.StepDone():
            return tr("Priority step done"), ""
        case facts.UnknownFact():
            return tr("Something a newer program wrote; it is kept as it is."), ""
        case _:
            return _outcome(fact) or _referral(fact, choice) or (tr("Something was noted."), "")


def _outcome(fact: facts.Fact) -> Sentence | None:
    match fact:
        case facts.OutcomeConfirmed():
            return tr("Confirmed: {step}", step=_step(fact.outcome)), ""
        case facts.OutcomeRaised():
            return tr("Higher step chosen: {step}", step=_step(fact.outcome)), fact.reason
        case facts.OutcomeLowered():
            return tr("Lower step chosen: {step}", step=_step(fact.outcome)), fact.reason
        case facts.LoweringAsked():
            asked = tr("Asked to lower to: {step}. Waits for the supervisor.", step=_step(fact.outcome))
            return asked, fact.reason
        case facts.LoweringAnswered(agreed=True):
            return tr("Supervisor agreed: {step}", step=_step(fact.outcome)), fact.reason
        case facts.LoweringAnswered():
            return tr("Supervisor keeps the higher step"), fact.reason
    return None


def _referral(fact: facts.Fact, choice: Callable[[str, str], str]) -> Sentence | None:
    match fact:
        case facts.ConsentRecorded(receiver=""):
            return tr("What the person agrees to noted"), _consent(fact, choice)
        case facts.ConsentRecorded(override_reason=reason) if reason:
            passed_on = tr("Passed on to {agency} without agreement", agency=agency(fact.receiver))
            return passed_on, _consent(fact, choice)
        case facts.ConsentRecorded():
            return tr("Agreement noted for {agency}", agency=agency(fact.receiver)), _consent(fact, choice)
        case facts.ConsentWithdrawn():
            return tr("Agreement for {agency} taken back", agency=agency(fact.receiver)), fact.reason
        case facts.ReferralIssued():
            issued = tr(
                "Referral {number} issued to {agency}", number=fact.number, agency=agency(fact.receiver)
            )
            return issued, tr("Reply due {day}", day=short_date(moment(fact.due)))
        case facts.ReferralRefused():
            reason = choice("declined_reason", fact.reason) if fact.reason else ""
            who = tr("Explained by {who}", who=_who(fact.explained_by))
            return tr("The person did not want a referral"), " · ".join(p for p in (who, reason) if p)
        case facts.CardPrinted():
            return tr("Service card without a code printed"), ntr("{n} page", "{n} pages", fact.pages)
        case facts.CardOffered():
            return tr("Service card offered: {answer}", answer=_card_answer(fact)), _explained(fact)
        case facts.ServiceMissing():
            needs = ", ".join(desk.need_name(name) for name in fact.needs)
            return tr("No service was found for: {needs}", needs=needs), ""
        case facts.ReferralAnswered():
            reply = reply_words(ReferralStep(fact.step))
            return tr("Reply to {number}: {reply}", number=fact.number, reply=reply), fact.detail
        case facts.SlipPrinted():
            return _printed(fact), ntr("{n} page", "{n} pages", fact.pages)
    return None


def _step(outcome: str) -> str:
    return outcome_words(Outcome(outcome))


def _who(explained_by: str) -> str:
    return {
        "officer": tr("another officer"),
        "interpreter": tr("an interpreter"),
        "helper": tr("somebody of the helping service"),
    }.get(explained_by, explained_by)


def _card_answer(fact: facts.CardOffered) -> str:
    return {
        CardAnswer.TAKEN: tr("taken along"),
        CardAnswer.READ: tr("read here, none taken"),
        CardAnswer.NOT_WANTED: tr("not wanted"),
    }[CardAnswer(fact.answer)]


def _explained(fact: facts.CardOffered) -> str:
    """Who explained what."""
    names = {
        CardTopic.RIGHTS: tr("rights"),
        CardTopic.HELP: tr("where help is"),
        CardTopic.RETURN: tr("coming back any time"),
        CardTopic.SAFETY: tr("how to keep safe"),
    }
    what = ", ".join(names[CardTopic(topic)] for topic in fact.explained)
    who = tr("Explained by {who}", who=_who(fact.explained_by))
    return f"{who}: {what}" if what else who


def _consent(fact: facts.ConsentRecorded, choice: Callable[[str, str], str]) -> str:
    """What was agreed, how, and what was kept back."""
    parts = []
    if fact.override_reason:
        parts.append(tr("Reason: {reason}", reason=fact.override_reason))
    if fact.override_second:
        parts.append(tr("signed by {user} too", user=fact.override_second.strip().upper()))
    if fact.how:
        how = choice("consent_how", fact.how)
        witness = choice("witness_role", fact.witness) if fact.witness else ""
        parts.append(tr("{how}, witness: {witness}", how=how, witness=witness) if witness else how)
    if fact.withheld:
        kept = ", ".join(choice("withheld", name) for name in fact.withheld)
        parts.append(tr("Kept back: {items}", items=kept))
    return " · ".join(parts)


def _printed(fact: facts.SlipPrinted) -> str:
    if fact.to == "blank":
        return tr("Code of {number} copied onto a printed blank", number=fact.number)
    form = any(name.startswith("form") for name in fact.documents)
    paper = tr("Referral form") if form else tr("Slip")
    if fact.to == "stick":
        return tr("{paper} of {number} saved to a stick", paper=paper, number=fact.number)
    return tr("{paper} of {number} printed", paper=paper, number=fact.number)
