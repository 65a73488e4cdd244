"""The check of a row as one act: the number to call, for whom, done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, tr
from borderdesk.ui.screens.directory.presenter import check_words, problem_words, written_down
from borderdesk.ui.screens.page_work import SheetWriting
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import FormRow, Label, Sheet, TextField


class CheckSheet(Sheet):
    """Shows what is to be called or looked through; the press writes down who did, for whom and when.

    ``check`` is given for whom, and runs beside the window; ``on_checked`` is told once it is written.
    """

    def __init__(
        self,
        around: Surroundings,
        row: desk.DirectoryRow,
        *,
        organisation: str,
        check: Callable[[str], object],
        on_checked: Callable[[], object],
    ) -> None:
        super().__init__(lambda: row.name(language()), name="check")
        self._row, self._check_row, self._on_checked = row, check, on_checked
        self._writing = SheetWriting(self, around, lambda: tr("Saving the row"))
        self.number = Label(row.phone, "section", name="check.number")
        self.number.setVisible(bool(row.phone))
        self.organisation = TextField(name="check.organisation")
        self.organisation.setText(organisation)
        self.field = FormRow(
            lambda: tr("For which organisation"), self.organisation, lambda: written_down(around.user)
        )
        explain = (
            (
                lambda: tr(
                    "Call it. Ask whether it is their office, and whether hours and help are still right."
                )
            )
            if row.phone
            else lambda: tr("Ask them whether the row is still right. It has no number.")
        )
        for part in (self.number, Label(explain), self.field):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(
            check_words(row.part, dialled=bool(row.phone)), self._check, icon="saved", name="check.primary"
        )

    def _check(self) -> None:
        self._writing.start(partial(self._check_row, self.organisation.text()), self._checked, self._refused)

    def _checked(self, _written: object) -> None:
        self.close_sheet()
        self._on_checked()

    def _refused(self, error: BorderDeskError) -> None:
        self.field.show_problem(problem_words(error, self._row.part, self._row.name(language())))
        self.organisation.setFocus()
