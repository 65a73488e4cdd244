"""From Today to the confirmed outcome by keyboard alone, every deliberate input counted (ux §4)."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.journeys.pages.outcome import OutcomePage
from tests.ui.screens import records_at
from tests.ui.screens.counter import Counter

from borderdesk import desk

CONTROL = Qt.KeyboardModifier.ControlModifier
PAPER_INPUTS = 7
"""Referral 3, consent 3, print 1: the second half of the journey, tested with its own screens."""
BUDGET = 40


def test_the_talk_takes_no_more_inputs_than_the_journey_allows(counter: Counter) -> None:
    counter.enter(Qt.Key.Key_N, CONTROL)
    counter.digit(1)
    counter.digit(1)
    counter.enter(Qt.Key.Key_Return, CONTROL)
    first_sight(counter)
    preconditions(counter)
    assert counter.screen.title() == "Danger now"
    counter.enter(Qt.Key.Key_Return, CONTROL)
    short_set(counter)
    needs(counter)
    page = OutcomePage(counter)
    assert (page.headline, page.code) == ("Offer referral today", "O2")
    assert {"AD-02", "AD-03", "AD-18", "AD-19"} <= {reason.split()[-1] for reason in page.reasons()}
    counter.enter(Qt.Key.Key_Return, CONTROL)
    (case,) = desk.cases(counter.workspace)
    assert desk.case(counter.workspace, case.code).confirmed == "O2"
    assert counter.inputs + PAPER_INPUTS <= BUDGET


def first_sight(counter: Counter) -> None:
    assert counter.place == "sight"
    for code in ("FS-01", "FS-03", "FS-10"):
        while counter.focused() != f"sight.row.{code}":
            counter.move(Qt.Key.Key_Down)
        counter.enter(Qt.Key.Key_Space)
    counter.enter(Qt.Key.Key_Return, CONTROL)


def preconditions(counter: Counter) -> None:
    while counter.place == "pre":
        if "PRE-4a" in counter.focused():
            counter.move(Qt.Key.Key_Down)
        else:
            counter.digit(1)


def short_set(counter: Counter) -> None:
    assert counter.place == "form"
    yes = {name.replace("_", "-") for name in records_at.QUICK_YES}
    answered = 0
    while counter.focused().startswith("answer.AD"):
        code = counter.focused().split(".")[1]
        counter.digit(1 if code in yes else 2)
        answered += 1
    assert answered == 11
    counter.enter(Qt.Key.Key_Return, CONTROL)


def needs(counter: Counter) -> None:
    assert counter.screen.title() == "Needs today"
    for key in ("IR-10", "IR-11.food"):
        while counter.focused() != f"needs.row.{key}":
            counter.move(Qt.Key.Key_Down)
        counter.enter(Qt.Key.Key_Space)
    counter.enter(Qt.Key.Key_Return, CONTROL)


def test_tab_walks_first_sight_in_reading_order(counter: Counter) -> None:
    draft = desk.start_case(counter.workspace, direction="arriving", age_group="adult").value
    counter.show("sight", case=draft.case_code, draft=draft.id)
    seen = [counter.focused()]
    for _stop in range(4):
        QTest.keyClick(counter.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(counter.focused())
    assert seen == [f"sight.row.FS-0{number}" for number in range(1, 6)]
