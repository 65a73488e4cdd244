"""Preconditions in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from tests.journeys.pages.pre import PrePage
from tests.ui.screens.counter import Counter

from borderdesk import desk
from borderdesk.ui.shell.mode import Mode


@pytest.fixture
def case(counter: Counter) -> str:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult", language="lo").value
    opened = desk.open_draft(counter.workspace, draft.id)
    opened.session.set_path("/data/sight/FS_01", "seen")
    opened.keeper.save(opened.session.draft_xml(), "FS-01")
    return desk.complete_form(counter.workspace, draft.id).value.code


def begin(counter: Counter, case: str) -> PrePage:
    draft = desk.start_form(counter.workspace, case, "preconditions").value
    counter.show("pre", case=case, draft=draft.id)
    return PrePage(counter)


def test_the_rows_come_with_the_first_answer_and_the_screen_turns_private(
    counter: Counter, case: str
) -> None:
    page = begin(counter, case)
    assert page.rows() == []
    assert not counter.sees("pre.closing")
    assert counter.desk.mode.current is Mode.COUNTER
    counter.digit(1)
    assert counter.desk.mode.current is Mode.PRIVATE
    assert "PRE-2" in page.rows()
    assert counter.sees("pre.closing")
    assert counter.focused() == "answer.PRE-2.yes"


def test_eight_keys_of_a_lao_keyboard_lead_through_the_page(counter: Counter, case: str) -> None:
    begin(counter, case)
    while counter.place == "pre":
        focused = counter.focused()
        assert focused.startswith("answer.PRE"), focused
        if "PRE-4a" in focused:
            counter.move(Qt.Key.Key_Down)  # whom the person prefers may be left open
        else:
            counter.digit(1)
    assert counter.inputs == 8
    assert counter.place == "needs"


def test_a_place_that_is_not_private_leaves_the_counter_mode_on(counter: Counter, case: str) -> None:
    page = begin(counter, case)
    page.answer("PRE-1", "no")
    assert counter.desk.mode.current is Mode.COUNTER
    assert "PRE-2" in page.rows()


def test_something_missing_is_named_and_a_reason_opens_the_way(counter: Counter, case: str) -> None:
    page = begin(counter, case)
    page.place_is_private()
    page.all_in_place()
    page.answer("PRE-2", "no")
    page.agrees()
    assert counter.place == "pre"
    assert "A companion or employer was too near" in counter.everything_said()
    assert not counter.find("pre.primary", QAbstractButton).isEnabled()
    page.start_anyway("person_wishes")
    assert counter.place == "needs"
    sealed = desk.case(counter.workspace, case).screening("preconditions")
    assert sealed is not None
    assert "<override>person_wishes</override>" in sealed.instance


def test_a_row_put_right_after_the_closing_answer_needs_no_reason(counter: Counter, case: str) -> None:
    page = begin(counter, case)
    page.place_is_private()
    page.all_in_place()
    page.answer("PRE-2", "no")
    page.agrees()
    page.answer("PRE-2", "yes")
    assert counter.text("pre.primary") == "Continue"
    counter.press("pre.primary")
    assert counter.place == "needs"


def test_not_agreeing_closes_the_page_without_pressure(counter: Counter, case: str) -> None:
    page = begin(counter, case)
    page.place_is_private()
    page.does_not_agree()
    assert counter.place != "pre"
    assert desk.case(counter.workspace, case).screening("preconditions") is not None


@pytest.mark.parametrize(
    "say_so", [lambda counter: counter.digit(1), lambda counter: counter.press("pre.primary")]
)
def test_taken_up_again_at_the_counter_the_rows_wait(
    counter: Counter, case: str, say_so: Callable[[Counter], None]
) -> None:
    page = begin(counter, case)
    page.place_is_private()
    counter.show("today")
    assert counter.desk.mode.current is Mode.COUNTER
    page = begin(counter, case)
    assert page.rows() == []
    say_so(counter)
    assert counter.desk.mode.current is Mode.PRIVATE
    assert "PRE-2" in page.rows()


def test_the_way_back_leads_past_the_look_that_is_finished(counter: Counter) -> None:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult").value
    counter.show("screening")
    counter.show("sight", case=draft.case_code, draft=draft.id)
    counter.press("sight.primary")
    assert counter.place == "pre"
    counter.press("pre.back")
    assert counter.place == "screening"
