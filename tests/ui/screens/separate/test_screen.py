"""The list of one's own separate records: what is in it, and where a row leads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desk import posts
from tests.ui.screens.counter import PASSPHRASE, Counter

from borderdesk import desk


def test_needs_begun_before_a_file_is_open_are_found_here_and_nowhere_else(counter: Counter) -> None:
    draft = desk.start_case(
        counter.workspace, direction="arriving", age_group="adult", form_id="risk_needs"
    ).value
    short = draft.case_code[-7:-2]
    counter.show("today")
    assert short in counter.everything_said()
    posts.fill(counter.workspace, draft.id, {"IR_01": "no", "IR_09": "yes"})
    for screen in ("today", "screening", "records", "transfer"):
        counter.show(screen)
        assert short not in counter.everything_said(), screen
    counter.desk.mode.enter_private()
    counter.show("separate")
    counter.type("separate.passphrase", PASSPHRASE)
    counter.press("separate.primary")
    counter.find("separate.table")
    counter.press("separate.primary")
    assert counter.place == "needs"


def test_the_list_stays_closed_where_the_page_was_covered_while_the_passphrase_was_checked(
    counter: Counter, qtbot: QtBot
) -> None:
    desk.start_case(counter.workspace, direction="arriving", age_group="adult", form_id="risk_needs")
    counter.desk.mode.enter_private()
    counter.show("separate")
    counter.type("separate.passphrase", PASSPHRASE)
    counter.screen.primary.click()
    counter.screen.primary.click()
    assert len(counter.jobs.running()) == 1, "an empty try would count as a wrong one"
    counter.window.hide_now()
    qtbot.waitUntil(lambda: not counter.jobs.running())
    counter.come_back()
    assert counter.sees("separate.passphrase") and not counter.sees("separate.table")
    counter.enter(Qt.Key.Key_Escape)
