"""The check of a row as one act: the number to call, for whom, done."""

from __future__ import annotations

from collections.abc import Callable

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, tr
from borderdesk.ui.screens.directory.presenter import check_words, problem_words, written_down
from borderdesk.ui.widgets import FormRow, Label, Sheet, TextField


class CheckSheet(Sheet):
    """Shows what is to be called or looked through; the press writes down who did, for whom and when."""

    def __init__(
        self, row: desk.DirectoryRow, *, user: str, organisation: str, on_checked: Callable[[str], object]
    ) -> None:
        super().__init__(lambda: row.name(language()), name="check")
        self._row, self._on_checked = row, on_checked
        self.number = Label(row.phone, "section", name="check.number")
        self.number.setVisible(bool(row.phone))
        self.organisation = TextField(name="check.organisation")
        self.organisation.setText(organisation)
        self.field = FormRow(
            lambda: tr("For which organisation"), self.organisation, lambda: written_down(user)
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
        try:
            self._on_checked(self.organisation.text())
        except BorderDeskError as error:
            self.field.show_problem(problem_words(error, self._row.part, self._row.name(language())))
            self.organisation.setFocus()
            return
        self.close_sheet()
