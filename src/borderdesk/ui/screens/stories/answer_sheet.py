"""One answer of a story: the question, what is answered, what the person says, why it matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from borderdesk.desk import Asked
from borderdesk.text import tr
from borderdesk.ui.screens.file.words import form_words
from borderdesk.ui.screens.stories.state import LANGUAGES
from borderdesk.ui.widgets import Choice, FormRow, Sheet, TextArea, TextField, TickTile

Words = Mapping[str, str]
OnAnswer = Callable[[str, str, str, Words, Words], object]
"""Called with form, question, answer, what is said, and why."""


class AnswerSheet(Sheet):
    """Offers the questions of the story's forms; another question brings its own answers."""

    asks_before_leaving: ClassVar[bool] = True

    def __init__(
        self,
        forms: list[str],
        asked: Callable[[str], list[Asked]],
        on_answer: OnAnswer,
        known: Callable[[str, str], tuple[str, Words, Words]],
        form: str = "",
        name: str = "",
    ) -> None:
        super().__init__(lambda: tr("An answer of the story"), name="storyAnswer", width=680)
        self._asked, self._on_answer, self._known = asked, on_answer, known
        self._questions: dict[str, Asked] = {}
        self.form = Choice(name="storyAnswer.form")
        self.form.show_choices([(each, partial(form_words, each)) for each in forms], form or None)
        self.question = Choice(name="storyAnswer.question")
        self.answer = Choice(name="storyAnswer.answer")
        self.answer_row = FormRow(lambda: tr("Answer"), self.answer)
        self.typed = TextField(name="storyAnswer.typed")
        self.typed_row = FormRow(lambda: tr("Answer"), self.typed)
        self.ticks: dict[str, TickTile] = {}
        for part in (
            FormRow(lambda: tr("Form"), self.form),
            FormRow(lambda: tr("Question"), self.question),
            self.answer_row,
            self.typed_row,
        ):
            self.column.add(part)
        self._tick_place = self.column.body.count()
        self.fields: dict[tuple[str, str], TextArea] = {}
        for table, words in (
            ("says", lambda: tr("What the person says")),
            ("why", lambda: tr("Why it matters")),
        ):
            for code in LANGUAGES:
                field = self.fields[table, code] = TextArea(name=f"storyAnswer.{table}.{code}", lines=2)
                self.column.add(FormRow(partial(_in_language, words, code), field))
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Put it into the story"), self._act, name="storyAnswer.primary")
        self.form.activated.connect(lambda _at: self._show_questions(""))
        self.question.activated.connect(lambda _at: self._show_question())
        self._show_questions(name)

    def _show_questions(self, name: str) -> None:
        asked = self._asked(self.form.key()) if self.form.key() else []
        self._questions = {each.name: each for each in asked}
        self.question.show_choices(
            [(each.name, f"{each.code}  {each.text}".strip()) for each in asked], name or None
        )
        self._show_question()

    def _show_question(self) -> None:
        each = self._questions.get(self.question.key())
        for tile in self.ticks.values():
            tile.hide()
            tile.deleteLater()
        self.ticks = {}
        if each is None:
            return
        value, says, why = self._known(each.form, each.name)
        value = value or each.quiet
        self.answer_row.setVisible(bool(each.choices) and not each.several)
        self.typed_row.setVisible(not each.choices)
        if each.several:
            for place, (key, label) in enumerate(each.choices):
                tile = TickTile(label, name=f"storyAnswer.tick.{key}")
                self.column.body.insertWidget(self._tick_place + place, tile)
                tile.setChecked(key in value.split())
                self.ticks[key] = tile
        elif each.choices:
            self.answer.show_choices(list(each.choices), value or None)
        else:
            self.typed.setText(value)
        for (table, code), field in self.fields.items():
            field.setPlainText((says if table == "says" else why).get(code, ""))

    def _act(self) -> None:
        each = self._questions.get(self.question.key())
        if each is None:
            return
        if each.several:
            value = " ".join(key for key, tile in self.ticks.items() if tile.isChecked())
        else:
            value = self.answer.key() if each.choices else self.typed.text().strip()
        words = {
            table: {code: self.fields[table, code].toPlainText() for code in LANGUAGES}
            for table in ("says", "why")
        }
        self.close_sheet()
        self._on_answer(each.form, each.name, value, words["says"], words["why"])


def _in_language(words: Callable[[], str], code: str) -> str:
    return f"{words()} ({tr('Lao') if code == 'lo' else tr('English')})"
