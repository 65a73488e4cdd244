"""The ledger in the window: one look, requests, new identities, many checkpoints, every size and language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.cards import CardsPart
from tests.journeys.pages.inbox import InboxPage
from tests.ui.screens.desk_window import DeskWindow, seen_traveller
from tests.ui.screens.set_back import gone_on

from borderdesk import desk
from borderdesk.exchange import DeviceIdentity


def packages(checkpoint: desk.Workspace, stick: Path, count: int) -> list[Path]:
    paths = []
    for _ in range(count):
        seen_traveller(checkpoint)
        paths.append(desk.pack(checkpoint, stick).value.path)
    return paths


def test_a_missing_stick_is_seen_at_once_and_asked_for(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    first, _, third = packages(checkpoint, stick, 3)
    desk.apply_import(supervisor, first)
    desk.apply_import(supervisor, third)
    window = open_desk(supervisor)
    page = InboxPage(window)
    assert window.text("inbox.summary") == "Ask for: HXY 2."
    assert page.numbers(checkpoint.device) == ["1 ✓", "2 ▢", "3 ✓"]

    # Without a stick it is asked for first, and then the request is written on it.
    window.press(f"inbox.checkpoint.{checkpoint.device}.ask")
    window.choose_folder("stickChooser", stick)
    assert window.text("inbox.banner").startswith("The request for HXY is on the stick: VTE-000001.resend.")
    assert (stick / "VTE-000001.resend").is_file()
    assert "Asked on" in page.note(checkpoint.device)


def test_a_stick_that_is_gone_when_asking_is_told_and_nothing_is_noted(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    third = packages(checkpoint, stick, 3)[-1]
    desk.apply_import(supervisor, third)
    window = open_desk(supervisor)
    page = InboxPage(window)
    page.use_stick(stick)
    for left in stick.iterdir():
        left.unlink()
    stick.rmdir()
    window.press(f"inbox.checkpoint.{checkpoint.device}.ask")
    window.rest()
    assert window.text("inbox.banner").startswith("The stick was removed")
    assert "Asked on" not in page.note(checkpoint.device)


def test_the_days_of_silence_are_chosen_on_the_page(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, introduced: None
) -> None:
    window = open_desk(supervisor)
    InboxPage(window)
    assert window.find("inbox.silent.7").isChecked()  # type: ignore[attr-defined]  # a RadioTile
    window.press("inbox.silent.14")
    window.rest()
    assert desk.silent_after(supervisor) == 14
    assert window.find("inbox.silent.14").isChecked()  # type: ignore[attr-defined]  # a RadioTile


def test_a_new_identity_is_compared_and_then_its_package_can_be_read(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    new = gone_on(checkpoint)
    words = desk.card_words(new)
    packages(new, stick, 1)
    window = open_desk(supervisor)
    page = InboxPage(window)
    page.use_stick(stick)
    window.press("inbox.identity.HXY.card.compare")
    window.rest()
    assert "whoever has an old copy has that key too" in window.text("compare.link")
    cards = CardsPart(window, "inbox")
    assert cards.compared_words == words
    cards.trust()
    assert not window.sees("inbox.identity.HXY.card")
    preview = page.preview("HXY-010001.bdpkg")
    assert preview.counts["new"] == 1
    new.close()


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_many_checkpoints_fit_every_window_and_open_on_a_press(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    third = packages(checkpoint, stick, 3)[-1]
    desk.apply_import(supervisor, third, receipt_to=stick)
    desk.apply_import(supervisor, third)
    for number in range(60):
        station = "A" + chr(65 + number // 26) + chr(65 + number % 26)
        identity = DeviceIdentity.generate(f"{station}-1")
        desk.trust_card(supervisor, identity.card("checkpoint", station, "PC", practice=True))
    window = open_desk(supervisor, language=language, size=size)
    page = InboxPage(window)
    page.use_stick(stick)
    assert window.cut() == []
    assert window.sideways() == []
    assert window.small_or_nameless() == []
    assert not window.sees("inbox.checkpoint.ACH-1")
    window.press("inbox.all")
    window.rest()
    assert window.find("inbox.checkpoint.ACH-1")
    assert window.cut() == []
