"""The library's list: wires search, shelves and lines to the window.

Opened with ``Route("library")``, or ``Route("library", shelf="iec")``; with ``returns=True`` where a step
waits behind it, for a way back. A document opens with ``Route("document", id="S04")``; see ``document``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import Changes
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.roles import Act, Role, may
from borderdesk.text import tr
from borderdesk.ui.screens.library.author_card import AuthorCard
from borderdesk.ui.screens.library.presenter import LibraryPresenter
from borderdesk.ui.screens.library.state import Shelf
from borderdesk.ui.screens.library.view import DocumentList, SearchField, ShelfTiles
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings

_SHELF = "library_shelf"
"""The preference that keeps which list was open last."""


class LibraryScreen(Screen):
    """Find a document, by list or by words."""

    name: ClassVar[str] = "library"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = LibraryPresenter(
            around.workspace,
            counter=around.mode.current is not Mode.PRIVATE,
            shelf=_shelf(route.get("shelf") or desk.preference(around.workspace, _SHELF, "")),
        )
        self.search = SearchField()
        self.shelves = ShelfTiles()
        self.list = DocumentList()
        self.author: AuthorCard | None = None
        if may(Role(around.role), Act.EDIT_CONTENT):
            self.author = AuthorCard(self)
            self.column.add(self.author)
        for part in (self.search, self.shelves, self.list):
            self.column.add(part)
        self.column.add_stretch()
        if route.get("returns"):
            self.foot.set_back(lambda: tr("Back"), around.back)
        self.search.asked.connect(self._search)
        self.search.line.returnPressed.connect(self._open_first)
        self.shelves.chosen.connect(self._choose)
        self.list.opened.connect(self.open_document)

    def title(self) -> str:
        """The place."""
        return tr("Library")

    @property
    def at(self) -> str:
        """What is looked for, for the way back from what was found."""
        return self.presenter.words

    def enter(self) -> None:
        """Show the list; the keyboard in the search. The index of words is made ready meanwhile."""
        if self.author is not None:
            self.author.folder.load()
        self.search.line.setText(str(self.route.get("at", "") or self.route.get("words", "")))
        self._show()
        self.search.line.setFocus()
        self.around.jobs.run(desk.index_library, owner=self, lane="free")

    def refresh(self, changes: Changes) -> None:
        """Somebody read a document, or other documents are in use."""
        if changes.kinds & {"document.read", "content.pack_installed"}:
            self._load()

    def retranslate(self) -> None:
        """Titles are in the language of the program."""
        self._load()

    def mode_changed(self, mode: Mode) -> None:
        """Private adds the full titles; any other mode takes them away at once."""
        self.presenter.counter = mode is not Mode.PRIVATE
        self._show()

    def on_key(self, key: GlobalKey) -> bool:
        """F3 searches here."""
        if key is not GlobalKey.SEARCH:
            return False
        self.search.line.setFocus()
        self.search.line.selectAll()
        return True

    def open_document(self, name: str) -> None:
        """Open a document, with the words marked that led to it."""
        self.around.navigate(Route("document", id=name, words=self.presenter.words))

    def _load(self) -> None:
        self.presenter.load()
        self._show()

    def _show(self) -> None:
        state = self.presenter.state()
        self.shelves.setVisible(not state.words)
        self.shelves.tiles[state.shelf].setChecked(True)
        self.list.show_state(state)

    def _search(self, words: str) -> None:
        self.presenter.words = words
        self._show()

    def _open_first(self) -> None:
        """Enter after words opens what fits them best."""
        first = self.list.first()
        if self.presenter.state().words and first is not None:
            first.click()

    def _choose(self, shelf: Shelf) -> None:
        self.presenter.shelf = shelf
        with suppress(Unavailable):  # a busy or full disk: the shelf is shown all the same
            desk.set_preference(self.around.workspace, _SHELF, shelf.value)
        self._show()


def _shelf(name: object) -> Shelf:
    return Shelf(str(name)) if name in [shelf.value for shelf in Shelf] else Shelf.SOP
