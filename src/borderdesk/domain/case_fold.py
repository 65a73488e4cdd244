"""The fold of a case: its entries, in whatever order they come, to the one state that follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Consent, Lowering, Person, Referral, Screening
from borderdesk.domain.contested import ReferralKeys, open_conflicts, referral_keys
from borderdesk.domain.fold import History, Step, history
from borderdesk.domain.journal import Entry
from borderdesk.domain.settling import outcome_of, until_settled
from borderdesk.domain.values import (
    AgeGroup,
    CardAnswer,
    CaseCode,
    DeviceId,
    Outcome,
    ReferralStep,
    StationCode,
    Urgency,
    moment,
)


def fold_case(code: str, entries: Iterable[Entry]) -> CaseState:
    """The state of case ``code`` from its entries, in whatever order they come."""
    return fold_history(code, history(entries))


def fold_history(code: str, past: History) -> CaseState:
    """As :func:`fold_case`, for a history already in order."""
    state = CaseState(CaseCode(code), heads=past.heads, entries=len(past.steps))
    keys = referral_keys(past, _opened_on(past))
    overruled = _overruled(past)
    met: dict[tuple[str, str], Met] = {}
    at = ""
    for place, step in enumerate(past.steps):
        if step.fact is not None and not isinstance(step.fact, _NO_CHANGE):
            state = _apply(state, step, step.fact, Reading(past, place, keys, overruled, met))
            at = step.entry.at
    hidden = sum(step.fact is None for step in past.steps)
    state = _changed(
        state,
        conflicts=open_conflicts(past, keys),
        updated_at=moment(at) if at else None,
        hidden_entries=hidden,
    )
    return until_settled(state, past) if state.conflicts else state


def _opened_on(past: History) -> DeviceId | None:
    opened = [step.entry.device for step in past.steps if isinstance(step.fact, facts.CaseOpened)]
    return opened[-1] if opened else None


def _overruled(past: History) -> frozenset[str]:
    """Receivers whose withdrawal stands against an agreement that had not seen it."""
    if not past.conflicts:
        return frozenset()
    withdrawals = {
        step.entry.id: step.fact.receiver
        for step in past.steps
        if isinstance(step.fact, facts.ConsentWithdrawn)
    }
    contested = (name for conflict in past.conflicts for name in conflict.entries)
    return frozenset(withdrawals[name] for name in contested if name in withdrawals)


@dataclass(frozen=True)
class Reading:
    """Where in a history the fold is, for the few facts that mean something only beside others."""

    past: History
    place: int
    keys: ReferralKeys
    contested_consents: frozenset[str]
    met: dict[tuple[str, str], "Met"] = field(default_factory=dict)
    """What choices of one field come to, by field and chosen entry; each is followed once."""

    def number(self, number: str) -> str:
        """What the referral of this step is called."""
        return self.keys.of(self.place, number)

    def meant(self, resolved: facts.ConflictResolved) -> "Met":
        """What a resolution chose, also by way of other choices of the same field; some desk may have
        written any number of them, and in a circle.
        """
        about, chosen = resolved.about, resolved.chosen
        way: dict[str, None] = {}
        found: Met | None = None
        while found is None:
            step = self.past.step(chosen)
            if (about, chosen) in self.met:
                found = self.met[about, chosen]
            elif not chosen:
                found = Met(True)
            elif step is None or chosen in way:
                found = Met(False)  # what was chosen is not here (any more): the choice waits for it
            elif not isinstance(step.fact, facts.ConflictResolved):
                found = Met(True, step)
            elif step.fact.about != about:
                found = Met(False)
            else:
                way[chosen] = None
                chosen = step.fact.chosen
        self.met.update(dict.fromkeys(((about, each) for each in way), found))
        return found


@dataclass(frozen=True)
class Met:
    """Whether a choice can be followed, and to which step; None where it is for no setting at all."""

    here: bool
    step: Step | None = None


_PERSON = frozenset(each.name for each in fields(Person))
_DOUBTED = "preconditions"
"""The form that raises CHILD for the age alone."""
_NO_CHANGE = (facts.RecordViewed, facts.ScreeningResumed, facts.DraftMoved)


def _changed(state: CaseState, **fields: Any) -> CaseState:
    """As ``dataclasses.replace``, four times as fast: folding ten thousand cases is mostly this."""
    changed = object.__new__(CaseState)
    changed.__dict__.update(state.__dict__, **fields)
    return changed


def _apply(state: CaseState, step: Step, fact: facts.Fact, reading: Reading) -> CaseState:
    at, by = moment(step.entry.at), step.entry.actor
    match fact:
        case facts.CaseOpened():
            state = _changed(
                state,
                station=StationCode(fact.station),
                opened_at=at,
                opened_by=by,
                opened_on=step.entry.device,
                direction=fact.direction,
                age_group=AgeGroup(fact.age_group),
                language=fact.language,
                party=fact.party,
            )
        case facts.AgeDoubted():
            state = _changed(state, age_group=AgeGroup(fact.age_group))
            if state.age_group is AgeGroup.ADULT:
                # What was seen of a child with them, or answered about one, still counts.
                doubted = tuple(done.instance for done in state.screenings if done.form == _DOUBTED)
                state = _changed(state, doubts_lifted=doubted)
            elif state.confirmed is Outcome.O4 and state.proposed and state.awaits_child_protection:
                state = _changed(state, confirmed=None)  # it was confirmed for an adult
        case facts.PersonRecorded():
            state = _changed(state, person=replace(state.person, **fact.payload()))
        case facts.ScreeningCompleted():
            done = _screening(step, fact)
            recording = _recording(state, done)
            state = _changed(state, screenings=(*state.screenings, done), recording=recording)
            if done.outcome and state.confirmed and done.outcome.rank > state.confirmed.rank:
                # New answers that ask for more protection are never hidden behind an older confirmation.
                state = _changed(state, confirmed=None)
        case facts.OutcomeConfirmed() | facts.OutcomeRaised() | facts.OutcomeLowered():
            chosen, present = Outcome(fact.outcome), state.outcome
            if present is None or not present.guarded or chosen.rank >= present.rank:
                state = _changed(state, confirmed=chosen)
        case facts.LoweringAsked():
            state = _changed(state, lowering=Lowering(Outcome(fact.outcome), fact.reason, by, at))
        case facts.LoweringAnswered():
            asked = state.lowering or Lowering(Outcome(fact.outcome), "", by, at)
            answered = replace(asked, agreed=fact.agreed, answer=fact.reason)
            confirmed = Outcome(fact.outcome) if fact.agreed else state.confirmed
            state = _changed(state, lowering=answered, confirmed=confirmed)
        case facts.ContactLogged():
            state = _changed(state, contacts=(*state.contacts, fact.purpose))
        case facts.ConsentRecorded():
            state = _with_consent(state, fact, at, contested=fact.receiver in reading.contested_consents)
        case facts.ConsentWithdrawn():
            state = _changed(
                state,
                consents=tuple(
                    replace(consent, withdrawn=True) if consent.receiver == fact.receiver else consent
                    for consent in state.consents
                ),
            )
        case facts.ReferralIssued():
            number = reading.number(fact.number)
            issued = Referral(
                number,
                fact.receiver,
                Urgency(fact.urgency),
                fact.needs,
                fact.mode,
                at,
                moment(fact.due),
                ReferralStep.SENT,
                "",
                fact.instance,
                fact.form,
                fact.sha256,
                0,
                fact.number,
            )
            others = tuple(referral for referral in state.referrals if referral.number != number)
            state = _changed(state, referrals=(*others, issued), refused=False)
        case facts.ReferralRefused():
            state = _changed(state, refused=True)
        case facts.CardOffered():
            state = _changed(state, card=CardAnswer(fact.answer))
        case facts.ReferralAnswered():
            number = reading.number(fact.number)
            state = _with_referral(state, number, step=ReferralStep(fact.step), detail=fact.detail)
        case facts.SlipPrinted():
            number = reading.number(fact.number)
            printed = next((r.printed for r in state.referrals if r.number == number), 0)
            state = _with_referral(state, number, printed=printed + 1)
        case facts.ConflictResolved():
            state = _settled(state, fact, reading)
        case _:
            pass
    return state


def _settled(state: CaseState, resolved: facts.ConflictResolved, reading: Reading) -> CaseState:
    """What a person chose, put in force again; nothing of the other settings is lost from the journal."""
    met = reading.meant(resolved)
    if not met.here:
        return state
    step = met.step
    fact = step.fact if step else None
    name = resolved.about
    if name.startswith("person."):
        part = name.removeprefix("person.")
        if part not in _PERSON:
            return state  # a newer program knows it
        value = getattr(fact, part, "") if isinstance(fact, facts.PersonRecorded) else ""
        return _changed(state, person=replace(state.person, **{part: value}))
    if name == "outcome":
        return _changed(state, confirmed=outcome_of(fact))
    if step is None or fact is None:
        return state
    if isinstance(fact, facts.ScreeningCompleted):
        done = _screening(step, fact)
        others = tuple(each for each in state.screenings if each != done)
        return _changed(state, screenings=(*others, done))
    place = reading.past.places[step.entry.id]
    return _apply(state, step, fact, replace(reading, place=place, contested_consents=frozenset()))


def _screening(step: Step, fact: facts.ScreeningCompleted) -> Screening:
    return Screening(
        fact.form,
        fact.version,
        fact.sha256,
        fact.instance,
        moment(step.entry.at),
        step.entry.actor,
        Outcome(fact.outcome) if fact.outcome else None,
        fact.flags,
        fact.reasons,
        fact.unknowns,
        dict(fact.results),
        step.entry.device,
    )


def _recording(state: CaseState, done: Screening) -> str:
    """Who does not want to talk has not agreed to a record either, unless they said so."""
    unasked = "no" if done.results.get("agreed") == "refused" else ""
    return done.results.get("recording") or state.recording or unasked


def _with_consent(
    state: CaseState, fact: facts.ConsentRecorded, at: datetime, *, contested: bool
) -> CaseState:
    given = Consent(
        fact.receiver,
        fact.record,
        fact.refer,
        fact.share,
        fact.statistics,
        fact.withheld,
        fact.how,
        fact.witness,
        fact.child_assent,
        fact.override_reason,
        at,
    )
    # A withdrawal that did not see this consent wins without asking.
    before = state.consent(fact.receiver)
    if contested and before and before.withdrawn:
        given = replace(given, withdrawn=True)
    others = tuple(consent for consent in state.consents if consent.receiver != fact.receiver)
    return replace(state, consents=(*others, given), recording=fact.record or state.recording)


def _with_referral(
    state: CaseState,
    number: str,
    *,
    step: ReferralStep | None = None,
    detail: str = "",
    printed: int | None = None,
) -> CaseState:
    changed = tuple(
        replace(
            referral,
            step=step or referral.step,
            detail=detail or referral.detail,
            printed=referral.printed if printed is None else printed,
        )
        if referral.number == number
        else referral
        for referral in state.referrals
    )
    return replace(state, referrals=changed)
