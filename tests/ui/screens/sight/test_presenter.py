"""Rows of First sight, without a window."""

import pytest

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.screens.sight.presenter import SightPresenter
from borderdesk.ui.screens.sight.state import Sign


@pytest.fixture
def draft(checkpoint: desk.Workspace) -> str:
    return desk.start_case(checkpoint, direction="arriving", age_group="adult").value.id


@pytest.fixture
def sight(checkpoint: desk.Workspace, draft: str) -> SightPresenter:
    opened = desk.open_draft(checkpoint, draft)
    return SightPresenter(FormController(opened.session, keeper=opened.keeper))


def signs(sight: SightPresenter) -> dict[str, Sign]:
    return {row.key: row.sign for row in sight.state().rows}


def test_a_lone_arriving_adult_has_no_row_about_a_leader_or_being_sent_back(sight: SightPresenter) -> None:
    assert {"FS-06", "FS-16"}.isdisjoint(signs(sight))
    assert {"FS-01", "FS-12", "FS-18"} <= set(signs(sight))


def test_a_row_has_a_short_tag_in_both_languages(sight: SightPresenter) -> None:
    assert sight.state().rows[0].tag == "Papers"
    set_language("lo")
    assert sight.state().rows[0].tag == "ເອກະສານ"


def test_pressing_twice_takes_the_mark_back(sight: SightPresenter) -> None:
    sight.press("FS-01")
    assert signs(sight)["FS-01"] is Sign.SEEN
    sight.press("FS-01")
    assert signs(sight)["FS-01"] is Sign.BLANK


def test_three_means_could_not_observe(sight: SightPresenter) -> None:
    assert sight.press_digit("FS-03", 3)
    assert signs(sight)["FS-03"] is Sign.UNOBSERVED
    assert not sight.press_digit("FS-03", 7)


def test_the_rest_is_set_to_not_seen_and_marks_stay(sight: SightPresenter) -> None:
    sight.press("FS-01")
    sight.press_digit("FS-02", 3)
    sight.rest_not_seen()
    found = signs(sight)
    assert (found.pop("FS-01"), found.pop("FS-02")) == (Sign.SEEN, Sign.UNOBSERVED)
    assert set(found.values()) == {Sign.NOT_SEEN}


def test_every_mark_is_in_the_store_when_the_press_returns(
    checkpoint: desk.Workspace, draft: str, sight: SightPresenter
) -> None:
    sight.press("FS-10")
    again = desk.open_draft(checkpoint, draft)
    assert again.session.value("/data/sight/FS_10") == "seen"
    assert desk.drafts(checkpoint)[0].position_code == "FS-11"


def test_a_routine_reason_is_offered_once_something_was_seen(sight: SightPresenter) -> None:
    assert not sight.state().invite
    sight.press("FS-03")
    assert sight.state().invite
