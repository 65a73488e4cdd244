"""Outcome and reasons, without a window."""

import re

import pytest
from tests.ui.screens import records_at

from borderdesk import desk
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.values import Outcome
from borderdesk.text import set_language
from borderdesk.ui.screens.outcome.presenter import OutcomePresenter, headline

HEADLINES = {
    Outcome.O1: "Act now",
    Outcome.O2: "Offer referral today",
    Outcome.O3: "Refer for a specialist talk; do not send back meanwhile",
    Outcome.O4: "Nothing noted today – not a clearance",
    Outcome.O5: "Not completed – offer again",
}


def test_an_outcome_reads_as_an_act() -> None:
    set_language("en")
    assert {outcome: headline(outcome) for outcome in Outcome} == HEADLINES


def test_every_headline_has_its_own_words_in_lao() -> None:
    set_language("lo")
    lao = {headline(outcome) for outcome in Outcome}
    set_language("en")
    assert len(lao) == len(Outcome)
    assert not any(re.search("[A-Za-z]", words) for words in lao)


def test_reasons_are_sentences_that_lead_to_their_answers(checkpoint: desk.Workspace) -> None:
    state = OutcomePresenter(checkpoint, records_at.needs_asked(checkpoint)).load()
    assert state.outcome is Outcome.O2
    assert {"AD-02", "AD-03", "AD-18", "AD-19"} <= {line.code for line in state.reasons}
    assert len(state.reasons) <= 6
    assert all(line.path for line in state.reasons)


def test_what_is_not_known_reads_as_the_question(checkpoint: desk.Workspace) -> None:
    state = OutcomePresenter(checkpoint, records_at.needs_asked(checkpoint, IR_03="unsure")).load()
    (line,) = (line for line in state.unknowns if line.code == "IR-03")
    assert line.words == "Pregnant, has just given birth, or may lose a pregnancy?"


def test_a_higher_step_counts_at_once(checkpoint: desk.Workspace) -> None:
    presenter = OutcomePresenter(checkpoint, records_at.needs_asked(checkpoint))
    presenter.choose(Outcome.O1, "A man waits outside for her")
    assert presenter.load().outcome is Outcome.O1


def test_a_lower_step_waits_for_a_supervisor(checkpoint: desk.Workspace) -> None:
    presenter = OutcomePresenter(checkpoint, records_at.needs_asked(checkpoint))
    presenter.choose(Outcome.O4, "Explained by the season work")
    state = presenter.load()
    assert (state.outcome, state.asked_lower) == (Outcome.O2, Outcome.O4)


def test_no_step_changes_without_a_reason(checkpoint: desk.Workspace) -> None:
    presenter = OutcomePresenter(checkpoint, records_at.needs_asked(checkpoint))
    with pytest.raises(RuleBroken, match=r"outcome\.reason_missing"):
        presenter.choose(Outcome.O4, "  ")
    assert presenter.load().asked_lower is None
