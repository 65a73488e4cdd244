"""One card a field: its values side by side as tiles, below each other in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from borderdesk.ui import theme
from borderdesk.ui.screens.conflict.state import Choice, FieldChoices
from borderdesk.ui.widgets import Card, Label
from borderdesk.ui.widgets.tiles import RadioTile

_SIDE_BY_SIDE = 200
"""Effective pixels that a value needs beside the others."""


class ChoiceTile(RadioTile):
    """A value with its source; digits choose among the values of the field, arrows go on to the next."""

    digit = Signal(int)
    step = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0.value
        if 1 <= digit <= 9 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.digit.emit(digit)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class FieldCard(Card):
    """One contested field. Nothing is chosen at first."""

    chosen = Signal()
    step = Signal(int)

    def __init__(self, field: FieldChoices) -> None:
        super().__init__(field.title, name=f"conflict.field.{field.name}")
        self.field = field
        self.group = QButtonGroup(self)
        self.tiles: dict[str, ChoiceTile] = {}
        row = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        for choice in field.choices:
            self._row.addWidget(self._column(choice), 1)
        if field.note:
            self.add(Label(field.note, "small", muted=True, name=f"conflict.note.{field.name}"))
        self.add(row)
        self.group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def choice(self) -> str | None:
        """The entry that was chosen."""
        return next((entry for entry, tile in self.tiles.items() if tile.isChecked()), None)

    def choose(self, entry: str) -> None:
        """Choose a value."""
        if entry in self.tiles:
            self.tiles[entry].setChecked(True)
            self.chosen.emit()

    def first(self) -> ChoiceTile:
        """Where the keyboard begins."""
        chosen = self.choice
        return self.tiles[chosen] if chosen else next(iter(self.tiles.values()))

    def _column(self, choice: Choice) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        name = f"conflict.choice.{self.field.name}.{choice.number}"
        tile = ChoiceTile(f"{choice.number}   {choice.value}", choice.source, name=name)
        tile.digit.connect(self._pick)
        tile.step.connect(self.step)
        self.group.addButton(tile)
        self.tiles[choice.entry] = tile
        column.addWidget(tile)
        column.addStretch(1)
        return place

    def _pick(self, number: int) -> None:
        for choice in self.field.choices:
            if choice.number == number:
                self.choose(choice.entry)
                self.tiles[choice.entry].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = theme.effective_width(self.width()) / max(1, len(self.tiles))
        narrow = room < _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)
