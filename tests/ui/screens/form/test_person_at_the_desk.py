"""The screen turned to the person at a real desk: Hide covers it, a lock leaves nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.screens.counter import PIN
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.screens.person.question import PersonQuestion
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.person.windows import PersonWindow
from borderdesk.ui.shell.mode import Mode

Opened = Callable[..., DeskWindow]


def _at_a_question(workspace: desk.Workspace, window: DeskWindow) -> FormScreen:
    code = seen_traveller(workspace)
    draft = desk.start_form(workspace, code, "adult").value
    window.window.desk.mode.enter_private()  # type: ignore[union-attr]
    window.show("form", case=code, draft=draft.id)
    screen = window.screen
    assert isinstance(screen, FormScreen)
    return screen


def test_the_person_answers_and_the_officer_gets_the_screen_back_by_pin(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    screen = _at_a_question(checkpoint, window)
    at = screen.at
    window.key(Qt.Key.Key_F8)
    window.rest()
    assert window.sees("personForm")
    assert window.desk.mode.current is Mode.PERSON
    band = window.find("personForm").findChild(QWidget, "shell.practice")
    assert band is not None and band.isVisible()  # this desk is for practice
    window.press(f"answer.{at}.yes")
    window.key(Qt.Key.Key_F9)
    assert window.window.covered
    window.window._take_cover_off()
    assert window.sees("personForm")
    window.key(Qt.Key.Key_Escape)
    for digit in PIN:
        window.press(f"cover.key.{digit}")
    window.press("cover.enter")
    assert not window.sees("personForm")
    assert window.desk.mode.current is Mode.PRIVATE
    assert screen.controller.value(at) == "yes"


def test_a_lock_leaves_nothing_on_the_other_monitor(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    screen = _at_a_question(checkpoint, window)
    question = PersonQuestion(PersonTalk(screen.controller), screen.at)
    other = PersonWindow(question, window.window.dispatch, screen)
    screen.turning._window = other
    other.show()
    QTest.keyClick(other, Qt.Key.Key_F9)
    assert window.window.covered
    covers = [child.objectName() for child in other.children()]
    assert "cover" in covers
    window.window.lock()
    QApplication.processEvents()
    assert not any(
        isinstance(each, PersonWindow) and each.isVisible() for each in QApplication.topLevelWidgets()
    )
