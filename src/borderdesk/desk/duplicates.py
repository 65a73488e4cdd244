"""The same person in two records: what looks alike and why, and what a person says of it.

Nothing is joined by itself. Somebody says "same person" or "not the same"; it is an entry in the journal that
travels, is remembered, and can be taken back. Only records that the workspace holds are compared. Records
kept apart, and those of people who did not want to be recorded, are compared with nothing and shown to
nobody here, also not to those who could open them by their code.
"""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.alike import Side, reasons
from borderdesk.desk.records import case, readable_case
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Person
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError, RuleBroken, Unavailable
from borderdesk.domain.likeness import Match, compare
from borderdesk.domain.pairs import Decision, Pair
from borderdesk.domain.roles import Act
from borderdesk.domain.values import CaseCode, Verdict
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction
from borderdesk.store.persons import Named, named

MOST_LISTED = 50
"""Pairs that a list names; the rest follows when these are decided."""
MOST_ALIKE = 10
"""Records that a case file names as alike; more would be a shared document or a very common name."""
PURPOSE = "duplicates"
_REFOLDED_TOGETHER = 2000


@dataclass(frozen=True)
class PairSide:
    """One record of a pair in a list; nothing in it says who the person is."""

    code: str
    short: str
    station: str
    opened_at: datetime
    opened_by: str
    here: bool


@dataclass(frozen=True)
class PossiblePair:
    """Two records that may be of one person. ``because`` are sentences without names or numbers;
    ``said`` holds two words where desks that had not heard of each other decided differently."""

    first: PairSide
    second: PairSide
    because: tuple[str, ...]
    verdict: Verdict = Verdict.UNDECIDED
    said: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Duplicates:
    """Pairs to look at, the likeliest first; ``more`` follow, ``waiting`` persons are yet to be compared."""

    pairs: tuple[PossiblePair, ...]
    more: int
    waiting: int


@dataclass(frozen=True)
class PairView:
    """Two records side by side, with what is noted about the persons."""

    pair: PossiblePair
    first: Person
    second: Person


@dataclass(frozen=True)
class Lookalike:
    """Another record that may be of the same person, and why."""

    code: str
    short: str
    station: str
    opened_at: datetime
    because: tuple[str, ...]


@dataclass(frozen=True)
class LinkedRecord:
    """A record that somebody said is of the same person; ``direct`` when of this very pair."""

    code: str
    short: str
    station: str
    opened_at: datetime
    decision: Decision
    direct: bool


@permitted(Act.MATCH_PERSONS)
def compare_records(workspace: Workspace, progress: Progress = silent) -> Done[int]:
    """Compare every person that is new or changed with all others; how many were compared.

    Each few hundred are one transaction: cancelled in between, the rest waits for the next time.
    """
    _catch_up(workspace, progress)
    with workspace.store.read() as transaction:
        total = transaction.persons.waiting()
    done = 0
    while True:
        progress("compare", done, total)
        with workspace.store.write() as transaction:
            compared = transaction.persons.compare_some()
        if not compared:
            return Done(done, Changes(frozenset({"likeness"}), frozenset()) if done else Changes())
        done += compared


def _catch_up(workspace: Workspace, progress: Progress) -> None:
    """Cases that an older program wrote are gone through once."""
    with workspace.store.read() as transaction:
        if transaction.persons.complete:
            return
        subjects = transaction.journal.subjects(CASE_PREFIX)
    for start in range(0, len(subjects), _REFOLDED_TOGETHER):
        progress("read", start, len(subjects))
        with workspace.store.write() as transaction:
            transaction.cases.project(subjects[start : start + _REFOLDED_TOGETHER])
    with workspace.store.write() as transaction:
        transaction.persons.set_complete()


@permitted(Act.MATCH_PERSONS)
def possible_duplicates(workspace: Workspace, limit: int = MOST_LISTED) -> Duplicates:
    """Pairs that nobody has decided, as far as they have been compared. Separate records never appear."""
    with workspace.store.read() as transaction:
        shown = [
            shown
            for first, second in transaction.pairs.open(limit)
            if (shown := _possible(workspace, transaction, first, second))
        ]
        more = max(0, transaction.pairs.count_open() - len(shown))
        return Duplicates(tuple(shown), more, transaction.persons.waiting())


@permitted(Act.MATCH_PERSONS)
def decided_pairs(workspace: Workspace, limit: int = MOST_LISTED) -> list[PossiblePair]:
    """Pairs that somebody decided, the latest first: to look again, or to take it back."""
    with workspace.store.read() as transaction:
        return [
            shown
            for each in transaction.pairs.decided(limit)
            if (shown := _possible(workspace, transaction, each.first, each.second))
        ]


@permitted(Act.MATCH_PERSONS)
def pair(workspace: Workspace, first: str, second: str) -> PairView:
    """Two records side by side. That somebody looked is written down, as for every record of another's.

    :raises Unavailable: ``case.missing``. :raises RuleBroken: ``pair.one_record``.
    """
    first, second = _ordered(first, second)
    with workspace.store.read() as transaction:
        shown = _possible(workspace, transaction, first, second)
    if shown is None:
        raise Unavailable("case.missing")
    noted = [named(0, case(workspace, code, purpose=PURPOSE)) for code in (first, second)]
    one, other = (each.person if each else Person() for each in noted)
    return PairView(shown, one, other)


