"""What the countersign page says; no window, no QApplication."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from borderdesk.desk.outcomes import OutcomeView, PendingLowering, Reason
from borderdesk.domain.values import Outcome
from borderdesk.ui.screens.countersign.presenter import CountersignPresenter

NOON = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)


def pending(short: str, days: int) -> PendingLowering:
    asked_at = NOON - timedelta(days=days)
    return PendingLowering(
        f"BD-HXY-26-{short}-M", short, "HXY", Outcome.O2, Outcome.O4, "A letter explains it.", "O1", asked_at
    )


def test_the_oldest_wish_comes_first() -> None:
    state = CountersignPresenter().state([pending("NEWER", 1), pending("OLDER", 9)])
    assert [line.title for line in state.waiting] == ["OLDER", "NEWER"]
    assert "Until then the higher step is followed." in state.intro


def test_an_empty_list_says_so() -> None:
    assert CountersignPresenter().state([]).intro == "Nothing waits for a countersignature."


def test_both_values_and_both_reasons_are_shown() -> None:
    reason = Reason("AD-02", "The work was not as promised", True, "adult", "/a")
    view = OutcomeView("x", Outcome.O2, Outcome.O2, True, (reason,), (), (), None)
    detail = CountersignPresenter().detail(pending("7K3QD", 0), view)
    assert detail.in_force == "O2  Offer referral today"
    assert detail.because == ("The work was not as promised (AD-02)",)
    assert detail.wished == "O4  Nothing noted today – not a clearance"
    assert detail.reason == "A letter explains it."
    assert (detail.in_force_icon, detail.wished_icon) == ("outcome_triangle", "outcome_circle")


def test_either_answer_says_that_both_values_stay() -> None:
    for agreed in (True, False):
        headline, detail = CountersignPresenter().answered("7K3QD", agreed)
        assert headline.startswith("7K3QD")
        assert detail == "Both values stay in the record."
