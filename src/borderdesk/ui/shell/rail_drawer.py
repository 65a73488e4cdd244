"""Where the rail stands, by the width there is: beside the page, icons alone, or behind the Menu button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from borderdesk.ui import theme
from borderdesk.ui.shell.header import Header
from borderdesk.ui.shell.rail import Rail

WIDE = 1200
"""Effective pixels from which the rail shows words."""
NARROW = 760
"""Effective pixels under which the rail is behind the Menu button."""


class RailDrawer:
    """Keeps ``rail`` in ``row``, the first of ``desk``, or over the page while it is opened."""

    def __init__(self, desk: QWidget, row: QHBoxLayout, rail: Rail, header: Header) -> None:
        self._desk, self._row, self._rail, self._header = desk, row, rail, header
        self._open = False

    def flip(self) -> None:
        """Open it with the keyboard on its first place, or put it away."""
        self._open = not self._open
        self.arrange()
        if self._open:
            self._rail.raise_()
            first = next(iter(self._rail.items.values()))
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> bool:
        """Put it away where it is open over the page; whether it was."""
        was, self._open = self._open, False
        if was:
            self.arrange()
        return was

    def arrange(self) -> None:
        """Find its place anew: the window or the letters have another size."""
        desk, rail = self._desk, self._rail
        width = theme.effective_width(desk.width())
        drawer = width < NARROW
        self._header.menu.setVisible(drawer)
        if not drawer:
            self._open = False
        rail.set_narrow(not drawer and width < WIDE)
        if drawer:
            self._row.removeWidget(rail)
            rail.setVisible(self._open)
            top = self._header.height()
            rail.setGeometry(0, top, rail.width(), max(0, desk.height() - top))
            rail.raise_()
        elif self._row.indexOf(rail) < 0:
            self._row.insertWidget(0, rail)
            rail.show()
