"""Where the person's page stands: over the one window, or in a window of its own on a second monitor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.turned import TurnedSheet
from borderdesk.ui.shell.header import PracticeBand
from borderdesk.ui.shell.keys import GlobalKey, global_key
from borderdesk.ui.shell.screen import LOW
from borderdesk.ui.widgets import ScrollColumn

_TITLE = "BorderDesk"


class PersonPage(Protocol):
    """A page for the person; ``acts`` are its buttons, which stand still below it."""

    neutral: bool
    acts: QWidget

    def flip_neutral(self) -> None:
        """Show a page that says nothing, or the page again."""
        ...

    def hush(self) -> None:
        """No sound goes on."""
        ...

    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        ...

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that means something on the page itself; whether it did."""
        ...


class TurnedPage(TurnedSheet):
    """The one monitor turned to the person; F8 makes it neutral, Esc is the officer's way back."""

    def __init__(
        self,
        name: str,
        page: PersonPage,
        done: Callable[[], object],
        *,
        check_pin: Callable[[str], bool] | None,
        gave_up: Callable[[], object],
    ) -> None:
        assert isinstance(page, QWidget)
        self.person = page
        super().__init__(name, page, done, check_pin=check_pin, gave_up=gave_up)
        self.foot.set_back(lambda: tr("Officer"), self.dismiss)
        self._flows = True
        self._place_acts()

    def mark_practice(self) -> None:
        """Nobody takes an exercise for a talk."""
        whole = self._card.layout()
        if isinstance(whole, QVBoxLayout):
            whole.insertWidget(0, PracticeBand())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_acts()

    def _place_acts(self) -> None:
        """Stop stands still below the page; where the question would have no room, it scrolls with it."""
        flows = theme.effective_width(self.height()) < LOW
        whole, acts = self._card.layout(), self.person.acts
        if flows == self._flows or not isinstance(whole, QVBoxLayout):
            return
        self._flows, shown = flows, not acts.isHidden()
        if flows:
            whole.removeWidget(acts)
            self.column.end_with(acts)
        else:
            self.column.end_with(None)
            whole.insertWidget(whole.indexOf(self.foot), acts)
        acts.setVisible(shown)

    def dismiss(self) -> None:
        """Back to the program, or first the hide-PIN: beside that the person's buttons do nothing."""
        super().dismiss()
        if self._check_pin is not None:
            self.person.acts.setVisible(self.pad.isHidden() and not self.person.neutral)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F8 shows the neutral page and takes it away; some pages have keys of their own."""
        if self.pad.isHidden() and self.person.take_key(event):
            return
        if global_key(event) is GlobalKey.PERSON:
            if self.pad.isHidden():
                self.person.flip_neutral()
                self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def first_stop(self) -> QWidget:
        """The answers, not the way out."""
        return super().first_stop() if self.person.neutral else self.person.first_stop()


class PersonWindow(QWidget):
    """A window on the second monitor; keys that mean something everywhere work there too."""

    def __init__(self, page: PersonPage, keys: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        # It goes with the officer's screen, whatever happens to that: a lock leaves nothing over there.
        super().__init__(parent, Qt.WindowType.Window)
        assert isinstance(page, QWidget)
        self.setObjectName("personWindow")
        self.setWindowTitle(_TITLE)
        self._keys = keys
        self._keyboard_to: QWidget | None = None
        self.person = page
        area = ScrollColumn(None)
        area.add(page)
        area.add_stretch()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, theme.px(16), 0, 0)
        self._whole.addWidget(area, 1)
        self._whole.addWidget(page.acts)

    def mark_practice(self) -> None:
        """Nobody takes an exercise for a talk."""
        self._whole.insertWidget(0, PracticeBand())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide covers this window too."""
        if not self.person.take_key(event) and not self._keys(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Who touches this window is there: the officer's must not lock meanwhile."""
        super().showEvent(event)
        handle, parent = self.windowHandle(), self.parentWidget()
        if handle is not None and parent is not None:
            handle.removeEventFilter(parent.window())
            handle.installEventFilter(parent.window())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is heard any more."""
        self.person.hush()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.end()

    def give_keyboard_back(self, window: QWidget) -> None:
        """The officer's keys stay theirs when this one comes up.

        Some window managers give it to a new window only after the officer's has asked for it.
        """
        self._keyboard_to = window

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(_TITLE)
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            window, self._keyboard_to = self._keyboard_to, None
            if window is not None:
                window.activateWindow()


def other_monitor(window: QWidget) -> QScreen | None:
    """A monitor beside the one the officer works at."""
    here = window.screen()
    return next((each for each in QGuiApplication.screens() if each is not here), None)
