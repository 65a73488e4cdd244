"""What the officer has to explain aloud: a line on every step that speaks to somebody of another language."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.text import LANGUAGES, noted_sentences, tr, unread
from borderdesk.text import language as program_language
from borderdesk.text.spoken import language_name
from borderdesk.ui.questions.reading import language_of
from borderdesk.ui.screens.person.asked import WORDS
from borderdesk.ui.screens.person.talk import PersonTalk, program_words
from borderdesk.ui.widgets import Label


class AloudLine(Label):
    """Hidden where everything is written in the person's language and was read by somebody who knows it."""

    def __init__(self, screen: str) -> None:
        super().__init__("", "small", strong=True, name=f"{screen}.aloud")
        self._checked: set[tuple[str, str]] = set()
        self.hide()

    def show_talk(self, talk: PersonTalk | None) -> None:
        """What is missing of these pages."""
        words = "" if talk is None else aloud_words(talk, self._checked)
        self.say(words)
        self.setVisible(bool(words))


def aloud_words(talk: PersonTalk, checked: set[tuple[str, str]] | None = None) -> str:
    """What to do beside the screen; "" where it says everything itself.

    ``checked`` keeps language and page of those that were found checked: it is asked after every answer.
    """
    controller, pages = talk.controller, talk.pages()
    code = controller.spoken_language
    if not code or code in LANGUAGES or not pages:
        return ""
    own = language_of(controller.session.form.languages, code)
    language = language_name(code, program_language())
    written = [talk.said(page, own or code).written for page in pages]
    if not any(written):
        if any(talk.sound(page, code) for page in pages):
            return tr("No {language} text: play the recording, and explain it aloud.", language=language)
        return tr("No {language} text here: explain it aloud, with an interpreter.", language=language)
    if not all(written):
        return tr("Some of this has no {language} text: explain that aloud.", language=language)
    if own is None and _unread(talk, pages, code, set() if checked is None else checked):
        return tr("Nobody has checked the {language} words yet: explain aloud as well.", language=language)
    return ""


def _unread(talk: PersonTalk, pages: Sequence[str], code: str, checked: set[tuple[str, str]]) -> bool:
    """Whether these pages show a sentence of the program, on buttons and answers too, that nobody has
    checked.
    """
    with noted_sentences() as shown:
        for words in WORDS:
            program_words(code, words)
    if unread(code, shown):
        return True
    for page in pages:
        if (code, page) not in checked:
            if _page_unread(talk, page, code):
                return True
            checked.add((code, page))
    return False


def _page_unread(talk: PersonTalk, page: str, code: str) -> bool:
    with noted_sentences() as shown:
        talk.said(page, code)
        talk.lines(page, code)
        if talk.control(page):
            talk.choices(page, code)
    return unread(code, shown)
