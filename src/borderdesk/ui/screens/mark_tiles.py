"""Tiles that are marked one by one: a grid of them, and the line that reads out the one in focus.

First sight and Risk & needs are made of these. A tile is a check box for screen readers; keys 1 to 5 give
the other answers of its list by physical key, arrows move, and the line offers them to mouse and touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.ui import theme
from borderdesk.ui.said import plain, shown
from borderdesk.ui.screens.marks import Mark, OtherAnswer
from borderdesk.ui.shell.keys import is_enter, physical_digit
from borderdesk.ui.widgets import Button, Label
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


class MarkGrid(QWidget):
    """Tiles in columns, read down the first and on in the next; one column where the room is narrow.

    Signals as of the tiles, and ``end_reached()`` below the last tile, ``start_reached()`` above the first.
    """

    pressed_mark = Signal(str)
    digit = Signal(str, int)
    focused = Signal(str)
    end_reached = Signal()
    start_reached = Signal()

    NARROWEST = 200
    """A column narrower than this (100 % pixels) is given up."""

    def __init__(self, place: str, columns: int = 2) -> None:
        super().__init__()
        self._place, self._columns = place, columns
        self._opens_in_focus = False
        self.tiles: dict[str, MarkTile] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these tiles; those that stay keep the focus."""
        if [mark.key for mark in marks] != list(self.tiles):
            kept = {mark.key: self.tiles.pop(mark.key, None) for mark in marks}
            for gone in self.tiles.values():
                gone.hide()
                gone.deleteLater()
            self.tiles = {mark.key: kept[mark.key] or self._new(mark) for mark in marks}
            tiles = list(self.tiles.values())
            for before, after in pairwise(tiles):
                QWidget.setTabOrder(before, after)
        for mark in marks:
            if self.tiles[mark.key].mark != mark:
                self.tiles[mark.key].show_mark(mark)
        self.updateGeometry()
        self._arrange()

    def open_in_focus(self, opens: bool) -> None:
        """Let the tile in focus show its full text itself; for windows too low for a line below."""
        if opens != self._opens_in_focus:
            self._opens_in_focus = opens
            for tile in self.tiles.values():
                tile.opens_in_focus = opens
            self._focus_changed()

    def _focus_changed(self) -> None:
        if self._opens_in_focus or self.height() != self.heightForWidth(self.width()):
            self.updateGeometry()
            self._arrange()

    def focus_tile(self, key: str) -> bool:
        """Put the focus on a tile; ``False`` where it is not here."""
        tile = self.tiles.get(key)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
        return tile is not None

    def focus_first(self) -> bool:
        """Put the focus on the first tile."""
        return self.focus_tile(next(iter(self.tiles), ""))

    def focus_last(self) -> bool:
        """Put the focus on the last tile."""
        return self.focus_tile(next(reversed(self.tiles), ""))

    def _new(self, mark: Mark) -> MarkTile:
        tile = MarkTile(mark, self._place, self)
        tile.pressed_mark.connect(self.pressed_mark)
        tile.digit.connect(self.digit)
        tile.focused.connect(self.focused)
        tile.moved.connect(self._move)
        tile.focus_changed.connect(self._focus_changed)
        tile.opens_in_focus = self._opens_in_focus
        tile.show()
        return tile

    def _move(self, key: str, columns: int, rows: int) -> None:
        keys = list(self.tiles)
        wanted = keys.index(key) + rows + columns * self._rows(self.width())
        if wanted >= len(keys):
            if rows:
                self.end_reached.emit()
            return
        if wanted < 0:
            if rows:
                self.start_reached.emit()
            return
        self.focus_tile(keys[wanted])

    # geometry

    def _count(self, width: int) -> int:
        return max(1, min(self._columns, (width + theme.px(8)) // (theme.px(self.NARROWEST) + theme.px(8))))

    def _rows(self, width: int) -> int:
        count = self._count(width)
        return max(1, -(-len(self.tiles) // count))

    def _heights(self, width: int) -> tuple[int, list[int]]:
        """Width of a column and the height of each row: tiles of a row are equally tall."""
        count, rows = self._count(width), self._rows(width)
        each = (width - theme.px(8) * (count - 1)) // count
        tall = [tile.heightForWidth(each) for tile in self.tiles.values()]
        return each, [max(tall[row::rows], default=0) for row in range(rows)] if tall else []

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _each, heights = self._heights(width)
        return sum(heights) + theme.px(6) * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.heightForWidth(max(self.width(), theme.px(160))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "tiles"):
            self.updateGeometry()
            self._arrange()

    def _arrange(self) -> None:
        if not self.tiles or self.width() <= 0:
            return
        each, heights = self._heights(self.width())
        rows = len(heights)
        for place, tile in enumerate(self.tiles.values()):
            column, row = divmod(place, rows)
            top = sum(heights[:row]) + theme.px(6) * row
            tile.setGeometry(column * (each + theme.px(8)), top, each, heights[row])


class ReadingLine(QFrame):
    """The full text of the tile in focus, above the foot bar, with its other answers as buttons.

    ``answer_asked(key, digit)`` when one of them is pressed.
    """

    answer_asked = Signal(str, int)
    NARROW = 560
    """Narrower lines (100 % pixels) put the answers under the text."""
    LOW = 420
    """Windows lower than this (100 % pixels) show the text without its hint."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self.setObjectName(f"{place}.reading")
        self._name = place
        self._mark: Mark | None = None
        self.full = Label("", "body", name=f"{place}.reading.text")
        self.hint = Label("", "small", muted=True, name=f"{place}.reading.hint")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.full)
        words.addWidget(self.hint)
        words.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(8))
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.px(16))
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self.buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._space()

    def show_mark(self, mark: Mark) -> None:
        """Read out ``mark`` and offer its other answers."""
        new_buttons = self._mark is None or self._mark.others != mark.others
        self._mark = mark
        self.full.say(f"{mark.lead} {mark.full}".strip())
        self.hint.say(mark.hint)
        self.hint.setVisible(bool(mark.hint) and not self._low())
        if new_buttons:
            for button in self.buttons:
                self._buttons.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.buttons = [self._button(other) for other in mark.others]

    def _button(self, other: OtherAnswer) -> Button:
        button = Button(
            f"{other.words} ({other.digit})",
            on_click=lambda: self._asked(other.digit),
            name=f"{self._name}.reading.{other.value}",
        )
        # The keyboard gives these answers on the tile itself.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def _asked(self, digit: int) -> None:
        if self._mark is not None:
            self.answer_asked.emit(self._mark.key, digit)

    def _low(self) -> bool:
        return theme.effective_width(self.window().height()) < self.LOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._mark is not None:
            self.hint.setVisible(bool(self._mark.hint) and not self._low())
        narrow = theme.effective_width(self.width()) < self.NARROW
        way = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._space()

    def _space(self) -> None:
        self._row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        # Two lines, so that the page does not jump from one tile to the next.
        self.setMinimumHeight(theme.px(64))
