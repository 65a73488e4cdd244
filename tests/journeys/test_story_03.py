"""Acceptance story 3: one key covers everything, looks the same whatever lay behind, and gives it back."""

import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.officer import SEEN, Officer
from tests.journeys.pages.post import Post


def test_the_cover_looks_the_same_over_two_records_and_the_pin_gives_the_place_back(checkpoint: Post) -> None:
    officer = Officer(checkpoint)
    officer.screen_to("form")
    form = FormPage(checkpoint.window)
    form.ask_more()
    form.screen.go_to_question("AD-16")
    settle()
    text = checkpoint.find("answer.AD-16.text", QPlainTextEdit)
    checkpoint.keys.text("a cousin paid")
    caret = text.textCursor()
    caret.setPosition(4)
    text.setTextCursor(caret)
    checkpoint.keys.function(Qt.Key.Key_F7)
    assert checkpoint.sees("form.noted")
    bar = form.screen.column.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    scrolled = bar.value()
    assert scrolled > 0

    first = covered(checkpoint)
    come_back(checkpoint, "2468")
    assert form.at == "AD-16"
    assert (text.toPlainText(), text.textCursor().position()) == ("a cousin paid", 4)
    assert text.hasFocus()
    assert bar.value() == scrolled

    checkpoint.go("today")
    officer.begin()
    officer.look_at(SEEN[:1])
    assert covered(checkpoint) == first


@pytest.mark.usefixtures("lets_go_at_lock")
def test_three_wrong_pins_lock_the_desk_and_let_go_of_what_was_open(checkpoint: Post) -> None:
    officer = Officer(checkpoint)
    officer.screen_to("form")
    opened = weakref.ref(checkpoint.screen), weakref.ref(checkpoint.workspace)
    assert checkpoint.window.desk is not None
    checkpoint.window.desk.help.open_asked.emit(checkpoint.screen.sop())  # read meanwhile, the form waiting
    assert checkpoint.screen is not opened[0]()
    checkpoint.window.desk.back()
    assert checkpoint.screen is opened[0]()
    covered(checkpoint)
    for _try in range(2):
        come_back(checkpoint, "1357")
        assert checkpoint.window.covered
    come_back(checkpoint, "1357")
    assert checkpoint.text("unlock.title") == "BorderDesk"
    assert not checkpoint.window.covered
    assert checkpoint.window.windowTitle() == "BorderDesk"
    # Nothing of what was decrypted stays in memory until Python happens to look for it.
    checkpoint.wait(lambda: [left() for left in opened] == [None, None])


def covered(post: Post) -> QImage:
    """Press F9; what can be seen then, the very moment the key was handled."""
    post.keys.function(Qt.Key.Key_F9)
    tops = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert {window.windowTitle() for window in tops} == {"BorderDesk"}
    tools = post.find("cover.tools")
    assert tools.size() == post.window.size()
    return post.window.grab().toImage()


def come_back(post: Post, pin: str) -> None:
    """F9 again and a hide-PIN on the keys of a Lao keyboard."""
    post.keys.function(Qt.Key.Key_F9)
    for digit in pin:
        post.keys.digit(int(digit))
    post.keys.enter()
    post.rest() if post.window.desk is not None else settle()


@pytest.fixture(autouse=True)
def steady_caret(qapp: QApplication) -> None:
    """A caret that does not blink: pictures are compared."""
    qapp.setCursorFlashTime(0)
