"""The priority card, without a window."""

from borderdesk import desk
from borderdesk.ui.screens.priority.presenter import PriorityPresenter


def test_at_most_five_steps_in_order(checkpoint: desk.Workspace) -> None:
    code = desk.start_case(checkpoint, direction="arriving", age_group="adult").value.case_code
    steps = PriorityPresenter(checkpoint, code).load().steps
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert len(steps) <= 5


def test_without_a_verified_number_the_stations_own_procedure_holds(checkpoint: desk.Workspace) -> None:
    code = desk.start_case(checkpoint, direction="arriving", age_group="adult").value.case_code
    call = next(step for step in PriorityPresenter(checkpoint, code).load().steps if step.id == "call")
    assert call.phone == ""
    assert call.words == "Use your station's emergency procedure."


def test_a_step_keeps_the_time_it_was_done(checkpoint: desk.Workspace) -> None:
    code = desk.start_case(checkpoint, direction="arriving", age_group="adult").value.case_code
    presenter = PriorityPresenter(checkpoint, code)
    presenter.done("safe")
    found = {step.id: step.done_at for step in PriorityPresenter(checkpoint, code).load().steps}
    assert len(found["safe"]) == len("14:05")
    assert found["apart"] == ""