@permitted(Act.MATCH_PERSONS)
def lookalikes(workspace: Workspace, code: str) -> list[Lookalike]:
    """Other records here that may be of this person and that nobody has decided, the likeliest first.

    :raises Unavailable: ``case.missing``.
    """
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
        here = named(0, state)
        if here is None:
            return []
        profile = transaction.persons.profile(here.person, here.day)
        decided = {
            other
            for each in transaction.pairs.of([code])
            if each.decided
            for other in (each.first, each.second)
        }
        found: list[Lookalike] = []
        for other, match in transaction.persons.like(profile, but=code):
            if len(found) == MOST_ALIKE:
                break
            seen = None if other in decided else _seen(workspace, transaction, other)
            if seen is not None:
                side, there = seen
                because = reasons(match, _side(here), _side(there))
                found.append(Lookalike(other, side.short, side.station, side.opened_at, because))
        return found


@permitted(Act.MATCH_PERSONS)
def linked_records(workspace: Workspace, code: str) -> list[LinkedRecord]:
    """Records that people said are of the same person, those said of this very record first.

    :raises Unavailable: ``case.missing``.
    """
    with workspace.store.read() as transaction:
        readable_case(workspace, transaction, code)
        if _apart(transaction, code):
            return []
        found: dict[str, LinkedRecord] = {}
        reached = [code]
        while reached:
            new = []
            for each in transaction.pairs.of(reached):
                if each.verdict is not Verdict.SAME:
                    continue
                for other in (each.first, each.second):
                    if other == code or other in found or _apart(transaction, other):
                        continue
                    side = _listed(workspace, transaction, other)
                    if side is not None:
                        direct = code in (each.first, each.second)
                        found[other] = LinkedRecord(
                            other, side.short, side.station, side.opened_at, each.said[0], direct
                        )
                        new.append(str(other))
            reached = new
        return sorted(found.values(), key=lambda each: (not each.direct, each.opened_at))


@permitted(Act.MATCH_PERSONS)
def decide_pair(workspace: Workspace, first: str, second: str, verdict: Verdict) -> Done[None]:
    """Say whether two records are of one person; ``undecided`` takes back what was said.

    :raises Unavailable: ``case.missing``. :raises RuleBroken: ``pair.one_record``, ``pair.not_decided``.
    """
    first, second = _ordered(first, second)
    with workspace.store.write() as transaction:
        for code in (first, second):
            readable_case(workspace, transaction, code)
            if _apart(transaction, code):
                raise Unavailable("case.missing")
        subject = transaction.pairs.subject(first, second)
        if subject is None:
            raise Unavailable("case.missing")
        before = _said_of(transaction, first, second)
        if verdict is Verdict.UNDECIDED and (before is None or before.verdict is verdict):
            raise RuleBroken("pair.not_decided")
        if before is not None and before.verdict is verdict:
            return Done(None, Changes())
        changes = workspace.record(transaction, subject, facts.PairDecided(first, second, verdict.value))
    both = Changes(frozenset(), frozenset({CASE_PREFIX + first, CASE_PREFIX + second}))
    return Done(None, changes | both)


def _ordered(first: str, second: str) -> tuple[str, str]:
    if first == second:
        raise RuleBroken("pair.one_record")
    return (first, second) if first < second else (second, first)


def _said_of(transaction: Transaction, first: str, second: str) -> Pair | None:
    found = (each for each in transaction.pairs.of([first]) if (each.first, each.second) == (first, second))
    return next(found, None)


def _possible(workspace: Workspace, transaction: Transaction, first: str, second: str) -> PossiblePair | None:
    """A pair for a list; None where one of the two is kept apart or not here."""
    sides = [_seen(workspace, transaction, code) for code in (first, second)]
    (one, other) = sides
    if one is None or other is None:
        return None
    match = _match(transaction, one[1], other[1])
    because = reasons(match, _side(one[1]), _side(other[1])) if match else ()
    said = _said_of(transaction, first, second)
    if said is None:
        return PossiblePair(one[0], other[0], because)
    return PossiblePair(one[0], other[0], because, said.verdict, said.said)


def _match(transaction: Transaction, first: Named, second: Named) -> Match | None:
    profile = transaction.persons.profile
    return compare(profile(first.person, first.day), profile(second.person, second.day))


def _seen(workspace: Workspace, transaction: Transaction, code: str) -> tuple[PairSide, Named] | None:
    if _apart(transaction, code):
        return None
    try:
        state = readable_case(workspace, transaction, code)
    except BorderDeskError:
        return None
    person = named(0, state)
    opened = state.opened_at
    if opened is None:
        return None
    there = person or Named(0, state.code, Person(), opened.toordinal())
    return _pair_side(workspace, state, opened), there


def _listed(workspace: Workspace, transaction: Transaction, code: str) -> PairSide | None:
    seen = _seen(workspace, transaction, code)
    return seen[0] if seen else None


def _pair_side(workspace: Workspace, state: CaseState, opened: datetime) -> PairSide:
    return PairSide(
        state.code,
        short_code(CaseCode(state.code)),
        state.station,
        opened,
        state.opened_by,
        state.opened_on == workspace.device,
    )


def _apart(transaction: Transaction, code: str) -> bool:
    row = transaction.cases.one(code)
    return row is None or row.official


def _side(each: Named) -> Side:
    return Side(each.person, each.day)
