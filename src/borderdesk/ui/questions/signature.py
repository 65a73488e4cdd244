"""Drawing pads: a signature, a sketch, lines over a picture; with mouse, finger or pen.

Kept as a PNG in the encrypted store and named in the record, as ODK Collect does. The pad is paper: white
with dark ink in every theme, as it is kept.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import notice, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.media import PICTURES, QuestionMedia, encoded, picture_from, smaller
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.widgets import Button, Flow

_INK = QColor("#17212B")
_BASELINE = QColor("#C9D1D8")

Stroke = list[QPointF]
"""Points of one line, in pad units."""


class _Pad(QPushButton):
    """The drawing area of ``size`` units; a button by role, so that screen readers name it."""

    signed = Signal()

    def __init__(self, parent: QWidget, size: QSize, *, baseline: bool) -> None:
        super().__init__(parent)
        self.units = size
        self.strokes: list[Stroke] = []
        self.before = QImage()
        self._baseline = baseline

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self.units.width()), theme.px(self.units.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(self.units.height()))

    def _point(self, at: QPointF) -> QPointF:
        return QPointF(
            at.x() * self.units.width() / self.width(), at.y() * self.units.height() / self.height()
        )

    def drawn(self) -> QImage:
        """Everything that was drawn, dark on white."""
        image = QImage(self.units, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, QRectF(image.rect()))
        painter.end()
        return image

    def _draw(self, painter: QPainter, room: QRectF) -> None:
        if not self.before.isNull():
            size = QSize(self.before.size()).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = room.left() + (room.width() - size.width()) / 2, room.top()
            top += (room.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.before)
        painter.setPen(_pen(_INK))
        across, down = room.width() / self.units.width(), room.height() / self.units.height()
        for stroke in self.strokes:
            painter.drawPolyline(
                [QPointF(room.left() + at.x() * across, room.top() + at.y() * down) for at in stroke]
            )

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
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(frame, theme.px(6), theme.px(6))
        if self._baseline:
            line = frame.bottom() - theme.px(28)
            painter.setPen(QPen(_BASELINE, 1))
            painter.drawLine(
                QPointF(frame.left() + theme.px(16), line), QPointF(frame.right() - theme.px(16), line)
            )
        painter.setClipRect(frame)
        self._draw(painter, QRectF(self.rect()))
        painter.setClipping(False)
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), theme.px(8))
        painter.end()


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


class SignaturePad(AnswerField):
    """Pad and Clear. Every line drawn is kept at once; the picture before it goes."""

    size_in_units = QSize(480, 160)
    is_signature = True

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._own = ""
        name = f"answer.{question.key}"
        self.pad = _Pad(self, self.size_in_units, baseline=self.is_signature)
        self.pad.setObjectName(f"{name}.pad")
        self.pad.signed.connect(self._keep)
        self.undo_button = Button(lambda: tr("Undo the last line"), on_click=self._undo, name=f"{name}.undo")
        self.clear_button = Button(lambda: tr("Clear"), on_click=self._clear, name=f"{name}.clear")
        acts = QWidget()
        self.acts = Flow(theme.px(8), parent=acts)
        for button in (self.undo_button, self.clear_button):
            self.acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(acts)
        self.undo_button.setVisible(not self.is_signature)
        self.show_question(question)

    def use(self, media: QuestionMedia | None) -> None:
        """Take the keeper, then show what was drawn before."""
        super().use(media)
        self.show_question(self.question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over the stored drawing and the state."""
        super().show_question(question)
        if question.value != self._own:
            # Not what was drawn here: a draft opened again, or an answer taken back.
            content = self.media.keeper.get(question.value) if self.media and question.value else None
            self.pad.strokes = []
            self.pad.before = QImage.fromData(content) if content else QImage()
            self._own = question.value if content else ""
        self.pad.setAccessibleName(f"{question.label}, {self._state()}")
        may = not question.readonly and self.media is not None
        self.pad.setEnabled(may)
        self.clear_button.setEnabled(bool(question.value) and may)
        self.undo_button.setEnabled(bool(self.pad.strokes) and may)
        self.pad.update()

    def _state(self) -> str:
        if self.is_signature:
            return tr("signed") if self.question.value else tr("not signed")
        return tr("drawn") if self.question.value else tr("nothing drawn yet")

    def _keep(self) -> None:
        if self.media is None:
            return
        before = self.question.value
        try:
            name = self.media.keeper.put(
                encoded(self.pad.drawn(), "PNG"), "image/png", signature=self.is_signature
            )
        except BorderDeskError as error:
            if self.pad.strokes:
                self.pad.strokes.pop()
            self.pad.update()
            self.problem_found.emit(notice(error.code, None, **error.fields).happened)
            return
        self.problem_found.emit("")
        self._own = name
        self.answered.emit(name, False)
        self._forget(before, name)

    def _undo(self) -> None:
        if self.pad.strokes:
            self.pad.strokes.pop()
        if self.pad.strokes or not self.pad.before.isNull():
            self._keep()
        else:
            self._clear()

    def _clear(self) -> None:
        before = self.question.value
        self._own = ""
        self.pad.strokes = []
        self.pad.before = QImage()
        self.pad.update()
        self.problem_found.emit("")
        self.answered.emit("", False)
        self._forget(before, "")

    def _forget(self, before: str, now: str) -> None:
        # After the answer was saved: a record never names a file that is gone.
        if self.media is not None and before and before != now:
            self.media.keeper.drop(before)

    def stops(self) -> list[QWidget]:
        """Pad, then its buttons."""
        return [self.pad, self.undo_button, self.clear_button]


class DrawingPad(SignaturePad):
    """A larger sheet for a sketch (``draw``), with its last line to be taken back."""

    size_in_units = QSize(640, 360)
    is_signature = False


class AnnotationPad(DrawingPad):
    """Lines over a picture (``annotate``): choose or paste the picture, then mark it."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        name = f"answer.{question.key}"
        self.choose_button = Button(
            lambda: tr("Choose a picture"), icon="folder", on_click=self._choose, name=f"{name}.choose"
        )
        self.paste_button = Button(lambda: tr("Paste picture"), on_click=self._paste, name=f"{name}.paste")
        for button in (self.choose_button, self.paste_button):
            self.acts.addWidget(button)
        self.show_question(question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over the picture and the state."""
        super().show_question(question)
        if hasattr(self, "paste_button"):
            may = not question.readonly and self.media is not None
            self.paste_button.setEnabled(may)
            self.choose_button.setEnabled(
                may and self.media is not None and self.media.choose_file is not None
            )

    def _choose(self) -> None:
        if self.media is not None and self.media.choose_file is not None:
            self.media.choose_file(PICTURES, lambda path: self._take(picture_from(path)))

    def _paste(self) -> None:
        image = QApplication.clipboard().image()
        self._take(tr("There is no picture to paste.") if image.isNull() else smaller(image))

    def _take(self, found: QImage | str) -> None:
        """Lay a picture under the lines; a text says why there is none."""
        if isinstance(found, str):
            self.problem_found.emit(found)
            return
        self.pad.strokes = []
        self.pad.before = found
        self._keep()

    def stops(self) -> list[QWidget]:
        """Pad, then its buttons in reading order."""
        return [*super().stops(), self.choose_button, self.paste_button]
