"""Outcome and reasons as an officer reads them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from tests.journeys.pages.shell import Desk

from borderdesk.ui.screens.row_button import RowButton


class OutcomePage:
    """``outcome.headline``, ``outcome.reasons()``, ``outcome.ask_lower("O4", "…")``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("outcome")

    @property
    def headline(self) -> str:
        """The act asked for."""
        return self._desk.text("outcome.headline")

    @property
    def code(self) -> str:
        """The outcome's code, which no officer sees."""
        return str(self._desk.find("outcome.code").property("code"))

    def reasons(self) -> list[str]:
        """The sentences under Because, each with the code of its answer."""
        rows = self._desk.find("outcome.reasons", QWidget).findChildren(RowButton)
        return [row.plain_text() for row in rows if row.isVisible()]

    @property
    def pending(self) -> str:
        """What waits for a supervisor; empty when nothing does."""
        if not self._desk.sees("outcome.pending.words"):
            return ""
        return self._desk.text("outcome.pending.words")

    def confirm(self) -> None:
        """Agree and go on."""
        self._desk.press("outcome.primary")

    def ask_lower(self, outcome: str, reason: str = "") -> None:
        """Open the sheet, choose a lower step and write the reason; nothing is sent without one."""
        self._desk.press("outcome.lower")
        self._desk.press(f"outcome.other.{outcome}")
        if reason:
            self._desk.type("outcome.reason", reason)

    def send(self) -> None:
        """Send the wish."""
        self._desk.press("outcome.other.primary")

    def choose_higher(self, outcome: str, reason: str) -> None:
        """A higher step counts at once."""
        self._desk.press("outcome.higher")
        self._desk.press(f"outcome.other.{outcome}")
        self._desk.type("outcome.reason", reason)
        self._desk.press("outcome.other.primary")
