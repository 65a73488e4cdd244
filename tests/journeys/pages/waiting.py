"""Waiting for the window without pytest: for a desk that runs in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication


class Waiting:
    """Takes the place of pytest-qt's ``qtbot`` where there is no test around it."""

    def waitUntil(self, check: Callable[[], object], *, timeout: int = 60_000) -> None:
        """Run the event loop until ``check`` is so; ``TimeoutError`` after ``timeout`` milliseconds."""
        until = time.monotonic() + timeout / 1000
        while check() is False:
            if time.monotonic() > until:
                raise TimeoutError("what was waited for did not come")
            QApplication.processEvents()
