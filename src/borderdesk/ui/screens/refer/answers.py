"""The referral form's answers by field name, for the presenters over it. No Qt here."""

from __future__ import annotations

from collections.abc import Callable

from borderdesk.desk.forms import form_language
from borderdesk.forms import Layout, Question, Session
from borderdesk.text import language

Give = Callable[[str, str], None]
"""Stores one answer by field name and saves the draft."""


class NamedAnswers:
    """A running referral form read by field name; every answer given goes out through ``give``."""

    def __init__(self, session: Session, give: Give) -> None:
        self.session = session
        self._give = give
        self._questions = {q.name: q for screen in session.screens(Layout.SECTIONS) for q in screen.questions}
        self._root = session.record.root.name

    def question(self, name: str) -> Question:
        """The question with this field name; ``KeyError`` where the form has none."""
        return self._questions[name]

    def value(self, name: str) -> str:
        """The answer, or the value of a hidden or calculated field; "" where blank or not asked."""
        found = self._questions.get(name)
        if found is not None:
            return found.value if found.state.relevant else ""
        return self.session.value(f"/{self._root}/{name}")

    def values(self, name: str) -> tuple[str, ...]:
        """The chosen values of a list."""
        return tuple(self.value(name).split())

    def give(self, name: str, value: str) -> None:
        """Store one answer."""
        self._give(name, value)

    def label(self, name: str) -> str:
        """The question's words in the program's language."""
        return str(self._questions[name].label(self._language()))

    def choices(self, name: str) -> list[tuple[str, str]]:
        """(value, words) of a list in the program's language."""
        return [(c.value, str(c.label)) for c in self._questions[name].choices(self._language())]

    def choice(self, name: str, value: str) -> str:
        """The words of one value of a list; the value itself where the list does not have it."""
        return dict(self.choices(name)).get(value, value)

    def asked(self, name: str) -> bool:
        """Whether the question is asked at the moment."""
        return bool(self._questions[name].state.relevant)

    def _language(self) -> str | None:
        return form_language(self.session.form, language())
