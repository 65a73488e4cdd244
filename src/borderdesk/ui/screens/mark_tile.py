"""One tile that can be marked: a check box for screen readers, painted with number, words and answer.

Made by :class:`~borderdesk.ui.screens.mark_tiles.MarkGrid`, which places tiles and moves between them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from borderdesk.ui import theme
from borderdesk.ui.said import plain, shown
from borderdesk.ui.screens.marks import Mark
from borderdesk.ui.shell.keys import is_enter, physical_digit
from borderdesk.ui.widgets.buttons import text_height

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class MarkTile(QCheckBox):
    """One tile. Signals: ``pressed_mark(key)`` by Space, click or touch; ``digit(key, n)``;
    ``focused(key)``; ``moved(key, columns, rows)`` by arrows and Enter."""

    pressed_mark = Signal(str)
    digit = Signal(str, int)
    focused = Signal(str)
    focus_changed = Signal()
    moved = Signal(str, int, int)

    def __init__(self, mark: Mark, place: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self.opens_in_focus = False
        self.setObjectName(f"{place}.row.{mark.key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked: self.pressed_mark.emit(self.mark.key))
        self.show_mark(mark)

    def show_mark(self, mark: Mark) -> None:
        """Show the tile as ``mark`` says."""
        self.mark = mark
        self.setChecked(mark.marked)
        self.setText(shown(mark.words))
        self.setAccessibleName(
            ", ".join(part for part in (f"{mark.lead} {mark.words}".strip(), mark.answer) if part)
        )
        self.setAccessibleDescription(mark.full if mark.full != mark.words else mark.hint)
        self.updateGeometry()
        self.update()

    def plain_text(self) -> str:
        """The words on the tile."""
        return plain(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.mark.key)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_press = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        number = physical_digit(event) if plain_press else None
        steps = {
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
        }
        step = steps.get(Qt.Key(event.key())) if plain_press and event.key() in steps else None
        if number is not None:
            self.digit.emit(self.mark.key, number)
        elif plain_press and event.key() == Qt.Key.Key_Backspace:
            self.digit.emit(self.mark.key, 0)
        elif step is not None:
            self.moved.emit(self.mark.key, *step)
        elif plain_press and is_enter(event):
            self.moved.emit(self.mark.key, 0, 1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    # painting

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room, below = self._room(width)
        words = text_height(QFontMetrics(theme.font("body")), room, self.text()) + below
        words += self._full_height(room)
        return max(words + theme.px(14), theme.px(28) + self.fontMetrics().height() // 2, 44)

    def sizeHint(self) -> QSize:
        width = theme.px(260)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), 44)

    def _left(self) -> int:
        return theme.px(12) + theme.px(20) + theme.px(10)

    def _lead(self) -> int:
        return (
            QFontMetrics(theme.font("small")).horizontalAdvance(self.mark.lead) + theme.px(10)
            if self.mark.lead
            else 0
        )

    def _room(self, width: int) -> tuple[int, int]:
        """Width for the words, and the height the other answer takes below them (0: beside them)."""
        room = max(width - self._left() - self._lead() - theme.px(12), theme.px(40))
        if not self.mark.answer:
            return room, 0
        small = QFontMetrics(theme.font("small"))
        beside = room - small.horizontalAdvance(self.mark.answer) - theme.px(16)
        if QFontMetrics(theme.font("body")).horizontalAdvance(self.text()) <= beside:
            return beside, 0
        return room, text_height(small, room, shown(self.mark.answer))

    def _full_height(self, room: int) -> int:
        """Height of the full text within the tile: where there is no room for a line below, in focus."""
        if not (self.opens_in_focus and self.hasFocus() and self.mark.full != self.mark.words):
            return 0
        return text_height(QFontMetrics(theme.font("small")), room, shown(self.mark.full))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, radius = self.mark.marked, theme.px(6)
        painter.setBrush(theme.color("selected" if chosen else "sunken" if self.underMouse() else "surface"))
        painter.setPen(QPen(theme.color("primary" if chosen else "border"), 2 if chosen else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        self._paint_box(painter)
        self._paint_words(painter, chosen)
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), radius)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        side = theme.px(20)
        box = QRectF(theme.px(12), (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        chosen = self.mark.marked
        ink = theme.color("selected_text" if chosen else "border")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 2))
        painter.drawRoundedRect(box, 3, 3)
        if chosen:
            corners = ((0.2, 0.52), (0.42, 0.75), (0.8, 0.27))
            painter.drawPolyline(
                [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in corners]
            )
        elif self.mark.answer:
            middle = box.center().y()
            painter.drawLine(QPointF(box.left() + 4, middle), QPointF(box.right() - 4, middle))

    def _paint_words(self, painter: QPainter, chosen: bool) -> None:
        small, left = theme.font("small"), self._left()
        room, below = self._room(self.width())
        words = text_height(QFontMetrics(theme.font("body")), room, self.text())
        answer = shown(self.mark.answer)
        full = self._full_height(room)
        top = (self.height() - words - below - full) // 2
        line = QFontMetrics(theme.font("body")).height()
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(small)
        painter.setPen(theme.color("selected_text" if chosen else "muted"))
        if self.mark.lead:
            painter.drawText(QRect(left, top, self._lead(), line), middle, self.mark.lead)
        left += self._lead()
        if answer and below:
            painter.drawText(QRect(left, top + words, room, below), _WRAP, answer)
        elif answer:
            end = self.rect().adjusted(0, 0, -theme.px(12), 0)
            painter.drawText(end, middle | int(Qt.AlignmentFlag.AlignRight), answer)
        painter.setPen(theme.color("selected_text" if chosen else "text"))
        painter.setFont(theme.font("body"))
        painter.drawText(QRect(left, top, room, words), _WRAP, self.text())
        if full:
            painter.setFont(small)
            painter.drawText(QRect(left, top + words + below, room, full), _WRAP, shown(self.mark.full))
