"""The directory page: services, help lines, border posts with their age, kept in the author's folder.

``Route("directory", tab="helplines", show="old")`` opens a table with only the rows that are wanted.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from borderdesk import desk
from borderdesk.desk import Changes
from borderdesk.desk.directory_fields import Part
from borderdesk.text import ntr, tr
from borderdesk.ui.screens.author_folder import AuthorFolder, ask_remove
from borderdesk.ui.screens.directory.check_sheet import CheckSheet
from borderdesk.ui.screens.directory.presenter import DirectoryPresenter, part_of
from borderdesk.ui.screens.directory.row_sheet import RowSheet
from borderdesk.ui.screens.directory.state import Show, Tab
from borderdesk.ui.screens.directory.table_sheet import TableSheet
from borderdesk.ui.screens.directory.view import Filters, RowsList, Tabs
from borderdesk.ui.screens.file_choice import TABLES
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, FolderChooser, Label, WrappingRow


class DirectoryScreen(Screen):
    """Rows in use until a folder is chosen; then those of the folder, which can be changed."""

    name: ClassVar[str] = "directory"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = DirectoryPresenter()
        with suppress(ValueError):
            self.presenter.tab = Tab(route.get("tab", Tab.SERVICES))
            self.presenter.show = Show(route.get("show", Show.ALL))
        self._tab = self.presenter.tab
        self._folder: Path | None = None
        self._rows: list[desk.DirectoryRow] | None = None
        self._reading = PageReading(self)
        self.author = AuthorFolder(self, self.use)
        self.take = Button(
            lambda: tr("Take in a table"), icon="add", on_click=self.choose_table, name="directory.take"
        )
        self.save = Button(
            lambda: tr("Save as a table"), icon="exports", on_click=self.choose_place, name="directory.save"
        )
        self.acts = WrappingRow()
        for button in (self.take, self.save):
            self.acts.flow.addWidget(button)
        above = Card()
        above.add(self.author)
        above.add(self.acts)
        self.tabs = Tabs()
        self.filters = Filters()
        self.summary = Label("", strong=True, name="directory.summary")
        self.explain = Label("", muted=True, name="directory.explain")
        self.rows = RowsList()
        self.more = Button("", "quiet", icon="down", on_click=self._show_more, name="directory.more")
        below = Card()
        for part in (self.filters, self.summary, self.explain, self.rows, self.more):
            below.add(part)
        for each in (above, self.tabs, below):
            self.column.add(each)
        self.column.add_stretch()
        self.tabs.tiles[self.presenter.tab].setChecked(True)
        self.filters.offer(self.presenter)
        self.tabs.chosen.connect(self.open_tab)
        self.filters.changed.connect(self._narrow)
        self.rows.opened.connect(self._open)
        self.rows.check_asked.connect(self._ask_check)

    def title(self) -> str:
        return tr("Directory")

    def sop(self) -> str:
        """Who is referred where."""
        return "S08"

    def enter(self) -> None:
        self.author.load(otherwise=self._load)
        self.filters.words.setFocus()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self.filters.offer(self.presenter)
        self._show()
        self._load()  # names have another order in the other language

    def mode_changed(self, mode: Mode) -> None:
        """Full names, needs and numbers only where nobody else looks."""
        self._show()

    def on_key(self, key: GlobalKey) -> bool:
        """F3 goes to the search of this page."""
        if key is GlobalKey.SEARCH:
            self.filters.words.setFocus()
            return True
        return False

    def use(self, folder: Path) -> None:
        """Show and change the rows of a folder from now on."""
        self._folder = folder
        self._load()

    def open_tab(self, tab: Tab) -> None:
        """Show another table, once it is read."""
        self._tab = tab
        self._load()

    # The list

    def _load(self) -> None:
        workspace, folder, part = self.around.workspace, self._folder, part_of(self._tab)
        self._reading.start(
            lambda: desk.directory_rows(workspace, folder, part) if part is not None else [],
            self._loaded,
            self._unread,
        )

    def _unread(self, error: Exception) -> None:
        self.around.notices.show(error)
        self._loaded([])

    def _loaded(self, rows: list[desk.DirectoryRow]) -> None:
        self._rows = rows
        if self.presenter.tab is not self._tab:
            self.presenter.open_tab(self._tab)
            self.filters.offer(self.presenter)
        self._show()

    def _narrow(self) -> None:
        wanted, filters = self.presenter, self.filters
        wanted.words, wanted.place = filters.words.text(), filters.place.key()
        wanted.need, wanted.show = filters.need.key(), Show(filters.show_only.key() or Show.ALL)
        wanted.all_shown = False
        self._show()

    def _show_more(self) -> None:
        self.presenter.all_shown = True
        self._show()

    def _show(self) -> None:
        if self._rows is None:
            return
        rows = self._rows
        private = self.around.mode.current is Mode.PRIVATE
        part = self.presenter.part
        mine = part is not None and self._folder is not None
        state = self.presenter.state(rows, counter=not private)
        self.summary.say(lambda: self.presenter.state(rows, counter=not private).summary)
        self.explain.say(lambda: self._explained(state.nothing, private))
        self.explain.setVisible(bool(self._explained(state.nothing, private)))
        self.rows.show_state(state, may_open=private and part is not None, may_check=mine)
        self.more.say(lambda: ntr("Show {n} more", "Show {n} more", state.more))
        self.more.setVisible(bool(state.more))
        self.take.setVisible(mine)
        self.save.setVisible(part is not None)
        self.acts.setVisible(part is not None)
        if mine:
            self.foot.set_primary(self._add_words, self._add, icon="add", name="directory.primary")
        self.foot.setVisible(mine)

    def _explained(self, nothing: str, private: bool) -> str:
        parts = [nothing]
        if self.presenter.part is not None and self._folder is None:
            parts.append(tr("These are in use here. To change them, choose the folder of the next pack."))
        if self.presenter.part is not None and not private:
            parts.append(tr("Whole rows are shown where nobody else looks."))
        return " ".join(filter(None, parts))

    def _add_words(self) -> str:
        return {
            Tab.SERVICES: tr("Add a service"),
            Tab.HELPLINES: tr("Add a help line"),
            Tab.STATIONS: tr("Add a border post"),
        }.get(self.presenter.tab, "")

    # One row

    def _row(self, name: str) -> desk.DirectoryRow | None:
        return next((row for row in self._rows or () if row.id == name), None)

    def _add(self) -> None:
        self._edit(None)

    def _open(self, name: str) -> None:
        row = self._row(name)
        if row is not None:
            self._edit(row)

    def _edit(self, row: desk.DirectoryRow | None) -> None:
        part, folder = self.presenter.part, self._folder
        if part is None:
            return
        # A row without a name gets one now, whether or not it was there.
        there = None if row is not None and not row.id else row is not None
        sheet = RowSheet(
            self.around,
            part,
            row,
            organisation=desk.checking_organisation(self.around.workspace),
            save=partial(self._save, folder, part, there) if folder is not None else None,
            on_saved=self._load,
            on_remove=(
                (lambda: self._ask_remove(sheet, row)) if folder is not None and row is not None else None
            ),
        )
        sheet.open_in(self.around.window)

    def _save(
        self,
        folder: Path,
        part: Part,
        there: bool | None,
        facts: dict[str, Any],
        checked_for: str | None,
        office: bool,
    ) -> None:
        """Runs beside the window."""
        desk.save_directory_row(
            self.around.workspace,
            folder,
            facts,
            part=part,
            checked_for=checked_for,
            office_number=office,
            there=there,
        )

    def _ask_check(self, name: str) -> None:
        row, folder = self._row(name), self._folder
        if row is not None and folder is not None:
            CheckSheet(
                self.around,
                row,
                organisation=desk.checking_organisation(self.around.workspace),
                check=partial(desk.check_directory_row, self.around.workspace, folder, row.id, part=row.part),
                on_checked=self._load,
            ).open_in(self.around.window)

    def _ask_remove(self, sheet: RowSheet, row: desk.DirectoryRow) -> None:
        sheet.close_sheet()
        if self._folder is not None:
            ask_remove(
                self,
                lambda: tr("Remove this row?"),
                lambda: tr("It is taken out of the folder. Desks keep it until the next pack."),
                partial(
                    desk.remove_directory_row, self.around.workspace, self._folder, row.id, part=row.part
                ),
                self._load,
            )

    # Tables

    def choose_table(self) -> None:
        """Ask for a spreadsheet to take rows from."""
        FolderChooser(
            lambda: tr("Choose the table"),
            self._open_table,
            self.around.jobs,
            files=TABLES,
            name="directory.table",
        ).open_in(self.around.window)

    def _open_table(self, file: Path) -> None:
        part = self.presenter.part
        if part is not None and self._folder is not None:
            TableSheet(self.around, self._folder, file, part, self._taken).open_in(self.around.window)

    def _taken(self, found: desk.DirectorySheet) -> None:
        count = len(found.new) + len(found.changed)
        self.around.notices.tell(
            lambda: ntr("{n} row is in the folder.", "{n} rows are in the folder.", count),
            lambda: (
                ntr(
                    "{n} row is left out. Correct it in the table and take it in again.",
                    "{n} rows are left out. Correct them in the table and take it in again.",
                    len(found.findings),
                )
                if found.findings
                else ""
            ),
        )
        self._load()

    def choose_place(self) -> None:
        """Ask where the table is to be saved."""
        FolderChooser(
            lambda: tr("Where to save the table"),
            self._save_table,
            self.around.jobs,
            act=lambda: tr("Save it here"),
            name="directory.place",
        ).open_in(self.around.window)

    def _save_table(self, place: Path) -> None:
        part = self.presenter.part
        if part is None:
            return
        file = place / f"directory-{part.value}-{self.around.clock():%Y%m%d}.xlsx"
        self.around.jobs.run(
            partial(desk.export_directory, folder=self._folder, part=part),
            self.around.workspace,
            file,
            owner=self,
            on_done=self._saved,
            on_error=self.around.notices.show,
        )

    def _saved(self, path: Path) -> None:
        self.around.notices.tell(
            lambda: tr("{file} is saved.", file=path.name),
            lambda: tr("Correct it in any spreadsheet program, then take it in here."),
        )
