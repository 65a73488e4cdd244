"""Frames that hold other widgets: cards, banners, chips, a line that wraps, a side panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from borderdesk.text import tr
from borderdesk.ui import icons, theme
from borderdesk.ui.said import Say, plain, said
from borderdesk.ui.widgets.buttons import Button, IconButton
from borderdesk.ui.widgets.labels import IconMark, Label, SectionTitle

_BANNER_ICONS = {"info": "about", "problem": "look", "sealed": "sealed"}


class Card(QFrame):
    """A white frame with a hairline; ``body`` is its column."""

    def __init__(self, title: Say = "", *, name: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "card")
        if name:
            self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self.body.setSpacing(theme.px(8))
        self.title = SectionTitle(title) if title else None
        if self.title is not None:
            self.body.addWidget(self.title)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self.body.addWidget(widget)


class Banner(QFrame):
    """A strip under the header: what happened, what is safe, what to do; hidden while empty.

    ``info`` tells, ``problem`` asks for attention, ``sealed`` marks something that can only be read.
    """

    def __init__(self, kind: Literal["info", "problem", "sealed"] = "info", *, name: str = "") -> None:
        super().__init__()
        self._kind: str = kind
        self.setObjectName(name or "banner")
        self._headline = Label("", strong=True)
        self._mark = IconMark(_BANNER_ICONS[kind], role="primary", words=self._headline)
        self._detail = Label("", "small")
        self._act = Button("", name=f"{name or 'banner'}.action")
        self._close = IconButton("close", lambda: tr("Close"), on_click=self.clear)
        self._on_act: Callable[[], object] | None = None
        self._act.clicked.connect(self._acted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        words.addWidget(self._act, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(_tall_by_width())
        self.clear()

    def show_text(
        self,
        headline: Say,
        detail: Say = "",
        *,
        kind: Literal["info", "problem", "sealed"] | None = None,
        action: tuple[Say, Callable[[], object]] | None = None,
        closable: bool = True,
    ) -> None:
        """Show the strip; ``action`` is the text of a button and what it does."""
        if kind is not None:
            self._kind = kind
        self._headline.say(headline)
        self._detail.say(detail)
        self._detail.setVisible(bool(said(detail)))
        self._on_act = action[1] if action else None
        if action:
            self._act.say(action[0])
        self._act.setVisible(action is not None)
        self._close.setVisible(closable)
        self._show_colors()
        self.show()
        self.update()

    def clear(self) -> None:
        """Hide the strip."""
        self._on_act = None
        self.hide()

    def plain_text(self) -> str:
        """Everything the strip says, one line."""
        if self.isHidden():
            return ""
        return " ".join(part for part in (self._headline.plain_text(), self._detail.plain_text()) if part)

    def _acted(self) -> None:
        act = self._on_act
        if act is not None:
            act()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken" if self._kind == "sealed" else "selected"))
        bar = QRect(0, 0, theme.px(4), self.height())
        painter.fillRect(bar, theme.color("text" if self._kind == "problem" else "primary"))
        painter.setPen(QPen(theme.color("hairline"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_colors()

    def _show_colors(self) -> None:
        """Words and mark in what can be read on the strip's own ground.

        By the sheet and not by a palette, which Qt puts back whenever it comes to style a label anew.
        """
        ground = "sunken" if self._kind == "sealed" else "selected"
        for label in (self._headline, self._detail):
            if label.property("ground") != ground:
                label.setProperty("ground", ground)
                label.style().unpolish(label)
                label.style().polish(label)
        # On the high-contrast selected fill only black is readable.
        black = ground == "selected" and theme.appearance().scheme == "high_contrast"
        self._mark.show_icon(_BANNER_ICONS[self._kind], "selected_text" if black else "primary")


class Chip(QLabel):
    """A short tag with an optional icon, in a status colour where status may be seen."""

    def __init__(
        self, say: Say, *, icon: str | None = None, status: str | None = None, name: str = ""
    ) -> None:
        super().__init__()
        self._say, self._icon, self._status = say, icon, status
        if name:
            self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", "small")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(say)

    def say(self, say: Say, *, icon: str | None = None, status: str | None = None) -> None:
        """Show other words; a given ``icon`` or ``status`` replaces the one before."""
        self._say = say
        self._icon = icon or self._icon
        self._status = status or self._status
        self.setText(said(say))
        self.setAccessibleName(plain(said(say)))
        self.updateGeometry()

    def plain_text(self) -> str:
        """What the chip says."""
        return self.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say(self._say)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + theme.px(20) + 2
        if self._icon:
            width += theme.px(22)
        return QSize(width, metrics.height() + theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = (
            theme.status(self._status) if self._status else (theme.color("sunken"), theme.color("text"))
        )
        painter.setBrush(fill)
        painter.setPen(QPen(theme.color("hairline"), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        left = theme.px(10)
        if self._icon:
            side = theme.px(16)
            icons.paint(painter, self._icon, QRectF(left, (self.height() - side) / 2, side, side), ink)
            left += theme.px(22)
        painter.setPen(ink)
        words = self.rect().adjusted(left, 0, -theme.px(4), 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()


class SidePanel(QFrame):
    """Words beside the screen: a column 280 px wide on wide windows, a drawer on narrow ones.

    The window decides which; Esc or its own button closes the drawer. A keyboard that is in it goes back to
    where it came from.
    """

    WIDTH = 280

    def __init__(self, title: Say, *, name: str = "") -> None:
        super().__init__()
        self._came_from: QWidget | None = None
        self.setProperty("surface", "side")
        if name:
            self.setObjectName(name)
        self._title = SectionTitle(title)
        self._close = IconButton("close", lambda: tr("Close"), on_click=self.hide)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(16))
        column.addLayout(head)
        column.addLayout(self.body)
        column.addStretch(1)
        self.setFixedWidth(theme.px(self.WIDTH))
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self.body.addWidget(widget)

    def setVisible(self, visible: bool) -> None:
        if not visible and self.isAncestorOf(self.window().focusWidget()):
            back = self._came_from
            if back is not None and shiboken6.isValid(back) and back.isVisible():
                back.setFocus(Qt.FocusReason.OtherFocusReason)
        super().setVisible(visible)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and self.isAncestorOf(now)
        if inside and before is not None and not self.isAncestorOf(before):
            self._came_from = before

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(self.WIDTH))


class BesidePane(QWidget):
    """A main part and a side panel: beside each other in wide windows, the panel over the rest in narrow."""

    WIDE = 1200

    def __init__(self, main: QWidget, panel: SidePanel) -> None:
        super().__init__()
        self.main, self.panel = main, panel
        main.setParent(self)
        panel.setParent(self)
        panel.hide()
        panel.installEventFilter(self)

    def reading_parts(self) -> tuple[QWidget, QWidget]:
        """The main part is read first."""
        return self.main, self.panel

    def is_drawer(self) -> bool:
        """Whether the panel now lies over the main part."""
        return theme.effective_width(self.window().width()) < self.WIDE

    def sizeHint(self) -> QSize:
        return self.main.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.main.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.panel and event.type() in (
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
            QEvent.Type.StyleChange,
        ):
            self._place()
        return False

    def _place(self) -> None:
        there = not self.panel.isHidden()
        width = min(self.panel.width(), self.width())
        self.panel.setGeometry(self.width() - width, 0, width, self.height())
        beside = width if there and not self.is_drawer() else 0
        self.main.setGeometry(0, 0, self.width() - beside, self.height())
        self.panel.raise_()


def _tall_by_width() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
