"""A form's question turned to the person: their language, big words, big answers, one question at a time.

On one monitor it fills the window and the way back asks the hide-PIN; with a second monitor it stands there
in a window of its own and follows the officer. No names, codes or earlier answers, nothing of the program.
F8 turns the screen and then shows a neutral page, F9 covers everything as always.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import LANGUAGES, WRITTEN, tr, tr_in, translatable
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_bar import ChoiceTiles
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.plain_words import plain_words
from borderdesk.ui.questions.reading import code_of, language_of
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.questions.sound import PlayButton
from borderdesk.ui.questions.tick_tiles import TickTiles
from borderdesk.ui.screens.turned import TurnedSheet
from borderdesk.ui.shell.keys import GlobalKey, global_key
from borderdesk.ui.widgets import Button, Choice, Flow, Label, ScrollColumn
from borderdesk.ui.widgets.buttons import Kind

AUTONYMS = {
    "lo": "ລາວ",
    "en": "English",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "my": "မြန်မာ",
    "km": "ខ្មែរ",
    "hmn": "Hmoob",
    "hnj": "Hmoob",
    "kjg": "Kmhmu",
}
"""Languages as the people who speak them call them."""

_OFFICERS_OWN = frozenset({"not_asked", "unobserved", "not_checked"})
"""Answers about the asking, not about the person."""

_TITLE = "BorderDesk"
_STOP = translatable("Stop")
_NEXT = translatable("Next")
_BEFORE = translatable("Back")
_WAIT = translatable("One moment, please.")
_TELL = translatable("Please tell the officer your answer.")
_MISSING = translatable("This question is not written in your language. Please ask the officer.")
_THANKS = translatable("Thank you. We stop here.")


class _Big:
    """Options in letters that are read from across a desk; no key numbers, nothing chosen before."""

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


class PersonQuestion(QWidget):
    """One question at a time for the person; answers go into the form as they are pressed.

    ``stopped()`` when the person presses Stop: the officer sees it and goes on. ``acts`` (Stop, Back, Next)
    stands below, outside what scrolls: Stop is always there.
    """

    stopped = Signal()

    def __init__(self, controller: FormController, at: str, language: str = "") -> None:
        super().__init__()
        self.setObjectName("person")
        self._ask = controller
        self.key = ""
        self.neutral = False
        languages = _offered(controller)
        spoken = language_of(languages, controller.spoken_language)
        self.language = language or spoken or controller.person_language or languages[0]
        self.choice = Choice(name="person.language")
        self.choice.show_choices([(name, _autonym(name)) for name in languages], self.language)
        self.choice.setAccessibleName(tr("Language"))
        self.choice.setMaximumWidth(theme.px(320))
        self.choice.setVisible(len(languages) > 1)
        self.choice.activated.connect(lambda _at: self._speak(self.choice.key()))
        self.question = Label("", "person_large", name="person.question")
        self.missing = Label("", "person", name="person.missing")
        self.told = Label("", "person", name="person.told")
        self.play = PlayButton("person.play", lambda: self._said(translatable("Listen")))
        self._answers = QVBoxLayout()
        self._field: AnswerField | None = None
        self.before = self._button(_BEFORE, lambda: self._step(-1), "person.back")
        self.next = self._button(_NEXT, lambda: self._step(1), "person.next", kind="primary")
        self.stop = self._button(_STOP, self._stop, "person.stop")
        self.acts = QWidget()
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
        column.addLayout(self._answers)
        column.addWidget(self.told)
        self.show_question(at)

    # what is said

    @property
    def code(self) -> str:
        """The code of the person's language, such as ``lo``."""
        return code_of(self.language)

    def _said(self, message: str) -> str:
        """The program's own words in the person's language; Lao and English where it has none of theirs."""
        own = tr_in(self.code, message) if self.code in WRITTEN else message
        if self.code in LANGUAGES or own != message:
            return own
        return f"{tr_in('lo', message)} · {tr_in('en', message)}"

    def _button(self, message: str, act: Callable[[], object], name: str, kind: Kind = "secondary") -> Button:
        button = Button(lambda: self._said(message), kind, on_click=act, name=name)
        button.setProperty("type", "person")
        return button

    def _speak(self, language: str) -> None:
        self.language = language
        self.show_question(self.key)

    def _words(self, key: str) -> tuple[str, bool]:
        """The question in the person's language, or in Lao and English; and whether it is in theirs."""
        question = self._ask.questions[key]
        words = self._ask.spoken(question.label, self.language)
        if words:
            return words, True
        said = [self._ask.spoken(question.label, name) for name in self._lao_and_english()]
        said = said or [plain_words(str(question.label(self._ask.officer_language)))]
        return "\n".join(dict.fromkeys(each for each in said if each)), False

    def _lao_and_english(self) -> list[str]:
        """The names that the form gives to the languages everybody at the desk knows."""
        found = (language_of(self._ask.session.form.languages, code) for code in LANGUAGES)
        return [name for name in found if name]

    # showing

    def keys(self) -> list[str]:
        """Questions that can be answered now, in the order of the form."""
        return [key for key in self._ask.questions if self._ask.takes_answer(key)]

    def show_question(self, key: str) -> None:
        """Show this question, or the first there is."""
        keys = self.keys()
        self.key = key if key in keys else (keys[0] if keys else "")
        self._rest(_WAIT if self.neutral or not self.key else "")
        if self.neutral or not self.key:
            return
        words, written = self._words(self.key)
        self.question.say(words)
        self.missing.say(self._said(_MISSING))
        self.missing.setVisible(not written)
        self.play.show_sound(self._ask.sound_of(self.key, self.language))
        self._put_answers()
        self.before.setEnabled(keys.index(self.key) > 0)
        self.next.setEnabled(keys.index(self.key) < len(keys) - 1)
        for button in (self.stop, self.before, self.next):
            button.say(button._say)

    def _put_answers(self) -> None:
        old, self._field = self._field, None
        if old is not None:
            self._answers.removeWidget(old)
            old.hide()
            old.deleteLater()
        question = self._ask.questions[self.key]
        kinds: dict[str, type[AnswerField]] = {"select1": BigAnswers, "select": BigTicks}
        kind = kinds.get(question.control)
        self.told.say("" if kind else self._said(_TELL))
        self.told.setVisible(kind is None)
        if kind is None:
            return
        # Nothing is chosen before: what was answered earlier is not for everybody in front of the screen.
        shown = replace(
            self._ask.shown(self.key),
            code="",
            value="",
            choices=tuple(self._choices()),
            appearance=frozenset({"columns-1"}),
        )
        field = kind(replace(shown, label=self.question.plain_text()))
        field.answered.connect(self._given)
        self._field = field
        self._answers.addWidget(field)

    def _choices(self) -> list[ShownChoice]:
        question = self._ask.questions[self.key]
        officer = {choice.value: choice for choice in self._ask.choices(self.key)}
        spoken = self._ask.spoken_choices(question, self.language)
        others = [self._ask.spoken_choices(question, name) for name in self._lao_and_english()]
        found = []
        for choice in question.choices(self._ask.officer_language):
            if choice.value in _OFFICERS_OWN:
                continue
            words = spoken.get(choice.value, "") or " · ".join(
                dict.fromkeys(each[choice.value] for each in others if each.get(choice.value))
            )
            known = officer.get(choice.value)
            if not words and known is not None:
                words = known.label
            found.append(
                ShownChoice(
                    choice.value,
                    words,
                    image=known.image if known is not None else b"",
                    exclusive=choice.is_exclusive,
                )
            )
        return found

    def _given(self, value: str, _by_key: bool) -> None:
        self._ask.answer(self.key, value)
        if self._field is not None:
            shown: ShownQuestion = replace(self._field.question, value=value)
            self._field.show_question(shown)
        keys = self.keys()
        self.next.setEnabled(self.key in keys and keys.index(self.key) < len(keys) - 1)

    def _step(self, by: int) -> None:
        keys = self.keys()
        place = keys.index(self.key) + by if self.key in keys else 0
        self.show_question(keys[max(0, min(place, len(keys) - 1))] if keys else "")

    def _stop(self) -> None:
        self.neutral = True
        self._rest(_THANKS)
        self.stopped.emit()

    def flip_neutral(self) -> None:
        """One key: a page that says nothing about why anybody is here, and back."""
        self.neutral = not self.neutral
        self.show_question(self.key)

    def _rest(self, words: str) -> None:
        """Only these words; empty shows the question's parts again."""
        calm = bool(words)
        for line in (self.missing, self.play, self.told):
            line.setVisible(False)
        self.acts.setVisible(not calm)
        self.choice.setVisible(not calm and self.choice.count() > 1)
        if self._field is not None:
            self._field.setVisible(not calm)
        if calm:
            self.play.stop()
            self.question.say(self._said(words))


