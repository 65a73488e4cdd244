"""Slider: a line with ticks and a handle, drawn in the program's colours so that every theme shows it.

The handle is there only once a value was chosen: a range that nobody touched looks unanswered.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider

from borderdesk.ui import theme

_MOST_TICKS = 40


class Slider(QSlider):
    """Steps from 0 to ``maximum()``. The wheel scrolls the page, so no answer changes unnoticed.

    ``chosen_again(place)`` is a press on the step that stands there already: it answers an untouched range.
    """

    chosen_again = Signal(int)

    def __init__(self, way: Qt.Orientation) -> None:
        super().__init__(way)
        self.ticks = True
        self._handle = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_handle(self, shown: bool) -> None:
        """Whether a value is chosen."""
        self._handle = shown
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The step under the pointer is chosen, not one step towards it."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self.setFocus()
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.isEnabled():
            self._choose(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _choose(self, at: QPointF) -> None:
        start, end = self._ends()
        along = (at.x() - start.x()) if self._level else (at.y() - start.y())
        length = (end.x() - start.x()) if self._level else (end.y() - start.y())
        place = round(max(0.0, min(along / length if length else 0.0, 1.0)) * self.maximum())
        if place == self.value():
            self.chosen_again.emit(place)
        else:
            self.setValue(place)

    @property
    def _level(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def _ends(self) -> tuple[QPointF, QPointF]:
        """Where the first and the last step lie."""
        edge, middle = theme.px(14), QRectF(self.rect()).center()
        if self._level:
            return QPointF(edge, middle.y()), QPointF(self.width() - edge, middle.y())
        return QPointF(middle.x(), self.height() - edge), QPointF(middle.x(), edge)

    def _at(self, place: float) -> QPointF:
        start, end = self._ends()
        return start + (end - start) * (place / max(self.maximum(), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, end = self._ends()
        pen = QPen(theme.color("border"), theme.px(4))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end)
        if self.ticks and self.maximum() <= _MOST_TICKS:
            painter.setPen(QPen(theme.color("border"), theme.px(2)))
            reach = QPointF(0, theme.px(7)) if self._level else QPointF(theme.px(7), 0)
            for place in range(self.maximum() + 1):
                painter.drawLine(self._at(place) - reach, self._at(place) + reach)
        if self._handle:
            painter.setPen(QPen(theme.color("surface"), 2))
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(self._at(self.value()), theme.px(11), theme.px(11))
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), theme.px(6))
        painter.end()
