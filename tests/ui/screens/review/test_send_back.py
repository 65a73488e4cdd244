"""The way back in the window: packed for one desk, taken in at the checkpoint's Transfer page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.inbox import InboxPage
from tests.ui.screens.desk_window import DeskWindow, heard_traveller
from tests.ui.screens.review.test_screen import SIZES, look

from borderdesk import desk
from borderdesk.domain.values import Outcome


@pytest.fixture
def waiting(checkpoint: desk.Workspace, supervisor: desk.Workspace, introduced: None, stick: Path) -> str:
    """A record whose countersignature waits to be carried back."""
    code = heard_traveller(checkpoint)
    desk.choose_outcome(checkpoint, code, Outcome.O4, "A letter explains it.")
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    desk.countersign(supervisor, code, True)
    return code


def test_a_countersignature_is_carried_back(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    waiting: str,
    stick: Path,
) -> None:
    office = open_desk(supervisor)
    inbox = InboxPage(office)
    inbox.use_stick(stick)
    office.press("inbox.sendBack")
    office.rest()
    assert office.text(f"sendBack.row.{checkpoint.device}.detail").startswith("1 entry waits")
    office.press(f"sendBack.pack.{checkpoint.device}")
    office.rest()
    assert office.text(f"sendBack.row.{checkpoint.device}.detail").startswith("Nothing new waits.")
    assert office.focused() == "sendBack.stick.choose"
    package = next(stick.glob("VTE-*.bdpkg"))

    post = open_desk(checkpoint)
    post.show("import", path=package)
    post.rest()
    assert post.text("import.count.changed") == "1"
    post.press("import.primary")
    post.rest()
    assert desk.case(checkpoint, waiting).outcome is Outcome.O4
    post.press("import.primary")
    post.rest()
    assert post.place == "transfer"


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_the_page_fits(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    waiting: str,
    language: str,
    size: tuple[int, int],
    percent: int,
) -> None:
    window = open_desk(supervisor, language=language, size=size, text_percent=percent)
    window.show("send_back")
    window.rest()
    look(window, f"send_back_{language}_{size[0]}_{percent}")
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
