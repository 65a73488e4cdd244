"""Preconditions as an officer goes through them."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk

from borderdesk.ui.screens.pre.screen import PreconditionsScreen

ROWS = ("PRE-2", "PRE-3", "PRE-4", "PRE-5", "PRE-6", "PRE-8")


class PrePage:
    """``pre.place_is_private()``, ``pre.all_in_place()``, ``pre.agrees()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._screen = desk.find("pre", PreconditionsScreen)

    def answer(self, question: str, value: str) -> None:
        """Answer a row."""
        for stack in (self._screen.place, self._screen.rows, self._screen.adult, self._screen.reason):
            if question in stack.shown_keys():
                stack.focus_question(question)
        self._desk.press(f"answer.{question}.{value}")

    def place_is_private(self) -> None:
        """PRE-1: nobody can see or hear."""
        self.answer("PRE-1", "yes")

    def all_in_place(self) -> None:
        """Every other row is met."""
        for question in ROWS:
            self.answer(question, "yes")

    def rows(self) -> list[str]:
        """Codes of the rows that can be answered now, PRE-1 apart."""
        return self._screen.rows.shown_keys() if self._screen.rows.isVisible() else []

    def agrees(self) -> None:
        """The person agrees to talk."""
        self._desk.press("answer.PRE-7.given")

    def does_not_agree(self) -> None:
        """The person does not want to talk now."""
        self._desk.press("answer.PRE-7.refused")

    def start_anyway(self, reason: str) -> None:
        """Give a reason and start although something is missing."""
        self.answer("PRE-9", reason)
        self._desk.press("pre.primary")
