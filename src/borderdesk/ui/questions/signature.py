"""SignaturePad: a place to sign with mouse, finger or pen.

Kept as a PNG of 480 × 160 pixels in the encrypted store and named in the record, as ODK Collect does.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import notice, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.media import QuestionMedia, encoded
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.widgets import Button

PAD_WIDTH, PAD_HEIGHT = 480, 160

Stroke = list[QPointF]
"""Points of one line, in pad units."""


class _Pad(QPushButton):
    """The drawing area; a button by role, so that screen readers name it."""

    signed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.strokes: list[Stroke] = []
        self.before = QImage()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(PAD_WIDTH), theme.px(PAD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(PAD_HEIGHT))

    def _point(self, at: QPointF) -> QPointF:
        return QPointF(at.x() * PAD_WIDTH / self.width(), at.y() * PAD_HEIGHT / self.height())

    def drawn(self) -> QImage:
        """Everything that was signed, dark on white."""
        image = QImage(PAD_WIDTH, PAD_HEIGHT, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.before.isNull():
            painter.drawImage(image.rect(), self.before)
        painter.setPen(_pen(Qt.GlobalColor.black))
        for stroke in self.strokes:
            painter.drawPolyline(stroke)
        painter.end()
        return image

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
            self.signed.emit()

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
        if not self.before.isNull() and not self.strokes:
            painter.drawImage(frame.adjusted(2, 2, -2, -2), self.before)
        painter.setPen(_pen(theme.color("text")))
        across, down = self.width() / PAD_WIDTH, self.height() / PAD_HEIGHT
        for stroke in self.strokes:
            painter.drawPolyline([QPointF(at.x() * across, at.y() * down) for at in stroke])
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), theme.px(8))
        painter.end()


def _pen(colour: QColor | Qt.GlobalColor) -> QPen:
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


class SignaturePad(AnswerField):
    """Pad and Clear. Every line drawn is kept at once; the picture before it goes."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._own = ""
        self.pad = _Pad(self)
        self.pad.setObjectName(f"answer.{question.key}.pad")
        self.pad.signed.connect(self._keep)
        self.clear_button = Button(
            lambda: tr("Clear"), on_click=self._clear, name=f"answer.{question.key}.clear"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_question(question)

    def use(self, media: QuestionMedia | None) -> None:
        """Take the keeper, then show what was signed before."""
        super().use(media)
        self.show_question(self.question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over the stored signature and the state."""
        super().show_question(question)
        if question.value != self._own:
            # Not what was drawn here: a draft opened again, or an answer taken back.
            content = self.media.keeper.get(question.value) if self.media and question.value else None
            self.pad.strokes = []
            self.pad.before = QImage.fromData(content) if content else QImage()
        state = tr("signed") if question.value else tr("not signed")
        self.pad.setAccessibleName(f"{question.label}, {state}")
        self.pad.setEnabled(not question.readonly and self.media is not None)
        self.clear_button.setEnabled(bool(question.value) and not question.readonly)
        self.pad.update()

    def _keep(self) -> None:
        if self.media is None:
            return
        before = self.question.value
        try:
            name = self.media.keeper.put(encoded(self.pad.drawn(), "PNG"), "image/png", signature=True)
        except BorderDeskError as error:
            self.pad.strokes.pop()
            self.pad.update()
            self.problem_found.emit(notice(error.code, None, **error.fields).happened)
            return
        self.problem_found.emit("")
        self._own = name
        self.answered.emit(name, False)
        self._forget(before, name)

    def _clear(self) -> None:
        before = self.question.value
        self._own = ""
        self.pad.strokes = []
        self.pad.before = QImage()
        self.pad.update()
        self.answered.emit("", False)
        self._forget(before, "")

    def _forget(self, before: str, now: str) -> None:
        # After the answer was saved: a record never names a file that is gone.
        if self.media is not None and before and before != now:
            self.media.keeper.drop(before)

    def stops(self) -> list[QWidget]:
        """Pad, then Clear."""
        return [self.pad, self.clear_button]
