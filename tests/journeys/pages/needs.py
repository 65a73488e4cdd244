"""Risk and needs as an officer goes through them."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk

from borderdesk.ui.screens.mark_tile import MarkTile
from borderdesk.ui.screens.needs.screen import NeedsScreen


class NeedsPage:
    """``needs.no_danger()``, ``needs.mark("IR-10")``, ``needs.rest_not_needed()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._screen = desk.find("needs", NeedsScreen)

    def danger(self, question: str, value: str) -> None:
        """Answer a danger question."""
        self._screen.danger.focus_question(question)
        self._desk.press(f"answer.{question}.{value}")

    def no_danger(self) -> None:
        """None of these."""
        self._desk.press("needs.primary")

    def tile(self, key: str) -> MarkTile:
        """A need's tile: ``IR-10`` or ``IR-11.food``."""
        return self._desk.find(f"needs.row.{key}", MarkTile)

    def mark(self, key: str) -> None:
        """Mark a need, or take the mark back."""
        self._desk.press(f"needs.row.{key}")

    @property
    def urgency(self) -> str:
        """The proposed urgency."""
        return self._desk.text("needs.urgency.level")

    def rest_not_needed(self) -> None:
        """The rest was asked and is not needed; go on."""
        self._desk.press("needs.primary")
