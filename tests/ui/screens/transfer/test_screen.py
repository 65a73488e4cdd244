"""Transfer in the window: no card, cancelling, packing again, strangers' receipts, and how it looks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.cards import CardsPart
from tests.journeys.pages.transfer import TransferPage
from tests.ui.screens.counter import PASSPHRASE
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.domain.roles import Post, Role
from borderdesk.ui.screens.transfer.screen import TransferScreen
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


def test_without_a_card_packing_is_off_and_loading_the_card_turns_it_on(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    stick: Path,
) -> None:
    seen_traveller(checkpoint)
    card = desk.write_card(supervisor, stick)
    window = open_desk(checkpoint)
    TransferPage(window)
    assert "No supervisor's desk is known here yet." in window.text("transfer.reason")
    assert not window.find("transfer.primary").isEnabled()

    cards = CardsPart(window, "transfer")
    cards.load(card)
    assert cards.compared_words == desk.card_words(supervisor)
    cards.refuse()
    assert not window.find("transfer.primary").isEnabled()
    cards.load(card)
    cards.trust()
    assert window.find("transfer.primary").isEnabled()
    assert [peer.station for peer in desk.peers(checkpoint)] == ["VTE"]


def test_the_desks_own_card_lands_on_the_stick_with_the_words_that_are_shown(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace, stick: Path
) -> None:
    window = open_desk(checkpoint)
    TransferPage(window)
    cards = CardsPart(window, "transfer")
    assert cards.write_to(stick) == "HXY.card is on the stick. Safe to remove."
    card = desk.read_card(desk.read_card_file(stick / "HXY.card"))
    assert card.words == cards.own_words
    assert [file.name for file in stick.iterdir()] == ["HXY.card"]
    cards.write_to(stick)
    assert [file.name for file in stick.iterdir()] == ["HXY.card"]


def test_another_checkpoints_card_is_of_no_use_and_is_not_trusted(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace, tmp_path: Path, stick: Path
) -> None:
    other = desk.create_workspace(
        tmp_path / "other",
        post=Post.CHECKPOINT,
        station="BKO",
        role=Role.OFFICER,
        passphrase=PASSPHRASE,
        practice=True,
    ).workspace
    card = desk.write_card(other, stick)
    other.close()
    window = open_desk(checkpoint)
    page = TransferPage(window)
    CardsPart(window, "transfer").load(card)
    assert page.banner.startswith("This is the key card of a checkpoint.")
    assert desk.peers(checkpoint) == []


def test_a_cancelled_packing_marks_nothing_and_leaves_nothing(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace, introduced: None, stick: Path
) -> None:
    seen_traveller(checkpoint)
    reached, go_on = threading.Event(), threading.Event()

    def pack(workspace: desk.Workspace, folder: Path, progress: desk.Progress) -> object:
        def watched(step: str, done: int, total: int) -> None:
            reached.set()
            go_on.wait(20)
            progress(step, done, total)

        return desk.pack(workspace, folder, watched)

    def screen(around: Surroundings, route: Route) -> Screen:
        return TransferScreen(around, route, pack=pack)  # type: ignore[arg-type]  # the desk's verb, watched

    window = open_desk(checkpoint, instead={"transfer": screen})
    page = TransferPage(window)
    page.use_stick(stick)
    page.ask_to_pack()
    window.press("askPack.primary")
    assert reached.wait(20)
    window.press("transfer.work.cancel")
    go_on.set()
    window.rest()
    assert page.counts["not_packed"] == 1
    assert page.banner == ""
    assert not window.sees("transfer.work")
    assert list(stick.iterdir()) == []


def test_a_lost_stick_is_packed_again_with_a_new_number(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    seen_traveller(checkpoint)
    lost = desk.pack(checkpoint, stick).value
    desk.mark_carried(checkpoint, lost.number)
    lost.path.unlink()
    window = open_desk(checkpoint)
    page = TransferPage(window)
    page.use_stick(stick)
    assert not window.find("transfer.primary").isEnabled()
    window.press("transfer.package.1.again")
    page.confirm()
    assert page.stage_of(2) == "Package 2: packed"
    result = desk.apply_import(supervisor, stick / "HXY-000002.bdpkg").value
    assert result.records == 1
    assert result.waiting == 0


def test_a_receipt_for_another_desk_is_refused_and_nothing_is_confirmed(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    tmp_path: Path,
    stick: Path,
) -> None:
    other = desk.create_workspace(
        tmp_path / "other",
        post=Post.CHECKPOINT,
        station="BKO",
        role=Role.OFFICER,
        passphrase=PASSPHRASE,
        practice=True,
    ).workspace
    desk.trust_card(other, desk.own_card(supervisor))
    desk.trust_card(supervisor, desk.own_card(other))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    package = desk.pack(other, elsewhere).value.path
    other.close()
    desk.apply_import(supervisor, package, receipt_to=stick)
    seen_traveller(checkpoint)
    window = open_desk(checkpoint)
    page = TransferPage(window)
    page.use_stick(stick)
    page.look()
    window.press("transfer.file.VTE-000001.receipt.open")
    window.rest()
    assert "sealed to another PC" in page.banner
    assert page.counts["confirmed"] == 0


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(("size", "percent"), [((1366, 697), 100), ((1366, 697), 150), ((683, 345), 100)])
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    introduced: None,
    stick: Path,
    language: str,
    size: tuple[int, int],
    percent: int,
) -> None:
    desk.pack(checkpoint, stick)
    seen_traveller(checkpoint)
    window = open_desk(checkpoint, language=language, size=size, text_percent=percent)
    page = TransferPage(window)
    page.use_stick(stick)
    page.look()
    assert window.sideways() == []
    assert window.cut() == []
    assert window.small_or_nameless() == []


def test_counter_mode_shows_no_word_of_what_a_record_is_about(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace, introduced: None
) -> None:
    seen_traveller(checkpoint)
    window = open_desk(checkpoint)
    TransferPage(window)
    said = window.everything_said().lower()
    assert [
        word for word in ("victim", "traffick", "referral today", "act now", "score") if word in said
    ] == []
