"""The priority card on screen: numbered steps in a plain card, each with its own Done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.priority.state import PriorityState, StepLine
from borderdesk.ui.widgets import Button, Card, Chip, Label


class PriorityCard(Card):
    """Shows a :class:`PriorityState`. ``done(step)`` when a step was taken."""

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="priority.card")
        self.add(Label(lambda: tr("Safety first. The form waits, nothing is lost."), muted=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(4))
        self.body.addLayout(self._column)
        self.lines: list[StepRow] = []

    def show_state(self, state: PriorityState) -> None:
        """Show the steps; the next one that is not done gets the focus of a new card."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for step in state.steps:
            row = StepRow(step, partial(self.done.emit, step.id))
            self._column.addWidget(row)
            self.lines.append(row)

    def focus_next(self) -> bool:
        """Put the focus on the first step not done yet; ``False`` when all are."""
        for line in self.lines:
            if line.button is not None:
                line.button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False


class StepRow(QWidget):
    """A number, what to do, the number to call if one was verified, and Done or when it was done."""

    def __init__(self, step: StepLine, on_done: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(f"priority.step.{step.id}")
        self.button: Button | None = None
        number = Label(f"{step.number}", "section", muted=bool(step.done_at), wrap=False)
        number.setFixedWidth(theme.px(28))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(step.words, name=f"priority.step.{step.id}.text", muted=bool(step.done_at)))
        if step.phone:
            words.addWidget(Label(step.phone, "section", name=f"priority.step.{step.id}.phone"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if step.done_at:
            done = Chip(tr("Done {time}", time=step.done_at), icon="saved", name=f"priority.done.{step.id}")
            row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.button = Button(lambda: tr("Done"), on_click=on_done, name=f"priority.done.{step.id}")
            self.button.setAccessibleName(f"{tr('Done')}, {step.number}. {step.words}")
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
