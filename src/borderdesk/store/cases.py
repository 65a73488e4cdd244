"""The projection of cases: one row a case for lists, dropped and refolded from the journal at will."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from borderdesk.domain.case import CaseState
from borderdesk.domain.case_fold import fold_history
from borderdesk.domain.codes import read_case_code
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.facts import RecordViewed
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import iso
from borderdesk.store.dialects import Rows, position
from borderdesk.store.drafts import TELLS_OFFICIAL
from borderdesk.store.journal import Journal
from borderdesk.store.persons import PersonRows, named
from borderdesk.store.schema import case_row, draft
from borderdesk.store.search import RecordSearch

CASE_PREFIX = "case:"
"""Subjects of cases are ``case:<code>``."""
_AT_A_TIME = 400
"""Cases folded and written together: bounds memory however much an import touches."""


@lru_cache(maxsize=4096)
def names_case(subject: str) -> bool:
    """Whether a subject is a case with a well-formed code; others are kept in the journal, never listed."""
    if not subject.startswith(CASE_PREFIX):
        return False
    code = subject.removeprefix(CASE_PREFIX)
    try:
        return read_case_code(code) == code
    except RuleBroken:
        return False


@dataclass(frozen=True)
class CaseRow:
    """What a list shows of a case. ``due`` and ``outcome`` are "" where there is none."""

    code: str
    station: str
    opened_at: str
    opened_by: str
    updated_at: str
    step: str
    outcome: str
    lowering_pending: bool
    official: bool
    stays_here: bool
    due: str
    conflicts: int
    device: str
    last_seq: int


_TELLS = draft.c.instance.like(f"%{TELLS_OFFICIAL}%")
_SAID_IN_A_DRAFT = exists().where(draft.c.case_code == case_row.c.code, _TELLS)
"""The record is kept apart from the answer on, not only once the form is finished."""
_COLUMNS = [
    or_(case_row.c.official, _SAID_IN_A_DRAFT).label(name) if name == "official" else case_row.c[name]
    for name in CaseRow.__dataclass_fields__
]
_ADD = Rows("case_row", ("id", *CaseRow.__dataclass_fields__))
_HAS_DRAFT = exists().where(draft.c.case_code == case_row.c.code)
_CLOSED = ("referral.closed", "referral.declined", "referral.withdrawn", "refused")
_CHANGE = (
    update(case_row)
    .where(case_row.c.code == bindparam("to_code"))
    .values({column.name: bindparam(f"to_{column.name}") for column in _COLUMNS if column.name != "code"})
)


@dataclass(frozen=True)
class Listed:
    """Which cases a list shows; what is given must all be so. ``late_at`` is a moment after their due ones,
    ``opened_by`` a user at one of the devices ``opened_on``, ``holds`` letters of the code without dashes.
    """

    unfinished: bool = False
    waiting: bool = False
    closed: bool = False
    late_at: str = ""
    opened_by: str = ""
    opened_on: tuple[str, ...] = ()
    holds: str = ""

    def conditions(self) -> "Iterator[ColumnElement[bool]]":
        """As the database asks them."""
        step = case_row.c.step
        if self.unfinished:
            yield or_(_HAS_DRAFT, ~or_(step.like("referral.%"), step.like("refused%")))
        if self.waiting or self.late_at:
            yield case_row.c.due != ""
        if self.late_at:
            yield case_row.c.due < self.late_at
        if self.closed:
            yield step.in_(_CLOSED)
        if self.opened_by:
            yield case_row.c.opened_by == self.opened_by
            yield case_row.c.device.in_(self.opened_on)
        if self.holds:
            yield position(literal(self.holds), func.replace(case_row.c.code, "-", "")) > 0


@dataclass(frozen=True)
class Rebuilt:
    """What dropping and refolding all projections found."""

    cases: int
    different: tuple[str, ...]


class CaseRows:
    """Case rows within one transaction."""

    def __init__(
        self, connection: Connection, journal: Journal, search: RecordSearch, persons: PersonRows
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._search = search
        self._persons = persons

    def project(self, subjects: Sequence[str]) -> None:
        """Fold the cases among these subjects again and write their rows and search words."""
        cases = [subject for subject in subjects if names_case(subject)]
        for start in range(0, len(cases), _AT_A_TIME):
            some = cases[start : start + _AT_A_TIME]
            folded = {
                subject: self._fold(subject, entries) for subject, entries in self._journal.of_many(some)
            }
            self._write([pair for pair in folded.values() if pair is not None])
            self._forget([subject for subject, pair in folded.items() if pair is None])

    def rebuild(self) -> Rebuilt:
        """Drop every row and search word, fold the journal again, and compare with what stood there."""
        before, words_before = self._everything()
        persons_before = self._persons.contents() if self._persons.complete else None
        self._connection.execute(delete(case_row))
        self._search.clear()
        self._persons.clear()
        self.project(self._journal.subjects(CASE_PREFIX))
        after, words_after = self._everything()
        different = set[str]()
        persons_after = self._persons.contents()
        if persons_before is None:  # an older program wrote some of the cases, and knew no persons
            persons_before = persons_after
        stood = (before, after), (words_before, words_after), (persons_before, persons_after)
        self._persons.set_complete()
        old: Mapping[str, object]
        new: Mapping[str, object]
        for old, new in stood:
            different |= {code for code in old.keys() | new.keys() if old.get(code) != new.get(code)}
        return Rebuilt(len(after), tuple(sorted(different)))

    def one(self, code: str) -> CaseRow | None:
        """A case's row."""
        row = self._connection.execute(select(*_COLUMNS).where(case_row.c.code == code)).one_or_none()
        return _case(row) if row else None

    def separate(self, codes: Collection[str] | None = None) -> set[str]:
        """Codes of the cases that are kept apart, all of them or those among ``codes``; also of those whose
        first form is not finished yet, which have no row.
        """
        asked, found = None if codes is None else list(codes), set[str]()
        for column, kept in ((case_row.c.code, case_row.c.official), (draft.c.case_code, _TELLS)):
            query = select(column).where(kept)
            if asked is None:
                found.update(self._connection.execute(query).scalars())
                continue
            for start in range(0, len(asked), _AT_A_TIME):
                some = query.where(column.in_(asked[start : start + _AT_A_TIME]))
                found.update(self._connection.execute(some).scalars())
        return found

    def staying(self) -> set[str]:
        """Codes of the cases whose content does not leave this PC."""
        query = select(case_row.c.code).where(case_row.c.stays_here)
        return set(self._connection.execute(query).scalars())

    def all(self, *, limit: int | None = None) -> list[CaseRow]:
        """Every case, the latest change first."""
        query = select(*_COLUMNS).order_by(case_row.c.updated_at.desc(), case_row.c.code).limit(limit)
        return [_case(row) for row in self._connection.execute(query)]

    def listed(
        self, which: "Listed", *, after: tuple[str, str] | None = None, limit: int | None = None
    ) -> list[CaseRow]:
        """A page of a list, the latest change first: rows that come after ``(updated_at, code)``, at most
        ``limit``. Cases that are kept apart are in no list.
        """
        query = select(*_COLUMNS).where(*which.conditions(), ~case_row.c.official, ~_SAID_IN_A_DRAFT)
        if after is not None:
            moment, code = after
            # The first half lets the index find the place, the second the row within one moment.
            query = query.where(
                case_row.c.updated_at <= moment,
                or_(case_row.c.updated_at < moment, case_row.c.code > code),
            )
        query = query.order_by(case_row.c.updated_at.desc(), case_row.c.code).limit(limit)
        return [_case(row) for row in self._connection.execute(query)]

    def found(self, words: str) -> list[CaseRow]:
        """Cases whose names have all these words."""
        ids = self._search.find(words)
        query = select(*_COLUMNS).where(case_row.c.id.in_(ids)).order_by(case_row.c.updated_at.desc())
        return [_case(row) for row in self._connection.execute(query)]

    def count(self) -> int:
        """How many cases there are."""
        return self._connection.execute(select(func.count()).select_from(case_row)).scalar_one()

    def _fold(self, subject: str, entries: Sequence[Entry]) -> tuple[CaseRow, str, CaseState] | None:
        past = history(entries, self._journal.decoded)
        state = fold_history(subject.removeprefix(CASE_PREFIX), past)
        if not state.opened:
            return None
        device = state.opened_on or ""
        # Looking at a record does not change it: what was confirmed stays confirmed.
        last = max(
            step.entry.seq
            for step in past.steps
            if step.entry.device == device and not isinstance(step.fact, RecordViewed)
        )
        names = f"{state.person.name_as_used} {state.person.latin_name}".strip()
        return _project(state, device, last), names, state

    def _forget(self, subjects: Sequence[str]) -> None:
        """Drop the rows of cases whose opening is not here, or not any more."""
        codes = [subject.removeprefix(CASE_PREFIX) for subject in subjects]
        if codes:
            gone = case_row.c.code.in_(codes)
            ids = list(self._connection.execute(select(case_row.c.id).where(gone)).scalars())
            self._search.forget(ids)
            self._persons.write(ids, [])
            self._connection.execute(delete(case_row).where(gone))

    def _write(self, folded: Sequence[tuple[CaseRow, str, CaseState]]) -> None:
        if not folded:
            return
        codes = [row.code for row, _, _ in folded]
        query = select(case_row.c.code, case_row.c.id).where(case_row.c.code.in_(codes))
        ids = {row.code: row.id for row in self._connection.execute(query)}
        new = [row.__dict__ for row, _, _ in folded if row.code not in ids]
        if new:
            last = self._connection.execute(select(func.max(case_row.c.id))).scalar() or 0
            numbered = {row["code"]: last + number for number, row in enumerate(new, 1)}
            _ADD.add(self._connection, [(numbered[row["code"]], *row.values()) for row in new])
            ids.update(numbered)
        added = {str(each["code"]) for each in new}
        changed = [
            {f"to_{name}": value for name, value in row.__dict__.items()}
            for row, _, _ in folded
            if row.code not in added
        ]
        if changed:
            self._connection.execute(_CHANGE, changed)
        self._search.forget(ids[row.code] for row, _, _ in folded if row.code not in added)
        self._search.put((ids[row.code], names) for row, names, _ in folded if names)
        persons = [found for row, _, state in folded if (found := named(ids[row.code], state))]
        self._persons.write(list(ids.values()), persons, fresh={ids[code] for code in added})

    def _everything(self) -> tuple[dict[str, CaseRow], dict[str, str]]:
        rows = {row.code: row for row in self.all()}
        ids = {row.id: row.code for row in self._connection.execute(select(case_row.c.id, case_row.c.code))}
        words = {ids.get(id, f"#{id}"): words for id, words in self._search.contents().items()}
        return rows, words


def _project(state: CaseState, device: str, last_seq: int) -> CaseRow:
    return CaseRow(
        code=state.code,
        station=state.station,
        opened_at=iso(state.opened_at) if state.opened_at else "",
        opened_by=state.opened_by,
        updated_at=iso(state.updated_at) if state.updated_at else "",
        step=_step(state),
        outcome=str(state.outcome or ""),
        lowering_pending=state.lowering_pending,
        official=state.official_involved,
        stays_here=state.stays_here,
        due=iso(state.due) if state.due else "",
        conflicts=len(state.conflicts),
        device=device,
        last_seq=last_seq,
    )


def _step(state: CaseState) -> str:
    """The furthest step reached, as a code for lists."""
    if state.referrals:
        return f"referral.{state.referrals[-1].step}"
    if state.refused:
        return "refused"
    if state.confirmed:
        return "confirmed"
    return f"form.{state.screenings[-1].form}" if state.screenings else "opened"


def _case(row: Row[*tuple[Any, ...]]) -> CaseRow:
    return CaseRow(*row)
