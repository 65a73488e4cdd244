"""Turning the screen: what F8 does in the form player, with one monitor and with two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QKeyEvent

from borderdesk.text import tr
from borderdesk.ui.screens.form.person import PersonWindow, TurnedForm, other_monitor
from borderdesk.ui.shell.keys import GlobalKey, global_key
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.window import Window

if TYPE_CHECKING:
    from borderdesk.ui.screens.form.screen import FormScreen


class Turning:
    """The person's screen of one form player.

    One monitor: the window is turned, and comes back by the hide-PIN. Two: the person's window follows the
    officer's question; F8 makes it neutral, once more closes it.
    """

    def __init__(self, screen: FormScreen) -> None:
        self._screen = screen
        self._window: PersonWindow | None = None
        self._before = Mode.PRIVATE

    @property
    def window(self) -> PersonWindow | None:
        """The window on the second monitor, while it is open."""
        alive = self._window is not None and shiboken6.isValid(self._window)
        return self._window if alive and self._window is not None and self._window.isVisible() else None

    def turn(self) -> None:
        """F8."""
        screen = self._screen
        if screen.opened.readonly:
            return
        screen.stack.commit()
        window = self.window
        if window is not None:
            if window.person.neutral:
                self.end()
            else:
                window.person.flip_neutral()
            return
        monitor = other_monitor(screen.around.window)
        if monitor is not None:
            self._window = PersonWindow(screen.controller, screen.at, self._key, parent=screen)
            self._window.person.stopped.connect(self._stopped)
            self._window.setGeometry(monitor.geometry())
            self._window.showFullScreen()
            screen.window().activateWindow()
            return
        self._before = screen.around.mode.current
        sheet = TurnedForm(
            screen.controller,
            screen.at,
            self._back,
            check_pin=screen.opened.check_pin,
            gave_up=self._lock,
        )
        sheet.person.stopped.connect(self._stopped)
        screen.around.mode.enter_person()
        sheet.open_in(screen.around.window)

    def follow(self, key: str) -> None:
        """The officer came to another question."""
        window = self.window
        if window is not None and key != window.person.key:
            window.person.show_question(key)

    def end(self) -> None:
        """No window for the person any more."""
        window, self._window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()

    def _key(self, event: QKeyEvent) -> bool:
        if global_key(event) is GlobalKey.PERSON:
            self.turn()
            return True
        main = self._screen.window()
        return isinstance(main, Window) and main.dispatch(event)

    def _back(self) -> None:
        self._screen.around.mode.restore(self._before)
        self._screen.stack.focus_first()

    def _lock(self) -> None:
        main = self._screen.window()
        if isinstance(main, Window):
            main.lock()

    def _stopped(self) -> None:
        self._screen.banner.show_text(
            lambda: tr("The person wants to stop. Offer a break, or end the talk."), closable=True
        )
        self._screen.around.announce(tr("The person wants to stop. Offer a break, or end the talk."))
