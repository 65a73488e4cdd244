"""Any form of the player filled from a table of answers, page by page, as an officer would."""

from __future__ import annotations

from collections.abc import Mapping

import shiboken6
from PySide6.QtWidgets import QAbstractButton, QWidget
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.keyboard import settle

from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.screens.form.state import PageState


class InstrumentPage:
    """``page.fill({"CH-04": "not_seen"})`` answers what it finds and stops before the last Finish."""

    def __init__(self, screen: QWidget) -> None:
        assert isinstance(screen, FormScreen), f"{screen.objectName()} is no form"
        self.screen = screen
        self.form = FormPage(screen)

    def value(self, name: str) -> str:
        """What the form holds under a name, computed fields too."""
        return self.screen.controller.named_value(name)

    @property
    def state(self) -> PageState:
        return self.screen.presenter.page_state()

    def answer(self, question: str, value: str) -> None:
        """Bring a question up and answer it: ticks and choices by their buttons, all else by typing."""
        self.screen.go_to_question(question)
        settle()
        for each in value.split():
            option = self.screen.findChild(QAbstractButton, f"answer.{question}.{each}")
            if option is None:
                self.form.type(question, value)
                self.screen.stack.commit()
                break
            if not option.isChecked():
                option.click()
        settle()

    def fill(self, answers: Mapping[str, str]) -> list[str]:
        """Go through every page; the questions that were shown, in order."""
        shown: list[str] = []
        while True:
            for question in list(self.form.questions):
                if question in answers and question not in shown:
                    self.answer(question, answers[question])
            shown += [question for question in self.form.questions if question not in shown]
            if self.state.last:
                return shown
            before = self.screen.presenter.place
            self.form.go_on()
            settle()
            assert self.screen.presenter.place != before, [*self.form.lines("form.summary")]

    def finish(self) -> None:
        """Finish; what is left open may stay open."""
        for _press in range(2):
            if shiboken6.isValid(self.screen) and self.screen.isVisible():
                self.form.go_on()
                settle()
