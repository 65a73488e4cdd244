"""Adding to the library, for who answers for content: a file becomes a document of the author's folder."""

from __future__ import annotations

from pathlib import Path

from borderdesk import desk
from borderdesk.text import tr
from borderdesk.ui.screens.author_folder import AuthorFolder
from borderdesk.ui.screens.packs.document_sheet import FILES, DocumentSheet
from borderdesk.ui.shell.screen import Screen
from borderdesk.ui.widgets import Button, Card, FolderChooser


class AuthorCard(Card):
    """The author's folder, and a file on its way into it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(name="library.author")
        self._screen = screen
        self.add_button = Button(
            lambda: tr("Add a document"),
            "quiet",
            icon="add",
            on_click=self.choose,
            name="library.addDocument",
        )
        self.add_button.hide()
        self.folder = AuthorFolder(screen, self._chosen, also=[self.add_button])
        self.add(self.folder)

    def _chosen(self, _folder: Path) -> None:
        self.add_button.show()

    def choose(self) -> None:
        """Ask for a file that becomes a document."""
        around = self._screen.around
        FolderChooser(
            lambda: tr("Choose the file to add"),
            self._ask_facts,
            around.jobs,
            files=FILES,
            name="library.documentChooser",
        ).open_in(around.window)

    def _ask_facts(self, file: Path) -> None:
        folder = self.folder.folder
        if folder is not None:
            DocumentSheet(self._screen.around, folder, file, self._added).open_in(self._screen.around.window)

    def _added(self, added: desk.AddedDocument) -> None:
        name = added.document.id
        self._screen.around.notices.tell(
            lambda: tr("{id} is in the folder, as a draft.", id=name),
            lambda: tr("Use it here now, or let it go to the checkpoints with the next pack."),
        )
        self.folder.use_button.setFocus()
