"""Set-up: from an empty folder to a desk, page by page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import PASSPHRASE, PIN, Desk
from tests.ui.shell.screens import registry

from borderdesk import desk as verbs
from borderdesk.domain.roles import Post, Role
from borderdesk.ui.shell.setup.answers import Answers, Page, clock_looks_wrong, pages, problems, same_share
from borderdesk.ui.shell.setup.later_pages import SupervisorPage

Start = Callable[..., Desk]

GIVEN = Answers(
    post=Post.CHECKPOINT, station="HXY", passphrase=PASSPHRASE, passphrase_again=PASSPHRASE, hide_pin=PIN
)


def test_a_page_is_left_when_what_it_asks_is_given() -> None:
    assert all(problems(page, GIVEN) == {} for page in Page)


@pytest.mark.parametrize(
    ("page", "answers", "field"),
    [
        (Page.POST, replace(GIVEN, post=None), "post"),
        (Page.STATION, replace(GIVEN, station=""), "station"),
        (Page.STATION, replace(GIVEN, station="HX1"), "station"),
        (Page.STATION, replace(GIVEN, station="ຫວຊ"), "station"),
        (Page.USER, replace(GIVEN, passphrase=""), "passphrase"),
        (Page.USER, replace(GIVEN, passphrase_again="a quiet rover"), "passphrase_again"),
        (Page.USER, replace(GIVEN, hide_pin="12"), "hide_pin"),
        (Page.USER, replace(GIVEN, hide_pin="12ab"), "hide_pin"),
    ],
)
def test_what_is_missing_is_said_at_its_field(page: Page, answers: Answers, field: str) -> None:
    assert list(problems(page, answers)) == [field]


def test_the_first_user_gets_a_role_number_without_typing() -> None:
    assert GIVEN.user_number() == "O1"
    assert replace(GIVEN, post=Post.SUPERVISOR).user_number() == "S1"
    assert replace(GIVEN, user=" o7 ").user_number() == "O7"


def test_a_supervisors_desk_is_not_asked_for_a_supervisors_card() -> None:
    assert Page.SUPERVISOR in pages(Post.CHECKPOINT)
    assert Page.SUPERVISOR not in pages(Post.SUPERVISOR)


def test_a_share_copied_by_hand_may_have_other_spaces_and_capitals() -> None:
    assert same_share("  Academic acid\nACNE ", "academic acid acne")
    assert not same_share("academic acid", "academic acid acne")


def test_a_clock_before_the_program_existed_is_wrong() -> None:
    assert clock_looks_wrong(datetime(2019, 1, 1, tzinfo=UTC))
    assert not clock_looks_wrong(datetime(2026, 11, 1, tzinfo=UTC))


def test_the_wizard_ends_at_the_desk_of_a_workspace_that_opens_again(start: Start, tmp_path: Path) -> None:
    desk = start(tmp_path / "new", screens=registry)
    desk.set_up(station="HXY", user="O3")
    assert desk.find("today.title")
    assert "User O3" in desk.everything_said()
    desk.close()
    opened = verbs.open_workspace(tmp_path / "new", "O3", PASSPHRASE)
    assert (str(opened.station), opened.user.role, opened.post) == ("HXY", Role.OFFICER, Post.CHECKPOINT)
    assert verbs.check_hide_pin(opened, PIN)
    opened.close()


def test_a_supervisors_desk_is_set_up_in_lao(start: Start, tmp_path: Path) -> None:
    desk = start(tmp_path / "new", screens=registry, language="lo", size=(683, 345))
    desk.set_up(station="VTE", post="supervisor", user="S1")
    assert desk.window.desk is not None
    assert desk.window.desk.workspace.user.role is Role.SUPERVISOR


def test_a_short_passphrase_is_refused_at_its_field_and_nothing_is_made(start: Start, tmp_path: Path) -> None:
    desk = start(tmp_path / "new", screens=registry)
    desk.press("setup.primary")
    desk.press("setup.post.checkpoint")
    desk.press("setup.primary")
    desk.choose("setup.station", "other")
    desk.type("setup.stationCode", "HXY")
    desk.press("setup.primary")
    desk.type("setup.passphrase", "short")
    desk.type("setup.passphraseAgain", "short")
    desk.type("setup.pin", PIN)
    desk.press("setup.primary")
    desk.find("setup.passphrase")
    page = desk.window.findChild(type(desk.find("setup")), "setup")
    desk._qtbot.waitUntil(lambda: page._page.rows["passphrase"].problem() != "")
    assert not (tmp_path / "new" / "keys.json").exists()


def test_ctrl_enter_goes_on_as_on_every_page(start: Start, tmp_path: Path) -> None:
    desk = start(tmp_path / "new", screens=registry)
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.find("setup.post.checkpoint").isVisible()


def test_only_the_card_whose_words_were_compared_last_is_trusted(qtbot: QtBot) -> None:
    page = SupervisorPage(lambda: None)
    qtbot.addWidget(page)
    trusted: list[str] = []
    page.show_words(("other", "words"), lambda: trusted.append("put away"))
    page.show_words(("six", "words"), lambda: trusted.append("compared"))
    page.same.click()
    assert trusted == ["compared"]


def test_a_tick_given_before_the_list_of_stations_came_stays(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = start(tmp_path / "new", screens=registry)
    desk.press("setup.primary")
    desk.press("setup.post.checkpoint")
    before, jobs = Event(), desk.program.jobs
    jobs.run(before.wait, owner=desk.window, lane="free")
    desk.press("setup.primary")
    desk.press("setup.privateDesk")
    before.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert desk.find("setup.privateDesk", QAbstractButton).isChecked()


def test_going_back_keeps_what_was_given(start: Start, tmp_path: Path) -> None:
    desk = start(tmp_path / "new", screens=registry)
    desk.press("setup.primary")
    desk.press("setup.post.checkpoint")
    desk.press("setup.primary")
    desk.choose("setup.station", "other")
    desk.type("setup.stationCode", "QQQ")
    desk.press("setup.primary")
    desk.type("setup.user", "O9")
    desk.press("setup.back")
    assert desk.text("setup.stationCode") == "QQQ"
    desk.press("setup.primary")
    assert desk.text("setup.user") == "O9"


def test_a_share_read_back_wrongly_is_asked_again_and_hide_can_be_practised(
    start: Start, tmp_path: Path
) -> None:
    desk = start(tmp_path / "new", screens=registry)
    desk.press("setup.primary")
    desk.press("setup.post.checkpoint")
    desk.press("setup.primary")
    desk.choose("setup.station", "other")
    desk.type("setup.stationCode", "HXY")
    desk.press("setup.primary")
    desk.type("setup.passphrase", PASSPHRASE)
    desk.type("setup.passphraseAgain", PASSPHRASE)
    desk.type("setup.pin", PIN)
    desk.press("setup.primary")
    shares = desk.copy_shares()
    assert len(set(shares)) == 3
    assert desk.focused() == "setup.readBack"
    desk.type("setup.readBack", "wrong words")
    desk.press("setup.primary")
    assert "These are not the words of that share. Look again." in desk.everything_said()
    desk.type("setup.readBack", shares[desk.share_asked()].upper())
    desk.press("setup.primary")
    desk.find("setup.card.choose")
    desk.press("setup.primary")
    desk.press("setup.text.whole")
    desk.press("setup.primary")
    desk.key(Qt.Key.Key_F9)
    assert desk.sees("cover.tools")
    assert not desk.sees("setup.title")
    desk.come_back()
    desk.wait_text("setup.hide.message", "You can hide at any time")


def test_set_up_cut_off_by_a_power_cut_goes_on_after_the_next_unlock(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path / "new", screens=registry)
    first.press("setup.primary")
    first.press("setup.post.checkpoint")
    first.press("setup.primary")
    first.choose("setup.station", "other")
    first.type("setup.stationCode", "HXY")
    first.press("setup.primary")
    first.type("setup.passphrase", PASSPHRASE)
    first.type("setup.passphraseAgain", PASSPHRASE)
    first.type("setup.pin", PIN)
    first.press("setup.primary")
    first.find("setup.share.words")
    first._qtbot.waitUntil(lambda: not first.program.jobs.running())
    first.close()
    again = start(tmp_path / "new", screens=registry)
    again.try_unlock(PASSPHRASE)
    assert again.find("setup.card.choose")
