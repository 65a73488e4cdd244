"""The lists beside a form: what is not answered yet (F2), and what was noted of the person (F7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from borderdesk.ui.screens.form.view import NotedList, OpenList
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.widgets import Button, ScrollColumn

if TYPE_CHECKING:
    from borderdesk.ui.screens.form.screen import FormScreen

WIDE = 1200
"""Pixels from which on the lists stand beside the questions; under it they lie over them."""


class SideLists:
    """The side panel of one form player; it shows one of its lists at a time, or none."""

    def __init__(self, screen: FormScreen) -> None:
        self._screen = screen
        self.open_list, self.noted_list = OpenList(), NotedList()
        panel = ScrollColumn(None)
        panel.setObjectName("form.panel")
        for part in (self.open_list, self.noted_list):
            part.hide()
            panel.add(part)
        panel.add_stretch()
        screen.side.body.addWidget(panel)
        column = screen.side.layout()
        if isinstance(column, QVBoxLayout):
            # The list takes the height; what it cannot show it scrolls.
            column.setStretchFactor(screen.side.body, 100)

    def show_state(self) -> None:
        """Bring what is open up to date with the answers."""
        screen = self._screen
        if not self.open_list.isHidden():
            self.open_list.show_sections(screen.presenter.sections())
        if not self.noted_list.isHidden():
            self.noted_list.show_noted(screen.presenter.noted(), screen.sop())

    def flip_open(self) -> None:
        """F2: open or close the list of what is not answered, the keyboard on its first line."""
        opening = self.open_list.isHidden() or self._screen.side.isHidden()
        self.close()
        if opening:
            self.open_list.show_sections(self._screen.presenter.sections())
            self.open_list.show()
            self._screen.side.show()
            first = next(iter(self.open_list.findChildren(Button)), None)
            if first is not None:
                first.show()  # a part added just now is not shown yet and could not take the keyboard
                first.setFocus()

    def flip_noted(self) -> None:
        """F7: open or close what was noted; of a person it opens in Private mode only."""
        screen = self._screen
        opening = self.noted_list.isHidden() or screen.side.isHidden()
        self.close()
        if opening and (screen.around.mode.current is Mode.PRIVATE or not screen.asks_private()):
            self.noted_list.show_noted(screen.presenter.noted(), screen.sop())
            self.noted_list.show()
            screen.side.show()

    def close(self) -> None:
        """Close whichever is open; the panel first, which gives the keyboard back where it came from."""
        self._screen.side.hide()
        self.open_list.hide()
        self.noted_list.hide()

    def close_drawer(self) -> None:
        """A drawer lies over the questions: it closes before a jump; a panel beside them stays."""
        if self._screen.width() < WIDE:
            self.close()
