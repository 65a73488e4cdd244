"""Keys by where they lie on the keyboard, whatever language it types; called by the window, the answer
bars and the hide-PIN pad. The only place that knows native key codes.

On the Lao layout the "1" key types ຢ and Ctrl+N types a Lao letter, so neither ``key()`` nor ``text()``
can be trusted. Windows names keys by virtual key (``VK_1`` = 0x31 on every layout that has digits in its
top row); X11 and Wayland give the evdev code plus 8 as scan code (``KEY_1`` = 2 in
``linux/input-event-codes.h``). Input without native codes (on-screen keyboards, remote control) falls back
on the key Qt names.
"""

from __future__ import annotations

import sys
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_EVDEV_TO_XKB = 8
_SCAN_DIGITS = {code + _EVDEV_TO_XKB: (code - 1) % 10 for code in range(2, 12)}
_SCAN_ROWS = {16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
_SCAN_LETTERS = {
    first + place + _EVDEV_TO_XKB: letter
    for first, row in _SCAN_ROWS.items()
    for place, letter in enumerate(row)
}


class GlobalKey(Enum):
    """What a key means everywhere in the program."""

    HELP = "F1"
    UNANSWERED = "F2"
    SEARCH = "F3"
    NEXT_LANGUAGE = "F4"
    PRIORITY = "F5"
    NEXT_PANE = "F6"
    NOTED = "F7"
    PERSON = "F8"
    HIDE = "F9"
    NEW = "Ctrl+N"
    PRIMARY = "Ctrl+Enter"
    LOCK = "Ctrl+L"
    ESCAPE = "Esc"


_FUNCTION_KEYS = {
    Qt.Key.Key_F1: GlobalKey.HELP,
    Qt.Key.Key_F2: GlobalKey.UNANSWERED,
    Qt.Key.Key_F3: GlobalKey.SEARCH,
    Qt.Key.Key_F4: GlobalKey.NEXT_LANGUAGE,
    Qt.Key.Key_F5: GlobalKey.PRIORITY,
    Qt.Key.Key_F6: GlobalKey.NEXT_PANE,
    Qt.Key.Key_F7: GlobalKey.NOTED,
    Qt.Key.Key_F8: GlobalKey.PERSON,
    Qt.Key.Key_F9: GlobalKey.HIDE,
    Qt.Key.Key_Escape: GlobalKey.ESCAPE,
}
_CONTROL_LETTERS = {"N": GlobalKey.NEW, "L": GlobalKey.LOCK}


def physical_digit(event: QKeyEvent) -> int | None:
    """The digit (0-9) on the key that was pressed, top row or number pad; ``None`` for other keys."""
    key = event.key()
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key - Qt.Key.Key_0
    if _has_scan_code(event):
        return _SCAN_DIGITS.get(event.nativeScanCode())
    virtual = event.nativeVirtualKey()
    if virtual:
        return virtual - 0x30 if 0x30 <= virtual <= 0x39 else None
    return key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else None


def physical_letter(event: QKeyEvent) -> str | None:
    """The Latin capital printed on the key that was pressed; ``None`` for other keys."""
    if _has_scan_code(event):
        return _SCAN_LETTERS.get(event.nativeScanCode())
    virtual = event.nativeVirtualKey()
    if virtual:
        return chr(virtual) if 0x41 <= virtual <= 0x5A else None
    key = event.key()
    return chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else None


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter or Return was pressed."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def global_key(event: QKeyEvent) -> GlobalKey | None:
    """What the key means everywhere; ``None`` when it means something only where the focus is."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return _FUNCTION_KEYS.get(Qt.Key(event.key())) if event.key() in _FUNCTION_KEYS else None
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        if is_enter(event):
            return GlobalKey.PRIMARY
        letter = physical_letter(event)
        return _CONTROL_LETTERS.get(letter) if letter else None
    return None


def _has_scan_code(event: QKeyEvent) -> bool:
    # On Windows the scan code is set too, but layouts such as AZERTY move letters: there the virtual key
    # is what is printed on the key. Elsewhere the scan code is the physical key.
    return sys.platform != "win32" and event.nativeScanCode() > _EVDEV_TO_XKB
