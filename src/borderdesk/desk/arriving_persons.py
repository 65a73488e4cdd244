"""Persons that a package brings, compared with those here while it is looked through; for importing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.journal import Entry
from borderdesk.domain.likeness import Profile
from borderdesk.domain.values import moment
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction

MOST_COMPARED = 1000
"""Persons of one package that the dry run compares; more are compared after the import, in their own time."""


class ArrivingPersons:
    """Filled while entries stream by; memory holds ``MOST_COMPARED`` persons, however large the package."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._persons: dict[str, Person] = {}
        self._days: dict[str, int] = {}
        self._apart: set[str] = set()
        self.more = 0

    def note(self, batch: Sequence[Entry], decoded: Mapping[str, facts.Fact]) -> None:
        """New entries and their facts by entry id."""
        for entry in batch:
            fact = decoded.get(entry.id)
            code = entry.subject.removeprefix(CASE_PREFIX)
            match fact:
                case facts.PersonRecorded():
                    known = self._persons.get(code)
                    if known is None and len(self._persons) >= MOST_COMPARED:
                        self.more += 1
                        continue
                    self._persons[code] = replace(known or Person(), **fact.payload())
                    self._days[code] = moment(entry.at).toordinal()
                case facts.ScreeningCompleted():
                    flags = {flag.replace("-", "_").upper() for flag in fact.flags}
                    said = fact.results.get("recording") or fact.results.get("agreed")
                    if "OFFICIAL_INVOLVED" in flags or said in ("no", "refused"):
                        self._apart.add(code)

    def possible_duplicates(self) -> set[str]:
        """Codes of arriving records that may be of a person already here; separate ones are left out."""
        persons, cases, pairs = self._transaction.persons, self._transaction.cases, self._transaction.pairs
        separate = cases.separate(self._persons)
        profiles: dict[str, Profile] = {
            code: persons.profile(person, self._days[code])
            for code, person in self._persons.items()
            if code not in self._apart and code not in separate
        }
        found = set[str]()
        for code, other, _ in persons.alike(profiles):
            row = None if code in found else cases.one(other)
            if row is not None and not row.official:
                decided = {(each.first, each.second) for each in pairs.of([code]) if each.decided}
                if (min(code, other), max(code, other)) not in decided:
                    found.add(code)
        return found
