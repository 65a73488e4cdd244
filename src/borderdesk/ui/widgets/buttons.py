"""Push buttons that wrap their words; painted by us, with Qt's role and keys kept.

Qt's own never wrap a text in any language. These do, take their colours from the theme at each paint, and
show the two-tone focus ring.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from borderdesk.ui import icons, theme
from borderdesk.ui.said import Say, plain, said, shown

Kind = Literal["primary", "secondary", "quiet"]

WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic


def text_height(metrics: QFontMetrics, width: int, text: str) -> int:
    """Height of ``text`` wrapped to ``width``, with the room stacked Lao marks need."""
    return metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), int(WRAP), text).height()


class Button(QPushButton):
    """A push button named after its act, e.g. ``Button(lambda: tr("Print 3 pages"), "primary")``."""

    _wordless = False

    def __init__(
        self,
        say: Say,
        kind: Kind = "secondary",
        *,
        icon: str | None = None,
        on_click: Callable[[], object] | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self._say = say
        self._kind: Kind = kind
        self._icon = icon
        self._reason: Say = ""
        if name:
            self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self.say(say)

    def say(self, say: Say) -> None:
        """Name the act anew."""
        self._say = say
        text = said(say)
        self._words = plain(text)
        self.setText("" if self._wordless else shown(text))
        if self._wordless:
            self.setToolTip(self._words)
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(said(self._reason))
        self.updateGeometry()

    def plain_text(self) -> str:
        """The words on the button."""
        return self._words if self._wordless else plain(self.text())

    def show_words(self, shown: bool) -> None:
        """With its words, or, where there is no room for them, with its picture only."""
        if self._wordless == shown:
            self._wordless = not shown
            self.setToolTip("")
            self.say(self._say)

    def width_with_words(self) -> int:
        """Pixels that it needs for a single line of its words, shown or not."""
        wanted = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self._words).width()
        return max(wanted + self._chrome() + 2, 44)

    def set_icon(self, icon: str | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_available(self, available: bool, reason: Say = "") -> None:
        """Allow or forbid the act; a forbidden one carries its ``reason``, shown by a ``ReasonLine``."""
        self._reason = "" if available else reason
        self.setEnabled(available)
        self.setAccessibleDescription(said(self._reason))
        parent = self.parentWidget()
        if parent is not None:
            # The bar that holds this button shows the reason as text.
            note = getattr(parent, "show_reasons", None)
            if note is not None:
                note()

    def reason(self) -> str:
        """Why the act is not available now, in the language of the moment; empty when it is."""
        return said(self._reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; held down, once."""
        plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        )
        if not plain_enter:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._say)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = self.fontMetrics()
        needed = text_height(metrics, width - self._chrome(), self.text())
        return max(theme.px(28) + metrics.height() // 2, needed + theme.px(12), 44)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wanted = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + self._chrome() + 2
        return QSize(max(wanted, 44), self.heightForWidth(wanted))

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(part) for part in pieces(self.text())), default=0)
        wanted = min(max(longest + self._chrome() + 2, 44), max(self.sizeHint().width(), 44))
        return QSize(wanted, self.heightForWidth(self.sizeHint().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(6)
        fill, ink, line = self._colors()
        painter.setBrush(fill)
        pen = QPen(line, 1) if line.alpha() else QPen(Qt.PenStyle.NoPen)
        if not self.isEnabled() and theme.appearance().scheme == "high_contrast":
            pen.setStyle(Qt.PenStyle.DashLine)  # black and white leave no grey to fade to
        painter.setPen(pen)
        painter.drawRoundedRect(box, radius, radius)
        self._paint_words(painter, ink)
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), radius)
        painter.end()

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        side, gap = theme.px(20), theme.px(8)
        inner = self.rect().adjusted(theme.px(12), 0, -theme.px(12), 0)
        flags = WRAP | Qt.AlignmentFlag.AlignVCenter
        if self._icon is not None:
            metrics = self.fontMetrics()
            room = inner.width() - side - gap
            used = min(metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + 1, room)
            left = inner.left() if self._kind == "quiet" else inner.left() + max(0, (room - used) // 2)
            if not self.text():
                left = (self.width() - side) // 2
            trailing = self._icon == "forward"  # the arrow points on, so it follows the words
            mark_left = left + used + gap if trailing and self.text() else left
            icons.paint(painter, self._icon, QRectF(mark_left, (self.height() - side) / 2, side, side), ink)
            inner.setLeft(left if trailing else left + side + gap)
            inner.setWidth(used + 1)
            flags |= Qt.AlignmentFlag.AlignLeft
        else:
            flags |= Qt.AlignmentFlag.AlignHCenter
        painter.setPen(ink)
        painter.drawText(inner, int(flags), self.text())

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        clear = QColor(0, 0, 0, 0)
        if not self.isEnabled():
            return theme.color("sunken"), theme.color("muted"), theme.color("hairline")
        if self._kind == "primary":
            fill = theme.color("primary")
            if self.isDown() or self.underMouse():
                fill = fill.darker(112) if fill.lightness() < 128 else fill.lighter(108)
            return fill, theme.color("on_primary"), clear
        pressed = self.isDown() or self.underMouse()
        if self._kind == "quiet":
            return (theme.color("sunken") if pressed else clear), theme.color("primary"), clear
        return theme.color("sunken" if pressed else "surface"), theme.color("text"), theme.color("border")

    def _chrome(self) -> int:
        return theme.px(24) + (theme.px(28) if self._icon is not None else 0)


class IconButton(Button):
    """A square button with a picture only; its words are its name and tooltip."""

    _wordless = True

    def __init__(
        self,
        icon: str,
        say: Say,
        *,
        on_click: Callable[[], object] | None = None,
        kind: Kind = "quiet",
        name: str = "",
    ) -> None:
        super().__init__(say, kind, icon=icon, on_click=on_click, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = max(44, theme.px(28) + self.fontMetrics().height() // 2)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height()


def pieces(text: str) -> list[str]:
    """The parts of ``text`` that may not be broken."""
    return text.replace("\u200b", " ").split()
