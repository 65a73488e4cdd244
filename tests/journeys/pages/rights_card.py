"""The card without a code as an officer uses it; for journeys and for the tests of the screen itself."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk


class RightsCardPage:
    """Speaks like an officer: ``card.explained("rights")``, ``card.answer("taken")``, ``card.save()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("rights_card.title")

    def explained(self, *topics: str) -> None:
        """Tick what was explained: ``rights``, ``help``, ``return``, ``safety``."""
        for topic in topics:
            self._desk.press(f"rights_card.topic.{topic}")

    def explained_by(self, who: str) -> None:
        """Who explained it."""
        self._desk.choose("rights_card.explainedBy", who)

    def answer(self, answer: str) -> None:
        """What became of it: ``taken``, ``read``, ``not_wanted``."""
        self._desk.press(f"rights_card.answer.{answer}")

    def ask_print(self) -> None:
        """Look at the paper."""
        self._desk.press("rights_card.print")

    def show_to_person(self) -> None:
        """Turn the screen."""
        self._desk.press("rights_card.show")

    def save(self) -> None:
        """Put it into the record."""
        self._desk.press("rights_card.primary")

    def leave(self) -> None:
        """To the record, with nothing written down."""
        self._desk.press("rights_card.back")
