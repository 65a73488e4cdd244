"""The SOP card of the step at hand, beside the screen; F1 opens and closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from borderdesk.text import language, tr
from borderdesk.ui.said import shown
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.focus import FocusRing
from borderdesk.ui.widgets.frames import Banner, SidePanel
from borderdesk.ui.widgets.labels import Label
from borderdesk.ui.widgets.sheets import Confirm


class HelpPanel(SidePanel):
    """Shows one SOP card; says so when there is none for a step."""

    WIDTH = 320

    open_asked = Signal(str)
    """Show this card in the library, where it is large and leads to others."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Help"), name="help")
        self._card = ""
        self.draft = Banner("info", name="help.draft")
        self.heading = Label("", "question", name="help.title")
        self.text = QTextBrowser()
        FocusRing(self.text)
        self.text.setObjectName("help.text")
        self.text.setOpenLinks(False)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.add(self.draft)
        self.add(self.heading)
        self.body.addWidget(self.text, 1)
        self.open = Button(
            lambda: tr("Open in the library"),
            "quiet",
            icon="library",
            on_click=lambda: self.open_asked.emit(self._card),
            name="help.open",
        )
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            # The card takes all the height there is.
            column.setStretchFactor(self.body, 100)

    def flip(self, card: str, over: QWidget, *, private: bool) -> None:
        """Put away what is shown, or show SOP card ``card``; not ``private``, ask over ``over`` first."""
        if not self.isHidden():
            self.hide()
        elif private or not card:
            self.show_card(card)
        else:
            Confirm(
                lambda: tr("Show help here?"),
                lambda: tr("The help for this step uses words that others near the screen may read."),
                lambda: tr("Show it here"),
                lambda: self.show_card(card),
                name="askHelp",
            ).open_in(over)

    def show_card(self, card: str) -> None:
        """Show SOP card ``card``; empty tells which keys work everywhere."""
        self._card = card
        self._fill()
        self.show()
        self.raise_()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and not self.isHidden():
            self._fill()

    def _fill(self) -> None:
        from borderdesk import desk  # late: the window is there before the desk is

        found = desk.sop_card(self._card, language()) if self._card else None
        self.draft.clear()
        self.open.setVisible(found is not None)
        if found is None:
            self.heading.say(lambda: tr("Keys"))
            self.text.setMarkdown(shown(_keys()))
        else:
            self.heading.say(found.title)
            self.text.setMarkdown(shown(found.markdown.removeprefix(f"# {found.title}\n").lstrip()))
            if found.draft:
                self.draft.show_text(lambda: tr("Draft content, not validated"), closable=False)
        self.text.setAccessibleName(self.heading.plain_text())


def _keys() -> str:
    rows = [
        ("F1", tr("Help for this step")),
        ("F2", tr("Questions not answered")),
        ("F3", tr("Search")),
        ("F4", tr("Next text language")),
        ("F5", tr("Priority step")),
        ("F6", tr("Next part of the window")),
        ("F7", tr("What is noted so far")),
        ("F9", tr("Hide")),
        ("Ctrl+N", tr("New first sight")),
        ("Ctrl+Enter", tr("Press the main button")),
        ("Ctrl+L", tr("Lock")),
        ("Esc", tr("Close what lies over the page")),
    ]
    return "\n\n".join(f"**{key}**  {words}" for key, words in rows)
