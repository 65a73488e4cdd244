"""The priority card in the window."""

from PySide6.QtCore import Qt
from tests.journeys.pages.priority import PriorityPage
from tests.journeys.pages.sight import SightPage
from tests.ui.screens.counter import Counter

from borderdesk import desk
from borderdesk.ui.shell.mode import Mode


def begin(counter: Counter) -> PriorityPage:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult").value
    counter.show("sight", case=draft.case_code, draft=draft.id)
    counter.key(Qt.Key.Key_F5)
    return PriorityPage(counter)


def test_f5_shows_the_card_and_takes_it_away(counter: Counter) -> None:
    begin(counter)
    assert counter.place == "priority"
    counter.key(Qt.Key.Key_F5)
    assert counter.place == "sight"


def test_esc_does_not_close_it(counter: Counter) -> None:
    begin(counter)
    counter.key(Qt.Key.Key_Escape)
    assert counter.place == "priority"
    assert counter.sees("priority.card")


def test_a_step_is_ticked_with_the_time_and_the_next_one_is_focused(counter: Counter) -> None:
    page = begin(counter)
    assert counter.focused() == "priority.done.safe"
    counter.enter(Qt.Key.Key_Space)
    assert page.when_done("safe").startswith("Done ")
    assert counter.focused() == "priority.done.apart"


def test_at_the_counter_it_says_neither_why_nor_what_for(counter: Counter) -> None:
    page = begin(counter)
    assert counter.desk.mode.current is Mode.COUNTER
    assert counter.screen.title() == "Priority step"
    assert "consent" not in counter.everything_said().lower()
    assert "traffick" not in counter.everything_said().lower()
    assert len(page.steps()) <= 5


def test_finish_later_goes_back_to_the_same_row(counter: Counter) -> None:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult").value
    counter.show("sight", case=draft.case_code, draft=draft.id)
    SightPage(counter).see("FS-08")
    row = counter.focused()
    counter.key(Qt.Key.Key_F5)
    PriorityPage(counter).finish_later()
    assert counter.place == "sight"
    assert counter.focused() in (row, "sight.row.FS-09")
