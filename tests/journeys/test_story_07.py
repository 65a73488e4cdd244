"""Acceptance story 7: a danger answer brings the priority card; the form waits and is not lost."""

from PySide6.QtCore import Qt
from tests.journeys.pages.officer import YES, Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.priority import PriorityPage

FALLBACK = "Use your station's emergency procedure"


def test_danger_brings_at_most_five_steps_without_asking_for_agreement(checkpoint: Post) -> None:
    officer = Officer(checkpoint)
    officer.screen_to("needs")
    checkpoint.keys.tab_to("answer.IR-07.yes")
    checkpoint.keys.digit(YES)
    checkpoint.wait_place("priority")

    card = PriorityPage(checkpoint)
    steps = card.steps()
    assert 1 <= len(steps) <= 5
    said = checkpoint.everything_said()
    assert FALLBACK in said
    assert "agree" not in said.lower()
    assert not any(character.isdigit() for step in steps for character in step), steps

    checkpoint.keys.move(Qt.Key.Key_Escape)
    assert checkpoint.place == "priority"
    card.finish_later()
    checkpoint.wait_place("needs")
    assert checkpoint.sees("answer.IR-07.yes")
    assert checkpoint.find("answer.IR-07.yes").property("checked") is True
