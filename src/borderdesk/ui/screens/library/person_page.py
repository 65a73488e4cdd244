"""IEC material as the person has it: big words in their language, nothing of the program around them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.sound import ListenButton
from borderdesk.ui.screens.library.pictograms import Pictograms
from borderdesk.ui.screens.library.state import PersonText
from borderdesk.ui.screens.person.asked import WAIT
from borderdesk.ui.screens.person.languages import PersonLanguages
from borderdesk.ui.screens.person.talk import program_words
from borderdesk.ui.widgets import Label, SpokenLabel


class CalmPage(QWidget):
    """What pages of the library have in common for the person: a language, and a page that says nothing."""

    def __init__(self, languages: tuple[tuple[str, str], ...], language: str) -> None:
        super().__init__()
        self.setObjectName("person")
        self.neutral = False
        self.acts = QWidget(self)
        self.choice = PersonLanguages(languages, language, name="personText.language")
        self.choice.activated.connect(lambda _at: self.show_words())
        self.calm = SpokenLabel("", "person_large", name="personText.calm")
        self.body = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        for part in (self.choice, self.calm, self.body):
            column.addWidget(part)
        self.calm.hide()
        self.acts.hide()

    def show_words(self) -> None:
        """In the language that was chosen."""
        raise NotImplementedError

    def flip_neutral(self) -> None:
        """One key: a page that says nothing about why anybody is here, and back."""
        self.neutral = not self.neutral
        self.calm.say(program_words(self.choice.key(), WAIT))
        self.calm.setVisible(self.neutral)
        for part in (self.choice, self.body):
            part.setVisible(not self.neutral)
        self.acts.setVisible(not self.neutral and bool(self.acts.children()))
        if self.neutral:
            self.hush()

    def hush(self) -> None:
        """No sound goes on."""

    def first_stop(self) -> QWidget:
        """The languages."""
        return self.choice

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that turns something here; whether it did."""
        return False


class PersonLeaflet(CalmPage):
    """The words; ``text_in`` gives them in a language, or in Lao and English one below the other, and
    ``sound_in`` what can be heard.
    """

    def __init__(
        self,
        languages: tuple[tuple[str, str], ...],
        language: str,
        text_in: Callable[[str], tuple[PersonText, ...]],
        sound_in: Callable[[str], bytes],
    ) -> None:
        super().__init__(languages, language)
        self._text_in, self._sound_in = text_in, sound_in
        self.missing = SpokenLabel("", strong=True, name="personText.missing")
        self.play = ListenButton("personText.play", lambda: tr("Listen"))
        self.blocks = [_Block(""), _Block("2")]
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.missing)
        column.addWidget(self.play, 0, Qt.AlignmentFlag.AlignLeft)
        for block in self.blocks:
            column.addWidget(block)
        self.show_words()

    def show_words(self) -> None:
        texts = self._text_in(self.choice.key())
        self.hush()
        self.play.show_sound(self._sound_in(self.choice.key()))
        self.missing.say("\n".join(dict.fromkeys(text.missing for text in texts if text.missing)))
        self.missing.setVisible(bool(self.missing.text()))
        for place, block in enumerate(self.blocks):
            block.setVisible(place < len(texts))
            if place < len(texts):
                block.show_text(texts[place], pictograms=not place)

    def hush(self) -> None:
        self.play.stop()


class _Block(QWidget):
    """A text in one language."""

    def __init__(self, suffix: str) -> None:
        super().__init__()
        self.pictograms = Pictograms(f"personText.pictograms{suffix}", 120, "surface")
        self.heading = SpokenLabel("", "person_large", name=f"personText.heading{suffix}")
        self.lead = SpokenLabel("", "person", strong=True, name=f"personText.lead{suffix}")
        self.points = QWidget()
        self.points.setObjectName(f"personText.points{suffix}")
        self._shown: list[_Point] = []
        self._rows = QVBoxLayout(self.points)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(8))
        self.draft = Label("", "small", muted=True, name=f"personText.draft{suffix}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for part in (self.pictograms, self.heading, self.lead, self.points, self.draft):
            column.addWidget(part)

    def show_text(self, text: PersonText, *, pictograms: bool) -> None:
        """Show it; the pictograms stand once."""
        self.pictograms.show_names(text.pictograms if pictograms else ())
        self.heading.say(text.title)
        self.lead.say(text.lead)
        self.lead.setVisible(bool(text.lead))
        self.draft.say(text.draft)
        self.draft.setVisible(bool(text.draft))
        for shown in self._shown:
            shown.setParent(None)
        self._shown = [_Point(point) for point in text.points]
        for point in self._shown:
            self._rows.addWidget(point)


class _Point(QWidget):
    """One point, its lines beside its mark."""

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(Label("•", "person"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(SpokenLabel(words, "person"), 1)
