"""The state of a case: the outcome in force, lowering, refusal, officials, referrals."""

import random

import pytest
from tests.domain.writing import AT, CODE, Device

from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.facts import Fact
from borderdesk.domain.values import AgeGroup, CardAnswer, Outcome, ReferralStep, Urgency

OPENED = facts.CaseOpened("HXY", "returned", "adult", "lo", 2)
AGREES = facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "yes", "no", ("name",))
ISSUED = facts.ReferralIssued("R1", "lwu-bokeo", "urgent", ("shelter",), "phone", AT)


def screening(outcome: str, *flags: str, form: str = "adult") -> Fact:
    return facts.ScreeningCompleted(form, "1", "f" * 64, "<data/>", outcome, flags)


def case(*written: Fact) -> CaseState:
    device = Device("hxy-1")
    device.writes(OPENED, *written)
    return fold_case(CODE, device.chain)


def test_an_opened_case_says_who_where_and_which_way() -> None:
    state = case()
    assert (state.station, state.opened_by, state.opened_on) == ("HXY", "O1", "hxy-1")
    assert (state.direction, state.age_group, state.language, state.party) == (
        "returned",
        AgeGroup.ADULT,
        "lo",
        2,
    )
    assert not fold_case(CODE, []).opened


def test_the_forms_propose_the_most_protective_outcome_and_a_confirmation_puts_it_in_force() -> None:
    state = case(screening("O3"), screening("O2", form="risk_needs"), screening("", form="first_sight"))
    assert (state.proposed, state.confirmed, state.outcome) == (Outcome.O2, None, Outcome.O2)
    assert case(screening("O3"), facts.OutcomeConfirmed("O3")).confirmed is Outcome.O3


def test_a_screening_that_asks_for_more_protection_reopens_what_was_confirmed() -> None:
    state = case(screening("O3"), facts.OutcomeConfirmed("O3"), screening("O1", form="risk_needs"))
    assert (state.confirmed, state.outcome) == (None, Outcome.O1)


def test_filling_the_form_again_never_lowers_o1_or_o2() -> None:
    """Test vector 16 by the back door: only a countersign lowers."""
    assert case(screening("O2"), screening("O4")).outcome is Outcome.O2
    assert case(screening("O3"), screening("O4")).outcome is Outcome.O4
    assert case(screening("O2"), facts.OutcomeLowered("O4", "slip")).outcome is Outcome.O2


def test_no_child_ends_with_nothing_noted_before_child_protection_was_told() -> None:
    """Whoever says so, and whenever the age was doubted."""
    doubted, told = facts.AgeDoubted("unsure"), facts.ContactLogged("child_protection", "District office")
    ways = (
        (screening("O4"), doubted),
        (screening("O4"), facts.OutcomeConfirmed("O4"), doubted),
        (screening("O3"), doubted, facts.OutcomeLowered("O4", "papers seen")),
        (screening("O2"), doubted, facts.LoweringAsked("O4", "papers"), facts.LoweringAnswered(True, "O4")),
    )
    for written in ways:
        assert case(*written).outcome is Outcome.O3
        assert case(told, *written).outcome is Outcome.O4
    assert case(*ways[1]).confirmed is None
    assert case(facts.OutcomeConfirmed("O4"), doubted).outcome is Outcome.O3, (
        "also where no form says anything"
    )
    assert case(*ways[0], facts.AgeDoubted("adult")).outcome is Outcome.O4


def test_only_a_countersign_lowers_o1_and_o2_whatever_is_written_in_whatever_order() -> None:
    draw = random.Random(2026)
    for _ in range(150):
        written: list[Fact] = []
        before = case()
        for _ in range(draw.randint(2, 7)):
            outcome = draw.choice([each.value for each in Outcome])
            written.append(
                draw.choice(
                    (
                        screening(outcome, form=draw.choice(("adult", "child", "risk_needs"))),
                        facts.OutcomeConfirmed(outcome),
                        facts.OutcomeLowered(outcome, "word"),
                        facts.LoweringAsked(outcome, "word"),
                        facts.LoweringAnswered(draw.random() < 0.5, outcome),
                        facts.AgeDoubted(draw.choice(("adult", "child", "unsure"))),
                    )
                )
            )
            after, countersigned = case(*written), isinstance(written[-1], facts.LoweringAnswered)
            if before.outcome and before.outcome.guarded and not countersigned:
                assert after.outcome and after.outcome.rank >= before.outcome.rank, written
            assert after.age_group is AgeGroup.ADULT or after.outcome is not Outcome.O4, written
            before = after


