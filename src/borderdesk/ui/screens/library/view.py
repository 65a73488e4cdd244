"""The parts of the library's list: search field, shelves, one line for each document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from borderdesk.text import tr, translatable
from borderdesk.ui import theme
from borderdesk.ui.screens.library.reading_text import ReadingText
from borderdesk.ui.screens.library.state import LibraryLine, LibraryState, Shelf
from borderdesk.ui.screens.row_button import RowButton
from borderdesk.ui.widgets import FormRow, Label, RadioTile, TextField, WrappingRow

SHELVES = {
    Shelf.SOP: translatable("Steps for officers"),
    Shelf.IEC: translatable("For travellers"),
    Shelf.MARKED: translatable("My bookmarks"),
    Shelf.RECENT: translatable("Recently changed"),
}


def _shelf_words(shelf: Shelf) -> str:
    return tr(SHELVES[shelf])


class ShelfTiles(WrappingRow):
    """Which list is shown."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("library.shelves")
        group = QButtonGroup(self)
        self.tiles: dict[Shelf, RadioTile] = {}
        for shelf in Shelf:
            tile = RadioTile(partial(_shelf_words, shelf), name=f"library.shelf.{shelf.value}")
            tile.clicked.connect(lambda _on=False, shelf=shelf: self.chosen.emit(shelf))
            group.addButton(tile)
            self.flow.addWidget(tile)
            self.tiles[shelf] = tile


class DocumentLine(QWidget):
    """One document of a list, with the place that was found below it."""

    opened = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._number = number
        self.line: LibraryLine | None = None
        self.button: RowButton | None = None
        self.snippet = ReadingText(f"library.snippet.{number}", kind="small")
        self.snippet.setIndent(theme.px(16))
        self._column.addWidget(self.snippet)

    def show_line(self, line: LibraryLine) -> None:
        """Show another document here."""
        shown, self.line = self.line, line
        if (
            self.button is None
            or shown is None
            or (shown.id, shown.title, shown.note)
            != (
                line.id,
                line.title,
                line.note,
            )
        ):
            self._replace_button(line)
        self.snippet.show_parts(line.snippet)
        self.snippet.setVisible(bool(line.snippet))

    def _replace_button(self, line: LibraryLine) -> None:
        if self.button is not None:
            self._column.removeWidget(self.button)
            self.button.hide()
            self.button.deleteLater()
        self.button = RowButton(
            line.title,
            lead=line.id,
            end=line.note,
            name=f"library.open.{line.id}",
            on_click=lambda: self.opened.emit(line.id),
        )
        self._column.insertWidget(0, self.button)


class DocumentList(QWidget):
    """Documents below each other; lines are used again, so that typing stays quick."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("library.list")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.said = Label("", muted=True, name="library.said")
        self._column.addWidget(self.said)
        self.lines: list[DocumentLine] = []

    def show_state(self, state: LibraryState) -> None:
        """Show these documents."""
        self.said.say(state.said)
        self.said.setVisible(bool(state.said))
        while len(self.lines) < len(state.lines):
            line = DocumentLine(len(self.lines))
            line.opened.connect(self.opened)
            self._column.addWidget(line)
            self.lines.append(line)
        for place, widget in enumerate(self.lines):
            if place < len(state.lines):
                widget.show_line(state.lines[place])
            widget.setVisible(place < len(state.lines))

    def first(self) -> RowButton | None:
        """The first document listed."""
        line = next((each for each in self.lines if not each.isHidden()), None)
        return line.button if line is not None else None


class SearchField(FormRow):
    """Words to look for; every letter typed searches."""

    asked = Signal(str)

    def __init__(self) -> None:
        self.line = TextField(name="library.search")
        super().__init__(
            lambda: tr("Search in all documents"),
            self.line,
            lambda: tr("Lao or English. Tone marks make no difference."),
        )
        self.line.setMaximumWidth(theme.px(480))
        self.line.textChanged.connect(self.asked)
