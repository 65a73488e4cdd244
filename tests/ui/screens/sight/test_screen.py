"""First sight in the window."""

from PySide6.QtCore import Qt
from tests.journeys.pages.priority import PriorityPage
from tests.journeys.pages.sight import SightPage
from tests.ui.screens.counter import Counter

from borderdesk import desk
from borderdesk.ui.shell.mode import Mode


def begin(counter: Counter) -> SightPage:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult", language="lo").value
    counter.show("sight", case=draft.case_code, draft=draft.id)
    return SightPage(counter)


def test_the_counter_sees_tags_and_one_full_text(counter: Counter) -> None:
    page = begin(counter)
    assert counter.screen.title() == "Desk note"
    assert page.row("FS-03").plain_text() == "Looks to"
    page.row("FS-03").setFocus()
    assert page.reading.startswith("03 Looks to another person before answering")
    visible = [
        words for words in counter.everything_said().splitlines() if "keeps this person's passport" in words
    ]
    assert all(not words.startswith("01") for words in visible), "only the row in focus is read out"


def test_the_whole_page_by_keyboard_takes_four_inputs(counter: Counter) -> None:
    page = begin(counter)
    assert counter.focused() == "sight.row.FS-01"
    counter.enter(Qt.Key.Key_Space)
    counter.move(Qt.Key.Key_Down)
    counter.move(Qt.Key.Key_Down)
    counter.enter(Qt.Key.Key_Space)
    assert page.row("FS-03").isChecked()
    page.row("FS-10").setFocus()
    counter.enter(Qt.Key.Key_Space)
    counter.enter(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.inputs == 4
    assert counter.place == "pre"


def test_the_third_key_of_a_lao_keyboard_means_could_not_observe(counter: Counter) -> None:
    page = begin(counter)
    counter.digit(3)
    assert page.row("FS-01").mark.answer == "Could not observe"
    assert "Could not observe" in page.row("FS-01").accessibleName()


def test_a_mouse_alone_can_say_could_not_observe(counter: Counter) -> None:
    page = begin(counter)
    page.could_not_observe("FS-02")
    assert page.row("FS-02").mark.answer == "Could not observe"


def test_each_mark_is_saved_and_the_header_says_so(counter: Counter) -> None:
    page = begin(counter)
    page.see("FS-01")
    counter.wait_text("shell.saveState", "Saved")
    (left,) = desk.drafts(counter.workspace)
    assert desk.open_draft(counter.workspace, left.id).session.value("/data/sight/FS_01") == "seen"


def test_nothing_to_note_is_one_press_and_opens_no_file(counter: Counter) -> None:
    page = begin(counter)
    page.nothing_to_note()
    assert counter.place == "today"
    assert "No file was opened" in counter.everything_said()
    assert desk.drafts(counter.workspace) == []
    assert desk.cases(counter.workspace) == []


def test_nothing_to_note_goes_away_with_the_first_mark(counter: Counter) -> None:
    page = begin(counter)
    page.see("FS-01")
    assert not counter.sees("sight.nothing")


def test_going_back_without_a_mark_leaves_nothing_behind(counter: Counter) -> None:
    begin(counter)
    counter.press("sight.back")
    assert desk.drafts(counter.workspace) == []


def test_someone_who_asks_for_help_brings_up_the_priority_card_and_the_form_waits(counter: Counter) -> None:
    page = begin(counter)
    page.see("FS-01")
    page.see("FS-17")
    assert counter.screen.title() == "Priority step"
    assert counter.desk.mode.current is Mode.COUNTER
    PriorityPage(counter).finish_later()
    page = SightPage(counter)
    assert page.row("FS-01").isChecked()
    assert page.row("FS-17").isChecked()
    assert counter.focused() == "sight.row.FS-18", "the row after the last mark"


def test_the_routine_reason_is_offered_below(counter: Counter) -> None:
    page = begin(counter)
    assert "Please come with me" not in counter.everything_said()
    page.see("FS-03")
    assert "Please come with me" in counter.everything_said()


def test_in_private_the_page_says_first_what_alone_is_never_a_sign(counter: Counter) -> None:
    begin(counter)
    assert not counter.sees("sight.before"), "the counter has short tags only"
    counter.desk.mode.enter_private()
    assert "Nationality, ethnicity, sex, clothes, job or poverty alone are never signs" in counter.text(
        "sight.before"
    )
