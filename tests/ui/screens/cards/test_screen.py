"""Keys and cards as a page of its own, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.journeys.pages.cards import CardsPart
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk


def test_the_six_words_change_with_the_language_and_stay_the_same_key(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(supervisor)
    window.show("keys")
    cards = CardsPart(window, "keys")
    english = cards.own_words
    window.speak("lo")
    window.rest()
    assert len(cards.own_words) == 6
    assert cards.own_words == desk.card_words(supervisor)
    assert cards.own_words != english


def test_a_file_that_is_no_card_is_refused_and_nothing_is_trusted(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, stick: Path
) -> None:
    (stick / "HXY.card").write_bytes(b"not a card")
    window = open_desk(supervisor)
    window.show("keys")
    CardsPart(window, "keys").load(stick / "HXY.card")
    assert "not a BorderDesk card" in window.text("damaged.title")
    assert desk.peers(supervisor) == []


def test_a_supervisor_trusts_a_checkpoint_by_its_words(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, checkpoint: desk.Workspace, stick: Path
) -> None:
    card = desk.write_card(checkpoint, stick)
    window = open_desk(supervisor)
    window.show("inbox")
    cards = CardsPart(window, "inbox")
    assert window.text("inbox.empty").startswith("No checkpoint is trusted yet.")
    cards.load(card)
    assert cards.compared_words == desk.card_words(checkpoint)
    cards.trust()
    assert window.sees(f"inbox.checkpoint.{checkpoint.device}")
    assert [peer.station for peer in desk.peers(supervisor)] == ["HXY"]
