"""A keyboard in front of the window: keys go in at the native window, as the operating system sends them.

Counts what is deliberately entered: an answer, a press, a finished text. Keys that only move the focus are
free (ux §4).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

LAO_DIGIT_ROW = dict(
    enumerate((0x0E82, 0x0EA2, 0x0E9F, 0x0EC2, 0x0E96, 0x0EB8, 0x0EB9, 0x0E84, 0x0E95, 0x0E88))
)
"""What the keys 0 to 9 type on the Lao layout."""
LAO_LETTERS = {"N": 0x0EB7, "L": 0x0E94}
"""What these keys type on the Lao layout."""
_EVDEV_TO_XKB = 8
_LETTER_SCAN = {"N": 49, "L": 38}
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """The keys of a Lao keyboard. ``inputs`` is what was entered so far."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.inputs = 0

    # what counts

    def digit(self, number: int, *, as_windows: bool = False) -> None:
        """A key of the digit row: Qt is told the Lao letter it types, and which key it was.

        X11 and Wayland tell the key by its scan code, Windows by its virtual key alone (``as_windows``).
        """
        self.inputs += 1
        code = LAO_DIGIT_ROW[number]
        scan = 0 if as_windows else (number if number else 10) + 1 + _EVDEV_TO_XKB
        self._send(code, _NONE, scan, 0x30 + number, chr(code))

    def space(self) -> None:
        """Mark or press what has the focus."""
        self.inputs += 1
        self._send(Qt.Key.Key_Space, _NONE, text=" ")

    def enter(self) -> None:
        """Press the button that has the focus, or finish."""
        self.inputs += 1
        self._send(Qt.Key.Key_Return, _NONE, text="\r")

    def primary(self) -> None:
        """Ctrl+Enter."""
        self.inputs += 1
        self._send(Qt.Key.Key_Return, _CONTROL)

    def control(self, letter: str) -> None:
        """Ctrl and a letter key, which on the Lao layout types another letter."""
        self.inputs += 1
        self._send(LAO_LETTERS[letter], _CONTROL, _LETTER_SCAN[letter] + _EVDEV_TO_XKB, ord(letter))

    def function(self, key: Qt.Key) -> None:
        """F1 to F9."""
        self.inputs += 1
        self._send(key, _NONE)

    def text(self, words: str) -> None:
        """Type a text into what has the focus: one input when it is finished."""
        self.inputs += 1
        for letter in words:
            self._send(0, _NONE, text=letter, rest=False)
        settle()

    # what only moves

    def move(self, key: Qt.Key) -> None:
        """Tab, Backtab, arrows, Escape."""
        self._send(key, Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else _NONE)

    def tab_to(self, name: str, *, at_most: int = 80) -> None:
        """Press Tab until ``name`` has the focus."""
        for _press in range(at_most):
            held = self._window.focusWidget()
            if held is not None and held.objectName() == name:
                return
            self.move(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}; it stops at {self._held()}")

    def arrow_to(self, name: str, key: Qt.Key = Qt.Key.Key_Down, *, at_most: int = 40) -> None:
        """Press an arrow until ``name`` has the focus."""
        for _press in range(at_most):
            if self._held() == name:
                return
            self.move(key)
        raise AssertionError(f"the arrow does not reach {name}; it stops at {self._held()}")

    def _held(self) -> str:
        held = self._window.focusWidget()
        return held.objectName() if held is not None else "nothing"

    def _send(
        self,
        key: int,
        modifiers: Qt.KeyboardModifier,
        scan: int = 0,
        virtual: int = 0,
        text: str = "",
        *,
        rest: bool = True,
    ) -> None:
        handle = self._window.windowHandle()
        assert handle is not None, "the window was never shown"
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(handle, QKeyEvent(kind, key, modifiers, scan, virtual, 0, text, False, 1))
        if rest:
            settle()


def settle() -> None:
    """Let layouts, timers of no length and deferred deletions run."""
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
