"""What a start needs, without a window."""

import pytest

from borderdesk import desk
from borderdesk.domain.errors import RuleBroken
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
