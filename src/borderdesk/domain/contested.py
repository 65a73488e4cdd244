"""What contradicts each other in a case, and what of it a person has to settle. Pure; used by the fold.

Withdrawn consent wins without asking. Two referrals that were given the same number are two referrals:
both stay, told apart by a letter, and each answer goes to the one that its author knew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from borderdesk.domain import facts
from borderdesk.domain.fold import Conflict, History

_REFERRAL = "referral."
_CONSENT = "consent."


@dataclass(frozen=True)
class ReferralKeys:
    """Which referral a step is about, by the step's place; empty where no number was given twice."""

    by_step: Mapping[int, str] = field(default_factory=dict)
    on_paper: Mapping[str, str] = field(default_factory=dict)
    """The number on the slip, for referrals that are called otherwise here."""

    def of(self, step: int, number: str) -> str:
        """What the referral ``number`` of a step is called."""
        return self.by_step.get(step, number)


def referral_keys(past: History, opened_on: str | None) -> ReferralKeys:
    """Tell apart referrals whose desks had not seen each other and gave the same number.

    The one issued where the case was opened keeps its number, else that of the first device by name.
    """
    issued: dict[str, list[int]] = {}
    for at, step in enumerate(past.steps):
        if isinstance(step.fact, facts.ReferralIssued):
            issued.setdefault(step.fact.number, []).append(at)
    twice = {number: places for number, places in issued.items() if len(places) > 1}
    if not twice:
        return ReferralKeys()
    by_step: dict[int, str] = {}
    on_paper: dict[str, str] = {}
    known: dict[str, list[tuple[int, str]]] = {}
    for number, places in twice.items():
        named = _named(past, number, places, opened_on or "")
        by_step.update(named)
        on_paper.update({key: number for key in named.values() if key != number})
        known[number] = sorted(named.items())
    for at, step in enumerate(past.steps):
        if isinstance(step.fact, facts.ReferralAnswered | facts.SlipPrinted) and step.fact.number in known:
            seen = [key for place, key in known[step.fact.number] if place < at and past.seen(at, place)]
            by_step[at] = seen[0] if len(set(seen)) == 1 else step.fact.number
    return ReferralKeys(by_step, on_paper)


def _named(past: History, number: str, places: list[int], opened_on: str) -> dict[int, str]:
    """A name for each issuing step. One that had seen an earlier one replaces it and takes its name."""
    apart: list[list[int]] = []
    for at in places:
        same = next((group for group in apart if past.seen(at, group[-1])), None)
        if same is None:
            apart.append([at])
        else:
            same.append(at)
    devices = [past.steps[group[0]].entry.device for group in apart]
    order = sorted(range(len(apart)), key=lambda each: (devices[each] != opened_on, devices[each], each))
    names = {}
    for rank, each in enumerate(order):
        name = number if not rank else f"{number}{chr(ord('a') + min(rank, 25))}"
        names.update(dict.fromkeys(apart[each], name))
    return names


def open_conflicts(past: History, keys: ReferralKeys) -> tuple[Conflict, ...]:
    """The conflicts that only a person can settle."""
    if not past.conflicts:
        return ()
    places = {step.entry.id: at for at, step in enumerate(past.steps)}
    found = []
    for conflict in past.conflicts:
        contested = [(places[name], past.steps[places[name]].fact) for name in conflict.entries]
        if conflict.field.startswith(_CONSENT) and any(
            isinstance(fact, facts.ConsentWithdrawn) for _, fact in contested
        ):
            continue
        if conflict.field.startswith(_REFERRAL):
            found += _about_one_referral(conflict, past, keys, [at for at, _ in contested])
        else:
            found.append(conflict)
    return tuple(found)


def _about_one_referral(
    conflict: Conflict, past: History, keys: ReferralKeys, places: list[int]
) -> list[Conflict]:
    """Answers that contradict each other, referral by referral; that two were issued is no contradiction."""
    by_key: dict[str, list[int]] = {}
    for at in places:
        fact = past.steps[at].fact
        if isinstance(fact, facts.ReferralAnswered | facts.ConflictResolved):
            by_key.setdefault(keys.of(at, conflict.field.removeprefix(_REFERRAL)), []).append(at)
    return [
        replace(conflict, entries=tuple(past.steps[at].entry.id for at in answers))
        for answers in by_key.values()
        if len({past.steps[at].fact for at in answers}) > 1
    ]
