"""One key hides all that is on screen, and the right PIN gives it back as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import PIN
from tests.ui.shell.unlocked import Shell

from borderdesk.ui import theme
from borderdesk.ui.shell.screen import Route
from borderdesk.ui.widgets import TextField
from borderdesk.ui.widgets.sheets import Confirm


def test_f9_covers_everything_and_the_pin_brings_back_place_caret_and_scroll(shell: Shell) -> None:
    shell.open_record("7K3QD")
    shell.type("form.text", "a short note")
    field = shell.find("form.text", TextField)
    field.setCursorPosition(3)
    scroll = shell.screen.column.verticalScrollBar()
    scroll.setValue(40)
    shell.hide()
    assert shell.find("cover.tools").size() == shell.window.size()
    assert not shell.sees("form")
    assert not theme.status_shown()
    assert "7K3QD" not in shell.everything_said()
    shell.come_back()
    assert shell.sees("form")
    assert not shell.sees("cover")
    assert shell.focused() == "form.text"
    assert field.cursorPosition() == 3
    assert scroll.value() == 40
    assert shell.text("shell.mode") == "Private"


def test_the_cover_looks_the_same_for_every_record(shell: Shell) -> None:
    pictures: list[QImage] = []
    for code in ("7K3QD", "9M2WE"):
        shell.open_record(code)
        shell.type("form.text", code)
        shell.hide()
        shell.type("cover.date", "5/3/2569")
        shell.come_back()
        shell.hide()
        pictures.append(shell.window.grab().toImage())
        shell.come_back()
    assert pictures[0] == pictures[1]


def test_the_covered_page_cannot_be_reached_by_tab(shell: Shell) -> None:
    shell.hide()
    names = set()
    for _step in range(12):
        shell.key(Qt.Key.Key_Tab)
        names.add(shell.focused())
    assert names == {"cover.date", "cover.zone", "cover.more"}


def test_an_open_question_and_another_window_are_covered_too(shell: Shell, qtbot: QtBot) -> None:
    shell.desk.navigate(Route("form", case="7K3QD"))
    assert shell.sees("askPrivate")
    other = QWidget()
    qtbot.addWidget(other)
    other.resize(400, 300)
    other.show()
    shell.window.hide_now()
    assert not shell.sees("askPrivate")
    covers = [widget for widget in other.findChildren(QWidget, "cover.tools") if widget.isVisible()]
    assert [widget.size() for widget in covers] == [other.size()]
    shell.window.activateWindow()
    shell.come_back()
    assert shell.sees("askPrivate")
    assert not [widget for widget in other.findChildren(QWidget, "cover") if widget.isVisible()]


def test_work_that_ends_behind_the_cover_takes_no_key_and_shows_nothing(shell: Shell) -> None:
    primary = shell.screen.foot.primary
    shell.hide()
    # As a job does when it is done: the next step gets the focus, and a question is asked.
    primary.setFocus()
    Confirm("Another desk", "7K3QD", "Trust it", lambda: shell.screen.log.append("trusted")).open_in(
        shell.window
    )
    assert not shell.sees("confirm")
    shell.key(Qt.Key.Key_Space)
    shell.key(Qt.Key.Key_F9)
    primary.setFocus()
    for digit in PIN:
        shell.physical_digit(int(digit))
    shell.key(Qt.Key.Key_Return)
    assert not shell.window.covered
    assert "continued" not in shell.screen.log
    assert shell.sees("confirm")
    shell.key(Qt.Key.Key_Escape)
    assert shell.screen.log[-1] != "trusted"
    assert primary.hasFocus()


def test_three_wrong_pins_lock_the_desk(shell: Shell, qtbot: QtBot) -> None:
    shell.hide()
    shell.key(Qt.Key.Key_F9)
    with qtbot.waitSignal(shell.window.locked):
        for _try in range(3):
            for digit in "1111":
                shell.physical_digit(int(digit))
            shell.key(Qt.Key.Key_Return)
    assert shell.window.desk is None


def test_the_pin_can_be_typed_with_the_mouse_alone(shell: Shell) -> None:
    shell.press("shell.hide")
    shell.press("cover.more")
    for digit in PIN:
        shell.press(f"cover.key.{digit}")
    shell.press("cover.enter")
    assert shell.sees("today.title")


def test_in_an_interview_the_desk_is_covered_before_it_is_locked(shell: Shell) -> None:
    shell.open_record("7K3QD")
    shell.screen.around.idle.interview_running = True
    shell.seconds.now = 181
    shell.window.tick()
    assert shell.sees("cover.tools")
    shell.come_back()
    assert shell.sees("form")
    shell.seconds.now = 181 + 600
    shell.window.tick()
    assert shell.window.desk is None


def test_a_fault_while_storing_keeps_neither_the_cover_nor_the_lock_away(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.open_record("7K3QD")

    def fault() -> None:
        raise ValueError("not stored")

    monkeypatch.setattr(shell.screen, "leave", fault)
    shell.hide()
    assert shell.sees("cover.tools") and not shell.sees("form")
    assert not shell.sees("crash")
    shell.window.lock()
    assert shell.window.desk is None
