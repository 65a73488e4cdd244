"""The rows of First sight over the running form; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk.forms import Question
from borderdesk.text import language
from borderdesk.ui.screens.sight.state import SightRow, SightState, Sign

if TYPE_CHECKING:
    from borderdesk.ui.questions.controller import FormController

DIGITS = {0: Sign.BLANK, 1: Sign.SEEN, 2: Sign.NOT_SEEN, 3: Sign.UNOBSERVED}
"""Keys of a row, in the order of the answer list; 0 stands for taking the answer back."""


class SightPresenter:
    """Marks rows; every mark is saved by the form's controller before this returns."""

    def __init__(self, controller: FormController) -> None:
        self._controller = controller

    def state(self) -> SightState:
        """The rows that are asked for this party, as they stand."""
        rows = tuple(self._row(key, question) for key, question in self._asked())
        return SightState(rows, self._controller.named_value("invite") == "yes", self._before())

    def press(self, key: str) -> None:
        """Space or a click: seen, and back to nothing said when pressed again."""
        seen = self._controller.value(key) == Sign.SEEN
        self.give(key, Sign.BLANK if seen else Sign.SEEN)

    def press_digit(self, key: str, digit: int) -> bool:
        """A digit on a row; whether it means something there."""
        sign = DIGITS.get(digit)
        if sign is not None:
            self.give(key, sign)
        return sign is not None

    def give(self, key: str, sign: Sign) -> None:
        """Store what was seen, or not, in a row."""
        self._controller.stand_at(key)
        self._controller.answer(key, sign.value)

    def rest_not_seen(self) -> None:
        """The rest was looked at: every row nothing was said about gets the answer the form names."""
        for key, question in self._asked():
            if not question.value:
                self._controller.answer(key, question.extra.get("rest", Sign.NOT_SEEN))

    def _asked(self) -> list[tuple[str, Question]]:
        return [
            (key, question)
            for key, question in self._controller.questions.items()
            if question.control == "select1" and not question.is_note and self._controller.relevant(key)
        ]

    def _before(self) -> str:
        shown = (
            self._controller.shown(key).label
            for key, question in self._controller.questions.items()
            if question.is_note and self._controller.relevant(key)
        )
        return "\n".join(shown)

    def _row(self, key: str, question: Question) -> SightRow:
        shown = self._controller.shown(key)
        tag = question.extra.get(f"tag_{language()}") or question.extra.get("tag_en", "")
        return SightRow(
            key, key.rsplit("-", 1)[-1], tag, shown.label, shown.hint, Sign(self._controller.value(key))
        )
