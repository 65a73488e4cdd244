"""IEC material turned to the person: the whole window, big words, their language, one way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.library.pictograms import Pictograms
from borderdesk.ui.screens.library.reading_text import ReadingText
from borderdesk.ui.screens.library.state import Part, PersonText, Written
from borderdesk.ui.screens.turned import TurnedSheet
from borderdesk.ui.widgets import Choice, Label


class PersonPage(TurnedSheet):
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
        words = QWidget()
        super().__init__("personText", words, done, check_pin=check_pin, gave_up=gave_up)
        self._text_in = text_in
        self.choice = Choice(name="personText.language")
        self.choice.show_choices(list(languages), language)
        self.choice.setAccessibleName(tr("Language"))
        self.choice.setMaximumWidth(theme.px(320))
        self.choice.activated.connect(lambda _at: self._show())
        self.missing = Label("", strong=True, name="personText.missing")
        self.pictograms = Pictograms("personText.pictograms", 120, "surface")
        self.heading = Label("", "person_large", name="personText.heading")
        self.lead = Label("", "person", strong=True, name="personText.lead")
        self.draft = Label("", "small", muted=True, name="personText.draft")
        self.points = ReadingText("personText.points", kind="person")
        column = QVBoxLayout(words)
        column.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        for part in (
            self.choice,
            self.missing,
            self.pictograms,
            self.heading,
            self.lead,
            self.points,
            self.draft,
        ):
            column.addWidget(part)
        self.foot.set_primary(lambda: tr("Back"), self.dismiss, name="personText.back")
        self._show()

    def _show(self) -> None:
        text = self._text_in(self.choice.key())
        self.missing.say(text.missing)
        self.missing.setVisible(bool(text.missing))
        self.pictograms.show_names(text.pictograms)
        self.heading.say(text.title)
        self.lead.say(text.lead)
        self.draft.say(text.draft)
        self.draft.setVisible(bool(text.draft))
        self.points.show_lines([Written((Part(point),), "•") for point in text.points])
