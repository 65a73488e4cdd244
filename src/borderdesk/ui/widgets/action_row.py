"""A line of a short list that carries its own acts; used for packages, cards, sticks and health lines.

Words at the left, acts at the right; in a narrow window the acts stand below the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.ui import theme
from borderdesk.ui.said import Say, said
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.flow import Flow
from borderdesk.ui.widgets.labels import IconMark, Label

NARROW = 620
"""Effective pixels of a row under which its acts go below its words."""


class ActionRow(QWidget):
    """An icon, a line, a line of detail below it, and the acts that concern just this line."""

    def __init__(
        self,
        icon: str,
        title: Say,
        detail: Say = "",
        *,
        actions: Sequence[Button] = (),
        name: str = "",
        first: bool = False,
    ) -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._first = first
        self.title = Label(title, strong=True, name=f"{name}.text" if name else "")
        self.mark = IconMark(icon, 24, role="muted", words=self.title)
        self.detail = Label(detail, "small", muted=True, name=f"{name}.detail" if name else "")
        if not said(detail):
            self.detail.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        left = QHBoxLayout()
        left.setSpacing(theme.px(12))
        left.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(words, 1)
        self._acts = QWidget()
        self._flow = Flow(theme.px(8), parent=self._acts)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._acts.setSizePolicy(policy)
        for button in actions:
            self._flow.addWidget(button)
        if not actions:
            self._acts.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._line.setSpacing(theme.px(8))
        middle = QVBoxLayout()  # tall acts leave the icon beside the line that it marks
        middle.setSpacing(0)
        middle.addStretch(1)
        middle.addLayout(left)
        middle.addStretch(1)
        self._line.addLayout(middle, 1)
        self._line.addWidget(self._acts, 0)
        whole = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole.setHeightForWidth(True)
        self.setSizePolicy(whole)

    def plain_text(self) -> str:
        """Everything the line says."""
        return " ".join(part for part in (self.title.plain_text(), self.detail.plain_text()) if part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.effective_width(self.width()) < NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != direction:
            self._line.setDirection(direction)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._first:
            painter = QPainter(self)
            painter.setPen(QPen(theme.color("hairline"), 1))
            painter.drawLine(0, 0, self.width(), 0)
            painter.end()


class RowList(QWidget):
    """Rows one below the other, replaced as a whole; the focus stays at the act it was on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.rows: list[ActionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_rows(self, rows: Sequence[ActionRow]) -> None:
        """Show ``rows`` instead of what was there; hidden while there are none."""
        window = self.window()
        focused = window.focusWidget()
        kept = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for row in rows:
            self._column.addWidget(row)
        self.setVisible(bool(rows))
        if kept:
            again = next((row.findChild(QWidget, kept) for row in rows if row.findChild(QWidget, kept)), None)
            if again is not None and again.isEnabled():
                again.setFocus(Qt.FocusReason.OtherFocusReason)
