"""Questions the program asks over the screen, inside the window so that Hide covers them too.

A sheet never blocks: it opens, and its callback runs when the person chose. The keyboard stays within
it; Esc is the way out that changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.jobs import leave
from borderdesk.ui.said import Say
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.column import FootBar, ScrollColumn
from borderdesk.ui.widgets.focus import step_within, tab_stops
from borderdesk.ui.widgets.labels import Label, SectionTitle

COVERED = "covered"
"""Property of a window, set while a cover hides it: a sheet asked for meanwhile waits until it is off."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QWidget):
    """A card in the middle of the window over a dimmed screen; ``column`` and ``foot`` are its parts."""

    WIDTH = 560
    asks_before_leaving: ClassVar[bool] = False
    """Whether leaving it asks first, where something was filled in that would be lost."""
    pressed_by_keys: ClassVar[bool] = True
    """Whether Ctrl+Enter presses its primary act, as on every page."""
    for_person: ClassVar[bool] = False
    """Whether the person reads it, who must see nothing of the program: other sheets wait meanwhile."""

    def __init__(self, title: Say, *, name: str = "sheet", width: int = WIDTH) -> None:
        super().__init__()
        self.setObjectName(name)
        self._width = width
        self._returns_to: QWidget | None = None
        self._opened_with: list[object] = []
        self._waits = False
        self.writing = False
        """Set while what was filled in is being written: it stays then, and closes by itself."""
        self._card = QFrame(self)
        self._card.setProperty("surface", "sheet")
        self.title = SectionTitle(title, name=f"{name}.title")
        self.column = ScrollColumn(None, in_sheet=True)
        self.foot = FootBar(name)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, theme.px(8), 1, 1)
        inside.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        head.addWidget(self.title)
        inside.addLayout(head)
        inside.addWidget(self.column, 1)
        inside.addWidget(self.foot)
        content = self.column.widget()
        if content is not None:
            content.installEventFilter(self)
        self.hide()

    def open_in(self, window: QWidget, *, before_person: bool = False) -> None:
        """Show over ``window``; what had the focus gets it back when the sheet closes.

        Over a covered window it would show what the cover hides, and over a page turned to the person what
        only the officer may see: there it waits for :func:`open_waiting`. With ``before_person`` it is
        nothing that the person may not read.
        """
        top = window.window()
        turned = not before_person and any(each.for_person and not each.isHidden() for each in _sheets(top))
        self.setParent(top)
        self._waits = bool(top.property(COVERED)) or turned
        if self._waits:
            return
        self._returns_to = top.focusWidget()
        top.installEventFilter(self)
        self.setGeometry(top.rect())
        self.show()
        self.raise_()
        self._place()
        self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
        self._opened_with = self._filled()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_keyboard)

    @property
    def waits(self) -> bool:
        """Whether it was asked for while the window was covered or turned to the person."""
        return self._waits

    def close_sheet(self) -> None:
        """Take the sheet away and give the focus back."""
        self._waits = False
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
        self.hide()
        returns_to = self._returns_to
        self._returns_to = None
        leave(self)
        if returns_to is not None and shiboken6.isValid(returns_to):
            returns_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def dismiss(self) -> None:
        """The way out that changes nothing; Esc calls it. Where something was filled in, it asks first."""
        if self.writing:
            return
        window = self.parentWidget()
        if not self.asks_before_leaving or window is None or self._filled() == self._opened_with:
            self.close_sheet()
            return
        Confirm(
            lambda: tr("Leave without saving?"),
            lambda: tr("What you changed here is not kept."),
            lambda: tr("Leave without saving"),
            self.close_sheet,
            name="askLeave",
        ).open_in(window)

    def _keep_keyboard(self) -> None:
        """Work that ends behind the sheet gives the focus to a next step that cannot be seen: that waits."""
        now, top = QApplication.focusWidget(), self.parentWidget()
        if now is None or top is None or self.isHidden() or not top.isAncestorOf(now):
            return
        place = now
        while (above := place.parentWidget()) is not None and above is not top:
            place = above
        stack = top.children()
        if stack.index(place) < stack.index(self):
            self._returns_to = now
            (self.focusWidget() or self.first_stop()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _filled(self) -> list[object]:
        """What stands in every field, in order."""
        return [
            *(field.text() for field in self.findChildren(QLineEdit)),
            *(field.toPlainText() for field in self.findChildren(QPlainTextEdit)),
            *(choice.currentIndex() for choice in self.findChildren(QComboBox)),
            *(button.isChecked() for button in self.findChildren(QAbstractButton)),
        ]

    def first_stop(self) -> QWidget:
        """What has the focus first: the first thing to fill, else the way back."""
        stops = tab_stops(self)
        return stops[0] if stops else self

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_within(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            # A list that takes Enter for its own act passes it on, and may have closed the sheet by then.
            wanted = self.pressed_by_keys and self.isVisible() and not event.isAutoRepeat()
            if wanted and self.foot.primary is not None:
                self.foot.primary.click()
            return
        if not self.column.scroll_by(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if parent is not None and watched is parent and event.type() == QEvent.Type.Resize:
            self.setGeometry(parent.rect())
        elif event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            # Words get their font when they are first shown: only then is it known how tall they are.
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange) and self.isVisible():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(20, 25, 30, 140))
        painter.end()

    def _place(self) -> None:
        edge = theme.px(16) if self.width() > 700 else 8
        width = min(theme.px(self._width), self.width() - 2 * edge)
        self.foot.fit_in(width - 2)
        layout = self._card.layout()
        content = self.column.widget()
        wanted = self.height()
        if layout is not None and content is not None:
            chrome = self.title.heightForWidth(width - theme.px(32)) + self.foot.heightForWidth(width - 2)
            wanted = chrome + content.heightForWidth(width - 2) + theme.px(16)
        height = min(wanted, self.height() - 2 * edge)
        self._card.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)


