"""Risk and needs in the window."""

from PySide6.QtCore import Qt
from tests.journeys.pages.needs import NeedsPage
from tests.journeys.pages.priority import PriorityPage
from tests.ui.screens import records_at
from tests.ui.screens.counter import Counter

from borderdesk import desk


def begin(counter: Counter, code: str) -> NeedsPage:
    draft = desk.start_form(counter.workspace, code, "risk_needs").value
    counter.show("needs", case=code, draft=draft.id)
    return NeedsPage(counter)


def test_danger_comes_before_the_talk_and_takes_one_input(counter: Counter) -> None:
    begin(counter, records_at.agreed_to_talk(counter.workspace))
    assert counter.screen.title() == "Danger now"
    before = counter.inputs
    assert counter.text("needs.primary") == "None of these"
    counter.enter(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.inputs - before == 1
    assert counter.place == "form"


def test_the_talk_knows_of_a_danger_named_before_it(counter: Counter) -> None:
    code = records_at.agreed_to_talk(counter.workspace)
    page = begin(counter, code)
    page.danger("IR-06", "yes")
    PriorityPage(counter).finish_later()
    NeedsPage(counter).no_danger()
    assert counter.place == "form"
    adult = next(each for each in desk.drafts(counter.workspace, code) if each.form == "adult")
    talk = desk.open_draft(counter.workspace, adult.id).session
    assert talk.value("/data/danger_now") == "IR_06"


def test_a_danger_answer_brings_up_the_priority_card_and_the_page_waits(counter: Counter) -> None:
    page = begin(counter, records_at.agreed_to_talk(counter.workspace))
    page.danger("IR-01", "no")
    page.danger("IR-07", "yes")
    assert counter.place == "priority"
    PriorityPage(counter).finish_later()
    assert counter.place == "needs"
    assert counter.screen.title() == "Danger now"
    assert counter.find("answer.IR-01.no").isChecked()  # type: ignore[attr-defined]  # an option
    assert counter.find("answer.IR-07.yes").isChecked()  # type: ignore[attr-defined]  # an option


def test_two_needs_and_the_rest_take_three_inputs(counter: Counter) -> None:
    code = records_at.agreed_to_talk(counter.workspace)
    begin(counter, code).no_danger()
    talk = dict.fromkeys(records_at.QUICK_YES, "yes") | dict.fromkeys(records_at.QUICK_NO, "no")
    records_at.complete(counter.workspace, code, "adult", talk)
    page = begin(counter, code)
    assert counter.screen.title() == "Needs today"
    assert counter.text("needs.danger.words") == "Nothing was noted."
    before = counter.inputs
    page.tile("IR-10").setFocus()
    counter.enter(Qt.Key.Key_Space)
    page.tile("IR-11.food").setFocus()
    counter.enter(Qt.Key.Key_Space)
    assert page.urgency == "Within 24 hours"
    counter.enter(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.inputs - before == 3
    assert counter.place == "outcome"
    sealed = desk.case(counter.workspace, code).screening("risk_needs")
    assert sealed is not None
    assert sealed.results["needs"].split() == ["shelter", "food", "full_identification"]


def test_the_hint_of_the_tile_in_focus_is_read_out(counter: Counter) -> None:
    page = begin(counter, records_at.talked(counter.workspace))
    page.no_danger()
    page.tile("IR-04").setFocus()
    assert "72 hours" in counter.text("needs.reading.hint")


def test_a_mouse_alone_can_say_did_not_want_to_answer(counter: Counter) -> None:
    page = begin(counter, records_at.talked(counter.workspace))
    page.no_danger()
    page.tile("IR-04").setFocus()
    counter.press("needs.reading.declined")
    assert page.tile("IR-04").mark.answer == "Did not want to answer"


def test_kept_apart_is_a_quiet_strip(counter: Counter) -> None:
    page = begin(counter, records_at.talked(counter.workspace))
    page.no_danger()
    assert not counter.sees("needs.keptApart")
    page.mark("IR-09")
    assert counter.sees("needs.keptApart")
    assert "Kept apart. Your station list will not show this." in counter.everything_said()


def test_danger_can_be_asked_again(counter: Counter) -> None:
    page = begin(counter, records_at.talked(counter.workspace))
    page.no_danger()
    counter.press("needs.danger.again")
    page.danger("IR-02", "yes")
    PriorityPage(counter).finish_later()
    assert counter.text("needs.danger.words") == "The person may harm themselves or others"


def test_who_fears_going_back_is_not_offered_contact_with_the_embassy(counter: Counter) -> None:
    page = begin(counter, records_at.talked(counter.workspace))
    page.no_danger()
    page.mark("IR-16.embassy")
    page.tile("IR-17").setFocus()
    counter.enter(Qt.Key.Key_Space)
    assert not counter.sees("needs.row.IR-16.embassy")
    assert counter.sees("needs.row.IR-16.family") and counter.sees("needs.noEmbassy")
    assert counter.window.focusWidget() is page.tile("IR-17")
    counter.enter(Qt.Key.Key_Space)
    assert counter.sees("needs.row.IR-16.embassy")
    assert not page.tile("IR-16.embassy").mark.marked, "what was ticked before does not come back by itself"