class TurnedForm(TurnedSheet):
    """The one monitor turned to the person."""

    def __init__(
        self,
        controller: FormController,
        at: str,
        done: Callable[[], object],
        *,
        check_pin: Callable[[str], bool] | None,
        gave_up: Callable[[], object],
    ) -> None:
        self.person = PersonQuestion(controller, at)
        super().__init__("personForm", self.person, done, check_pin=check_pin, gave_up=gave_up)
        self.foot.set_back(lambda: tr("Officer"), self.dismiss)
        whole = self._card.layout()
        if isinstance(whole, QVBoxLayout):
            whole.insertWidget(whole.indexOf(self.foot), self.person.acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F8 shows the neutral page and takes it away; Esc is the officer's way back."""
        if global_key(event) is GlobalKey.PERSON:
            self.person.flip_neutral()
            return
        super().keyPressEvent(event)

    def first_stop(self) -> QWidget:
        """The answers, not the way out."""
        stops = self.person._field.stops() if self.person._field is not None else []
        return stops[0] if stops else super().first_stop()


class PersonWindow(QWidget):
    """A window on the second monitor that follows the officer's question; F8 there or here closes it."""

    def __init__(
        self, controller: FormController, at: str, keys: Callable[[QKeyEvent], bool], parent: QWidget
    ) -> None:
        # It goes with the form player, whatever happens to that: a lock leaves nothing on the other monitor.
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("personWindow")
        self.setWindowTitle(_TITLE)
        self._keys = keys
        self.person = PersonQuestion(controller, at)
        area = ScrollColumn(None)
        area.add(self.person)
        area.add_stretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.px(16), 0, 0)
        whole.addWidget(area, 1)
        whole.addWidget(self.person.acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that mean something everywhere: Hide covers this window too."""
        if not self._keys(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """No sound goes on."""
        self.person.play.stop()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(_TITLE)


def other_monitor(window: QWidget) -> QScreen | None:
    """A monitor beside the one the officer works at."""
    here = window.screen()
    return next((each for each in QGuiApplication.screens() if each is not here), None)


def _offered(controller: FormController) -> list[str]:
    """The form's languages, those the program has words in, and the person's own even where it has none."""
    found = list(controller.session.form.languages or (controller.person_language,))
    for code in (*WRITTEN, controller.spoken_language):
        if code in AUTONYMS and language_of(found, code) is None:
            found.append(code)
    return found


def _autonym(language: str) -> str:
    return AUTONYMS.get(code_of(language), language)
