"""IEC material turned to the person: the whole window, big words, their language, one way back.

The way back asks the hide-PIN where one is set, so that the person cannot come into the program by it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.library.reading_text import ReadingText
from borderdesk.ui.screens.library.state import Part, PersonText, Written
from borderdesk.ui.shell.cover import TRIES, CodePad
from borderdesk.ui.widgets import Choice, Label, Sheet


class PersonPage(Sheet):
    """Fills the window; ``text_in`` gives the words in a language, ``done`` is called on the way back."""

    def __init__(
        self,
        languages: tuple[tuple[str, str], ...],
        language: str,
        text_in: Callable[[str], PersonText],
        done: Callable[[], object],
        *,
        check_pin: Callable[[str], bool] | None = None,
        gave_up: Callable[[], object],
    ) -> None:
        super().__init__("", name="personText")
        self._text_in, self._done = text_in, done
        self._check_pin, self._gave_up = check_pin, gave_up
        self._wrong = 0
        self._card.setProperty("surface", "")
        self.choice = Choice(name="personText.language")
        self.choice.show_choices(list(languages), language)
        self.choice.setAccessibleName(tr("Language"))
        self.choice.setMaximumWidth(theme.px(320))
        self.choice.activated.connect(lambda _at: self._show())
        self.missing = Label("", strong=True, name="personText.missing")
        self.heading = Label("", "person_large", name="personText.heading")
        self.lead = Label("", "person", strong=True, name="personText.lead")
        self.draft = Label("", "small", muted=True, name="personText.draft")
        self.points = ReadingText("personText.points", kind="person")
        self.pad = CodePad(self._try)
        self.pad.hide()
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.setSpacing(theme.px(16))
        for part in (self.choice, self.missing, self.heading, self.lead, self.points, self.draft):
            column.addWidget(part)
        self._words = words
        self.column.add(words)
        self.column.add(self.pad)
        self.column.add_stretch()
        self.foot.set_primary(lambda: tr("Back"), self.dismiss, name="personText.back")
        self._show()

    def dismiss(self) -> None:
        """Back to the program: at once, or after the hide-PIN; pressed again, back to the text."""
        if self._check_pin is None:
            self._leave()
            return
        if not self.pad.isHidden():
            self.pad.hide()
            self._words.show()
            return
        self._words.hide()
        self.pad.clear()
        self.pad.show()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of the program can be seen behind it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.end()

    def _place(self) -> None:
        self._card.setGeometry(self.rect())

    def _show(self) -> None:
        text = self._text_in(self.choice.key())
        self.missing.say(text.missing)
        self.missing.setVisible(bool(text.missing))
        self.heading.say(text.title)
        self.lead.say(text.lead)
        self.draft.say(text.draft)
        self.draft.setVisible(bool(text.draft))
        self.points.show_lines([Written((Part(point),), "•") for point in text.points])

    def _leave(self) -> None:
        self.close_sheet()
        self._done()

    def _try(self, pin: str) -> None:
        if self._check_pin is not None and self._check_pin(pin):
            self._leave()
            return
        self._wrong += 1
        self.pad.clear()
        if self._wrong >= TRIES:
            self._gave_up()
        else:
            self.pad.say_wrong()
