"""What a start needs, without a window."""

from dataclasses import replace

import pytest

from borderdesk import desk
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Role
from borderdesk.text import set_language
from borderdesk.ui.screens.screening.presenter import PickerPresenter


def test_a_start_waits_for_direction_and_age_group(checkpoint: desk.Workspace) -> None:
    presenter = PickerPresenter(checkpoint)
    assert presenter.still_needed() == "Choose the direction and the age group."
    presenter.choose(direction="arriving")
    assert presenter.still_needed() == "Choose the age group."
    presenter.choose(age_group="unsure")
    assert presenter.still_needed() == ""


def test_no_direction_and_no_age_are_taken_for_granted(checkpoint: desk.Workspace) -> None:
    intake = PickerPresenter(checkpoint).intake
    assert (intake.direction, intake.age_group) == ("", "")
    with pytest.raises(RuleBroken, match=r"intake\.malformed"):
        PickerPresenter(checkpoint).start()


def test_what_was_said_before_reaches_the_first_sight(checkpoint: desk.Workspace) -> None:
    presenter = PickerPresenter(checkpoint)
    presenter.choose(direction="returned", age_group="adult", language="vi", party=3)
    draft = presenter.start().value
    assert draft.form == "first_sight"
    assert dict(draft.intake) == {
        "direction": "returned",
        "age_group": "adult",
        "language": "vi",
        "party": "3",
    }


def test_languages_are_named_in_the_language_of_the_program(checkpoint: desk.Workspace) -> None:
    presenter = PickerPresenter(checkpoint)
    assert dict(presenter.languages())["vi"] == "Vietnamese"
    set_language("lo")
    assert dict(presenter.languages())["vi"] == "ຫວຽດນາມ"


def test_only_installed_forms_are_offered_and_their_drafts_stand_with_them(
    checkpoint: desk.Workspace,
) -> None:
    desk.start_case(checkpoint, direction="arriving", age_group="adult")
    tiles = {tile.form: tile for tile in PickerPresenter(checkpoint).load().tiles}
    assert set(tiles) - {"group_arrival"} <= {form.id for form in desk.form_list(checkpoint)}
    assert len(tiles["first_sight"].unfinished) == 1
    assert tiles["adult"].unfinished == ()


def test_a_health_worker_is_offered_the_health_check_alone(checkpoint: desk.Workspace) -> None:
    nurse = replace(checkpoint, user=replace(checkpoint.user, role=Role.HEALTH))
    state = PickerPresenter(nurse).load()
    assert [tile.form for tile in state.tiles] == ["health"]
    assert not state.asks_intake
    assert PickerPresenter(nurse).start_form("health").value.form == "health"


def test_every_talk_begins_with_what_must_be_in_place_before_it(checkpoint: desk.Workspace) -> None:
    presenter = PickerPresenter(checkpoint)
    presenter.choose(direction="arriving", age_group="adult")
    for form in ("adult", "child", "mixed_movement"):
        assert presenter.start_form(form).value.form == "preconditions"
    ages = {dict(draft.intake)["age_group"] for draft in desk.drafts(checkpoint) if draft.intake}
    assert ages == {"adult", "child"}
    assert "mixed_movement" in [draft.form for draft in desk.drafts(checkpoint)]
