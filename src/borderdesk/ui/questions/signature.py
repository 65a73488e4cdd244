"""SignaturePad: a place to sign with mouse, finger or pen.

The strokes are stored as text in the record itself (``x,y x,y;x,y …`` in pad units of 480 × 160), so no
picture file ever lies about.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.widgets import Button

PAD_WIDTH, PAD_HEIGHT = 480, 160

Stroke = list[tuple[int, int]]


def strokes_of(value: str) -> list[Stroke]:
    """The strokes of a stored signature; what cannot be read is left out."""
    strokes: list[Stroke] = []
    for part in value.split(";"):
        points = [point.split(",") for point in part.split()]
        if points and all(len(p) == 2 and all(c.lstrip("-").isdecimal() for c in p) for p in points):
            strokes.append([(int(x), int(y)) for x, y in points])
    return strokes


def value_of(strokes: list[Stroke]) -> str:
    """The text a signature is stored as."""
    return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)


class _Pad(QPushButton):
    """The drawing area; a button by role, so that screen readers name it."""

    signed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.strokes: list[Stroke] = []
        self._scale = 1.0

    def sizeHint(self) -> QSize:
        return QSize(theme.px(PAD_WIDTH), theme.px(PAD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(PAD_HEIGHT))

    def _point(self, at: QPointF) -> tuple[int, int]:
        return round(at.x() * PAD_WIDTH / self.width()), round(at.y() * PAD_HEIGHT / self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.strokes.append([self._point(event.position())])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self.strokes[-1].append(self._point(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.strokes:
            self.signed.emit(value_of(self.strokes))

    def tabletEvent(self, event: QTabletEvent) -> None:
        # Qt turns an ignored pen event into a mouse event.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(frame, theme.px(6), theme.px(6))
        baseline = frame.bottom() - theme.px(28)
        painter.setPen(QPen(theme.color("hairline"), 1))
        painter.drawLine(
            QPointF(frame.left() + theme.px(16), baseline), QPointF(frame.right() - theme.px(16), baseline)
        )
        painter.setPen(
            QPen(
                theme.color("text"),
                2,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        across, down = self.width() / PAD_WIDTH, self.height() / PAD_HEIGHT
        for stroke in self.strokes:
            painter.drawPolyline([QPointF(x * across, y * down) for x, y in stroke])
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), theme.px(8))
        painter.end()


class SignaturePad(AnswerField):
    """Pad and Clear."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.pad = _Pad(self)
        self.pad.setObjectName(f"answer.{question.key}.pad")
        self.pad.signed.connect(lambda value: self.answered.emit(value, False))
        self.clear_button = Button(
            lambda: tr("Clear"),
            on_click=lambda: self.answered.emit("", False),
            name=f"answer.{question.key}.clear",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_question(question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over the stored strokes and the state."""
        super().show_question(question)
        self.pad.strokes = strokes_of(question.value)
        state = tr("signed") if question.value else tr("not signed")
        self.pad.setAccessibleName(f"{question.label}, {state}")
        self.pad.setEnabled(not question.readonly)
        self.clear_button.setEnabled(bool(question.value) and not question.readonly)
        self.pad.update()

    def stops(self) -> list[QWidget]:
        """Pad, then Clear."""
        return [self.pad, self.clear_button]
