"""The screening picker as an officer uses it."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk

from borderdesk.ui.questions.numbers import NumberField


class ScreeningPage:
    """``picker.say(direction="arriving", age="adult")``, ``picker.start()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("screening")

    def say(self, *, direction: str, age: str, language: str = "", party: int = 1) -> None:
        """Answer what is asked before a first sight."""
        self._desk.press(f"answer.direction.{direction}")
        self._desk.press(f"answer.age_group.{age}")
        if language:
            self._desk.choose("screening.language", language)
            self._desk.find("screening.language").activated.emit(0)  # type: ignore[attr-defined]  # as by hand
        for _person in range(party - 1):
            self._desk.find("answer.party", NumberField).step(1)

    def start(self) -> None:
        """Start the first sight."""
        self._desk.press("screening.primary")
        self._desk.find("sight")
