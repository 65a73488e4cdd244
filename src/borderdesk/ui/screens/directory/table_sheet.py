"""A spreadsheet on its way into the folder: what it would change, which rows are left out and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from borderdesk import desk
from borderdesk.desk.directory_fields import NUMBER_OF, Part
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import ntr, tr
from borderdesk.ui.screens.directory.presenter import problem_words
from borderdesk.ui.screens.pack.view import OpeningRow
from borderdesk.ui.screens.page_work import SheetWriting
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Label, Sheet, TickTile

Taken = Callable[[desk.DirectorySheet], object]


class TableSheet(Sheet):
    """Nothing is taken in before its rows were looked through here."""

    def __init__(self, around: Surroundings, folder: Path, file: Path, part: Part, on_taken: Taken) -> None:
        super().__init__(lambda: tr("Take in a table"), name="table", width=720)
        self._around, self._folder, self._file, self._part = around, folder, file, part
        self._on_taken = on_taken
        self._found: desk.DirectorySheet | None = None
        self._asked = 0
        self._writing = SheetWriting(self, around, lambda: tr("Reading the table"))
        self.problem = Label("", strong=True, name="table.problem")
        self.summary = Label(lambda: tr("Reading the table"), "section", name="table.summary")
        self.office = TickTile(
            lambda: tr("All numbers in it are offices' numbers, nobody's own"), name="table.office"
        )
        if part not in NUMBER_OF:
            self.office.hide()
        self.rows = {
            "new": OpeningRow("add", "table.new"),
            "changed": OpeningRow("edit", "table.changed"),
            "left": OpeningRow("look", "table.left"),
        }
        self.ignored = Label("", "small", muted=True, name="table.ignored")
        for each in (Label(file.name, muted=True), self.problem, self.summary, self.office):
            self.column.add(each)
        for row in self.rows.values():
            self.column.add(row)
            row.hide()
        self.column.add(self.ignored)
        self.problem.hide()
        self.ignored.hide()
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.primary_button = self.foot.set_primary(
            lambda: tr("Take the good rows in"), self._take, icon="add", name="table.primary"
        )
        self.primary_button.set_available(False)
        self.office.toggled.connect(lambda _on: self._read())
        self._read()

    def _read(self) -> None:
        self._found = None
        self.primary_button.set_available(False)
        self._asked += 1
        self._around.jobs.run(
            partial(desk.preview_directory_sheet, part=self._part, office_numbers=self.office.isChecked()),
            self._around.workspace,
            self._folder,
            self._file,
            owner=self,
            title=lambda: tr("Reading the table"),
            on_done=partial(self._show, self._asked),
            on_error=self._refused,
        )

    def _show(self, asked: int, found: desk.DirectorySheet) -> None:
        if asked != self._asked:
            return  # it was asked otherwise meanwhile: that comes next
        self._found = found
        self.problem.hide()
        good = len(found.new) + len(found.changed)
        self.summary.say(
            lambda: (
                ntr("{n} row would go in.", "{n} rows would go in.", good)
                if good
                else tr("No row would go in.")
            )
        )
        left = [tr("Row {number}: {what}", number=each.row, what=each.what) for each in found.findings]
        for key, title, lines in (
            ("new", tr("{n} new", n=len(found.new)), found.new),
            ("changed", tr("{n} changed", n=len(found.changed)), found.changed),
            (
                "left",
                ntr("{n} row is left out", "{n} rows are left out", len(left)),
                left,
            ),
        ):
            self.rows[key].show_line(title, "", lines)
            self.rows[key].setVisible(bool(lines))
        if left and self.rows["left"].below.isHidden():
            self.rows["left"].flip()
        self.ignored.say(
            lambda: tr("Columns that mean nothing here: {names}", names=", ".join(found.ignored))
        )
        self.ignored.setVisible(bool(found.ignored))
        self.primary_button.set_available(bool(good), lambda: tr("No row would go in."))
        self._around.announce(self.summary.plain_text())

    def _take(self) -> None:
        found = self._found
        if found is not None:
            take = partial(
                desk.import_directory_sheet,
                self._around.workspace,
                self._folder,
                self._file,
                part=self._part,
                office_numbers=self.office.isChecked(),
                listing=found.listing,
            )
            self._writing.start(take, self._taken, self._refused)

    def _taken(self, found: desk.DirectorySheet) -> None:
        self.close_sheet()
        self._on_taken(found)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BorderDeskError):
            self._around.notices.show(error)
            return
        self.summary.say("")
        self.problem.say(problem_words(error, self._part, self._file.name))
        self.problem.show()
        self._around.announce(self.problem.plain_text())
