"""Why a sheet did not do what was asked, said above what was filled in, of which nothing is lost."""

from __future__ import annotations

from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import notice
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Label, Sheet


class RefusalLine(Label):
    """Hidden until something is refused. A fault of the program goes to the window."""

    def __init__(self, around: Surroundings, sheet: Sheet, name: str) -> None:
        super().__init__("", strong=True, name=name)
        self._around, self._sheet = around, sheet
        self.hide()

    def show_error(self, error: Exception) -> None:
        """Say it, bring it into view and have it read out."""
        if not isinstance(error, BorderDeskError):
            self._around.notices.show(error)
            return
        self.say(lambda: notice(error.code, None, **error.fields).brief)
        self.show()
        self._sheet.column.keep_in_view(self)
        self._around.announce(self.plain_text())
