"""What the list of records does, without Qt: filters, search by code, search by name."""

from __future__ import annotations

import re

from borderdesk import desk
from borderdesk.desk import CaseListRow, Changes, Workspace
from borderdesk.desk.records import CaseFilter
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.text.dates import short_date, short_moment
from borderdesk.ui.screens.file.words import outcome_words, step_words
from borderdesk.ui.screens.records.state import RecordLine, RecordsState

PAGE = 50
"""Records that are read and laid out at a time: fewer than a pause that anybody notices."""
MOST_AT_ONCE = 500
"""A list that is shown again begins with so many at the most; the rest comes as it is scrolled to."""
_SLIP = re.compile(r"BD1:([A-Z0-9-]+):", re.IGNORECASE)


class RecordsPresenter:
    """The list; ``private`` follows the display mode."""

    def __init__(self, workspace: Workspace, *, private: bool) -> None:
        self._workspace = workspace
        self.private = private
        self.filter = CaseFilter.ALL
        self._code = ""
        self._named: list[CaseListRow] | None = None
        self._last: CaseListRow | None = None
        self._shown = 0

    def state(self) -> RecordsState:
        """The list now: of a plain list its first page, or as much as was shown before."""
        if self._named is not None and self.private:
            rows, found_by = self._named, tr("Found by name")
        elif self._code:
            rows = desk.find_cases(self._workspace, self._code)
            found_by = tr("Found by code: {code}", code=self._code)
        else:
            wanted = min(max(PAGE, self._shown), MOST_AT_ONCE)
            rows, found_by = desk.cases(self._workspace, self.filter, limit=wanted), ""
            self._listed(rows, wanted)
            self._shown = len(rows)
        return RecordsState(
            lines=tuple(self.line(row) for row in rows),
            filter=self.filter,
            private=self.private,
            may_search_names=self.private and may(self._workspace.user.role, Act.SEARCH_NAMES),
            found_by=found_by,
            empty=self._empty(bool(found_by)),
        )

    def more(self) -> tuple[RecordLine, ...]:
        """The next page of a plain list; nothing at its end, and after a search."""
        if self._last is None or self._code or (self._named is not None and self.private):
            return ()
        rows = desk.cases(self._workspace, self.filter, after=self._last, limit=PAGE)
        self._listed(rows, PAGE)
        self._shown += len(rows)
        return tuple(self.line(row) for row in rows)

    def _listed(self, rows: list[CaseListRow], wanted: int) -> None:
        """Where the list goes on; a page that is not full was the last."""
        self._last = rows[-1] if len(rows) == wanted else None

    def _empty(self, searched: bool) -> str:
        if searched:
            return tr("No record matches. Try the code, or fewer letters.")
        if self.filter is CaseFilter.ALL:
            return tr("No records yet. A first sight opens one.")
        return tr("No record here. Choose another list.")

    def line(self, row: CaseListRow) -> RecordLine:
        """A record in words."""
        zone = self._workspace.clock().tzinfo
        date = short_date(row.opened_at.astimezone(zone))
        step = step_words(row.step)
        due = short_moment(row.due.astimezone(zone)) if row.due else ""
        if row.late:
            due = tr("Late: {moment}", moment=due)
        outcome = outcome_words(row.outcome) if self.private and row.outcome else ""
        spoken = [row.short, date, step]
        spoken += [tr("reply due {moment}", moment=due)] if due else []
        spoken += [outcome] if outcome else []
        return RecordLine(row.code, row.short, date, step, due, outcome, ", ".join(spoken))

    def show(self, which: CaseFilter) -> None:
        """Show one of the lists from its beginning; a search ends."""
        self.filter = which
        self._shown = 0
        self.clear()

    def clear(self) -> None:
        """No search any more."""
        self._code = ""
        self._named = None

    def find(self, text: str) -> str:
        """Search by code, in any display mode; the code of the record where exactly one fits.

        A scanned square code finds its record too.
        """
        self._named = None
        scanned = _SLIP.match(text.strip())
        self._code = (scanned[1] if scanned else text).strip().upper()
        rows = desk.find_cases(self._workspace, self._code) if self._code else []
        return rows[0].code if len(rows) == 1 and (scanned or len(self._code) >= 5) else ""

    def find_name(self, words: str, purpose: str) -> Changes:
        """Search by name: only in Private mode; the purpose is asked and kept, the words are not.

        :raises RuleBroken: ``search.purpose_missing``.
        """
        if not self.private:
            raise RuleBroken("search.purpose_missing")
        done = desk.search_names(self._workspace, words, purpose=purpose)
        self._code = ""
        self._named = done.value
        return done.changes

    def private_changed(self, private: bool) -> None:
        """Outside Private mode nothing found by name stays on screen."""
        self.private = private
        if not private:
            self._named = None
