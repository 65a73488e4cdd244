"""The projection of pairs: what people said of two records that look alike, one row a pair."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, or_, select

from borderdesk.domain.journal import Entry
from borderdesk.domain.pairs import PAIR_PREFIX, Decision, Pair, fold_pair, pair_subject
from borderdesk.domain.values import CaseCode, DeviceId, UserId, Verdict, iso, moment
from borderdesk.store.drafts import TELLS_OFFICIAL
from borderdesk.store.journal import Journal
from borderdesk.store.schema import draft, likeness, pair_row

_CHUNK = 400


class PairRows:
    """Pairs within one transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def project(self, subjects: Sequence[str]) -> None:
        """Fold the pairs among these subjects again and write their rows."""
        pairs = [subject for subject in subjects if subject.startswith(PAIR_PREFIX)]
        for subject, entries in self._journal.of_many(pairs):
            self._connection.execute(delete(pair_row).where(pair_row.c.subject == subject))
            pair = fold_pair(subject, entries, self._journal.decoded)
            if pair is not None:
                self._connection.execute(insert(pair_row).values(_row(pair)))

    def rebuild(self) -> tuple[str, ...]:
        """Drop every row and fold the journal again; the codes of pairs that stood there differently."""
        before = self.contents()
        self._connection.execute(delete(pair_row))
        self.project(self._journal.subjects(PAIR_PREFIX))
        after = self.contents()
        changed = [old for old in before.keys() | after.keys() if before.get(old) != after.get(old)]
        pairs = [after.get(subject) or before[subject] for subject in sorted(changed)]
        return tuple(dict.fromkeys(code for pair in pairs for code in (pair.first, pair.second)))

    def contents(self) -> dict[str, Pair]:
        """Every pair by subject, to compare a rebuilt projection with."""
        return {row.subject: _pair(row) for row in self._connection.execute(select(pair_row))}

    def subject(self, first: str, second: str) -> str | None:
        """The journal's subject for two cases; None unless the entries that opened both are here."""
        opened = [self._opening(self._journal.of(f"case:{code}")) for code in (first, second)]
        if None in opened:
            return None
        return pair_subject((str(opened[0]), str(opened[1])))

    def _opening(self, entries: Iterable[Entry]) -> str | None:
        opened = [each for each in entries if each.kind == "case.opened"]
        return min(opened, key=lambda each: (each.lamport, each.device, each.seq)).digest if opened else None

    def of(self, codes: Sequence[str]) -> list[Pair]:
        """Pairs that one of these cases is in."""
        found: dict[str, Pair] = {}
        for start in range(0, len(codes), _CHUNK):
            some = codes[start : start + _CHUNK]
            query = select(pair_row).where(or_(pair_row.c.first.in_(some), pair_row.c.second.in_(some)))
            found |= {row.subject: _pair(row) for row in self._connection.execute(query)}
        return [found[subject] for subject in sorted(found)]

    def decided(self, limit: int) -> list[Pair]:
        """Pairs that somebody decided, the latest first."""
        query = select(pair_row).where(pair_row.c.verdict != Verdict.UNDECIDED.value)
        order = pair_row.c.at.desc(), pair_row.c.subject
        return [_pair(row) for row in self._connection.execute(query.order_by(*order).limit(limit))]

    def open(self, limit: int) -> list[tuple[str, str]]:
        """Pairs that nobody has decided or that two desks decided differently, the likeliest first.

        Separate records have no row among the persons; those that an unfinished form keeps apart are left
        out here.
        """
        contested = select(pair_row.c.first, pair_row.c.second).where(pair_row.c.contested)
        order = likeness.c.rank.desc(), likeness.c.first, likeness.c.second
        found = [
            (row.first, row.second)
            for query in (
                contested.order_by(pair_row.c.first, pair_row.c.second),
                self._alike().order_by(*order),
            )
            for row in self._connection.execute(query.limit(limit))
        ]
        return list(dict.fromkeys(found))[:limit]

    def count_open(self) -> int:
        """How many pairs look alike and nobody has decided."""
        return self._connection.execute(
            select(func.count()).select_from(self._alike().subquery())
        ).scalar_one()

    def _alike(self) -> Select[tuple[str, str]]:
        kept_apart = select(draft.c.case_code).where(draft.c.instance.like(f"%{TELLS_OFFICIAL}%"))
        decided = exists().where(
            pair_row.c.first == likeness.c.first,
            pair_row.c.second == likeness.c.second,
            pair_row.c.verdict != Verdict.UNDECIDED.value,
        )
        return select(likeness.c.first, likeness.c.second).where(
            ~decided, likeness.c.first.not_in(kept_apart), likeness.c.second.not_in(kept_apart)
        )


def _row(pair: Pair) -> dict[str, object]:
    said = [[each.verdict.value, each.by, each.device, iso(each.at)] for each in pair.said]
    return {
        "subject": pair.subject,
        "first": pair.first,
        "second": pair.second,
        "verdict": pair.verdict.value,
        "contested": pair.contested,
        "at": iso(pair.said[-1].at),
        "said": json.dumps(said),
    }


def _pair(row: Row[*tuple[Any, ...]]) -> Pair:
    said = tuple(
        Decision(Verdict(verdict), UserId(by), DeviceId(device), moment(at))
        for verdict, by, device, at in json.loads(row.said)
    )
    return Pair(row.subject, CaseCode(row.first), CaseCode(row.second), said)
