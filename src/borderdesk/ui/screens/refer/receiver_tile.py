"""One service on offer, as a tile to choose: its name, why it fits, how to reach it, how old its entry is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from borderdesk.ui import icons, theme
from borderdesk.ui.said import shown
from borderdesk.ui.screens.refer.state import ReceiverCard
from borderdesk.ui.widgets.buttons import text_height

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class ReceiverTile(QRadioButton):
    """A receiver. "Call first" is a line of words with its own mark, never a colour alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._card: ReceiverCard | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_receiver(self, card: ReceiverCard) -> None:
        """Take over a receiver."""
        self._card = card
        self.setText(shown(card.name))
        self.setAccessibleName(card.name)
        self.setAccessibleDescription(
            ". ".join(line for line in (card.why, card.reach, card.checked) if line)
        )
        self.setProperty("call_first", card.call_first)
        self.setChecked(card.chosen)
        self.updateGeometry()
        self.update()

    def plain_text(self) -> str:
        """Everything on the tile, one line each."""
        card = self._card
        return (
            "\n".join(line for line in (card.name, card.why, card.reach, card.checked) if line)
            if card
            else ""
        )

    def hitButton(self, place: object) -> bool:
        """The whole tile can be pressed."""
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines, and room around them."""
        lines = sum(self._line_height(text, font, width, icon) for text, font, icon in self._lines())
        return max(lines + theme.px(20), 44)

    def sizeHint(self) -> QSize:
        """At the present width."""
        width = max(self.width(), theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as any window."""
        return QSize(theme.px(160), 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, name and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ink = theme.color("selected_text" if chosen else "text")
        quiet = ink if chosen else theme.color("muted")
        painter.setBrush(theme.color("selected" if chosen else "sunken" if self.underMouse() else "surface"))
        painter.setPen(QPen(theme.color("primary" if chosen else "border"), 2 if chosen else 1))
        radius = theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        self._paint_mark(painter, chosen)
        top = theme.px(10)
        for text, font, icon in self._lines():
            height = self._line_height(text, font, self.width(), icon)
            left = self._left()
            painter.setFont(font)
            painter.setPen(ink if font.bold() else quiet)
            if icon:
                side = theme.px(16)
                middle = top + (QFontMetrics(font).height() - side) / 2
                icons.paint(painter, icon, QRectF(left, middle, side, side), quiet)
                left += theme.px(22)
            box = QRect(left, top, self.width() - left - theme.px(12), height)
            painter.drawText(box, _FLAGS, text)
            top += height
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), radius)
        painter.end()

    def _paint_mark(self, painter: QPainter, chosen: bool) -> None:
        side = theme.px(20)
        first = QFontMetrics(self._name_font()).height()
        mark = QRectF(theme.px(12), theme.px(10) + (first - side) / 2, side, side).adjusted(1, 1, -1, -1)
        ink = theme.color("selected_text" if chosen else "text")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 2))
        painter.drawEllipse(mark)
        if chosen:
            painter.setBrush(ink)
            painter.drawEllipse(mark.center(), side / 4.5, side / 4.5)

    def _name_font(self) -> QFont:
        font = theme.font("body")
        font.setBold(True)
        return font

    def _lines(self) -> list[tuple[str, QFont, str]]:
        """(text, font, icon) of every line, top to bottom."""
        card = self._card
        if card is None:
            return []
        small = theme.font("small")
        lines = [(card.name, self._name_font(), ""), (card.why, small, ""), (card.reach, small, "")]
        lines.append((card.checked, small, "look" if card.call_first else "saved"))
        return [(shown(text), font, icon) for text, font, icon in lines if text]

    def _left(self) -> int:
        return theme.px(12) + theme.px(20) + theme.px(12)

    def _line_height(self, text: str, font: QFont, width: int, icon: str) -> int:
        room = width - self._left() - theme.px(12) - (theme.px(22) if icon else 0)
        return text_height(QFontMetrics(font), room, text) + theme.px(2)
