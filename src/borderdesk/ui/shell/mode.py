"""Who may be looking at the screen; the header strip names it, screens show less or more by it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from borderdesk.text import translatable
from borderdesk.ui import theme


class Mode(Enum):
    """The three display modes."""

    COUNTER = "counter"
    PRIVATE = "private"
    PERSON = "person"


MODE_TEXT = {
    Mode.COUNTER: translatable("Counter"),
    Mode.PRIVATE: translatable("Private"),
    Mode.PERSON: translatable("Person"),
}


class ModeControl(QObject):
    """The mode of the moment. A desk set up as private, and a supervisor's, starts out Private."""

    changed = Signal(object)

    def __init__(self, private_desk: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resting = Mode.PRIVATE if private_desk else Mode.COUNTER
        self._current = self._resting
        theme.show_status(self._current is Mode.PRIVATE)

    @property
    def current(self) -> Mode:
        """The mode now."""
        return self._current

    @property
    def resting_private(self) -> bool:
        """Whether this desk may always show private matter."""
        return self._resting is Mode.PRIVATE

    def enter_private(self) -> None:
        """Show what only the officer may see; after PRE-1, or when the officer says the place is private."""
        self._change(Mode.PRIVATE)

    def enter_person(self) -> None:
        """Show only what the person in front of the screen should read."""
        self._change(Mode.PERSON)

    def to_counter(self) -> None:
        """Back to what may be seen by anybody (Private at a desk set up as private)."""
        self._change(self._resting)

    def conceal(self) -> None:
        """Counter mode whatever the desk: while the cover is on."""
        self._change(Mode.COUNTER)

    def restore(self, mode: Mode) -> None:
        """Go back to ``mode`` after the cover came off."""
        self._change(mode)

    def _change(self, mode: Mode) -> None:
        if mode is self._current:
            return
        self._current = mode
        theme.show_status(mode is Mode.PRIVATE)
        self.changed.emit(mode)
