"""Danger and needs, without a window."""

import pytest
from tests.ui.screens import records_at

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.screens.marks import Mark
from borderdesk.ui.screens.needs.presenter import NeedsPresenter


@pytest.fixture
def controller(checkpoint: desk.Workspace) -> FormController:
    code = records_at.talked(checkpoint)
    opened = desk.open_draft(checkpoint, desk.start_form(checkpoint, code, "risk_needs").value.id)
    return FormController(opened.session, keeper=opened.keeper)


def tile(presenter: NeedsPresenter, key: str) -> Mark:
    return next(tile for group in presenter.state().groups for tile in group.tiles if tile.key == key)


def test_danger_is_four_questions_apart_from_the_needs(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    assert presenter.danger_keys() == ["IR-01", "IR-02", "IR-06", "IR-07"]
    tiles = {tile.key for group in presenter.state().groups for tile in group.tiles}
    assert tiles.isdisjoint(presenter.danger_keys())


def test_none_of_these_answers_all_four_with_no(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    assert presenter.state().danger_open
    presenter.no_danger()
    assert [controller.value(key) for key in presenter.danger_keys()] == ["no"] * 4
    assert not presenter.state().danger_open


def test_none_of_these_keeps_what_was_answered(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    controller.answer("IR-06", "declined")
    presenter.no_danger()
    assert controller.value("IR-06") == "declined"


def test_a_tile_says_what_is_needed_even_where_the_question_asks_the_contrary(
    controller: FormController,
) -> None:
    presenter = NeedsPresenter(controller)
    assert tile(presenter, "IR-10").words == "There is no safe place to sleep tonight"
    presenter.press("IR-10")
    assert controller.value("IR-10") == "no"
    assert tile(presenter, "IR-10").marked


def test_key_one_marks_a_tile_and_key_two_says_it_is_not_needed(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    presenter.press_digit("IR-10", 1)
    assert tile(presenter, "IR-10").marked
    presenter.press_digit("IR-10", 2)
    assert controller.value("IR-10") == "yes"
    assert tile(presenter, "IR-10").answer == "No"


def test_did_not_want_to_answer_is_one_key(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    presenter.press_digit("IR-04", 4)
    assert tile(presenter, "IR-04").answer == "Did not want to answer"


def test_each_choice_of_a_list_is_a_tile_and_none_is_not(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    presenter.press("IR-11.food")
    presenter.press("IR-11.clothes")
    assert controller.value("IR-11") == "food clothes"
    presenter.press("IR-11.food")
    assert controller.value("IR-11") == "clothes"
    tiles = {tile.key for group in presenter.state().groups for tile in group.tiles}
    assert "IR-11.none" not in tiles


def test_the_rest_is_asked_and_not_needed(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    presenter.press("IR-11.food")
    presenter.rest_not_needed()
    assert controller.value("IR-11") == "food"
    assert controller.value("IR-05") == "none"
    assert controller.value("IR-10") == "yes", "a safe place to sleep is there"
    assert controller.value("IR-04") == "no"


def test_the_urgency_is_proposed_with_its_reasons(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    assert presenter.state().urgency.words == "Within 72 hours"
    assert presenter.state().urgency.reasons == ("What was noted in the talk",)
    presenter.press("IR-10")
    assert presenter.state().urgency.words == "Within 24 hours"
    assert presenter.state().urgency.reasons == ("There is no safe place to sleep tonight",)
    set_language("lo")
    assert presenter.state().urgency.words == "ພາຍໃນ 24 ຊົ່ວໂມງ"


def test_an_official_involved_keeps_the_record_apart(controller: FormController) -> None:
    presenter = NeedsPresenter(controller)
    assert not presenter.state().kept_apart
    presenter.press("IR-09")
    assert presenter.state().kept_apart
    controller.answer(controller.key_for_name("IR_09"), "unsure")
    assert presenter.state().kept_apart, "not sure is no no"
    controller.answer(controller.key_for_name("IR_09"), "no")
    assert not presenter.state().kept_apart
