"""The parts of the card's screen: its words, what is only said, and what was explained and taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from borderdesk.domain.values import CardAnswer, CardTopic
from borderdesk.slips.content import RightsWords
from borderdesk.text import tr, translatable
from borderdesk.ui import theme
from borderdesk.ui.screens.file.view import forget
from borderdesk.ui.screens.who_explained import WhoExplained
from borderdesk.ui.widgets import Button, Card, Label, RadioTile, TickTile, WrappingRow

TOPICS = {
    CardTopic.RIGHTS: translatable("Their rights"),
    CardTopic.HELP: translatable("Where help is"),
    CardTopic.RETURN: translatable("That they can come back any time"),
    CardTopic.SAFETY: translatable("How to keep safe"),
}
ANSWERS = {
    CardAnswer.TAKEN: translatable("Takes the card along"),
    CardAnswer.READ: translatable("Has read it here, takes none"),
    CardAnswer.NOT_WANTED: translatable("Does not want it"),
}
_SAFETY = (
    translatable("What is the person afraid of? Their own view counts more than ours."),
    translatable("Where do they sleep tonight, and whom can they call?"),
    translatable("Can somebody see their phone? They decide what to change on it."),
    translatable("A card that is found may bring danger: they may read it here instead."),
)


class WordsCard(Card):
    """What the card says, in the officer's language, and what can be done with it."""

    show_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("What the card says"), name="rights_card.words")
        self.show_button = Button(
            lambda: tr("Show to the person (F8)"),
            icon="person",
            on_click=self.show_asked.emit,
            name="rights_card.show",
        )
        self.print_button = Button(
            lambda: tr("Print the card"),
            icon="print",
            on_click=self.print_asked.emit,
            name="rights_card.print",
        )
        acts = WrappingRow()
        for button in (self.show_button, self.print_button):
            acts.flow.addWidget(button)
        self.aloud = Label("", "small", strong=True, name="rights_card.aloud")
        self.heading = Label("", strong=True, name="rights_card.heading")
        self.lead = Label("", name="rights_card.lead")
        self._points = _lines()
        self.ask = Label("", strong=True, name="rights_card.ask")
        self._unprinted = _lines()
        for part in (self.aloud, acts, self.heading, self.lead):
            self.add(part)
        self.body.addLayout(self._points)
        self.add(self.ask)
        self.add(
            Label(
                lambda: tr("The same for everybody: no code, no name, nothing about anybody."),
                "small",
                muted=True,
            )
        )
        self.add(Label(lambda: tr("Shown to the person, never printed"), "small", strong=True))
        self.body.addLayout(self._unprinted)

    def show_words(self, words: RightsWords, aloud: str) -> None:
        """Show the words; ``aloud`` is what to explain beside them."""
        self.aloud.say(aloud)
        self.aloud.setVisible(bool(aloud))
        self.heading.say(words.printed.title)
        self.lead.say(words.printed.lead)
        self.ask.say(words.ask)
        for place, lines in ((self._points, words.printed.points), (self._unprinted, words.unprinted)):
            forget(place)
            for line in lines:
                place.addWidget(Label(f"•  {line}"))


def _lines() -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(theme.px(2))
    return lines


class SafetyCard(Card):
    """What the officer talks over before the person goes; it stands on no paper."""

    def __init__(self) -> None:
        super().__init__(
            lambda: tr("Before they go: ask, and do not write it down"), name="rights_card.safety"
        )
        for line in _SAFETY:
            self.add(Label(partial(tr, line)))


class OfferedCard(Card):
    """What was explained, by whom, and whether the card was taken."""

    answered = Signal()

    def __init__(self, user: str) -> None:
        super().__init__(lambda: tr("What goes into the record"), name="rights_card.offered")
        self.topics = {
            topic: TickTile(partial(tr, words), name=f"rights_card.topic.{topic.value}")
            for topic, words in TOPICS.items()
        }
        self.row = WhoExplained(
            user,
            lambda: tr("Who explained it?"),
            lambda: tr("Choose who explained it."),
            name="rights_card.explainedBy",
        )
        self.answers = {
            answer: RadioTile(partial(tr, words), name=f"rights_card.answer.{answer.value}")
            for answer, words in ANSWERS.items()
        }
        group = QButtonGroup(self)
        self.stays = Label(
            lambda: tr("What you note here stays on this PC."), "small", muted=True, name="rights_card.stays"
        )
        self.add(self.stays)
        self.add(Label(lambda: tr("What was explained?"), strong=True))
        for tick in self.topics.values():
            self.add(tick)
        self.add(self.row)
        self.add(Label(lambda: tr("What about the card?"), strong=True))
        for tile in self.answers.values():
            group.addButton(tile)
            tile.clicked.connect(lambda _on=False: self.answered.emit())
            self.add(tile)

    def explained(self) -> tuple[CardTopic, ...]:
        """What is ticked."""
        return tuple(topic for topic, tick in self.topics.items() if tick.isChecked())

    def answer(self) -> CardAnswer | None:
        """What was pressed, if anything was."""
        return next((answer for answer, tile in self.answers.items() if tile.isChecked()), None)
