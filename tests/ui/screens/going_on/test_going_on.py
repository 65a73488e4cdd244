"""A PC that was set back, in the window: said first and calmly, one press, and what comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from tests.ui.screens.counter import PASSPHRASE
from tests.ui.screens.desk_window import DeskWindow, seen_traveller
from tests.ui.screens.set_back import gone_on, set_back

from borderdesk import desk
from borderdesk.desk.set_back import Standing
from borderdesk.domain.roles import Role
from borderdesk.ui.screens.going_on.presenter import GoingOnPresenter

AVOIDED = ("corrupt", "error", "invalid", "rejected", "fail", "victim")


@pytest.fixture
def behind(
    checkpoint: desk.Workspace, supervisor: desk.Workspace, introduced: None
) -> Iterator[desk.Workspace]:
    """A checkpoint that writes nothing, since it was set back."""
    here = set_back(checkpoint)
    yield here
    here.close()


def test_it_is_said_before_anything_else_and_one_press_goes_on(
    open_desk: Callable[..., DeskWindow], behind: desk.Workspace
) -> None:
    window = open_desk(behind)
    window.rest()
    assert window.text("goingon.headline") == "This PC was set back to an old copy"
    assert "You did nothing wrong." in window.text("goingon.happened")
    assert not window.sees("goingon.words")
    locked: list[bool] = []
    window.window.locked.connect(lambda: locked.append(True))
    window.press("goingon.primary")
    window.rest()
    assert locked == [True]

    window.window.hide()
    again = desk.open_workspace(behind.folder, "O1", PASSPHRASE)
    assert not desk.standing(again).behind
    fresh = open_desk(again)
    fresh.rest()
    assert fresh.text("goingon.headline") == "This PC goes on under a new identity"
    assert fresh.sees("goingon.words")
    fresh.press("goingon.primary")
    fresh.rest()
    assert fresh.text("transfer.standing.title").startswith("New identity of this PC since")
    assert not fresh.sees("transfer.standing.act")
    again.close()


def test_transfer_leads_there_and_packing_is_off_until_then(
    open_desk: Callable[..., DeskWindow], behind: desk.Workspace
) -> None:
    window = open_desk(behind)
    window.show("transfer")
    window.rest()
    assert not window.find("transfer.primary").isEnabled()
    window.press("transfer.standing.act")
    window.rest()
    assert window.find("goingon.primary").isEnabled()


def test_a_record_that_cannot_be_written_says_where_to_go_on(behind: desk.Workspace) -> None:
    from borderdesk.domain.errors import NotAllowed
    from borderdesk.text import notice

    with pytest.raises(NotAllowed) as refused:
        seen_traveller(behind)
    said = notice(refused.value.code)
    assert said.next == "Open Transfer and press Go on safely."


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("size", [(1366, 697), (683, 345)])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_page_fits_every_window(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    language: str,
    size: tuple[int, int],
    after: bool,
) -> None:
    here = gone_on(checkpoint) if after else set_back(checkpoint)
    window = open_desk(here, language=language, size=size)
    window.show("goingon")
    window.rest()
    assert window.cut() == []
    assert window.sideways() == []
    assert window.small_or_nameless() == []
    here.close()


# ------------------------------------------------------------------ words
BEHIND = Standing(True, "receipt", datetime(2026, 3, 5, tzinfo=UTC))


def words(state: object) -> str:
    return repr(state).lower()


def test_the_words_are_calm_and_say_how_it_was_noticed() -> None:
    state = GoingOnPresenter(Role.OFFICER).state(BEHIND)
    assert "The supervisor's desk holds entries of this PC that are not here now." in state.happened
    assert (state.act, state.reason) == ("Go on safely", "")
    assert not [word for word in AVOIDED if word in words(state)]
    after = GoingOnPresenter(Role.OFFICER).state(Standing(False, before="HXY-1"), ("a",) * 6)
    assert not [word for word in AVOIDED if word in words(after)]


def test_who_may_not_go_on_is_told_who_may() -> None:
    state = GoingOnPresenter(Role.HEALTH).state(BEHIND)
    assert state.reason == "An officer, a shift lead or a supervisor does this."
