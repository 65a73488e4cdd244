"""A line that opens and closes a part of a page that most do not need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.ui.said import Say
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.labels import Label


class Fold(QWidget):
    """Closed at first. ``shut`` and ``opened`` are what its button says then; ``hint`` says what is in it."""

    flipped = Signal(bool)

    def __init__(self, shut: Say, opened: Say, hint: Say, *, name: str) -> None:
        super().__init__()
        self.open = False
        self._words = (shut, opened)
        self.button = Button("", "quiet", icon="right", on_click=self.flip, name=name)
        self.hint = Label(hint, "small", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.hint)
        self._say()

    def flip(self) -> None:
        """Open it, or close it again."""
        self.open = not self.open
        self._say()
        self.flipped.emit(self.open)

    def _say(self) -> None:
        self.button.set_icon("down" if self.open else "right")
        self.button.say(self._words[self.open])
