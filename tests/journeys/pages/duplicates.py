"""The duplicates page as a supervisor uses it, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.ui.screens.desk_window import DeskWindow


class DuplicatesPage:
    """``page.because``, ``page.decide_by_keys("same")``, ``page.take_back(first, second)``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.show("duplicates")
        desk.rest()

    @property
    def intro(self) -> str:
        """How many pairs there are."""
        return self._desk.text("duplicates.intro")

    @property
    def open_codes(self) -> set[str]:
        """The short codes of the pair that is open; none when nothing is to be decided."""
        if not self._desk.sees("duplicates.pair"):
            return set()
        return {self._desk.text("duplicates.first"), self._desk.text("duplicates.second")}

    @property
    def because(self) -> list[str]:
        """Why the pair is shown."""
        return [line.removeprefix("• ") for line in self._desk.text("duplicates.because").split("\n")]

    @property
    def banner(self) -> str:
        """What the strip under the header says."""
        return self._desk.text("duplicates.banner") if self._desk.sees("duplicates.banner") else ""

    def decide_by_keys(self, act: str) -> None:
        """Walk to ``same``, ``different`` or ``later`` by Tab and press it with Space."""
        for _ in range(40):
            if self._desk.focused() == f"duplicates.{act}":
                self._desk.key(Qt.Key.Key_Space)
                self._desk.rest()
                return
            self._desk.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reached {act}")

    def take_back(self, first: str, second: str) -> None:
        """Take back what was said of a pair."""
        self._desk.press(f"duplicates.decided.act.{first}.{second}")
        self._desk.rest()
