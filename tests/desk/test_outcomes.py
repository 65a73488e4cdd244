"""Outcome and reasons: raising is free, O1 and O2 are lowered only with a supervisor's word."""

import pytest
from tests.desk import posts
from tests.desk.posts import finish, new_case, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Role
from borderdesk.domain.values import Outcome
from borderdesk.text import set_language


@pytest.mark.parametrize("tongue", ["en", "lo"])
def test_an_outcome_comes_with_its_reasons_as_sentences_and_no_numbers(
    checkpoint: Workspace, tongue: str
) -> None:
    code = screened(checkpoint)
    set_language(tongue)
    try:
        view = desk.outcome(checkpoint, code)
    finally:
        set_language("en")
    assert (view.proposed, view.in_force, view.confirmed) == (Outcome.O2, Outcome.O2, False)
    assert 0 < len(view.reasons) <= 6
    assert {"AD-02", "AD-18"} <= {reason.question for reason in view.reasons}
    for reason in view.reasons:
        assert reason.text and "%" not in reason.text
        assert ("\u0e80" <= reason.text[0] <= "\u0eff") is (tongue == "lo")
        assert reason.said is reason.question.startswith("AD")


def test_what_was_declined_is_listed_as_unknown_not_as_a_no(checkpoint: Workspace) -> None:
    code = screened(checkpoint, {**posts.SIGNS, "AD_06": "declined", "AD_07": "unsure"})
    assert {"AD-06", "AD-07"} <= {each.question for each in desk.outcome(checkpoint, code).unknowns}


def test_confirming_keeps_what_the_answers_lead_to(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    done = desk.confirm_outcome(checkpoint, code)
    assert (done.value.confirmed, done.changes.kinds) == (Outcome.O2, {"outcome.confirmed"})
    assert desk.cases(checkpoint)[0].outcome is Outcome.O2


def test_without_an_outcome_there_is_nothing_to_confirm_or_change(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    assert refusal(desk.confirm_outcome, checkpoint, code) == "outcome.nothing_to_confirm"
    assert refusal(desk.choose_outcome, checkpoint, code, Outcome.O1, "x") == "outcome.nothing_to_confirm"
    assert refusal(desk.confirm_outcome, checkpoint, "BD-HXY-26-7K3QD-S") == "case.missing"


def test_raising_counts_at_once_and_needs_a_reason(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    assert refusal(desk.choose_outcome, checkpoint, code, Outcome.O1, "  ") == "outcome.reason_missing"
    done = desk.choose_outcome(checkpoint, code, Outcome.O1, "followed by a car")
    assert (done.value.outcome, done.value.lowering_pending) == (Outcome.O1, False)


def test_lowering_o3_is_the_officers_own_word(checkpoint: Workspace) -> None:
    code = screened(checkpoint, {"AD_02": "yes"})
    assert desk.case(checkpoint, code).outcome is Outcome.O3
    state = desk.choose_outcome(checkpoint, code, Outcome.O4, "misheard").value
    assert (state.outcome, state.proposed, state.lowering_pending) == (Outcome.O4, Outcome.O3, False)


def test_vector_16_lowering_o2_waits_for_a_countersign_and_both_values_stay(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    done = desk.choose_outcome(checkpoint, code, Outcome.O4, "wrong person")
    assert (done.value.outcome, done.value.lowering_pending) == (Outcome.O2, True)
    row = desk.cases(checkpoint)[0]
    assert (row.outcome, row.lowering_pending) == (Outcome.O2, True)
    assert refusal(desk.countersign, checkpoint, code, True) == "role.not_allowed"
    desk.confirm_outcome(checkpoint, code)
    assert desk.case(checkpoint, code).lowering_pending

    chief = posts.as_role(checkpoint, Role.SUPERVISOR, "S1")
    pending = desk.countersign_list(chief)[0]
    assert (pending.in_force, pending.asked, pending.reason, pending.asked_by) == (
        Outcome.O2,
        Outcome.O4,
        "wrong person",
        "O1",
    )
    assert refusal(desk.countersign, chief, code, False) == "outcome.reason_missing"
    kept = desk.countersign(chief, code, False, "the debt was said twice").value
    assert (kept.outcome, kept.lowering_pending) == (Outcome.O2, False)
    assert refusal(desk.countersign, chief, code, True) == "outcome.no_lowering_asked"

    desk.choose_outcome(checkpoint, code, Outcome.O4, "wrong person, papers seen")
    lowered = desk.countersign(chief, code, True).value
    assert (lowered.outcome, lowered.proposed) == (Outcome.O4, Outcome.O2)
    assert desk.countersign_list(chief) == []
    told = [item.kind for item in desk.timeline(checkpoint, code)]
    assert told.count("outcome.lowering_asked") == told.count("outcome.lowering_answered") == 2


def test_lowering_before_confirming_keeps_the_higher_outcome_confirmed(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    state = desk.choose_outcome(checkpoint, code, Outcome.O3, "unsure").value
    assert (state.confirmed, state.lowering_pending) == (Outcome.O2, True)


def test_filling_the_interview_again_does_not_lower_o2(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    finish(checkpoint, code, "adult", dict.fromkeys(posts.SIGNS, "no"))
    assert desk.case(checkpoint, code).outcome is Outcome.O2


def test_danger_found_later_reopens_a_confirmed_outcome(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    finish(checkpoint, code, "risk_needs", {"IR_06": "yes"})
    view = desk.outcome(checkpoint, code)
    assert (view.in_force, view.confirmed) == (Outcome.O1, False)
    assert view.reasons[0].question == "IR-06"
