"""The left rail: where to go, who is signed in, the language, Hide and Lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from borderdesk.text import LANGUAGES, language, tr
from borderdesk.ui import icons, theme
from borderdesk.ui.said import Say, plain, said
from borderdesk.ui.shell.navigation import Destination
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.labels import Label

LANGUAGE_TAGS = {"lo": "ລາວ", "en": "EN"}
LEAST = 44
"""Pixels of an entry in each direction: what a finger needs, however large the words are."""


class RailItem(Button):
    """One entry: icon and words, or the icon alone with its name and tooltip."""

    def __init__(
        self, icon: str, say: Say, *, on_click: Callable[[], object], name: str, checkable: bool = False
    ) -> None:
        self._narrow = False
        super().__init__(say, "quiet", icon=icon, on_click=on_click, name=name)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only, or icon and words; icons alone move closer where the window is low."""
        self._narrow = narrow
        self.setSizePolicy(QSizePolicy.Policy.Expanding, _upright(narrow))
        self.setToolTip(plain(said(self._say)) if narrow else "")
        self.updateGeometry()
        self.update()

    def say(self, say: Say) -> None:
        super().say(say)
        self.setToolTip(plain(said(say)) if self._narrow else "")

    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(LEAST, _line(self))
        return QSize(super().sizeHint().width(), super().heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, LEAST if self._narrow else _line(self))

    def hasHeightForWidth(self) -> bool:
        return not self._narrow

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = theme.px(6)
        ink = theme.color("text")
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            ink = theme.color("selected_text")
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(box, radius, radius)
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(QRectF(1, box.top() + 6, theme.px(4), box.height() - 12), 2, 2)
        elif self.underMouse() or self.isDown():
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(box, radius, radius)
        side = theme.px(22)
        left = (self.width() - side) / 2 if self._narrow else theme.px(12)
        icons.paint(painter, self._icon or "more", QRectF(left, (self.height() - side) / 2, side, side), ink)
        if not self._narrow:
            painter.setPen(ink)
            words = self.rect().adjusted(theme.px(44), 0, -theme.px(6), 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(words, int(flags | Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), radius)
        painter.end()

    def _chrome(self) -> int:
        return theme.px(52)


class LanguageSwitch(QWidget):
    """The two languages of the program, each in its own script."""

    chosen = Signal(str)

    def __init__(self, name: str = "shell.language") -> None:
        super().__init__()
        self.setObjectName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(4))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailTag] = {}
        for code in LANGUAGES:
            tag = RailTag(LANGUAGE_TAGS[code], f"{name}.{code}")
            tag.clicked.connect(lambda _checked=False, picked=code: self.chosen.emit(picked))
            self._group.addButton(tag)
            self._row.addWidget(tag)
            self.buttons[code] = tag
        self._row.addStretch(1)
        self.show_current()

    def show_current(self) -> None:
        """Mark the language spoken now."""
        self.buttons[language()].setChecked(True)

    def set_upright(self, upright: bool) -> None:
        """One above the other, for the narrow rail; closer where the window is low."""
        for tag in self.buttons.values():
            tag.setSizePolicy(QSizePolicy.Policy.Preferred, _upright(upright))
        direction = QHBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if upright else direction.LeftToRight)


class RailTag(Button):
    """A small button that stays pressed while it is the one chosen."""

    def __init__(self, say: Say, name: str) -> None:
        super().__init__(say, "quiet", name=name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(max(52, super().sizeHint().width()), _line(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, LEAST)

    def hasHeightForWidth(self) -> bool:
        """One line, whatever the width."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(6)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = theme.color("text")
        if self.isChecked():
            ink = theme.color("selected_text")
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
            painter.setBrush(theme.color("primary"))
            painter.drawRect(QRectF(theme.px(8), self.height() - 5, self.width() - theme.px(16), 2))
        painter.setPen(ink)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            theme.paint_focus_ring(painter, QRectF(self.rect()), radius)
        painter.end()


class Rail(QFrame):
    """The rail of one role. ``set_narrow`` leaves only icons; the window makes it a drawer when narrower."""

    WIDE = 184
    NARROW = 64

    go = Signal(str)
    language_chosen = Signal(str)
    hide_asked = Signal()
    lock_asked = Signal()

    def __init__(self, entries: Sequence[Destination], user: str) -> None:
        super().__init__()
        self.setObjectName("shell.rail")
        self.setProperty("surface", "rail")
        self.setAccessibleName(tr("Places"))
        self._narrow = False
        self._group = QButtonGroup(self)
        inner = QWidget()
        inner.setObjectName("column")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        self._column.setSpacing(theme.px(2))
        self.items: dict[str, RailItem] = {}
        for entry in entries:
            item = RailItem(
                entry.icon,
                entry.say,
                on_click=partial(self.go.emit, entry.screen),
                name=f"rail.{entry.screen}",
                checkable=True,
            )
            self._group.addButton(item)
            self._column.addWidget(item)
            self.items[entry.screen] = item
        self._column.addSpacing(theme.px(8))
        self._column.addStretch(1)
        self._user = Label(lambda: tr("User {number}", number=user), "small", muted=True, name="shell.user")
        self.languages = LanguageSwitch()
        self.languages.chosen.connect(self.language_chosen)
        self._hide = RailItem(
            "hide", lambda: tr("Hide") + "  F9", on_click=self.hide_asked.emit, name="rail.hide"
        )
        self._lock = RailItem(
            "lock", lambda: tr("Lock") + "  Ctrl+L", on_click=self.lock_asked.emit, name="rail.lock"
        )
        self._user.setContentsMargins(theme.px(12), 0, 0, 0)
        for widget in (self._user, self.languages, self._hide, self._lock):
            self._column.addWidget(widget)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.set_narrow(False)

    def show_place(self, screen: str) -> None:
        """Mark the entry whose screen is shown; none when it is not one of them."""
        self._group.setExclusive(False)
        for name, item in self.items.items():
            item.setChecked(name == screen)
        self._group.setExclusive(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone (64 px) or icons and words (184 px)."""
        self._narrow = narrow
        for item in (*self.items.values(), self._hide, self._lock):
            item.set_narrow(narrow)
        self.languages.set_upright(narrow)
        self._user.setVisible(not narrow)
        side = theme.px(4) if narrow else theme.px(8)
        self._column.setContentsMargins(side, theme.px(8), side, theme.px(8))
        self.setFixedWidth(max(theme.px(self.NARROW), 64) if narrow else theme.px(self.WIDE))

    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow


def _line(button: Button) -> int:
    """How tall an entry of one line is."""
    return max(LEAST, theme.px(28) + button.fontMetrics().height() // 2)


def _upright(narrow: bool) -> QSizePolicy.Policy:
    return QSizePolicy.Policy.Maximum if narrow else QSizePolicy.Policy.Fixed
