"""One page for the person: their language, big words, big answers. No names, codes or earlier answers.

Answers go into the form as they are pressed; where the person says that somebody is in danger, the page
asks them to wait, and the officer is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from borderdesk.text.spoken import autonym
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_bar import ChoiceTiles
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.reading import code_of
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.questions.sound import ListenButton
from borderdesk.ui.questions.tick_tiles import TickTiles
from borderdesk.ui.screens.person.asked import (
    BEFORE,
    DONE,
    LISTEN,
    MISSING,
    NEXT,
    STOP,
    TELL,
    THANKS,
    WAIT,
)
from borderdesk.ui.screens.person.languages import PersonLanguages
from borderdesk.ui.screens.person.talk import ListLine, PersonTalk, program_words
from borderdesk.ui.shell.screen import LOW
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets import Button, Flow, SpokenLabel
from borderdesk.ui.widgets.buttons import Kind
from borderdesk.ui.widgets.struck import StruckLabel

_WIDE = 900
"""Effective pixels from which a list has room beside the answers."""


class _Big:
    """Options in letters that are read from across a desk; no key numbers."""

    def enlarge(self, options: Sequence[QWidget]) -> None:
        for option in options:
            face = option.face  # type: ignore[attr-defined]  # radio and tick options have one
            face.kind, face.number = "person", 0


class BigAnswers(ChoiceTiles, _Big):
    """Pick one, one under the other or side by side where short."""

    def _make_options(self, choices: Sequence[ShownChoice]) -> None:
        super()._make_options(choices)
        self.enlarge(self.options)


class BigTicks(TickTiles, _Big):
    """Pick any."""

    def _make_tiles(self, choices: Sequence[ShownChoice]) -> None:
        super()._make_tiles(choices)
        self.enlarge(self.tiles)


_FIELDS: dict[str, type[AnswerField]] = {"select1": BigAnswers, "select": BigTicks}


class PersonQuestion(QWidget):
    """One page at a time.

    ``stopped()`` when the person presses Stop: the officer sees it and goes on. ``gave(key)`` after each
    answer. ``acts`` (Stop, Back, Next) stands below, outside what scrolls: Stop is always there.
    """

    stopped = Signal()
    gave = Signal(str)

    def __init__(self, talk: PersonTalk, at: str, language: str = "") -> None:
        super().__init__()
        self.setObjectName("person")
        self._talk = talk
        self.key = ""
        self.neutral = False
        self.ended = False
        """Whether the last page was left: the next that the officer comes to is shown again."""
        languages = talk.languages()
        self.language = language or talk.spoken_by_person()
        own_names = [(name, autonym(code_of(name))) for name in languages]
        self.choice = PersonLanguages(own_names, self.language, name="person.language")
        self.choice.activated.connect(lambda _at: self._speak(self.choice.key()))
        self.question = SpokenLabel("", "person_large", name="person.question")
        self.missing = SpokenLabel("", "person", name="person.missing")
        self.told = SpokenLabel("", "person", name="person.told")
        self.play = ListenButton("person.play", lambda: self._said(LISTEN))
        self.list_title = SpokenLabel("", "person", strong=True, name="person.listTitle")
        self.list = QWidget(self)
        self._list = QVBoxLayout(self.list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.px(4))
        self._list.addWidget(self.list_title)
        self.lines: list[StruckLabel] = []
        self._answers = QVBoxLayout()
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.setSpacing(theme.px(24))
        self._beside.addLayout(self._answers, 1)
        self._beside.addWidget(self.list, 1, Qt.AlignmentFlag.AlignTop)
        self._field: AnswerField | None = None
        self.before = self._button(BEFORE, lambda: self.step(-1), "person.back")
        self.next = self._button(NEXT, lambda: self.step(1), "person.next", kind="primary")
        self.stop = self._button(STOP, self._stop, "person.stop")
        self.acts = QWidget(self)  # a part without a parent would come up as a window of its own
        line = QWidget()
        flow = Flow(theme.px(16), parent=line)
        around = QVBoxLayout(self.acts)
        around.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(8))
        around.addWidget(line)
        for button in (self.stop, self.before, self.next):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.setSpacing(theme.px(16))
        for part in (self.choice, self.missing, self.question):
            column.addWidget(part)
        column.addWidget(self.play, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._beside)
        column.addWidget(self.told)
        talk.controller.changed.connect(self._show_list)
        self.show_question(at)

    # what is said

    @property
    def code(self) -> str:
        """The code of the person's language, such as ``lo``."""
        return code_of(self.language)

    def _said(self, message: str) -> str:
        """The program's own words in the person's language; Lao and English where it has none of theirs."""
        return program_words(self.code, message)

    def _button(self, message: str, act: Callable[[], object], name: str, kind: Kind = "secondary") -> Button:
        button = Button(lambda: self._said(message), kind, on_click=act, name=name)
        button.setProperty("type", "person")
        return button

    def _speak(self, language: str) -> None:
        self.language = language
        self._talk.speak(language)
        self.show_question(self.key)

    # showing

    def show_question(self, key: str) -> None:
        """Show this page, or the one to begin with there."""
        keys = self._talk.pages()
        self.key = self._talk.page_from(key)
        self._rest(WAIT if self.neutral or not self.key else "")
        if self.neutral or not self.key:
            return
        said = self._talk.said(self.key, self.language)
        self.question.say(said.words)
        self.missing.say(self._said(MISSING))
        self.missing.setVisible(not said.written)
        self.play.show_sound(self._talk.sound(self.key, self.language))
        self._put_answers(said.words)
        self._show_list()
        self._show_ways(keys)
        for button in (self.stop, self.before, self.next, self.play):
            button.say(button._say)

    def _show_ways(self, keys: list[str]) -> None:
        place = keys.index(self.key) if self.key in keys else len(keys)
        self.before.setEnabled(place > 0)
        self.next.setEnabled(bool(keys))

    def _put_answers(self, words: str) -> None:
        old, self._field = self._field, None
        if old is not None:
            while self._answers.count():
                self._answers.takeAt(0)
            old.hide()
            old.deleteLater()
        control = self._talk.control(self.key)
        kind = _FIELDS.get(control)
        self.told.say(self._said(TELL) if control and kind is None else "")
        self.told.setVisible(bool(control) and kind is None)
        if kind is None:
            return
        shown = replace(
            self._talk.controller.shown(self.key),
            code="",
            label=words,
            value=self._talk.chosen(self.key),
            choices=tuple(self._talk.choices(self.key, self.language)),
            appearance=frozenset({"columns-1"}),
        )
        field = kind(shown)
        field.answered.connect(self._given)
        field.next_requested.connect(lambda: self.step(1))
        self._field = field
        self._answers.addWidget(field)
        self._answers.addStretch()
        field.show()

    def _show_list(self, _changes: object = None) -> None:
        """The list under the words, as it stands now."""
        calm = self.neutral or not self.key
        title, lines = ("", ()) if calm else self._talk.lines(self.key, self.language)
        self.list_title.say(title)
        self.list.setVisible(bool(title))
        while len(self.lines) < len(lines):
            label = StruckLabel("person")
            self.lines.append(label)
            self._list.addWidget(label)
        for label, line in zip(self.lines, (*lines, *[ListLine("")] * len(self.lines)), strict=False):
            label.say(f"• {line.words}")
            label.strike(line.struck)
            label.setVisible(bool(line.words))

    def _given(self, value: str, _by_key: bool) -> None:
        key = self.key
        self._talk.give(key, value)
        if self._field is not None:
            shown: ShownQuestion = replace(self._field.question, value=value)
            self._field.show_question(shown)
        self._show_ways(self._talk.pages())
        self.gave.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands beside the answers where there is room, else below them."""
        super().resizeEvent(event)
        wide = theme.effective_width(self.width()) >= _WIDE
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def step(self, by: int) -> None:
        """The next page or the one before, the keyboard on its answers."""
        keys = self._talk.pages()
        place = keys.index(self.key) + by if self.key in keys else 0
        if place >= len(keys):
            self.neutral = self.ended = True
            self._rest(DONE)
        if not 0 <= place < len(keys):
            return
        self.show_question(keys[place])
        self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
        soon(self, self._from_the_top)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus comes once it is shown, and scrolls in its turn: only after that from the top."""
        super().showEvent(event)
        soon(self, self._from_the_top_then)

    def _from_the_top_then(self) -> None:
        soon(self, self._from_the_top)

    def _from_the_top(self) -> None:
        """The focus scrolls to the answers; where there is little room the question is seen first."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inner = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inner is not None:
            top = self.question.mapTo(inner, QPoint(0, 0)).y()
            low = theme.effective_width(above.viewport().height()) < LOW
            above.verticalScrollBar().setValue(top if low else 0)

    def first_stop(self) -> QWidget:
        """The answers, else the way on."""
        stops = self._field.stops() if self._field is not None else []
        ways = [button for button in (self.next, self.stop) if button.isEnabled()]
        return [*stops, *ways][0]

    def _stop(self) -> None:
        self.neutral = True
        self._rest(THANKS)
        self.stopped.emit()

    def follow(self, key: str) -> None:
        """The officer came to another question; a page that says nothing stays."""
        if self.ended:
            self.neutral = self.ended = False
        if key != self.key and not self.neutral:
            self.show_question(key)

    def flip_neutral(self) -> None:
        """One key: the neutral page, and back."""
        self.neutral, self.ended = not self.neutral, False
        self.show_question(self.key)

    def take_key(self, event: QKeyEvent) -> bool:
        """The answers take their own keys."""
        return False

    def hush(self) -> None:
        """No sound goes on."""
        self.play.stop()

    def _rest(self, words: str) -> None:
        """Only these words; empty shows the page's parts again."""
        calm = bool(words)
        for line in (self.missing, self.play, self.told, self.list):
            line.setVisible(False)
        self.acts.setVisible(not calm)
        self.choice.setVisible(not calm and self.choice.count() > 1)
        if self._field is not None:
            self._field.setVisible(not calm)
        if calm:
            self.hush()
            self.question.say(self._said(words))
