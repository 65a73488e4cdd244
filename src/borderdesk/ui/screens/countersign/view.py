"""The list of wishes, and the one that is open: both values side by side with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.countersign.state import CountersignState, LoweringDetail
from borderdesk.ui.widgets import Button, Card, FormRow, IconMark, Label, Say, TextArea
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class WaitingCard(Card):
    """Which records wait; shown when there is more than the one that is open."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Waiting"), name="countersign.waiting")
        self.rows = RowList("countersign.rows")
        self.add(self.rows)

    def show_state(self, state: CountersignState, open_code: str) -> None:
        """Show the list without the record that is open."""
        others = [line for line in state.waiting if line.code != open_code]
        self.rows.show_rows(
            [
                ActionRow(
                    "countersign",
                    line.title,
                    line.detail,
                    actions=[
                        Button(
                            lambda: tr("Open"),
                            on_click=partial(self.opened.emit, line.code),
                            name=f"countersign.open.{line.code}",
                        )
                    ],
                    name=f"countersign.row.{line.code}",
                    first=not place,
                )
                for place, line in enumerate(others)
            ]
        )
        self.setVisible(bool(others))


class _Value(QWidget):
    """One of the two values with its reasons."""

    def __init__(self, title: Say, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.value = Label("", "question", name=f"{name}.value")
        self.mark = IconMark("outcome_circle", 24, words=self.value)
        self.reasons = Label("", name=f"{name}.reasons")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.value, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Label(title, "small", muted=True))
        column.addLayout(head)
        column.addWidget(self.reasons)
        column.addStretch(1)

    def show_value(self, words: str, icon: str, reasons: Sequence[str]) -> None:
        """Show the value as words and shape, then why."""
        self.value.say(words)
        self.mark.show_icon(icon)
        self.reasons.say("\n".join(reasons))


class LoweringCard(Card):
    """The wish that is open, and room for the supervisor's own reason."""

    def __init__(self) -> None:
        super().__init__(name="countersign.detail")
        self.code = Label("", "section", name="countersign.code")
        self.asked = Label("", "small", muted=True, name="countersign.asked")
        self.in_force = _Value(lambda: tr("In force now"), "countersign.inForce")
        self.wished = _Value(lambda: tr("Asked for"), "countersign.wished")
        pair = QWidget()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, pair)
        self._pair.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._pair.setSpacing(theme.px(24))
        self._pair.addWidget(self.in_force, 1)
        self._pair.addWidget(self.wished, 1)
        self.reason = TextArea(name="countersign.reason", lines=2)
        self.reason_row = FormRow(
            lambda: tr("Your reason"),
            self.reason,
            lambda: tr("Needed to keep the higher step. The officer will read it."),
        )
        for widget in (self.code, self.asked, pair, self.reason_row):
            self.add(widget)

    def show_detail(self, detail: LoweringDetail) -> None:
        """Show one wish."""
        self.code.say(detail.short)
        self.asked.say(detail.asked)
        self.in_force.show_value(
            detail.in_force, detail.in_force_icon, [f"• {text}" for text in detail.because]
        )
        self.wished.show_value(detail.wished, detail.wished_icon, [detail.reason])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.effective_width(self.width()) < 560
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() != direction:
            self._pair.setDirection(direction)
