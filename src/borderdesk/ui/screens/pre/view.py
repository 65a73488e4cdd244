"""The parts of Preconditions besides its rows: the closing buttons and the card for starting anyway."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.pre.state import ClosingAnswer, MissingRow
from borderdesk.ui.screens.row_button import RowButton
from borderdesk.ui.shell.keys import physical_digit
from borderdesk.ui.widgets import Button, Card, Flow, Label


class ClosingButton(Button):
    """One of the answers that close the page; the digits of all of them work on each."""

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = (
            physical_digit(event) if not event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
        )
        if number is not None:
            self.digit.emit(number)
        else:
            super().keyPressEvent(event)


class ClosingCard(Card):
    """PRE-7 as buttons. ``closed_with(value)`` when one is pressed."""

    closed_with = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="pre.closing")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        self._code = Label("PRE-7", "caption", muted=True, wrap=False)
        self._code.setMinimumWidth(theme.px(52))
        self._question = Label("", "question", name="pre.closing.question")
        head.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._question, 1)
        self.body.addLayout(head)
        self._place = QWidget()
        self._flow = Flow(theme.px(12), parent=self._place)
        self.add(self._place)
        self.buttons: dict[str, ClosingButton] = {}

    def show_answers(self, question: str, answers: Sequence[ClosingAnswer]) -> None:
        """Offer these; the one given before is marked by its border."""
        self._question.say(question)
        if list(self.buttons) != [answer.value for answer in answers]:
            for answer in answers:
                self.buttons[answer.value] = self._new(answer)
        for answer in answers:
            button = self.buttons[answer.value]
            words = f"{answer.digit}  {answer.words}"
            button.say(words)
            button.set_icon("saved" if answer.chosen else None)
            button.setAccessibleName(answer.words)
            button.setAccessibleDescription(question)

    def focus_first(self) -> None:
        """Put the focus on the first button."""
        for button in self.buttons.values():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _new(self, answer: ClosingAnswer) -> ClosingButton:
        button = ClosingButton(answer.words, name=f"answer.PRE-7.{answer.value}")
        button.clicked.connect(lambda: self.closed_with.emit(answer.value))
        button.digit.connect(self._by_digit)
        self._flow.addWidget(button)
        return button

    def _by_digit(self, number: int) -> None:
        values = list(self.buttons)
        if 1 <= number <= len(values):
            self.closed_with.emit(values[number - 1])


class MissingCard(Card):
    """What is not in place, each line a link to its row; below it the reason is asked."""

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Not everything is in place"), name="pre.missing")
        self.add(
            Label(
                lambda: tr("Put it right where you can. Otherwise give a reason: it stays in the record."),
                muted=True,
            )
        )
        self._rows: list[RowButton] = []

    def show_rows(self, rows: Sequence[MissingRow]) -> None:
        """List what is missing."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(row) for row in rows]
        for button in self._rows:
            self.add(button)

    def _row(self, row: MissingRow) -> RowButton:
        return RowButton(
            row.words,
            lead=row.code,
            icon="up",
            name=f"pre.missing.{row.key}",
            on_click=lambda: self.jump.emit(row.key),
        )
