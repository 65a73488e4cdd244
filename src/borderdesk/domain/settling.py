"""While a contradiction is open, all of its values show and the more protective one is in force.

Only a person settles it, by an entry that has seen both sides. Pure; used by the fold.
"""

from collections.abc import Iterator
from dataclasses import replace

from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Consent
from borderdesk.domain.fold import Conflict, History
from borderdesk.domain.values import AgeGroup, Outcome

_SETS_OUTCOME = (facts.OutcomeConfirmed, facts.OutcomeRaised, facts.OutcomeLowered)
_AGREEMENTS = ("record", "refer", "share", "statistics")
_CAREFUL = ("no", "later", "yes")


def outcome_of(fact: facts.Fact | None) -> Outcome | None:
    """The outcome that a fact puts in force, None where it puts none."""
    if isinstance(fact, _SETS_OUTCOME) or (isinstance(fact, facts.LoweringAnswered) and fact.agreed):
        return Outcome(fact.outcome)
    return None


def until_settled(state: CaseState, past: History) -> CaseState:
    """The state with the more protective side of each open contradiction in force."""
    for conflict in state.conflicts:
        said = list(_said(conflict, past))
        if conflict.field == "outcome":
            state = _outcome(state, said)
        elif conflict.field == "age_group":
            state = _age_group(state, said)
        elif conflict.field.startswith("consent."):
            state = _consent(state, conflict.field.removeprefix("consent."), said)
        elif conflict.field.startswith("form."):
            state = _forms(state, said)
    return state


def _said(conflict: Conflict, past: History) -> Iterator[facts.Fact]:
    for name in conflict.entries:
        step = past.step(name)
        said = past.chosen(step) if step else None  # what an earlier person chose is a side of its own
        if said and said.fact is not None:
            yield said.fact


def _outcome(state: CaseState, said: list[facts.Fact]) -> CaseState:
    outcomes = [outcome for fact in said if (outcome := outcome_of(fact))]
    highest = max(outcomes, key=lambda outcome: outcome.rank, default=None)
    if highest and (state.outcome is None or highest.rank > state.outcome.rank):
        return replace(state, confirmed=highest)
    return state


def _age_group(state: CaseState, said: list[facts.Fact]) -> CaseState:
    groups = {fact.age_group for fact in said if isinstance(fact, facts.AgeDoubted)}
    for group in (AgeGroup.CHILD, AgeGroup.UNSURE):
        if group.value in groups:
            return replace(state, age_group=group)
    return state


def _consent(state: CaseState, receiver: str, said: list[facts.Fact]) -> CaseState:
    """An agreement holds only where every side has it; what one side withholds is withheld."""
    given = [fact for fact in said if isinstance(fact, facts.ConsentRecorded)]
    before = state.consent(receiver)
    if before is None or not given:
        return state
    agreed = {name: min((getattr(each, name) for each in given), key=_careful) for name in _AGREEMENTS}
    careful: Consent = replace(
        before,
        **agreed,
        withheld=tuple(sorted({item for each in given for item in each.withheld})),
        override_reason=before.override_reason if all(each.override_reason for each in given) else "",
    )
    others = tuple(each for each in state.consents if each.receiver != receiver)
    recording = "no" if agreed["record"] == "no" else state.recording
    return replace(state, consents=(*others, careful), recording=recording)


def _careful(agreement: str) -> int:
    return _CAREFUL.index(agreement) if agreement in _CAREFUL else 0


def _forms(state: CaseState, said: list[facts.Fact]) -> CaseState:
    instances = {fact.instance for fact in said if isinstance(fact, facts.ScreeningCompleted)}
    open_records = tuple(done for done in state.screenings if done.instance in instances)
    unsettled = (*state.unsettled, *(done for done in open_records if done not in state.unsettled))
    return replace(state, unsettled=unsettled)
