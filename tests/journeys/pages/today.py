"""Today as an officer uses it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.journeys.pages.shell import Desk

from borderdesk.ui.screens.row_button import RowButton


class TodayPage:
    """``today.new_first_sight()``, ``today.unfinished()``, ``today.go_on(0)``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("today")

    def new_first_sight(self) -> None:
        """Ctrl+N."""
        self._desk.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self._desk.find("screening")

    def unfinished(self) -> list[str]:
        """The lines of what was left open, the latest first."""
        found = []
        while self._desk.sees(f"today.continue.{len(found)}"):
            found.append(self._desk.text(f"today.continue.{len(found)}"))
        return found

    def go_on(self, place: int) -> None:
        """Continue one of them by Enter on its line; the place is said to be private where that is asked."""
        self._desk.find(f"today.continue.{place}", RowButton).setFocus()
        self._desk.key(Qt.Key.Key_Return)
        if self._desk.sees("askPrivate"):
            self._desk.press("askPrivate.primary")

    def leave_note(self, text: str) -> None:
        """Write the hand-over note."""
        self._desk.press("today.note.edit")
        self._desk.type("today.note.area", text)
        self._desk.press("today.note.keep")
