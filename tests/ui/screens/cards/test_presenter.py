"""What is said about key cards; no window, no QApplication."""

from __future__ import annotations

from datetime import UTC, datetime

from borderdesk.desk.trust import CardView, Peer
from borderdesk.domain.roles import Post
from borderdesk.ui.screens.cards.presenter import CardsPresenter

NOON = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
WORDS = ("ta", "ke", "mi", "so", "lu", "na")
VTE = Peer("VTE-1", "supervisor", "VTE", "VTE", WORDS, NOON)
BKO = Peer("BKO-1", "checkpoint", "BKO", "BKO", WORDS, NOON)


def test_a_checkpoint_lists_supervisors_only() -> None:
    state = CardsPresenter("HXY", Post.CHECKPOINT).state(WORDS, [VTE, BKO])
    assert [card.title for card in state.trusted] == ["VTE, supervisor's desk"]
    assert state.own_title == "This desk: HXY, checkpoint"
    assert state.trusted[0].detail == "Trusted since 5/3/2026 · ta ke mi so lu na"


def test_without_any_card_the_page_says_how_to_get_one() -> None:
    assert "Load its key card" in CardsPresenter("HXY", Post.CHECKPOINT).state(WORDS, []).explain
    assert "Load its key card" in CardsPresenter("VTE", Post.SUPERVISOR).state(WORDS, [VTE]).explain


def test_a_card_is_compared_over_another_way_than_the_stick() -> None:
    card = CardView("VTE-1", "supervisor", "VTE", "VTE", WORDS)
    comparison = CardsPresenter("HXY", Post.CHECKPOINT).compare(card, [])
    assert comparison.words == WORDS
    assert "on a number you know" in comparison.text
    assert not comparison.known


def test_a_known_desk_with_another_key_is_not_called_known() -> None:
    presenter = CardsPresenter("HXY", Post.CHECKPOINT)
    assert presenter.compare(CardView("VTE-1", "supervisor", "VTE", "", WORDS), [VTE]).known
    assert not presenter.compare(CardView("VTE-1", "supervisor", "VTE", "", WORDS[::-1]), [VTE]).known


def test_a_card_of_the_same_kind_of_desk_is_of_no_use() -> None:
    other = CardView("BKO-1", "checkpoint", "BKO", "", WORDS)
    assert (
        CardsPresenter("HXY", Post.CHECKPOINT)
        .unfit(other)
        .startswith("This is the key card of a checkpoint.")
    )
    assert CardsPresenter("VTE", Post.SUPERVISOR).unfit(other) == ""


def test_supervisors_trust_each_other_too_and_may_take_trust_back() -> None:
    presenter = CardsPresenter("LPQ", Post.SUPERVISOR, may_revoke=True)
    assert presenter.unfit(CardView("VTE-1", "supervisor", "VTE", "", WORDS)) == ""
    trusted = presenter.state(WORDS, [VTE, BKO]).trusted
    assert [card.can_revoke for card in trusted] == [True, True]
    assert not CardsPresenter("HXY", Post.CHECKPOINT).state(WORDS, [VTE]).trusted[0].can_revoke