class Confirm(Sheet):
    """Asks before an act that cannot be taken back; the button names the act."""

    pressed_by_keys: ClassVar[bool] = False
    """A second Ctrl+Enter, meant for the sheet below, must not answer it."""

    def __init__(
        self,
        title: Say,
        text: Say,
        act: Say,
        on_act: Callable[[], object],
        *,
        keep: Say | None = None,
        detail: Say = "",
        on_keep: Callable[[], object] | None = None,
        name: str = "confirm",
    ) -> None:
        super().__init__(title, name=name)
        self._on_act, self._on_keep = on_act, on_keep
        self.text = Label(text, name=f"{name}.text")
        self.column.add(self.text)
        if detail:
            self.column.add(Label(detail, "small", muted=True))
        self.column.add_stretch()
        self.foot.set_back(keep or (lambda: tr("Go back")), self.dismiss)
        self.foot.set_primary(act, self._act)

    def dismiss(self) -> None:
        self.close_sheet()
        if self._on_keep is not None:
            self._on_keep()

    def _act(self) -> None:
        self.close_sheet()
        self._on_act()


class Tell(Sheet):
    """Says one thing that must be read, with one way on."""

    def __init__(
        self,
        title: Say,
        text: Say,
        *,
        detail: Say = "",
        on: Say | None = None,
        after: Callable[[], object] | None = None,
        extra: Button | None = None,
        name: str = "tell",
    ) -> None:
        super().__init__(title, name=name)
        self._after = after
        self.text = Label(text, name=f"{name}.text")
        self.column.add(self.text)
        self.detail = Label(detail, "small", muted=True, name=f"{name}.detail")
        if detail:
            self.column.add(self.detail)
        self.column.add_stretch()
        if extra is not None:
            self.foot.add_secondary(extra)
        self.foot.set_primary(on or (lambda: tr("Continue")), self.dismiss)

    def dismiss(self) -> None:
        self.close_sheet()
        if self._after is not None:
            self._after()


def open_waiting(window: QWidget) -> None:
    """Open, in the order asked, what could not be shown over ``window`` until now."""
    for sheet in _sheets(window):
        if sheet.waits:
            sheet.open_in(window)


def _sheets(window: QWidget) -> list[Sheet]:
    return window.findChildren(Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly)
