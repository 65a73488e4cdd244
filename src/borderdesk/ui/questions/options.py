"""Answer options: radio buttons and tick boxes that draw themselves, so that any text wraps.

They stay QRadioButton and QCheckBox for screen readers. A chosen option carries three cues besides its
place: tinted fill, a 2 px border and a mark; never a colour with a meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from borderdesk.ui import theme
from borderdesk.ui.questions.media import picture
from borderdesk.ui.questions.shown import ShownChoice
from borderdesk.ui.questions.wrapped_text import Wrapped, wrapped

BOX = 18
"""Edge of a tick box beside words of the usual size, in pixels of the 100 % drawing."""
EDGE = 4
"""Room around each option for its focus ring, in pixels of the 100 % drawing."""


class Face:
    """How an option looks: its text, key number and mark."""

    def __init__(self, choice: ShownChoice, number: int, *, box: bool) -> None:
        self.choice = choice
        self.number = number
        self.box = box
        self.centred = not box
        self.kind = "body"

    def _sides(self, centred: bool) -> tuple[int, int]:
        """Space left and right of the text: key number and mark live there."""
        if centred:
            return theme.px(22), theme.px(22)
        return theme.px(EDGE + 26), theme.px(EDGE + 16) + (self._mark() if self.box else theme.px(8))

    def _mark(self) -> int:
        """Edge of the tick box; as large beside large words as beside usual ones."""
        large, _ = theme.TYPE_SCALE[self.kind]
        usual, _ = theme.TYPE_SCALE["body"]
        return theme.px(round(BOX * large / usual))

    def text_at(self, width: float, *, centred: bool) -> Wrapped:
        """The label laid out for an option ``width`` logical pixels wide, centred in a row or in a column."""
        room = max(width - sum(self._sides(centred)), 1.0)
        return wrapped(self.choice.label, theme.font(self.kind), room, centred=centred, anywhere=not centred)

    def overflows_at(self, width: float) -> bool:
        """Whether a word of the label is wider than an option of ``width`` in a column."""
        room = max(width - sum(self._sides(False)), 1.0)
        return wrapped(self.choice.label, theme.font(self.kind), room, centred=False).overflows

    def height_at(self, width: float, *, centred: bool) -> int:
        """Height needed at ``width``: 48 px and the ring at 100 %, more where the text needs it."""
        words = round(self.text_at(width, centred=centred).height) + theme.px(12)
        if not self.choice.label and self.choice.image:
            return self._picture_height() + theme.px(12) + 2 * theme.px(EDGE)
        return self._picture_height() + max(theme.px(48), words) + 2 * theme.px(EDGE)

    def _picture_height(self) -> int:
        """Height that a picture above the words takes."""
        drawn = self._picture()
        return 0 if drawn is None else drawn.height() + theme.px(8)

    def _picture(self) -> QPixmap | None:
        if not self.choice.image:
            return None
        drawn = picture(self.choice.image, theme.px(96), theme.px(96))
        return None if drawn.isNull() else drawn

    def paint(self, button: QAbstractButton) -> None:
        """Draw ``button`` with this face."""
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, radius, chosen = theme.px(EDGE), theme.px(6), button.isChecked()
        frame = QRectF(button.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(theme.color("primary" if chosen else "border"), 2.0 if chosen else 1.0))
        painter.setBrush(theme.color(_fill(button)))
        inset = 1.0 if chosen else 0.5
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), radius, radius)
        words = theme.color(_words(button))
        self._paint_number(painter, frame, words if chosen else theme.color("muted"))
        if self.box:
            paint_box(painter, frame, chosen, self._mark())
        elif chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(words)
            painter.drawEllipse(
                QPointF(frame.right() - theme.px(11), frame.top() + theme.px(11)), *[self._mark() * 2 / 9] * 2
            )
        left, right = self._sides(self.centred)
        top = self._picture_height()
        drawn = self._picture()
        if drawn is not None:
            across = (button.width() - drawn.width()) / 2 if self.centred else left
            painter.drawPixmap(QPointF(across, edge + theme.px(6)), drawn)
        room = QRectF(left, top, button.width() - left - right, button.height() - top)
        self.text_at(button.width(), centred=self.centred).draw(painter, room, words)
        if button.hasFocus():
            around = frame.adjusted(-edge, -edge, edge, edge)
            theme.paint_focus_ring(painter, around, radius + edge)
        painter.end()

    def _paint_number(self, painter: QPainter, frame: QRectF, colour: QColor) -> None:
        if self.number:
            painter.setFont(theme.font("caption"))
            painter.setPen(colour)
            painter.drawText(
                QPointF(frame.left() + theme.px(7), frame.top() + theme.px(16)), str(self.number)
            )


def fitting_columns(options: Sequence[RadioOption] | Sequence[TickOption], width: int, wanted: int) -> int:
    """The most columns up to ``wanted`` in which no word has to be broken."""
    for columns in range(wanted, 1, -1):
        room = width / columns
        if not any(option.face.overflows_at(room) for option in options):
            return columns
    return 1


def grid_height(options: Sequence[RadioOption] | Sequence[TickOption], width: int, columns: int) -> int:
    """The height of options in ``columns`` equal columns, each row as high as its highest."""
    return sum(_row_heights(options, width, columns))


def place_grid(options: Sequence[RadioOption] | Sequence[TickOption], width: int, columns: int) -> None:
    """Place options in ``columns`` equal columns, row by row."""
    top = 0
    for row, height in enumerate(_row_heights(options, width, columns)):
        for column, option in enumerate(options[row * columns : (row + 1) * columns]):
            left = round(column * width / columns)
            option.setGeometry(left, top, round((column + 1) * width / columns) - left, height)
        top += height


def _row_heights(
    options: Sequence[RadioOption] | Sequence[TickOption], width: int, columns: int
) -> list[int]:
    heights = [option.face.height_at(width / columns, centred=False) for option in options]
    return [max(heights[start : start + columns]) for start in range(0, len(heights), columns)]


def _fill(button: QAbstractButton) -> str:
    if button.isChecked():
        return "selected"
    return "surface" if button.isEnabled() else "sunken"


def _words(button: QAbstractButton) -> str:
    if button.isChecked():
        return "selected_text"
    return "text" if button.isEnabled() else "muted"


def paint_box(painter: QPainter, frame: QRectF, chosen: bool, side: int) -> None:
    """A tick box of ``side`` pixels at the right of ``frame``."""
    box = QRectF(frame.right() - theme.px(10) - side, frame.center().y() - side / 2, side, side)
    painter.setPen(QPen(theme.color("primary" if chosen else "border"), 1.5))
    painter.setBrush(theme.color("primary" if chosen else "surface"))
    painter.drawRoundedRect(box, theme.px(3), theme.px(3))
    if chosen:
        painter.setPen(QPen(theme.color("on_primary"), 2.0))
        corners = ((0.22, 0.52), (0.43, 0.73), (0.78, 0.3))
        painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in corners])


class RadioOption(QRadioButton):
    """One answer of a pick-one list. Pressing the chosen one again leaves it chosen.

    ``key_pressed(event)`` goes to the bar before the button sees it, ``tabbed`` when Tab leaves forward.
    """

    key_pressed = Signal(QKeyEvent)
    tabbed = Signal()

    def __init__(self, choice: ShownChoice, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = Face(choice, number, box=False)

    def set_chosen(self, chosen: bool) -> None:
        """Mark as the chosen answer or not; Qt itself would refuse to leave a group without a choice."""
        if chosen == self.isChecked():
            return
        # Exclusive at all other times: without it Qt tells screen readers of a check box.
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the key to the bar; what it leaves is the button's own."""
        event.setAccepted(False)
        self.key_pressed.emit(event)
        if not event.isAccepted():
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next question; Shift+Tab takes the usual way back."""
        if not forward:
            return super().focusNextPrevChild(False)
        self.tabbed.emit()
        return True

    def leave_forward(self) -> None:
        """The usual Tab step, for a bar that has no next question."""
        super().focusNextPrevChild(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Asked by Qt only; the bar sets the real size."""
        return QSize(theme.px(104), self.face.height_at(theme.px(160), centred=self.face.centred))

    def minimumSizeHint(self) -> QSize:
        """As small as the bar likes."""
        return QSize(theme.px(44), theme.px(44))

    def hitButton(self, pos: object) -> bool:
        """All of it can be pressed, not only the mark of a usual radio button."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Own drawing; the role stays radio button."""
        self.face.paint(self)


class TickOption(QCheckBox):
    """One tile of a pick-any list."""

    key_pressed = Signal(QKeyEvent)

    def __init__(self, choice: ShownChoice, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = Face(choice, number, box=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the key to the list of tiles."""
        event.setAccepted(False)
        self.key_pressed.emit(event)
        if not event.isAccepted():
            event.ignore()

    def sizeHint(self) -> QSize:
        """Asked by Qt only; the list of tiles sets the real size."""
        return QSize(theme.px(160), self.face.height_at(theme.px(160), centred=self.face.centred))

    def minimumSizeHint(self) -> QSize:
        """As small as the list of tiles likes."""
        return QSize(theme.px(44), theme.px(44))

    def hitButton(self, pos: object) -> bool:
        """All of the tile can be pressed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Own drawing; the role stays check box."""
        self.face.paint(self)
