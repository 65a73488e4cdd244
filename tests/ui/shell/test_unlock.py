"""Unlock: the first window, and all there is while the desk is locked."""

import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import PASSPHRASE, Desk
from tests.ui.shell.screens import registry

from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.text import language, set_language
from borderdesk.ui.shell.door import UserChoice
from borderdesk.ui.shell.unlock import UnlockPresenter, UnlockState, UnlockView
from borderdesk.ui.widgets import TextField

Start = Callable[..., Desk]


def presenter() -> tuple[UnlockPresenter, list[UnlockState]]:
    shown: list[UnlockState] = []
    made = UnlockPresenter(shown.append)
    made.users_known([UserChoice("O1", "officer")])
    return made, shown


def test_a_wrong_passphrase_names_the_keyboard_language_and_no_culprit() -> None:
    unlock, shown = presenter()
    unlock.trying()
    unlock.failed(RuleBroken("passphrase.wrong"))
    assert unlock.message("ລາວ") == "Not opened. Check keyboard language (now: ລາວ)."
    assert not shown[-1].busy


def test_after_too_many_tries_open_waits_and_counts_down() -> None:
    unlock, shown = presenter()
    unlock.failed(Unavailable("passphrase.wait", seconds=2))
    assert unlock.message("EN") == "Not opened. Wait 2 seconds."
    assert not unlock.may_try("O1", "secret")
    unlock.second_passed()
    assert unlock.message("EN") == "Not opened. Wait 1 second."
    unlock.second_passed()
    assert unlock.message("EN") == ""
    assert unlock.may_try("O1", "secret")
    assert shown[-1].wait == 0


def test_nothing_is_tried_without_a_passphrase_or_twice_at_once() -> None:
    unlock, _shown = presenter()
    assert not unlock.may_try("O1", "")
    unlock.trying()
    assert not unlock.may_try("O1", "secret")


def test_other_failures_say_what_is_safe_and_what_to_do() -> None:
    unlock, _shown = presenter()
    unlock.failed(Unavailable("workspace.in_use"))
    assert len(unlock.message("EN").split(". ")) >= 2
    set_language("lo")
    assert unlock.message("EN") != ""


def test_the_right_passphrase_opens_the_desk_with_enter(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    desk.choose("unlock.user", "O1")
    desk.type("unlock.secret", PASSPHRASE)
    desk.key(Qt.Key.Key_Return)
    assert desk.find("today.title")
    assert not desk.sees("unlock.title")


def test_nobody_goes_to_the_recovery_shares_while_the_desk_opens(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    desk.choose("unlock.user", "O1")
    desk.type("unlock.secret", PASSPHRASE)
    opening = desk.find("unlock", UnlockView)
    recover = desk.find("unlock.recover", QAbstractButton)
    opening.open_now()
    recover.click()
    assert not desk.sees("recovery.title")
    desk.find("today.title")


def test_a_wrong_passphrase_keeps_the_window_and_empties_the_field(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    desk.try_unlock("not this one")
    desk.wait_text("unlock.message", "Check keyboard language")
    assert desk.find("unlock.secret", TextField).text() == ""
    assert desk.focused() == "unlock.secret"
    desk.unlock()


def test_the_passphrase_is_hidden_until_the_eye_is_pressed(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    field = desk.find("unlock.secret", TextField)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    desk.press("unlock.secret.eye")
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert desk.focused() == "unlock.secret"
    desk.press("unlock.secret.eye")
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_unlock_shows_role_numbers_and_nothing_of_what_is_inside(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    desk.choose("unlock.user", "O1")
    said = desk.everything_said()
    assert "HXY" not in said
    assert desk.window.windowTitle() == "BorderDesk"


def test_the_language_is_chosen_before_unlocking_and_kept(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    desk.press("unlock.language.lo")
    assert desk.text("unlock.primary") == "ເປີດ"
    assert language() == "lo"
    desk.close()
    from borderdesk.ui import preferences

    assert preferences.load(folder).language == "lo"


@pytest.mark.usefixtures("lets_go_at_lock")
def test_after_lock_nothing_is_left_of_the_desk_and_the_same_user_can_come_in_again(
    start: Start, folder: Path, qtbot: QtBot
) -> None:
    desk = start(folder, screens=registry)
    desk.unlock()
    desk.find("today.title")
    open_desk = desk.window.desk
    assert open_desk is not None
    left = [weakref.ref(part) for part in (open_desk, open_desk.screen_shown, open_desk.workspace)]
    del open_desk
    desk.lock()
    desk.find("unlock.title")
    qtbot.waitUntil(lambda: not any(part() for part in left))
    desk.unlock()
    assert desk.find("today.title")


def test_recovery_shares_that_are_wrong_are_refused_with_a_way_on(start: Start, folder: Path) -> None:
    desk = start(folder, screens=registry)
    desk.press("unlock.recover")
    desk.type("recovery.share.1", "these are not words of a share")
    desk.type("recovery.share.2", "nor are these")
    desk.type("recovery.passphrase", "another quiet river")
    desk.type("recovery.passphraseAgain", "another quiet river")
    desk.press("recovery.primary")
    desk.find("recovery.banner")
    desk.press("recovery.back")
    desk.unlock()


@pytest.mark.parametrize("missing", ["", "passphrase"])
def test_repeated_passphrases_must_agree_in_recovery(start: Start, folder: Path, missing: str) -> None:
    desk = start(folder, screens=registry)
    desk.press("unlock.recover")
    desk.type("recovery.passphrase", "another quiet river")
    desk.type("recovery.passphraseAgain", missing)
    desk.press("recovery.primary")
    assert "The two passphrases are not the same." in desk.everything_said()
