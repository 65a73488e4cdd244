"""What one step says to the person, page by page, in their language or visibly in another; no Qt.

A page is a question of the running form, a text of it that is read aloud, or a sentence of the program
(``INVITE``). Answers go into the draft exactly as if the officer had given them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from borderdesk.forms import Question
from borderdesk.text import LANGUAGES, WRITTEN, tr_in
from borderdesk.text.spoken import SPOKEN, autonym, understood
from borderdesk.ui.questions.plain_words import plain_words
from borderdesk.ui.questions.reading import code_of, language_of
from borderdesk.ui.questions.shown import ShownChoice
from borderdesk.ui.screens.person.asked import ALOUD_ONLY, ASKED, CHOICES, OFFICERS, SENTENCES

if TYPE_CHECKING:
    from borderdesk.ui.questions.controller import FormController

_OFFICERS_OWN = frozenset({"not_asked", "unobserved", "not_checked"})
"""Answers about the asking, not about the person."""
_OBSERVED = frozenset({"unobserved", "not_checked"})
"""A list with one of these is of what the officer sees: nobody is asked that."""


@dataclass(frozen=True)
class Spoken:
    """Words for the person; ``written`` whether they are in the language asked for."""

    words: str
    written: bool


@dataclass(frozen=True)
class ListLine:
    """A line of a list under the words; ``struck`` ones are taken off."""

    words: str
    struck: bool = False


class PersonTalk:
    """The pages of a step: the questions called ``names`` and sentences of the program among them, or every
    question of the form that can be answered now.
    """

    def __init__(self, controller: FormController, names: Sequence[str] | None = None) -> None:
        self.controller = controller
        self._names = names
        self._form = controller.session.form.id

    # pages

    def pages(self) -> list[str]:
        """The pages there are now, in order."""
        if self._names is None:
            return [key for key in self.controller.questions if self._is_asked(key)]
        keys = (self.controller.key_for_name(name) for name in self._names)
        return [key for key in keys if self.is_sentence(key) or self.is_told(key) or self._is_asked(key)]

    def page_from(self, key: str) -> str:
        """The page of a question; of one that is the officer's, the next that is asked, else the last."""
        pages = self.pages()
        if key in pages or not pages:
            return key if pages else ""
        order = list(self.controller.questions)
        if key not in order:
            return pages[0]
        after = set(order[order.index(key) :])
        return next((page for page in pages if page in after), pages[-1])

    def is_sentence(self, key: str) -> bool:
        """Whether the page is a sentence of the program."""
        return key in SENTENCES

    def is_told(self, key: str) -> bool:
        """Whether the page is a text of the form that is read aloud."""
        return key in self.controller.notes and self.controller.relevant(key)

    def _is_asked(self, key: str) -> bool:
        question = self.controller.questions.get(key)
        if question is None:
            return False
        if question.name in (*ALOUD_ONLY.get(self._form, ()), *OFFICERS.get(self._form, ())):
            return False
        if not self.controller.takes_answer(key):
            return False
        return not _OBSERVED & {choice.value for choice in self.controller.choices(key)}

    def control(self, key: str) -> str:
        """How the page is answered: ``select1``, ``select``, aloud (any other), or not at all ("")."""
        silent = self.is_sentence(key) or self.is_told(key)
        return "" if silent else self.controller.questions[key].control

    def aloud_only(self) -> list[str]:
        """Codes of questions that are asked now and are never shown on the person's screen."""
        names = ALOUD_ONLY.get(self._form, ())
        found = ((key, q) for key, q in self.controller.questions.items() if q.name in names)
        return [q.extra.get("code", key) for key, q in found if self.controller.relevant(key)]

    # words

    def languages(self) -> list[str]:
        """What may be chosen: the languages of the form, all that people here speak, and the person's own."""
        controller = self.controller
        found = list(controller.session.form.languages or (controller.person_language,))
        for code in (*SPOKEN, controller.spoken_language):
            if autonym(code) != code and language_of(found, code) is None:
                found.append(code)
        return found

    def spoken_by_person(self) -> str:
        """The language to begin with."""
        languages = self.languages()
        own = language_of(languages, self.controller.spoken_language)
        return own or self.controller.person_language or languages[0]

    def said(self, key: str, language: str) -> Spoken:
        """The words of a page in a language, or in Lao and English where it has none in that."""
        own = self._words(key, language)
        if own:
            return Spoken(own, written=True)
        both = (self._words(key, name) for name in self._lao_and_english())
        words = "\n".join(dict.fromkeys(each for each in both if each))
        if not words and not self.is_sentence(key):
            question = self.controller.questions[key]
            words = plain_words(str(question.label(self.controller.officer_language)))
        return Spoken(words, written=False)

    def _words(self, key: str, language: str) -> str:
        if self.is_sentence(key):
            return own_words(code_of(language), key)
        question = self.controller.questions[key]
        asked = ASKED.get(self._form, {}).get(question.name)
        if asked is not None:
            return own_words(code_of(language), asked)
        return self.controller.spoken(question.label, language)

    def _lao_and_english(self) -> list[str]:
        """The names that the form gives to the languages everybody at the desk knows."""
        languages = self.controller.session.form.languages
        return [language_of(languages, code) or code for code in LANGUAGES]

    def choices(self, key: str, language: str) -> list[ShownChoice]:
        """The answers that the person can give, in their language or in Lao and English."""
        question = self.controller.questions[key]
        officer = {choice.value: choice for choice in self.controller.choices(key)}
        spoken = self._choice_words(question, language)
        others = [self._choice_words(question, name) for name in self._lao_and_english()]
        found = []
        for choice in question.choices(self.controller.officer_language):
            if choice.value in _OFFICERS_OWN:
                continue
            known = officer.get(choice.value)
            words = spoken.get(choice.value, "") or " · ".join(
                dict.fromkeys(each[choice.value] for each in others if each.get(choice.value))
            )
            if not words and known is not None:
                words = known.label
            image = known.image if known is not None else b""
            found.append(ShownChoice(choice.value, words, image=image, exclusive=choice.is_exclusive))
        return found

    def _choice_words(self, question: Question, language: str) -> dict[str, str]:
        words = self.controller.spoken_choices(question, language)
        names_languages = sum(value in SPOKEN for value in words) > 2
        if names_languages:
            words |= {value: autonym(value) for value in words if autonym(value) != value}
        own = CHOICES.get((self._form, question.name), {})
        return words | {value: own_words(code_of(language), message) for value, message in own.items()}

    def lines(self, key: str, language: str) -> tuple[str, tuple[ListLine, ...]]:
        """A list under the words, with what stands above it; empty on most pages."""
        return "", ()

    def sound(self, key: str, language: str) -> bytes:
        """The recording of a page in a language; empty where nobody made one."""
        if self.is_sentence(key):
            return self.controller.clip(SENTENCES[key], language)
        return self.controller.sound_of(key, language)

    # answers

    def chosen(self, key: str) -> str:
        """What is marked when the page comes up: nothing, as not everybody may see what was said before."""
        return ""

    def give(self, key: str, value: str) -> None:
        """The person's answer, into the draft."""
        self.controller.stand_at(key)
        self.controller.answer(key, value)

    def speak(self, language: str) -> None:
        """The person chose a language: a form that asks for it is told, where it knows it."""
        key = self.controller.key_for_name("language")
        if key not in self.controller.questions or not self.controller.takes_answer(key):
            return
        offered = {choice.value for choice in self.controller.choices(key)}
        code = next((code for code in understood(code_of(language)) if code in offered), "")
        if code:
            self.controller.answer(key, code)


def own_words(code: str, message: str) -> str:
    """A sentence of the program in the person's language; "" where it is not written in it."""
    words = tr_in(code, message) if code in WRITTEN else ""
    return "" if words == message and code != "en" else words


def program_words(code: str, message: str) -> str:
    """The same, with Lao and English where it is not written."""
    return own_words(code, message) or f"{tr_in('lo', message)} · {message}"
