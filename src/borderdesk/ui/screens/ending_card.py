"""The card that says how taking in a package or a content pack ended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from borderdesk.ui import theme
from borderdesk.ui.widgets import Card, IconMark, Label


class EndingCard(Card):
    """A mark, what happened, and what to do; hidden until then. ``page`` begins the names of its parts."""

    def __init__(self, page: str) -> None:
        super().__init__(name=f"{page}.outcome")
        self.headline = Label("", "section", name=f"{page}.headline")
        self.mark = IconMark("saved", 28, words=self.headline)
        self.detail = Label("", name=f"{page}.detail")
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(self.headline)
        words.addWidget(self.detail)
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        self.hide()

    def show_ending(self, headline: str, detail: str, *, look: bool) -> None:
        """Say what happened, what is safe, what to do; ``look`` where somebody has to see to something."""
        self.mark.show_icon("look" if look else "saved")
        self.headline.say(headline)
        self.detail.say(detail)
        self.detail.setVisible(bool(detail))
        self.show()
