"""Two records and what people said of them: one person or two; folded from the journal."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from borderdesk.domain.facts import Fact, PairDecided
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import CaseCode, DeviceId, UserId, Verdict, moment

PAIR_PREFIX = "pair:"


@dataclass(frozen=True)
class Decision:
    """One person's word on a pair."""

    verdict: Verdict
    by: UserId
    device: DeviceId
    at: datetime


@dataclass(frozen=True)
class Pair:
    """Two records, ``first`` before ``second`` by code. ``said`` holds what is in force: two words or more
    where desks that had not heard of each other said different things, and then nothing is decided."""

    subject: str
    first: CaseCode
    second: CaseCode
    said: tuple[Decision, ...]

    @property
    def contested(self) -> bool:
        """Whether two desks say different things."""
        return len(self.said) > 1

    @property
    def decided(self) -> bool:
        """Whether somebody's word counts."""
        return self.verdict is not Verdict.UNDECIDED

    @property
    def verdict(self) -> Verdict:
        """What counts."""
        return Verdict.UNDECIDED if self.contested else self.said[0].verdict


def pair_subject(openings: tuple[str, str]) -> str:
    """The journal's subject for two records, from the digests of the entries that opened them.

    Every desk that holds both arrives at the same subject, so that two words on one pair meet. A desk that
    holds one of them, and is sent the line without its content, cannot find out the other.
    """
    first, second = sorted(openings)
    return PAIR_PREFIX + hashlib.sha256(f"{first} {second}".encode()).hexdigest()[:40]


_NONE: Mapping[str, Fact] = {}


def fold_pair(subject: str, entries: Iterable[Entry], known: Mapping[str, Fact] = _NONE) -> Pair | None:
    """The pair as it stands, or None where no word on it can be read here."""
    past = history(entries, known)
    words: dict[str, tuple[PairDecided, Decision]] = {}
    for step in past.steps:
        if isinstance(step.fact, PairDecided):
            entry = step.entry
            decision = Decision(Verdict(step.fact.verdict), entry.actor, entry.device, moment(entry.at))
            words[entry.id] = step.fact, decision
    if not words:
        return None
    last = next(reversed(words))
    contested = [each for conflict in past.conflicts for each in conflict.entries if each in words]
    first, second = sorted((words[last][0].first, words[last][0].second))
    said = tuple(words[each][1] for each in contested or [last])
    return Pair(subject, CaseCode(first), CaseCode(second), said)
