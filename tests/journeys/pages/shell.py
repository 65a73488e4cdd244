"""The program as an officer meets it: set-up, unlock, the rail, Hide and Lock. For journeys and window tests.

Speaks of what is on screen; every wait is for something to appear, never for time to pass.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.app import Program
from borderdesk.ui.said import plain
from borderdesk.ui.shell.screen import Registry
from borderdesk.ui.widgets import Choice, Label

PASSPHRASE = "a quiet river"
PIN = "2468"
EVDEV_TO_XKB = 8

_Widget = TypeVar("_Widget", bound=QWidget)


class Desk:
    """One running program on one workspace folder."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        *,
        language: str = "en",
        size: tuple[int, int] = (1366, 697),
        screens: Callable[[], Registry] | None = None,
    ) -> None:
        self._qtbot = qtbot
        set_language(language)
        theme.apply(theme.Appearance())
        self.program = Program(folder, screens)
        self.window = self.program.window
        self.window.resize(*size)
        self.program.start()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    # Looking

    def find(self, name: str, kind: type[_Widget] = QWidget) -> _Widget:  # type: ignore[assignment]  # QWidget is the bound
        """The visible widget called ``name`` of this desk, whatever others are open; waited for."""
        found: list[_Widget] = []

        def there() -> None:
            found[:] = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
            assert found, f"{name} is not on screen"

        self._qtbot.waitUntil(lambda: _passes(there))
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether a widget called ``name`` is on screen now."""
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def text(self, name: str) -> str:
        """The words of the widget called ``name``."""
        return words(self.find(name))

    def wait_text(self, name: str, part: str) -> None:
        """Wait until the widget called ``name`` says ``part``."""
        self._qtbot.waitUntil(lambda: self.sees(name) and part in self.text(name))

    def everything_said(self) -> str:
        """Every visible or spoken word in the window."""
        return "\n".join(
            part
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
            for part in (
                words(widget),
                widget.toolTip(),
                widget.accessibleName(),
                widget.accessibleDescription(),
            )
            if part
        )

    def focused(self) -> str:
        """The name of what has the focus; empty when nothing has."""
        widget = self.window.focusWidget()
        return widget.objectName() if widget is not None else ""

    # Doing

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), f"{name} is not available"
        QTest.mouseClick(
            button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2)
        )

    def type(self, name: str, text: str) -> None:
        """Replace what is in a field."""
        field = self.find(name)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()
            QTest.keyClicks(field, text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            raise AssertionError(f"{name} is not a field to type in")

    def choose(self, name: str, key: str) -> None:
        """Choose from a closed list."""
        choice = self.find(name, Choice)
        self._qtbot.waitUntil(lambda: choice.findData(key) >= 0)
        choice.choose(key)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def physical_digit(self, digit: int) -> None:
        """Press a digit of the top row while the keyboard types Lao: Qt sees a letter, not the digit."""
        code = (digit if digit else 10) + 1 + EVDEV_TO_XKB
        letter = 0x0EA2
        target = self.window.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(
                kind, letter, Qt.KeyboardModifier.NoModifier, code, 0x30 + digit, 0, chr(letter), False, 1
            )
            QApplication.sendEvent(target, event)

    # Set-up

    def set_up(self, *, station: str = "HXY", post: str = "checkpoint", user: str = "O1") -> None:
        """Walk the wizard to its end."""
        self.press("setup.primary")
        self.press(f"setup.post.{post}")
        self.press("setup.primary")
        self.choose("setup.station", "other")
        self.type("setup.stationCode", station)
        self.press("setup.primary")
        self.type("setup.user", user)
        self.type("setup.passphrase", PASSPHRASE)
        self.type("setup.passphraseAgain", PASSPHRASE)
        self.type("setup.pin", PIN)
        self.press("setup.primary")
        shares = self.copy_shares()
        self.type("setup.readBack", shares[self.share_asked()])
        self.press("setup.primary")
        if post == "checkpoint":
            self.find("setup.card.choose")
            self.press("setup.primary")
        self.find("setup.sample")
        self.press("setup.primary")
        self.find("setup.hide.try")
        self.press("setup.primary")
        self.find("shell")

    def copy_shares(self) -> list[str]:
        """Copy each recovery share on paper."""
        shares = []
        for _share in range(3):
            shares.append(self.text("setup.share.words"))
            self.press("setup.primary")
        return shares

    def share_asked(self) -> int:
        """Which share the wizard wants read back, counted from 0."""
        field = self.find("setup.readBack")
        return int("".join(character for character in field.accessibleName() if character.isdigit())) - 1

    # Working

    def unlock(self, passphrase: str = PASSPHRASE, *, user: str = "O1") -> None:
        """Open the desk."""
        self.try_unlock(passphrase, user=user)
        self.find("shell")

    def try_unlock(self, passphrase: str, *, user: str = "O1") -> None:
        """Type a passphrase and press Open, whatever comes of it."""
        self.choose("unlock.user", user)
        self.type("unlock.secret", passphrase)
        self.press("unlock.primary")

    def go(self, screen: str) -> None:
        """Go somewhere by the rail, through Menu where the window is narrow."""
        if not self.sees(f"rail.{screen}"):
            self.press("shell.menu")
        self.press(f"rail.{screen}")
        self.find(screen)

    def hide(self) -> None:
        """Press F9."""
        self.key(Qt.Key.Key_F9)

    def come_back(self, pin: str = PIN) -> None:
        """F9 again, and the hide-PIN on the top row of a Lao keyboard."""
        self.key(Qt.Key.Key_F9)
        for digit in pin:
            self.physical_digit(int(digit))
        self.key(Qt.Key.Key_Return)

    def lock(self) -> None:
        """Press Lock."""
        self.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def speak(self, language: str) -> None:
        """Switch the language at the foot of the rail."""
        self.press(f"shell.language.{language}")

    def close(self) -> None:
        """Close the window; the program ends."""
        if shiboken6.isValid(self.window):
            self.window.close()
            self.window.deleteLater()


def words(widget: QWidget) -> str:
    """What a widget says, without break points."""
    if isinstance(widget, Label):
        return widget.plain_text()
    plain_text = getattr(widget, "plain_text", None)
    if callable(plain_text):
        return str(plain_text())
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        return plain(widget.text())
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return ""


def _passes(check: object) -> bool:
    try:
        check()  # type: ignore[operator]  # a function that asserts
    except AssertionError:
        return False
    return True
