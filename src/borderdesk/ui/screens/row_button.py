"""A line of a list that can be pressed: a lead, a sentence, a quiet end; used by several screens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from borderdesk.ui import icons, theme
from borderdesk.ui.said import Say, plain, said, shown
from borderdesk.ui.widgets.buttons import text_height


class RowButton(QPushButton):
    """One line to open. ``lead`` is short and stands first (a code), ``end`` is small and stands last."""

    def __init__(
        self,
        say: Say,
        *,
        lead: str = "",
        end: Say = "",
        icon: str = "right",
        name: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._say, self._end, self._icon = say, end, icon
        self.lead = lead
        if name:
            self.setObjectName(name)
        self.setAutoDefault(True)  # Enter opens a line of a list
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._read()

    def plain_text(self) -> str:
        """Everything on the line, as it is read."""
        return " ".join(part for part in (self.lead, plain(said(self._say)), plain(said(self._end))) if part)

    def _read(self) -> None:
        self.setText(shown(said(self._say)))
        self.setAccessibleName(self.plain_text())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._read()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room, below = self._room(width)
        words = text_height(QFontMetrics(theme.font("body")), room, self.text())
        if below:
            words += text_height(QFontMetrics(theme.font("small")), room, shown(said(self._end)))
        return max(words + theme.px(16), theme.px(28) + self.fontMetrics().height() // 2, 44)

    def sizeHint(self) -> QSize:
        width = theme.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), 44)

    def _lead_width(self) -> int:
        if not self.lead:
            return 0
        return max(QFontMetrics(self._strong()).horizontalAdvance(self.lead), theme.px(64)) + theme.px(16)

    def _strong(self) -> QFont:
        font = theme.font("body")
        font.setBold(True)
        return font

    def _room(self, width: int) -> tuple[int, bool]:
        """Width left for the words, and whether the end goes below them."""
        room = width - theme.px(16) * 2 - theme.px(24) - self._lead_width()
        end = shown(said(self._end))
        if not end:
            return room, False
        beside = QFontMetrics(theme.font("small")).horizontalAdvance(end) + theme.px(16)
        words = QFontMetrics(theme.font("body")).horizontalAdvance(self.text())
        if words + beside <= room or beside < room // 3:
            return room - beside, False
        return room, True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(6)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.color("sunken" if self.underMouse() or self.isDown() else "surface"))
        painter.setPen(QPen(theme.color("hairline"), 1))
        painter.drawRoundedRect(box, radius, radius)
        self._paint_words(painter)
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), radius)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        edge, side = theme.px(16), theme.px(20)
        whole = self.rect().adjusted(edge, 0, -edge - theme.px(24), 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(theme.color("text"))
        if self.lead:
            painter.setFont(self._strong())
            painter.drawText(whole, middle, self.lead)
        room, below = self._room(self.width())
        left = whole.left() + self._lead_width()
        wrap = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
        end = shown(said(self._end))
        words = text_height(body, room, self.text())
        under = text_height(small, room, end) if below else 0
        top = (self.height() - words - under) // 2
        painter.setFont(theme.font("body"))
        painter.drawText(QRect(left, top, room, words), wrap, self.text())
        if end:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("muted"))
            if below:
                painter.drawText(QRect(left, top + words, room, under), wrap, end)
            else:
                right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
                painter.drawText(whole, right, end)
        if self._icon:
            mark = QRectF(self.width() - edge - side + theme.px(4), (self.height() - side) / 2, side, side)
            icons.paint(painter, self._icon, mark, theme.color("muted"))
