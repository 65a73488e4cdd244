"""The language is switched in the middle of the work: answers, focus and caret stay, no word stays behind."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post


def test_a_switch_of_language_keeps_answers_focus_and_caret(checkpoint: Post) -> None:
    officer = Officer(checkpoint)
    officer.screen_to("form")
    form = officer.ask(until="AD-17")
    answers = {question: form.chosen(question) for question in form.questions if form.chosen(question)}
    at, english = form.at, checkpoint.text("form.next")
    checkpoint.window.speak("lo")
    settle()
    assert checkpoint.text("form.next") != english
    assert {question: form.chosen(question) for question in answers} == answers
    assert form.at == at == "AD-18"

    form.ask_more()
    form.screen.go_to_question("AD-16")
    settle()
    text = checkpoint.find("answer.AD-16.text", QPlainTextEdit)
    checkpoint.keys.text("ພີ່ນ້ອງຈ່າຍ")
    caret = text.textCursor()
    caret.setPosition(3)
    text.setTextCursor(caret)
    for language in ("en", "lo"):
        checkpoint.window.speak(language)
        settle()
        kept = FormPage(checkpoint.window).screen.findChild(QPlainTextEdit, "answer.AD-16.text")
        assert kept is text
        assert (text.toPlainText(), text.textCursor().position()) == ("ພີ່ນ້ອງຈ່າຍ", 3)
        assert text.hasFocus()


@pytest.mark.parametrize("screen", ["today", "records", "settings", "separate", "practice", "transfer"])
def test_after_a_switch_nothing_is_said_in_the_other_language(checkpoint: Post, screen: str) -> None:
    """Names that only a screen reader says, too: as on a screen that was opened in that language."""

    def said() -> set[str]:
        checkpoint.rest()
        return set(checkpoint.everything_said().splitlines())

    checkpoint.show("more")
    checkpoint.show(screen)
    for language in ("lo", "en"):
        checkpoint.window.speak(language)
        switched = said()
        checkpoint.show("more")
        checkpoint.show(screen)
        assert switched == said()
