"""Outcome and reasons in the window."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.outcome import OutcomePage
from tests.ui.screens import records_at
from tests.ui.screens.counter import Counter

from borderdesk import desk


def begin(counter: Counter) -> OutcomePage:
    counter.show("outcome", case=records_at.needs_asked(counter.workspace))
    return OutcomePage(counter)


def test_the_headline_is_an_act_and_the_code_only_a_property(counter: Counter) -> None:
    page = begin(counter)
    assert page.headline == "Offer referral today"
    assert page.code == "O2"
    assert "O2" not in counter.everything_said()


def test_where_a_referral_comes_first_no_other_card_stands_before_it(counter: Counter) -> None:
    begin(counter)
    assert not counter.sees("outcome.serviceCard")


def test_no_number_weighs_the_person(counter: Counter) -> None:
    begin(counter)
    said = counter.everything_said()
    assert not re.search(r"\d\s*%", said)
    assert "score" not in said.lower()
    assert "not a decision about the person's status" in said


def test_each_reason_opens_its_answer_and_nothing_can_be_changed_there(counter: Counter) -> None:
    page = begin(counter)
    assert any(reason.endswith("AD-18") for reason in page.reasons())
    counter.press("outcome.reasons.AD-18")
    assert counter.place == "form"
    form = FormPage(counter.screen)
    assert form.chosen("AD-18") == ["yes"]
    assert not counter.find("answer.AD-18.no").isEnabled()


def test_one_input_confirms_and_goes_on(counter: Counter) -> None:
    begin(counter)
    code = counter.screen.case  # type: ignore[attr-defined]  # the outcome screen
    before = counter.inputs
    counter.enter(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.inputs - before == 1
    assert counter.place != "outcome"
    assert desk.case(counter.workspace, code).confirmed == "O2"


def test_a_lower_step_is_blocked_until_the_reason_is_written(counter: Counter) -> None:
    page = begin(counter)
    page.ask_lower("O4")
    assert not counter.find("outcome.other.primary", QAbstractButton).isEnabled()
    assert "Write the reason." in counter.everything_said()
    counter.type("outcome.reason", "Explained by the season work")
    page.send()
    assert page.pending == "Sent for supervisor countersign. Until then: Offer referral today."
    assert page.headline == "Offer referral today"
    assert page.code == "O2"


def test_a_higher_step_is_used_at_once(counter: Counter) -> None:
    page = begin(counter)
    page.choose_higher("O1", "A man waits outside for her")
    assert page.headline == "Act now"
    assert page.code == "O1"
    assert not counter.sees("outcome.higher")


def test_the_sheet_can_be_left_without_changing_anything(counter: Counter) -> None:
    page = begin(counter)
    page.ask_lower("O3", "Explained by the season work")
    counter.key(Qt.Key.Key_Escape)
    assert page.pending == ""
    assert page.code == "O2"


def test_another_language_reads_everything_again(counter: Counter) -> None:
    page = begin(counter)
    counter.speak("lo")
    assert re.search("[ກ-ຮ]", page.headline)
    assert all(re.search("[ກ-ຮ]", reason) for reason in page.reasons())
