"""The picker in the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from tests.journeys.pages.screening import ScreeningPage
from tests.ui.screens.counter import Counter


def test_two_digits_on_a_lao_keyboard_lead_to_start(counter: Counter) -> None:
    counter.show("screening")
    assert counter.focused() == "answer.direction.arriving"
    counter.digit(1)
    counter.digit(1)
    assert counter.focused() == "screening.primary"
    counter.enter(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.place == "sight"
    assert counter.inputs == 3


def test_a_start_that_is_not_possible_says_why(counter: Counter) -> None:
    counter.show("screening")
    assert not counter.find("screening.primary", QAbstractButton).isEnabled()
    assert "Choose the direction and the age group." in counter.everything_said()
    counter.press("answer.direction.transit")
    assert "Choose the age group." in counter.everything_said()


def test_not_sure_says_why_it_counts_as_under_18(counter: Counter) -> None:
    counter.show("screening")
    assert not counter.sees("screening.notSure")
    counter.press("answer.age_group.unsure")
    assert "no child is missed" in counter.text("screening.notSure")


def test_a_party_of_three_is_asked_about_its_leader(counter: Counter) -> None:
    counter.show("screening")
    page = ScreeningPage(counter)
    page.say(direction="arriving", age="adult", party=3)
    page.start()
    assert counter.sees("sight.row.FS-06")
