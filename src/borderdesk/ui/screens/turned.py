"""The window turned to the person: nothing of the program behind it, one way back.

The way back asks the hide-PIN where one is set, so that the person cannot come into the program by it. Used
for IEC material and for a form's questions.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from borderdesk.ui import theme
from borderdesk.ui.shell.cover import TRIES, CodePad
from borderdesk.ui.widgets import Sheet
from borderdesk.ui.widgets.sheets import open_waiting


class TurnedSheet(Sheet):
    """Fills the window with ``words``; ``done`` comes on the way back, ``gave_up`` after three wrong PINs."""

    for_person = True

    def __init__(
        self,
        name: str,
        words: QWidget,
        done: Callable[[], object],
        *,
        check_pin: Callable[[str], bool] | None,
        gave_up: Callable[[], object],
    ) -> None:
        super().__init__("", name=name)
        self._words = words
        self._done = done
        self._check_pin, self._gave_up = check_pin, gave_up
        self._wrong = 0
        self._card.setProperty("surface", "")
        self.title.hide()
        self.pad = CodePad(self._try)
        self.pad.hide()
        self.column.add(words)
        self.column.add(self.pad)
        self.column.add_stretch()

    def dismiss(self) -> None:
        """Back to the program: at once, or after the hide-PIN; pressed again, back to the words."""
        if self._check_pin is None:
            self._leave()
            return
        if not self.pad.isHidden():
            self.pad.hide()
            self._words.show()
            return
        self._words.hide()
        self.pad.clear()
        self.pad.show()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of the program can be seen behind it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.end()

    def _place(self) -> None:
        self._card.setGeometry(self.rect())

    def _leave(self) -> None:
        window = self.window()
        self.close_sheet()
        self._done()
        open_waiting(window)

    def _try(self, pin: str) -> None:
        if self._check_pin is not None and self._check_pin(pin):
            self._leave()
            return
        self._wrong += 1
        self.pad.clear()
        if self._wrong >= TRIES:
            self._gave_up()
        else:
            self.pad.say_wrong()
