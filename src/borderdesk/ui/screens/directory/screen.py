"""The directory page: services with their age, and changing them in the folder of the next content pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.screens.author_folder import AuthorFolder
from borderdesk.ui.screens.directory.presenter import DirectoryPresenter
from borderdesk.ui.screens.directory.sheet import ServiceSheet
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Confirm, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class DirectoryScreen(Screen):
    """Rows in use until a folder is chosen; then those of the folder, which can be changed."""

    name: ClassVar[str] = "directory"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = DirectoryPresenter()
        self._folder: Path | None = None
        self._rows: list[desk.DirectoryRow] = []
        self.summary = Label("", strong=True, name="directory.summary")
        self.explain = Label("", muted=True, name="directory.explain")
        self.add = Button(
            lambda: tr("Add a service"), icon="add", on_click=lambda: self._edit(None), name="directory.add"
        )
        self.rows = RowList("directory.rows")
        self.author = AuthorFolder(self, self.use)
        card = Card()
        for part in (self.author, self.summary, self.explain, self.add, self.rows):
            card.add(part)
        self.column.add(card)
        self.column.add_stretch()

    def title(self) -> str:
        return tr("Directory")

    def sop(self) -> str:
        """Who is referred where."""
        return "S08"

    def enter(self) -> None:
        self._load()
        self.author.load()

    def retranslate(self) -> None:
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        """Full names, needs and numbers only where nobody else looks."""
        self._show()

    def use(self, folder: Path) -> None:
        """Show and change the rows of a folder from now on."""
        self._folder = folder
        self._load()

    def _load(self) -> None:
        try:
            self._rows = desk.directory_rows(self.around.workspace, self._folder)
        except BorderDeskError as error:
            self.around.notices.show(error)
        self._show()

    def _show(self) -> None:
        folder = self._folder
        counter = self.around.mode.current is not Mode.PRIVATE
        self.summary.say(lambda: self.presenter.summary(self._rows))
        self.explain.say(
            lambda: tr("These are in use here. To change them, choose the folder of the next pack.")
        )
        self.explain.setVisible(folder is None)
        self.add.setVisible(folder is not None)
        by_id = {row.receiver.id: row.receiver for row in self._rows}
        self.rows.show_rows(
            [
                ActionRow(
                    "look" if line.stale else "saved",
                    line.title,
                    line.detail,
                    actions=self._acts(by_id[line.id]),
                    name=f"directory.row.{line.id}",
                    first=not place,
                )
                for place, line in enumerate(self.presenter.lines(self._rows, counter=counter))
            ]
        )

    def _acts(self, each: desk.Receiver) -> list[Button]:
        if self._folder is None:
            return []
        name = f"directory.row.{each.id}"
        change, remove = partial(self._edit, each), partial(self._ask_remove, each)
        return [
            Button(lambda: tr("Change"), "quiet", icon="edit", on_click=change, name=f"{name}.change"),
            Button(lambda: tr("Remove"), "quiet", icon="remove", on_click=remove, name=f"{name}.remove"),
        ]

    def _edit(self, each: desk.Receiver | None) -> None:
        ServiceSheet(each, self._save).open_in(self.around.window)

    def _save(self, facts: dict[str, object], checked_by: str, office: bool) -> None:
        if self._folder is not None:
            desk.save_directory_row(
                self.around.workspace, self._folder, facts, checked_by=checked_by, office_number=office
            )
            self._load()

    def _ask_remove(self, each: desk.Receiver) -> None:
        Confirm(
            lambda: tr("Remove this service?"),
            lambda: tr("It is taken out of the folder. Checkpoints keep it until the next pack."),
            lambda: tr("Remove"),
            partial(self._remove, each.id),
            name="askRemove",
        ).open_in(self.around.window)

    def _remove(self, name: str) -> None:
        if self._folder is not None:
            try:
                desk.remove_directory_row(self.around.workspace, self._folder, name)
            except BorderDeskError as error:
                self.around.notices.show(error)
            self._load()
