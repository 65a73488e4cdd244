"""Calls a method of a widget once the events in hand are done, without keeping the widget for that."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, method: Callable[..., object], *values: object, after_ms: int = 0) -> None:
    """Call a bound method after ``after_ms``, while ``owner`` is there; ``values`` are kept until then.

    PySide never lets go of what a single shot is to call when its object is deleted first, as at lock: a
    method or lambda that knows its screen would keep that, and all that was decrypted, to the program's end.
    """
    bound = weakref.WeakMethod(method)

    def call() -> None:
        there = bound()
        if there is not None:
            there(*values)

    QTimer.singleShot(after_ms, owner, call)
