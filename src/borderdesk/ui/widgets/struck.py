"""Words that may be struck out: what somebody took off a list stays to be seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextLayout, QTextOption

from borderdesk.ui import theme
from borderdesk.ui.widgets.labels import SpokenLabel


class StruckLabel(SpokenLabel):
    """Words that may be struck out, visibly: a line through each of them."""

    def __init__(self, kind: str = "body") -> None:
        super().__init__("", kind)
        self.struck = False

    def strike(self, struck: bool) -> None:
        """Strike the words out, or let them stand again."""
        self.struck = struck
        self.setProperty("muted", struck)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and a line through them."""
        super().paintEvent(event)
        if not self.struck:
            return
        painter = QPainter(self)
        painter.setPen(QPen(theme.color("text"), max(2, theme.px(2))))
        inner = self.contentsRect()
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        widths = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(inner.width())
            widths.append(line.naturalTextWidth())
        layout.endLayout()
        spacing = self.fontMetrics().lineSpacing()
        # The words stand in the middle of a label that is taller than they are.
        top = inner.top() + (inner.height() - len(widths) * spacing) / 2
        for number, width in enumerate(widths):
            middle = top + number * spacing + self.fontMetrics().height() * 0.56
            painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.left() + width, middle))
        painter.end()
