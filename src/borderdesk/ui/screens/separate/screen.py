"""My separate records: the passphrase again, then the user's own records that no list shows.

Opened from More. The list is read once and forgotten when the screen is left, covered or locked.
"""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.records import BEGUN
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.screens.records.presenter import RecordsPresenter
from borderdesk.ui.screens.records.screen import record_columns, record_row
from borderdesk.ui.screens.records.view import RecordTable
from borderdesk.ui.screens.separate.carry import OtherReceiver
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Card, FormRow, Label, SecretField


class SeparateScreen(Screen):
    """Asks for the passphrase, then lists; no badge anywhere says that there is something."""

    name: ClassVar[str] = "separate"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self._begun = set[str]()
        self._asked: object | None = None
        """The try that is waited for."""
        self.ask = Card()
        self.ask.add(Label(lambda: tr("These records are in no list and no search. Only you see them here.")))
        self.secret = SecretField(name="separate.passphrase")
        self.row = FormRow(lambda: tr("Your passphrase"), self.secret)
        self.ask.add(self.row)
        self.table = RecordTable(record_columns(outcome=False), "separate.table")
        self.empty = Label(lambda: tr("You have no separate records."), muted=True, name="separate.empty")
        self.carry = OtherReceiver(around)
        for part in (self.ask, self.table, self.empty, self.carry):
            self.column.add(part)
        self.column.add_stretch()
        self.back_button = self.foot.set_back(lambda: tr("Back"), around.back)
        self.primary_button = self.foot.set_primary(lambda: tr("Show them"), self._act)
        self.secret.entered.connect(self._act)
        self.table.row_opened.connect(self._open)
        self._close_list()

    def title(self) -> str:
        """The place."""
        return tr("My separate records")

    def sop(self) -> str:
        """The card about conduct."""
        return "S22"

    def enter(self) -> None:
        """Ask."""
        self.secret.setFocus()

    def leave(self) -> None:
        """Nothing stays behind the cover, and nothing is remembered."""
        self._close_list()

    def mode_changed(self, mode: Mode) -> None:
        """The list is for Private mode only."""
        if mode is not Mode.PRIVATE:
            self._close_list()

    def _close_list(self) -> None:
        self._asked = None
        self._begun = set()
        self.secret.clear()
        self.row.show_problem("")
        self.table.show_rows([])
        self.table.hide()
        self.empty.hide()
        self.carry.hide()
        self.ask.show()
        self.primary_button.say(lambda: tr("Show them"))
        self.primary_button.show()

    def _act(self) -> None:
        if not self.table.isHidden():
            if self.table.chosen():
                self._open(self.table.chosen())
            return
        if self._asked is not None:
            return
        typed = self.secret.text()
        self.secret.clear()
        # Opening a key slot takes a moment by design: whoever leaves or covers the page in it sees no list.
        asked = self._asked = object()
        self.around.jobs.run(
            desk.separate_records,
            self.around.workspace,
            typed,
            owner=self,
            lane="free",
            title=lambda: tr("Checking the passphrase"),
            on_done=lambda rows: self._show(rows) if asked is self._asked else None,
            on_error=lambda error: self._refused(error) if asked is self._asked else None,
        )

    def _show(self, rows: list[desk.CaseListRow]) -> None:
        self._asked = None
        lines = RecordsPresenter(self.around.workspace, private=False)
        self.ask.hide()
        self._begun = {row.code for row in rows if row.step == BEGUN}
        self.table.show_rows([record_row(lines.line(row)) for row in rows])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.carry.show_state(some=bool(rows))
        self.primary_button.say(lambda: tr("Open the record"))
        self.primary_button.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.back_button.setFocus()

    def _refused(self, error: Exception) -> None:
        self._asked = None
        if isinstance(error, BorderDeskError):
            self.around.notices.show(error, row=self.row)
        else:
            self.around.notices.show(error)
        self.secret.setFocus()

    def _open(self, code: str) -> None:
        begun = desk.drafts(self.around.workspace, code) if code in self._begun else []
        if begun:
            self.around.navigate(draft_route(code, begun[0].form, begun[0].id))
        else:
            self.around.navigate(Route("file", case=code))
