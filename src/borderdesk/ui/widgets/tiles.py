"""Choices as tiles to press: a mark and wrapped words, with the roles of Qt's radio and check buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from borderdesk.ui import theme
from borderdesk.ui.said import Say, plain, said, shown
from borderdesk.ui.widgets.buttons import WRAP, pieces, text_height


class _Tile:
    """What radio and tick tiles share: a mark, wrapped words, an optional line of detail below."""

    _say: Say
    _detail: Say

    def _start(self, say: Say, detail: Say, name: str) -> None:
        button = self._button()
        self._say, self._detail = say, detail
        if name:
            button.setObjectName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        self.say(say, detail)

    def say(self, say: Say, detail: Say | None = None) -> None:
        """Show other words, and another line of detail where one is given."""
        button = self._button()
        self._say = say
        if detail is not None:
            self._detail = detail
        button.setText(shown(said(say)))
        button.setAccessibleName(plain(said(say)))
        button.setAccessibleDescription(plain(said(self._detail)))
        button.updateGeometry()

    def plain_text(self) -> str:
        """The words beside the mark."""
        return plain(self._button().text())

    def _button(self) -> QAbstractButton:
        raise NotImplementedError

    def _on_change(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._say, self._detail)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._button().updateGeometry()

    def _left(self) -> int:
        return theme.px(12) + theme.px(20) + theme.px(12)

    def _height(self, width: int) -> int:
        button = self._button()
        room = width - self._left() - theme.px(12)
        height = text_height(button.fontMetrics(), room, button.text())
        detail = shown(said(self._detail))
        if detail:
            height += text_height(QFontMetrics(theme.font("small")), room, detail)
        return max(height + theme.px(14), theme.px(28) + button.fontMetrics().height() // 2, 44)

    def _size(self) -> QSize:
        button = self._button()
        small = QFontMetrics(theme.font("small"))
        words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
        width = max(words, min(small.horizontalAdvance(said(self._detail)), theme.px(360)))
        width += self._left() + theme.px(12) + 2
        return QSize(width, self._height(width))

    def _minimum(self) -> QSize:
        button = self._button()
        longest = max(
            (button.fontMetrics().horizontalAdvance(part) for part in pieces(button.text())), default=0
        )
        return QSize(longest + self._left() + theme.px(12) + 2, self._height(self._size().width()))

    def _paint(self, round_mark: bool) -> None:
        button = self._button()
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = button.isChecked()
        box = QRectF(button.rect()).adjusted(1, 1, -1, -1)
        radius = theme.px(6)
        ink = theme.color("selected_text" if chosen else "text" if button.isEnabled() else "muted")
        fill = "selected" if chosen else "surface" if button.isEnabled() else "sunken"
        if button.underMouse() and button.isEnabled() and not chosen:
            fill = "sunken"
        painter.setBrush(theme.color(fill))
        painter.setPen(QPen(theme.color("primary" if chosen else "border"), 2 if chosen else 1))
        painter.drawRoundedRect(box, radius, radius)
        self._paint_mark(painter, ink, round_mark, chosen)
        self._paint_words(painter, ink)
        if button.hasFocus():
            theme.paint_focus_ring(painter, QRectF(button.rect()), radius)
        painter.end()

    def _paint_mark(self, painter: QPainter, ink: QColor, round_mark: bool, chosen: bool) -> None:
        side = theme.px(20)
        mark = QRectF(theme.px(12), (self._button().height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 2))
        if round_mark:
            painter.drawEllipse(mark)
            if chosen:
                painter.setBrush(ink)
                painter.drawEllipse(mark.center(), side / 4.5, side / 4.5)
            return
        painter.drawRoundedRect(mark, 3, 3)
        if chosen:
            x, y, unit = mark.left(), mark.top(), mark.width()
            corners = ((0.2, 0.52), (0.42, 0.75), (0.8, 0.27))
            painter.drawPolyline([QPointF(x + unit * across, y + unit * down) for across, down in corners])

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        button = self._button()
        room = button.rect().adjusted(self._left(), 0, -theme.px(12), 0)
        detail = shown(said(self._detail))
        painter.setPen(ink)
        words = text_height(button.fontMetrics(), room.width(), button.text())
        small = QFontMetrics(theme.font("small"))
        below = text_height(small, room.width(), detail) if detail else 0
        top = (button.height() - words - below) // 2
        flags = int(WRAP | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(QRect(room.left(), top, room.width(), words), flags, button.text())
        if detail:
            painter.setFont(theme.font("small"))
            painter.setPen(ink if button.isChecked() else theme.color("muted"))
            painter.drawText(QRect(room.left(), top + words, room.width(), below), flags, detail)


class RadioTile(_Tile, QRadioButton):
    """One of several choices, as a tile to press; group them with ``QButtonGroup``."""

    def __init__(self, say: Say, detail: Say = "", *, name: str = "") -> None:
        QRadioButton.__init__(self)
        self._start(say, detail, name)

    def _button(self) -> QAbstractButton:
        return self

    def changeEvent(self, event: QEvent) -> None:
        QRadioButton.changeEvent(self, event)
        self._on_change(event)

    def hitButton(self, place: object) -> bool:
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        return self._size()

    def minimumSizeHint(self) -> QSize:
        return self._minimum()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint(round_mark=True)


class TickTile(_Tile, QCheckBox):
    """A thing that may be ticked, as a tile to press."""

    def __init__(self, say: Say, detail: Say = "", *, name: str = "") -> None:
        QCheckBox.__init__(self)
        self._start(say, detail, name)

    def _button(self) -> QAbstractButton:
        return self

    def changeEvent(self, event: QEvent) -> None:
        QCheckBox.changeEvent(self, event)
        self._on_change(event)

    def hitButton(self, place: object) -> bool:
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        return self._size()

    def minimumSizeHint(self) -> QSize:
        return self._minimum()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint(round_mark=False)
