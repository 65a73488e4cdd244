"""Preconditions, without a window."""

import pytest

from borderdesk import desk
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.screens.pre.presenter import PrePresenter
from borderdesk.ui.screens.pre.state import Gate

ROWS = ("PRE-2", "PRE-3", "PRE-4", "PRE-5", "PRE-6", "PRE-8")


@pytest.fixture
def controller(checkpoint: desk.Workspace) -> FormController:
    code = desk.start_case(checkpoint, direction="arriving", age_group="adult").value.case_code
    draft = desk.start_form(checkpoint, code, "preconditions").value
    opened = desk.open_draft(checkpoint, draft.id)
    return FormController(opened.session, keeper=opened.keeper)


def test_the_first_question_stands_alone(controller: FormController) -> None:
    state = PrePresenter(controller).state()
    assert not state.place_answered
    assert not state.can_go_on


def test_with_everything_in_place_agreeing_closes_the_page(controller: FormController) -> None:
    presenter = PrePresenter(controller)
    for key in ("PRE-1", *ROWS):
        controller.answer(key, "yes")
    state = presenter.close_with("given")
    assert state.gate is Gate.OPEN
    assert state.can_go_on


def test_a_missing_row_asks_for_a_reason_and_names_the_row(controller: FormController) -> None:
    presenter = PrePresenter(controller)
    controller.answer("PRE-1", "yes")
    for key in ROWS:
        controller.answer(key, "no" if key == "PRE-3" else "yes")
    state = presenter.close_with("given")
    assert state.reason_needed
    assert [(row.code, row.words) for row in state.missing] == [
        ("PRE-3", "There was no independent interpreter")
    ]
    controller.answer("PRE-9", "no_interpreter")
    assert presenter.state().gate is Gate.OPEN_WITH_REASON
    assert presenter.state().can_go_on


def test_a_person_who_does_not_agree_is_asked_for_nothing_more(controller: FormController) -> None:
    presenter = PrePresenter(controller)
    controller.answer("PRE-1", "yes")
    assert presenter.close_with("refused").can_go_on


def test_a_child_needs_an_adult_at_their_side(controller: FormController) -> None:
    presenter = PrePresenter(controller)
    for key in ("PRE-1", *ROWS):
        controller.answer(key, "yes")
    state = presenter.close_with("assent")
    assert state.adult_needed
    assert not state.can_go_on
    controller.answer("PRE-7a", "child_protection")
    assert presenter.state().can_go_on


def test_the_row_that_closes_the_page_is_not_among_the_others(controller: FormController) -> None:
    keys = PrePresenter(controller).row_keys()
    assert {"PRE-1", "PRE-7", "PRE-9"}.isdisjoint(keys)
    assert set(ROWS) <= set(keys)
