"""The list of records: wires filters, search and the table to the window.

Opened with ``Route("records")``, or ``Route("records", search=True)`` by F3 from anywhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from borderdesk.desk import Changes
from borderdesk.desk.records import CaseFilter
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.text.dates import short_date, short_moment
from borderdesk.ui import theme
from borderdesk.ui.said import shown
from borderdesk.ui.screens.records.presenter import RecordsPresenter
from borderdesk.ui.screens.records.state import RecordLine, RecordsState
from borderdesk.ui.screens.records.view import FilterChips, NameSearch, RecordTable, SearchBar
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Column, Label, Row

NARROW = 700
"""Effective pixels under which a record is shown as lines."""
LONG = datetime(2000, 12, 28, 20, 58)  # noqa: DTZ001  # never a moment: its text is as wide as one may be

AHEAD = 2
"""Window heights of rows that are laid out before they come into sight."""
LAST_ROWS = 10


def record_columns(*, outcome: bool) -> list[Column]:
    """Code, date, step, due; the outcome only where it may be seen."""
    found = [
        Column("code", lambda: tr("Code")),
        Column("date", lambda: tr("Date"), widest=short_date(LONG.date())),
        Column("step", lambda: tr("Step"), stretch=True),
        Column("due", lambda: tr("Due"), widest=short_moment(LONG)),
    ]
    if outcome:
        found.insert(3, Column("outcome", lambda: tr("Outcome"), stretch=True))
    return found


def record_row(line: RecordLine, *, narrow: bool = False) -> Row:
    """A record as a row of the table; in a narrow window everything but the code is one cell of lines."""
    step = line.step
    if narrow:
        due = tr("Reply due {day}", day=line.due) if line.due else ""
        step = "\n".join(part for part in (line.step, line.outcome, due, line.date) if part)
    cells = {
        "code": line.short,
        "date": line.date,
        "step": shown(step),
        "outcome": shown(line.outcome),
        "due": shown(line.due),
    }
    return Row(line.code, cells, line.spoken)


class RecordsScreen(Screen):
    """Find a record, follow up."""

    name: ClassVar[str] = "records"
    wide: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = RecordsPresenter(around.workspace, private=around.mode.current is Mode.PRIVATE)
        self._narrow = False
        self._adding = False
        self.search = SearchBar()
        self.filters = FilterChips()
        self.names = NameSearch()
        self.names.hide()
        self.found_by = Label("", strong=True, name="records.foundBy")
        self.empty = Label("", muted=True, name="records.empty")
        self.tables = {
            outcome: RecordTable(record_columns(outcome=outcome), name)
            for outcome, name in ((False, "records.table"), (True, "records.tablePrivate"))
        }
        for part in (self.search, self.filters, self.names, self.found_by, *self.tables.values(), self.empty):
            self.column.add(part)
        self.column.add_stretch()
        self.by_name = self.foot.add_secondary(
            Button(
                lambda: tr("Search by name"), icon="search", on_click=self._flip_names, name="records.byName"
            )
        )
        self.all_again = self.foot.add_secondary(
            Button(lambda: tr("Show the list again"), on_click=self._clear, name="records.clear")
        )
        self.primary_button = self.foot.set_primary(
            lambda: tr("Open the record"), self._open_chosen, icon="forward"
        )
        self._connect()

    def _connect(self) -> None:
        self.search.asked.connect(self._find)
        self.filters.chosen.connect(self._filter)
        self.names.asked.connect(self._find_name)
        for table in self.tables.values():
            table.row_opened.connect(self.open_record)
            table.row_chosen.connect(self._row_chosen)
        self.column.verticalScrollBar().valueChanged.connect(self._scrolled)

    def title(self) -> str:
        """The place."""
        return tr("Records")

    def sop(self) -> str:
        """The card about the care of data and devices."""
        return "S20"

    def enter(self) -> None:
        """Show the list; the keyboard on the search, or on the list."""
        self._show()
        if self.route.get("search") or not self.presenter.state().lines:
            self.search.line.setFocus()
        else:
            self._focus_table()

    def _focus_table(self) -> None:
        table = self._table()
        if table.rows() and not table.chosen():
            table.selectRow(0)
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """A record changed."""
        if any(subject.startswith("case:") for subject in changes.subjects):
            self._show()

    def retranslate(self) -> None:
        """Steps and dates are words."""
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        """Private adds the outcome and the search by name; Counter takes both away at once."""
        self.presenter.private_changed(mode is Mode.PRIVATE)
        if mode is not Mode.PRIVATE:
            self.names.forget()
            self.names.hide()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows one column of lines instead of many columns."""
        super().resizeEvent(event)
        narrow = theme.effective_width(self.width()) < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._show()

    def on_key(self, key: GlobalKey) -> bool:
        """F3 comes to the search."""
        if key is GlobalKey.SEARCH:
            self.search.line.setFocus()
            self.search.line.selectAll()
            return True
        return False

    def _table(self) -> RecordTable:
        return self.tables[self.presenter.private]

    def _show(self) -> None:
        for table in self.tables.values():
            table.setAccessibleName(tr("Records"))
        try:
            state = self.presenter.state()
        except BorderDeskError as error:
            self.around.notices.show(error, retry=self._show)
            return
        self._show_state(state)

    def _show_state(self, state: RecordsState) -> None:
        self.filters.show_filter(state.filter)
        self.found_by.say(state.found_by)
        self.found_by.setVisible(bool(state.found_by))
        self.all_again.setVisible(bool(state.found_by))
        self.by_name.setVisible(state.may_search_names)
        for outcome, table in self.tables.items():
            mine = outcome is state.private
            table.set_narrow(self._narrow)
            lines = state.lines if mine else ()
            table.show_rows([record_row(line, narrow=self._narrow) for line in lines])
            table.setVisible(mine and bool(state.lines))
        self.empty.say(state.empty)
        self.empty.setVisible(not state.lines)
        self._show_primary()

    def _show_primary(self) -> None:
        chosen = bool(self._table().chosen())
        there = bool(self._table().rows())
        self.primary_button.setVisible(there)
        self.primary_button.set_available(chosen, lambda: tr("Choose a record first."))
        self.foot.show_reasons()

    # more of a long list

    def _scrolled(self, value: int) -> None:
        """The next page is laid out before the end of this one comes into sight."""
        bar = self.column.verticalScrollBar()
        if value > bar.maximum() - AHEAD * bar.pageStep():
            self._show_more()

    def _row_chosen(self, _code: str) -> None:
        table = self._table()
        if table.currentIndex().row() >= len(table.rows()) - LAST_ROWS:
            self._show_more()
        self._show_primary()

    def _show_more(self) -> None:
        if self._adding or not self.isVisible():
            return
        self._adding = True
        try:
            lines = self.presenter.more()
            self._table().add_rows([record_row(line, narrow=self._narrow) for line in lines])
        except BorderDeskError as error:
            self.around.notices.show(error, retry=self._show)
        finally:
            self._adding = False

    # acts

    def open_record(self, code: str) -> None:
        """Open the case file; the window asks first where others may see it."""
        self.around.navigate(Route("file", case=code))

    def _open_chosen(self) -> None:
        if self._table().chosen():
            self.open_record(self._table().chosen())

    def _filter(self, which: CaseFilter) -> None:
        self.presenter.show(which)
        self.search.line.clear()
        self._show()

    def _clear(self) -> None:
        self.presenter.clear()
        self.search.line.clear()
        self.names.forget()
        self._show()
        self.search.line.setFocus()

    def _find(self, text: str) -> None:
        found = self.presenter.find(text)
        self._show()
        if found:
            self.open_record(found)
        elif self._table().rows():
            self._focus_table()
        self.around.announce(self.found_by.plain_text())

    def _flip_names(self) -> None:
        self.names.setVisible(self.names.isHidden())
        if not self.names.isHidden():
            self.names.words.setFocus()

    def _find_name(self, words: str, purpose: str) -> None:
        try:
            changes = self.presenter.find_name(words, purpose)
        except BorderDeskError as error:
            self.around.notices.show(error, row=self.names.purpose_row)
            return
        self.around.changed(changes)
        self.names.forget()
        self.names.hide()
        self._show()
        if self._table().rows():
            self._focus_table()
