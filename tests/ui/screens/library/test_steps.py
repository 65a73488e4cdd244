"""SOP at the step: every screen and every question of every shipped form leads to its card with F1."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.content.tables import survey
from tests.journeys.pages.traveller import screened
from tests.ui.screens.desk_window import DeskWindow
from tests.ui.screens.referred import fill

from borderdesk import desk
from borderdesk.desk.flags import _FLAGS
from borderdesk.domain.values import Outcome
from borderdesk.resources import resource
from borderdesk.ui.screens import register_screens
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.screens.outcome.presenter import CARDS
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.screen import Factory, Registry, Screen
from borderdesk.ui.widgets import Choice
from borderdesk.ui.widgets.focus import tab_stops

FORMS = sorted(path.stem for path in resource("forms").glob("*.md"))
NOT_ASKED = ("note", "calculate", "begin", "end", "start", "today", "hidden", "")
OF_NO_STEP = {"library", "document"}
"""The cards themselves."""
OWN_SCREENS = {"sight": "first_sight", "pre": "preconditions", "needs": "risk_needs"}


class _Seen(Registry):
    def __init__(self) -> None:
        super().__init__()
        self.factories: dict[str, Factory] = {}
        register_screens(self)

    def register(self, name: str, factory: Factory) -> None:
        self.factories[name] = factory


def there(card: str) -> bool:
    return all(desk.sop_card(card, language) for language in ("en", "lo"))


def test_every_screen_names_a_card() -> None:
    without = {name for name, made in _Seen().factories.items() if getattr(made, "sop", None) is Screen.sop}
    assert without <= OF_NO_STEP


@pytest.mark.parametrize("form_id", FORMS)
def test_every_question_names_a_card_that_is_there(form_id: str) -> None:
    asked = [row for row in survey(form_id) if re.split("[ _]", row["type"])[0] not in NOT_ASKED]
    assert asked
    for row in asked:
        assert there(row["bind::bd:sop"]), row["name"]


def test_every_outcome_and_every_flag_names_a_card_that_is_there() -> None:
    assert CARDS.keys() == set(Outcome)
    assert all(there(card) for card in CARDS.values())
    assert [flag for flag, (_name, _advice, card) in _FLAGS.items() if not there(card)] == []


def help_shown(window: DeskWindow) -> str:
    """The title of what F1 opens."""
    window.desk.on_key(GlobalKey.HELP)
    title = window.desk.help.heading.plain_text()
    window.desk.on_key(GlobalKey.HELP)
    return title


def title_of(card: str) -> str:
    found = desk.sop_card(card, "en")
    assert found is not None
    return found.title


@pytest.mark.parametrize("screen", [*OWN_SCREENS, "refer", "consent"])
def test_f1_opens_the_card_of_the_question_at_hand_on_screens_of_their_own(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow], screen: str
) -> None:
    code = screened(checkpoint)
    if screen in OWN_SCREENS:
        draft = desk.start_form(checkpoint, code, OWN_SCREENS[screen]).value.id
    else:
        desk.confirm_outcome(checkpoint, code)
        draft = desk.start_form(checkpoint, code, "referral").value.id
        fill(checkpoint, draft, {"accepts_help": "yes", "receiver": "lwu-bokeo"})
    window = open_desk(checkpoint)
    window.desk.mode.enter_private()
    window.show(screen, case=code, draft=draft)
    page = window.screen
    assert window.comes_true(lambda: len(tab_stops(page)) > 1)
    questions = page.controller.questions  # type: ignore[attr-defined]  # every form's screen has one
    walked = set()
    for stop in tab_stops(page):
        key = next((part for part in stop.objectName().split(".") if part in questions), "")
        if key and key not in walked:
            walked.add(key)
            stop.setFocus()
            assert help_shown(window) == title_of(questions[key].extra["sop"]), key
    assert walked


@pytest.mark.parametrize(
    "form_id", ["adult", "child", "mixed_movement", "travel_document", "health", "crisis"]
)
def test_f1_opens_the_card_of_the_question_at_hand_in_every_other_form(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow], form_id: str
) -> None:
    if form_id == "health":
        draft = desk.start_health_check(checkpoint).value
    elif form_id == "crisis":
        draft = desk.start_assessment(checkpoint, form_id).value
    else:
        draft = desk.start_form(checkpoint, screened(checkpoint), form_id).value
    window = open_desk(checkpoint)
    window.desk.mode.enter_private()
    window.show("form", case=draft.case_code, draft=draft.id)
    player = window.screen
    assert isinstance(player, FormScreen)
    for key, question in list(player.controller.questions.items()):
        if question.relevant and player.controller.takes_answer(key):
            player.go_to_question(key)
            assert help_shown(window) == title_of(question.extra["sop"]), key


@pytest.mark.parametrize(
    ("screen", "form_id", "stop", "answered"),
    [
        ("sight", "first_sight", "FS-03", {}),
        ("pre", "preconditions", "PRE-1", {"PRE-1": "yes"}),
        ("pre", "preconditions", "PRE-2", {"PRE-1": "yes", "PRE-2": "yes"}),
        ("needs", "risk_needs", "IR-12", {"IR-12": "no"}),
        ("needs", "risk_needs", "IR-08", {}),
        ("form", "adult", "AD-02", {"AD-01": "25", "AD-02": "female"}),
    ],
)
def test_the_way_back_from_a_card_leads_to_the_same_question_though_it_is_answered(
    checkpoint: desk.Workspace,
    open_desk: Callable[..., DeskWindow],
    screen: str,
    form_id: str,
    stop: str,
    answered: dict[str, str],
) -> None:
    code = screened(checkpoint)
    draft = desk.start_form(checkpoint, code, form_id).value.id
    window = open_desk(checkpoint)
    window.desk.mode.enter_private()
    window.show(screen, case=code, draft=draft)
    page = window.screen
    for key, value in answered.items():
        page.controller.answer(key, value)  # type: ignore[attr-defined]  # every form's screen has one
    window.settle()
    of_stop = [each for each in tab_stops(page) if stop in each.objectName().split(".")]
    of_stop[0].setFocus()
    depth = page.controller.named_value("depth")  # type: ignore[attr-defined]
    window.desk.on_key(GlobalKey.HELP)
    window.desk.help.open_asked.emit(page.sop())
    assert window.place == "document"
    window.desk.back()
    window.settle()
    assert stop in window.focused().split(".")
    assert window.screen.controller.named_value("depth") == depth  # type: ignore[attr-defined]


def read_a_card_and_come_back(window: DeskWindow) -> None:
    window.desk.on_key(GlobalKey.HELP)
    window.desk.help.open_asked.emit(window.screen.sop())
    assert window.place == "document"
    window.desk.rail.go.emit("library")  # by the rail: looks around before the way back
    window.press("library.back")
    assert window.place == "document"
    window.press("document.back")
    if window.sees("askPrivate"):
        window.press("askPrivate.back")  # somebody stands too near; it waits on
        assert window.place == "document"
        window.desk.back()
        window.press("askPrivate.primary")
    window.rest()


def test_what_was_chosen_and_not_saved_is_there_when_one_comes_back_from_a_card(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow]
) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    draft = desk.start_form(checkpoint, code, "referral").value.id
    fill(checkpoint, draft, {"accepts_help": "no"})
    window = open_desk(checkpoint, size=(683, 345))
    window.desk.mode.enter_private()
    window.show("refer", case=code)
    who = window.find("refer.explainedBy", Choice)
    who.setCurrentIndex(3)
    who.setFocus()
    window.settle()
    scrolled = window.screen.column.verticalScrollBar().value()
    assert scrolled > 0
    read_a_card_and_come_back(window)
    assert window.place == "refer"
    assert window.focused() == "refer.explainedBy"
    assert window.find("refer.explainedBy", Choice).key() == "interpreter"
    assert window.screen.column.verticalScrollBar().value() == scrolled


def test_a_page_that_is_gone_to_anew_is_not_the_one_that_was_set_aside(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow]
) -> None:
    window = open_desk(checkpoint)
    window.show("screening")
    before = window.screen
    window.desk.on_key(GlobalKey.HELP)
    window.desk.help.open_asked.emit(window.screen.sop())
    window.show("today")
    window.desk.back()
    window.desk.back()
    window.settle()
    assert window.place == "screening" and window.screen is not before
