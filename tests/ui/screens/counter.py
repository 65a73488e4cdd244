"""An officer's unlocked window with every screen of the program, over a practice workspace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import EVDEV_TO_XKB, Desk

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.app import all_screens, hide_pin_check
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.shell.screen import Registry, Route, Screen
from borderdesk.ui.shell.window import Window
from borderdesk.ui.widgets.focus import tab_stops

PASSPHRASE = "practice passphrase"
PIN = "2468"


class Counter(Desk):
    """The window at a checkpoint, opened; counts what the officer deliberately enters."""

    def __init__(
        self,
        qtbot: QtBot,
        workspace: desk.Workspace,
        *,
        language: str = "en",
        size: tuple[int, int] = (1366, 697),
        text_percent: int = 100,
        scheme: str = "light",
        screens: Registry | None = None,
    ) -> None:
        self._qtbot = qtbot
        set_language(language)
        theme.apply(theme.Appearance(scheme, text_percent))
        self.workspace = workspace
        self.inputs = 0
        self.jobs = Jobs()
        self.window = Window(self.jobs, hide_pin_check)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.desk = self.window.open_desk(workspace, screens or all_screens())

    @property
    def screen(self) -> Screen:
        shown = self.desk.screen_shown
        assert shown is not None
        return shown

    @property
    def place(self) -> str:
        """The name of the screen shown."""
        return self.screen.name

    def show(self, screen: str, **params: object) -> None:
        """Go to a screen; where it shows private matter, say that it may."""
        self.desk.navigate(Route(screen, **params))
        if self.sees("askPrivate"):
            self.press("askPrivate.primary")
        self.find(screen)

    def press(self, name: str) -> None:
        """Bring a button into view and press it with the mouse."""
        button = self.find(name, QAbstractButton)
        area = button.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(button)
        assert button.isEnabled(), f"{name} is not available"
        middle = QPoint(button.width() // 2, button.height() // 2)
        self.inputs += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
        self.settle()

    def enter(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key that enters something: it counts."""
        self.inputs += 1
        self.key(key, modifiers)
        self.settle()

    def move(self, key: Qt.Key) -> None:
        """Press a key that only moves the focus."""
        self.key(key)
        self.settle()

    def digit(self, digit: int) -> None:
        """Press a digit of the top row of a keyboard that types Lao."""
        self.inputs += 1
        code, letter = digit + 1 + EVDEV_TO_XKB, 0x0EA2
        target = self.window.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(kind, letter, none, code, 0x30 + digit, 0, chr(letter), False, 1)
            QApplication.sendEvent(target, event)
        self.settle()

    def settle(self) -> None:
        """Let layouts, timers of no length and deferred deletions run."""
        for _ in range(4):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def comes_true(self, fact: Callable[[], bool]) -> bool:
        """Whether something becomes true once layouts have settled."""
        try:
            self._qtbot.waitUntil(fact, timeout=10_000)
        except TimeoutError:
            return False
        return True

    def stops(self) -> list[QWidget]:
        """Everything Tab can reach on the screen shown."""
        return tab_stops(self.screen)

    def close(self) -> None:
        """Close the window; the workspace stays open for the test to look into."""
        self.window.desk = None
        self.window.close()
        self.window.deleteLater()
        self.jobs.stop()
        # Gone at once, screens and all: what a reader still brings must not ask a workspace that closes next.
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
