"""Where somebody was on a page, and a page set aside: both come back as they were left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from borderdesk.text import language
from borderdesk.ui.jobs import leave

if TYPE_CHECKING:
    from borderdesk.desk.workspace import Changes
    from borderdesk.ui.shell.screen import Route, Screen


class WhereLeft:
    """The keyboard's place in ``page`` and how far everything in it was scrolled, noted when it is made."""

    def __init__(self, page: QWidget) -> None:
        self._page, self._focus = page, page.focusWidget()
        areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
        self._scrolled = [(area.verticalScrollBar(), area.verticalScrollBar().value()) for area in areas]

    def moved_to(self, widget: QWidget) -> None:
        """The keyboard belongs there meanwhile, as on a sheet that was opened."""
        self._focus = widget

    def go_back(self) -> None:
        """Put keyboard and scroll where they were."""
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        # Last of all: the focus that came back has scrolled to itself, which may not be where they looked.
        # The window outlives a lock, so what is called then is let go again.
        scrolled = self._scrolled
        QTimer.singleShot(0, self._page.window(), lambda: _scroll_back(scrolled))


def _scroll_back(scrolled: list[tuple[QScrollBar, int]]) -> None:
    for bar, value in scrolled:
        if shiboken6.isValid(bar):
            bar.setValue(value)


class SetAside:
    """A screen whose card is being read: nothing chosen or typed on it is lost. Made before it is hidden."""

    READING = frozenset({"document", "library"})
    """Where it waits; going anywhere else gives it up."""

    def __init__(self, route: Route, screen: Screen) -> None:
        self.route, self.screen = route, screen
        self._where, self._language = WhereLeft(screen), language()
        self._talking = screen.around.idle.interview_running
        self._missed: list[Changes] = []
        screen.around.jobs.hold(screen)

    def hear(self, changes: Changes) -> None:
        """Something changed meanwhile; the screen is told when it comes back."""
        self._missed.append(changes)

    def come_back(self) -> None:
        """The screen is shown again: what happened meanwhile, then keyboard and scroll."""
        around, screen = self.screen.around, self.screen
        around.idle.interview_running = self._talking
        around.jobs.release(screen)  # what it asks for from here on comes after what was kept
        if language() != self._language:
            screen.retranslate()
        for changes in self._missed:
            screen.refresh(changes)
        screen.mode_changed(around.mode.current)
        self._where.go_back()

    def give_up(self) -> None:
        """It is not gone back to."""
        leave(self.screen)
        self.screen.around.jobs.release(self.screen)
        self.screen.deleteLater()
