"""Limits in the author's folder: written, changed and taken out there, for the next content pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from borderdesk.desk import DiseasePack, LimitsFacts
from borderdesk.text import language, tr
from borderdesk.ui.screens.author_folder import AuthorFolder, ask_remove
from borderdesk.ui.screens.limits.presenter import LimitsPresenter
from borderdesk.ui.screens.limits.sheet import LimitsSheet
from borderdesk.ui.screens.limits.state import KeptLine
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.shell.screen import Screen
from borderdesk.ui.widgets import Button, Card
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class FolderCard(Card):
    """The folder of every page that makes content, and what of it concerns limits."""

    def __init__(self, screen: Screen, presenter: LimitsPresenter) -> None:
        super().__init__(lambda: tr("For the next content pack"), name="limits.folderCard")
        self._screen, self._presenter = screen, presenter
        self._reading = PageReading(screen)
        self._folder: Path | None = None
        self.author = AuthorFolder(screen, self.use)
        self.rows = RowList("limits.kept")
        self.write = Button(
            lambda: tr("Write limits"), icon="add", on_click=partial(self._edit, None), name="limits.write"
        )
        for part in (self.author, self.rows, self.write):
            self.add(part)
        self.write.hide()

    def use(self, folder: Path) -> None:
        """Show and change the limits of a folder from now on."""
        self._folder = folder
        self.show_lines()

    def show_lines(self) -> None:
        """Read the folder again."""
        if self._folder is not None:
            self._reading.start(partial(self._presenter.kept, self._folder), self._show)

    def _show(self, lines: list[KeptLine]) -> None:
        self.rows.show_rows([self._row(line) for line in lines])
        self.write.show()

    def _row(self, line: KeptLine) -> ActionRow:
        name = f"limits.kept.{line.file}"
        acts = []
        if line.pack is not None:
            change = partial(self._edit, line.pack)
            acts.append(
                Button(lambda: tr("Change"), "quiet", icon="edit", on_click=change, name=f"{name}.change")
            )
            acts[-1].setAccessibleName(f"{tr('Change')}: {line.title}")
        if line.own:
            remove = partial(self._ask_remove, line.file)
            acts.append(
                Button(lambda: tr("Remove"), "quiet", icon="remove", on_click=remove, name=f"{name}.remove")
            )
            acts[-1].setAccessibleName(f"{tr('Remove')}: {line.title}")
        icon = "note" if line.pack is not None else "look"
        return ActionRow(icon, line.title, line.detail, actions=acts, name=name)

    def _edit(self, pack: DiseasePack | None) -> None:
        if self._folder is not None:
            save = partial(self._presenter.save, self._folder)
            around = self._screen.around
            sheet = LimitsSheet(around, pack, self._presenter.signs(), save=save, on_saved=self._saved)
            sheet.open_in(around.window)

    def _saved(self, said: LimitsFacts) -> None:
        self.show_lines()
        disease = said.title(language())
        self._screen.around.announce(tr("{disease} is in the folder.", disease=disease))

    def _ask_remove(self, file: str) -> None:
        if self._folder is not None:
            ask_remove(
                self._screen,
                lambda: tr("Remove these limits?"),
                lambda: tr("They are taken out of the folder. Desks keep them until the next pack."),
                partial(self._presenter.remove, self._folder, file),
                self.show_lines,
            )
