"""What the officer has to explain aloud: a line on every step that speaks to somebody of another language."""

from __future__ import annotations

from borderdesk.text import LANGUAGES, is_reviewed, tr
from borderdesk.text import language as program_language
from borderdesk.text.spoken import language_name
from borderdesk.ui.questions.reading import language_of
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.widgets import Label


class AloudLine(Label):
    """Hidden where everything is written in the person's language and was read by somebody who knows it."""

    def __init__(self, screen: str) -> None:
        super().__init__("", "small", strong=True, name=f"{screen}.aloud")
        self.hide()

    def show_talk(self, talk: PersonTalk | None) -> None:
        """What is missing of these pages."""
        words = "" if talk is None else aloud_words(talk)
        self.say(words)
        self.setVisible(bool(words))


def aloud_words(talk: PersonTalk) -> str:
    """What to do beside the screen; "" where it says everything itself."""
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
    if own is None and not is_reviewed(code):
        return tr("Nobody has checked the {language} words yet: explain aloud as well.", language=language)
    return ""
