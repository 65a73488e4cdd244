"""Today in the window."""

from tests.journeys.pages.today import TodayPage
from tests.ui.screens.counter import Counter

from borderdesk import desk


def test_the_next_step_is_focused_and_ctrl_n_opens_the_picker(counter: Counter) -> None:
    assert counter.focused() == "today.newScreening"
    TodayPage(counter).new_first_sight()
    assert counter.place == "screening"


def test_an_empty_list_says_what_it_would_hold(counter: Counter) -> None:
    assert counter.text("today.due.empty") == "Nothing is due."
    assert counter.text("today.unfinished.empty") == "Nothing is unfinished."


def test_enter_on_a_line_continues_the_form(counter: Counter) -> None:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult").value
    counter.show("today")
    page = TodayPage(counter)
    assert len(page.unfinished()) == 1
    page.go_on(0)
    assert counter.place == "sight"
    assert counter.screen.record_code() in draft.case_code


def test_a_note_that_is_being_written_is_kept_when_the_page_is_left(counter: Counter) -> None:
    counter.press("today.note.edit")
    counter.type("today.note.area", "7K3QD waits for transport")
    counter.show("screening")
    assert desk.today(counter.workspace).hand_over_note == "7K3QD waits for transport"


def test_the_note_is_shown_after_it_was_written(counter: Counter) -> None:
    TodayPage(counter).leave_note("7K3QD waits for transport")
    assert counter.text("today.note.text") == "7K3QD waits for transport"


def test_a_group_in_which_people_wait_stands_under_continue(counter: Counter) -> None:
    group = desk.open_group(counter.workspace, direction="returned", size=2).value
    counter.go("screening")
    counter.go("today")
    assert counter.text("today.group.0").startswith(group.short)
    assert "2 people still wait" in counter.text("today.group.0")
    counter.press("today.group.0")
    assert counter.screen.route["group"] == group.code
    for member in group.members:
        desk.start_member(counter.workspace, group.code, member.code, age_group="adult")
    counter.go("today")
    assert not counter.sees("today.group.0")
