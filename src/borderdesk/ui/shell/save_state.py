"""Whether what was given is saved; screens report, the header strip shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from borderdesk.text import tr
from borderdesk.text.dates import clock_time
from borderdesk.ui.said import Say, said


class SaveState(QObject):
    """ "Saved 14:05", or "Not saved" until it is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text: Callable[[], str] | None = None
        self.failing = False
        self.last_saved: datetime | None = None

    def saved(self, at: datetime) -> None:
        """Everything given is stored; ``at`` is in the desk's own time."""
        self.last_saved = at
        self.failing = False
        self._text = lambda: tr("Saved {time}", time=clock_time(at))
        self.changed.emit()

    def failed(self, reason: Say = "") -> None:
        """Something could not be stored; stays until ``saved``."""
        self.failing = True
        since = self.last_saved

        def text() -> str:
            words = (
                tr("Not saved since {time}", time=clock_time(since)) if since is not None else tr("Not saved")
            )
            why = said(reason)
            return f"{words}. {why}" if why else words

        self._text = text
        self.changed.emit()

    def clear(self) -> None:
        """Say nothing: no record is open."""
        self.failing = False
        self._text = None
        self.changed.emit()

    def text(self) -> str:
        """What the header strip says; empty when there is nothing to say."""
        return self._text() if self._text is not None else ""
