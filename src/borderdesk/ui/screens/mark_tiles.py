"""Tiles that are marked one by one: a grid of them, and the line that reads out the one in focus.

First sight and Risk & needs are made of these. A tile is a check box for screen readers; keys 1 to 5 give
the other answers of its list by physical key, arrows move, and the line offers them to mouse and touch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.sound import PlayButton
from borderdesk.ui.screens.mark_tile import MarkTile
from borderdesk.ui.screens.marks import Mark, OtherAnswer
from borderdesk.ui.widgets import Button, Label


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
        self.heard: Callable[[str], bytes] = lambda _key: b""
        """The recording of a tile's question, to be played to the person; none where there is none."""
        self.play = PlayButton(f"{place}.reading.play", lambda: tr("Play the question aloud"))
        self.play.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(8))
        self._buttons.addWidget(self.play, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.px(16))
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self.buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
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
        self.play.show_sound(self.heard(mark.key))
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
