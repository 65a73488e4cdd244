"""The turns of the Preconditions page over the running form; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk.forms import Question
from borderdesk.text import language
from borderdesk.ui.screens.pre.state import ClosingAnswer, Gate, MissingRow, PreState

if TYPE_CHECKING:
    from borderdesk.ui.questions.controller import FormController

PLACE = "PRE_1"
AGREEMENT = "PRE_7"
ADULT = "PRE_7_adult"
REASON = ("override", "override_text")
_OWN_PLACE = (PLACE, AGREEMENT, ADULT, *REASON)


class PrePresenter:
    """Which rows are asked, what is still missing, and whether the page may close."""

    def __init__(self, controller: FormController) -> None:
        self._controller = controller

    def key(self, name: str) -> str:
        """The key of a question by its name in the form."""
        return self._controller.key_for_name(name)

    def row_keys(self) -> list[str]:
        """The rows between PRE-1 and the closing buttons, in the order of the form."""
        questions = self._controller.questions.items()
        return [key for key, question in questions if question.name not in _OWN_PLACE]

    def reason_keys(self) -> list[str]:
        """Where the reason to start anyway is given."""
        return [self.key(name) for name in REASON]

    def state(self) -> PreState:
        """The page as it stands."""
        controller = self._controller
        place = controller.value(self.key(PLACE))
        agreement = controller.value(self.key(AGREEMENT))
        gate = Gate(controller.named_value("gate") or Gate.MISSING)
        adult = self.key(ADULT)
        return PreState(
            place_answered=bool(place),
            private=place == "yes",
            gate=gate,
            closing=tuple(self._closing(agreement)),
            missing=tuple(self._missing()),
            closing_given=bool(agreement),
            adult_needed=controller.relevant(adult) and not controller.value(adult),
            reason_needed=bool(agreement) and gate is Gate.MISSING,
        )

    def close_with(self, value: str) -> PreState:
        """One of the closing buttons: agrees, does not agree, or a child assents."""
        key = self.key(AGREEMENT)
        self._controller.stand_at(key)
        self._controller.answer(key, value)
        return self.state()

    def _closing(self, agreement: str) -> list[ClosingAnswer]:
        choices = self._controller.choices(self.key(AGREEMENT))
        return [
            ClosingAnswer(choice.value, choice.label, digit, choice.value == agreement)
            for digit, choice in enumerate(choices, start=1)
        ]

    def _missing(self) -> list[MissingRow]:
        names = self._controller.named_value("missing").split()
        rows = [(self.key(name), self._controller.questions[self.key(name)]) for name in names]
        return [
            MissingRow(key, question.extra.get("code", key), _sentence(self._controller, key, question))
            for key, question in rows
            if question.name != AGREEMENT
        ]


def _sentence(controller: FormController, key: str, question: Question) -> str:
    said = question.extra.get(f"reason_{language()}") or question.extra.get("reason_en", "")
    # A row that was passed over is not known, which is no statement about the talk.
    return said if said and controller.value(key) else controller.shown(key).label