def test_vector_16_a_wish_to_lower_stays_pending_and_both_values_are_kept() -> None:
    asked = (screening("O2"), facts.OutcomeConfirmed("O2"), facts.LoweringAsked("O4", "mistaken"))
    state = case(*asked)
    assert state.lowering_pending and state.outcome is Outcome.O2
    assert state.lowering and (state.lowering.outcome, state.lowering.reason) == (Outcome.O4, "mistaken")
    kept = case(*asked, facts.LoweringAnswered(False, "O4", "not enough"))
    assert (kept.outcome, kept.lowering_pending) == (Outcome.O2, False)
    agreed = case(*asked, facts.LoweringAnswered(True, "O4"))
    assert (agreed.outcome, agreed.proposed) == (Outcome.O4, Outcome.O2)
    assert agreed.lowering and agreed.lowering.agreed and agreed.lowering.reason == "mistaken"


def test_raising_counts_at_once() -> None:
    assert case(screening("O3"), facts.OutcomeRaised("O1", "danger")).outcome is Outcome.O1


def test_vector_17_refused_help_keeps_the_record_here_until_a_referral_is_issued_after_all() -> None:
    refused = (screening("O2"), facts.ReferralRefused("talk"))
    assert case(*refused).stays_here
    assert not case(*refused, AGREES, ISSUED).stays_here


def test_a_card_that_was_offered_releases_nothing_and_the_last_word_on_it_counts() -> None:
    refused = (screening("O2"), facts.ReferralRefused("talk"))
    offered = case(
        *refused, facts.CardOffered("not_wanted", "O1"), facts.CardOffered("taken", "O1", ("help",))
    )
    assert (offered.card, offered.stays_here) == (CardAnswer.TAKEN, True)
    assert case(*refused, facts.CardPrinted("en", 1)).card is None, "printed is not offered"


@pytest.mark.parametrize(("record", "stays"), [("yes", False), ("later", False), ("no", True)])
def test_a_record_that_may_not_be_kept_elsewhere_stays_here(record: str, stays: bool) -> None:
    assert case(facts.ConsentRecorded("x", record, "yes", "yes", "no")).stays_here is stays


def before_talking(**results: str) -> facts.ScreeningCompleted:
    return facts.ScreeningCompleted("preconditions", "1", "a" * 64, "<data/>", results=results)


def test_a_no_to_recording_before_the_talk_keeps_the_record_here_until_a_later_yes() -> None:
    said_no = (before_talking(agreed="given", recording="no"), screening("O2"))
    assert case(*said_no).stays_here
    assert not case(*said_no, AGREES, ISSUED).stays_here


def test_who_does_not_want_to_talk_has_not_agreed_to_a_record() -> None:
    assert case(before_talking(agreed="refused")).stays_here
    assert not case(before_talking(agreed="refused", recording="yes")).stays_here


def test_taking_an_agreement_back_releases_nothing() -> None:
    override = facts.ConsentRecorded("x", "no", "no", "no", "no", override_reason="danger to life")
    assert case(override, facts.ConsentWithdrawn("x")).stays_here


@pytest.mark.parametrize("flag", ["OFFICIAL-INVOLVED", "OFFICIAL_INVOLVED"])
def test_vector_18_an_official_involved_sets_the_case_apart(flag: str) -> None:
    assert case(screening("O2", "LABOUR", flag)).official_involved
    assert not case(screening("O2", "LABOUR")).official_involved


def test_consent_allows_sharing_only_as_given_and_until_withdrawn() -> None:
    given = case(AGREES).consent("lwu-bokeo")
    assert given and given.sharing_allowed and given.withheld == ("name",)
    taken_back = case(AGREES, facts.ConsentWithdrawn("lwu-bokeo")).consent("lwu-bokeo")
    assert taken_back and not taken_back.sharing_allowed
    for no in ("no", "later", ""):
        partly = case(facts.ConsentRecorded("x", "yes", "yes", no, "no")).consent("x")
        assert partly and not partly.sharing_allowed
    vital = case(facts.ConsentRecorded("x", "no", "no", "no", "no", override_reason="danger")).consent("x")
    assert vital and vital.sharing_allowed


def test_a_referral_is_followed_from_sent_to_closed() -> None:
    state = case(AGREES, ISSUED, facts.SlipPrinted("R1", ("slip",), 1), facts.SlipPrinted("R1", ("form",), 3))
    assert (state.referrals[0].urgency, state.referrals[0].printed) == (Urgency.URGENT, 2)
    assert state.due is not None
    state = case(AGREES, ISSUED, facts.ReferralAnswered("R1", "acknowledged", "by phone"))
    assert (state.referrals[0].step, state.referrals[0].detail, state.due) == (
        ReferralStep.ACKNOWLEDGED,
        "by phone",
        None,
    )


def test_looking_at_a_case_does_not_count_as_a_change() -> None:
    device = Device("hxy-1")
    device.writes(OPENED)
    device.writes(facts.RecordViewed(), at="2026-04-01T00:00:00Z")
    state = fold_case(CODE, device.chain)
    assert state.updated_at == state.opened_at
