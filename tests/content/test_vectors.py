"""The adult interview decides as the content brief's engine and its published test vectors say."""

import pytest
from tests.content.instruments import CORE_SIGNS, PRIVATE, adult, adult_only, filled, session

CRITICAL = ("AD_17", "AD_25", "AD_32", "AD_35", "AD_36", "AD_44")
STRONG = ("AD_02", "AD_06", "AD_18", "AD_23", "AD_24", "AD_26", "AD_33", "AD_34", "AD_37")


# The vectors of the brief, by their numbers.


def test_vector_1_all_main_questions_without_a_sign_note_nothing_today() -> None:
    result = adult()
    assert result["outcome"] == "O4"
    assert result["reasons"] == ""
    assert result["complete"] == "yes"


def test_vector_2_one_strong_sign_asks_for_full_identification() -> None:
    assert adult(AD_02="yes")["outcome"] == "O3"


def test_vector_3_two_medium_signs_ask_for_full_identification() -> None:
    assert adult(AD_03="yes", AD_04="yes")["outcome"] == "O3"


def test_vector_4_deception_with_exploitation_leads_to_referral_today() -> None:
    result = adult(AD_02="yes", AD_03="yes", AD_18="yes", AD_19="yes")
    assert result["outcome"] == "O2"
    assert result.words("reasons") == ["AD_02", "AD_18", "AD_03", "AD_19"]


def test_vector_5_bad_work_alone_is_looked_at_by_a_specialist_and_not_only_a_labour_matter() -> None:
    result = adult(AD_18="yes", AD_19="yes")
    assert result["outcome"] == "O3"
    assert result.words("flags") == ["LABOUR"]


def test_vector_6_a_person_passed_on_or_sold_is_referred_at_once_and_the_rest_is_optional() -> None:
    result = adult_only(AD_17="yes")
    assert result["outcome"] == "O2"
    assert result["enough"] == "yes"
    assert result["reasons"] == "AD_17"


def test_vector_7_intended_exploitation_needs_a_positive_means_dimension() -> None:
    leaving = {"direction": "departing", "AD_39": "no", "AD_40": "yes"}
    pressed = {"AD_10": "yes", "AD_12": "yes", "AD_13": "yes"}
    assert adult(**leaving, **pressed)["outcome"] == "O3"
    assert adult(**leaving, **pressed, AD_14="yes")["outcome"] == "O2"


def test_vector_8_wages_a_fine_and_false_papers_change_nothing_for_forced_acts() -> None:
    with_concern = adult(AD_36="yes", AD_19="no", dx_concern="yes", stage1="FS_18")
    without = adult(AD_36="yes")
    assert with_concern["outcome"] == without["outcome"] == "O2"
    assert "SCAM" in with_concern.words("flags")


def test_vector_8_the_non_punishment_note_is_shown() -> None:
    shown = session("adult", {**PRIVATE, **CORE_SIGNS, "AD_36": "yes"})
    hidden = session("adult", {**PRIVATE, **CORE_SIGNS})
    assert shown.state("/data/made_to_do/AD_36_note").relevant
    assert not hidden.state("/data/made_to_do/AD_36_note").relevant


def test_vector_9_first_sight_signs_with_a_declined_talk_are_handled_as_full_identification() -> None:
    sight = filled("first_sight", {"direction": "arriving", "FS_01": "seen", "FS_03": "seen"})
    carried = {"stage1": sight["stage1"], "stage1_threshold": sight["stage1_threshold"]}
    before = filled("preconditions", {"PRE_1": "yes", "PRE_7": "refused", **carried})
    assert before["outcome"] == "O3"
    assert before.words("reasons") == ["PRE_7", "FS_01", "FS_03"]
    talk = filled("adult", {"privacy": "yes", "agreed": before["agreed"], **carried})
    assert talk["outcome"] == "O3"
    assert talk.words("reasons") == ["agreed", "FS_01", "FS_03"]


def test_vector_9_a_declined_talk_without_signs_is_not_completed() -> None:
    before = filled("preconditions", {"PRE_1": "yes", "PRE_7": "refused", "stage1_threshold": "no"})
    assert before["outcome"] == "O5"
    assert filled("adult", {"privacy": "yes", "agreed": "refused"})["outcome"] == "O5"


@pytest.mark.parametrize("danger", ["IR_06", "IR_07", "IR_01", "IR_02"])
def test_vector_10_danger_now_comes_before_everything(danger: str) -> None:
    risk = filled("risk_needs", {danger: "yes"})
    assert risk["outcome"] == "O1"
    assert risk["urgency"] == "emergency"
    assert risk["priority"] == "yes"
    talk = adult(danger_now=risk["danger_now"], AD_17="yes")
    assert talk["outcome"] == "O1"
    assert talk.words("reasons") == [danger, "AD_17"]


def test_vector_13_an_unsure_age_asks_for_the_child_form_and_keeps_the_answers() -> None:
    result = adult(age_group="unsure", AD_03="yes")
    assert result["next_form"] == "child"
    assert "CHILD" in result.words("flags")
    assert result["AD_03"] == "yes"
    assert result["outcome"] == "O3"


def test_vector_14_for_a_person_who_may_be_a_child_no_means_are_needed() -> None:
    assert adult(age_group="unsure", AD_18="yes", AD_19="yes")["outcome"] == "O2"
    assert adult(age_group="child", AD_34="yes")["outcome"] == "O2"


def test_vector_15_many_unanswered_questions_after_a_first_sight_sign_raise_the_outcome() -> None:
    declined = dict.fromkeys(("AD_22", "AD_23", "AD_24", "AD_26", "AD_27", "AD_28"), "declined")
    result = adult(**declined, stage1="FS_07", stage1_threshold="yes")
    assert result["outcome"] == "O3"
    assert result["unknown_raise"] == "yes"
    assert result.words("unknowns") == sorted(declined)


# Our own vectors.


@pytest.mark.parametrize("item", CRITICAL)
def test_one_critical_answer_is_enough_for_referral_today(item: str) -> None:
    assert adult_only(**{item: "yes"})["outcome"] == "O2"


@pytest.mark.parametrize("item", STRONG)
def test_one_strong_answer_alone_asks_for_full_identification(item: str) -> None:
    assert adult(**{item: "yes"})["outcome"] == "O3"


@pytest.mark.parametrize("item", ["AD_22", "AD_41"])
def test_where_no_is_the_sign_a_no_counts_and_a_yes_does_not(item: str) -> None:
    assert adult(**{item: "no"})["outcome"] == "O3"
    assert adult(**{item: "no"})["reasons"] == item
    assert adult(**{item: "yes"})["outcome"] == "O4"


def test_one_medium_sign_alone_stays_nothing_more_today_but_is_named() -> None:
    result = adult(AD_19="yes")
    assert result["outcome"] == "O4"
    assert result["reasons"] == "AD_19"


def test_control_at_the_workplace_with_a_guarded_place_leads_to_referral_today() -> None:
    assert adult(AD_22="no", AD_37="yes")["outcome"] == "O2"


def test_dependence_at_destination_alone_never_makes_a_means_dimension() -> None:
    assert adult(AD_30="yes", AD_31="yes", AD_18="yes", AD_19="yes")["outcome"] == "O3"


@pytest.mark.parametrize(
    "three",
    [
        ("AD_03", "AD_04", "AD_05"),
        ("AD_07", "AD_08", "AD_09"),
        ("AD_12", "AD_13", "AD_14"),
        ("AD_27", "AD_28", "AD_29"),
    ],
    ids=["deceived", "forced", "vulnerable", "controlled"],
)
def test_three_medium_signs_make_a_means_and_two_do_not(three: tuple[str, ...]) -> None:
    work = {"AD_18": "yes", "AD_19": "yes"}
    assert adult(**dict.fromkeys(three[:2], "yes"), **work)["outcome"] == "O3"
    assert adult(**dict.fromkeys(three, "yes"), **work)["outcome"] == "O2"


def test_three_medium_signs_of_bad_work_make_a_purpose_and_two_do_not() -> None:
    deceived = {"AD_02": "yes", "AD_03": "yes"}
    assert adult(AD_19="yes", AD_20="yes", **deceived)["outcome"] == "O3"
    assert adult(AD_19="yes", AD_20="yes", AD_21="yes", **deceived)["outcome"] == "O2"


def test_one_medium_sign_about_the_way_ahead_is_no_purpose() -> None:
    pressed = {"direction": "departing", "AD_12": "yes", "AD_13": "yes", "AD_14": "yes", "AD_39": "yes"}
    assert adult(AD_40="yes", **pressed)["outcome"] == "O3"
    assert adult(AD_40="yes", **{**pressed, "AD_39": "no"})["outcome"] == "O2"


def test_a_strong_sign_of_force_needs_a_second_sign_in_its_dimension() -> None:
    work = {"AD_18": "yes", "AD_20": "yes"}
    assert adult(AD_06="yes", **work)["outcome"] == "O3"
    assert adult(AD_06="yes", AD_11="yes", **work)["outcome"] == "O2"


def test_not_being_able_to_turn_back_is_a_purpose() -> None:
    assert adult(AD_12="yes", AD_13="yes", AD_14="yes", AD_41="no")["outcome"] == "O2"


def test_a_worried_officer_is_heard() -> None:
    result = adult(officer_concern="yes")
    assert result["outcome"] == "O3"
    assert result["reasons"] == "officer_concern"


def test_without_privacy_nothing_can_be_called_complete() -> None:
    assert adult(privacy="no")["outcome"] == "O5"
    assert adult(privacy="no")["reasons"] == "privacy"
    assert adult(privacy="no", stage1="FS_02", stage1_threshold="yes")["outcome"] == "O3"


def test_eighty_in_a_hundred_main_questions_complete_the_form_and_fewer_do_not() -> None:
    three_missing = {"AD_03": "", "AD_08": "", "AD_29": ""}
    assert adult(**three_missing)["outcome"] == "O4"
    assert adult(**three_missing, AD_21="")["outcome"] == "O5"
    assert adult(**three_missing, AD_21="", AD_42="Debt at home")["outcome"] == "O4"


@pytest.mark.parametrize("answer", ["unsure", "declined", "not_asked"])
def test_an_unknown_answer_is_never_a_no(answer: str) -> None:
    unknown = dict.fromkeys(("AD_03", "AD_07", "AD_12", "AD_19"), answer)
    assert adult(**unknown)["outcome"] == "O5"
    assert adult(**unknown)["reasons"] == "complete"


def test_three_unknowns_in_a_part_with_a_sign_raise_and_two_do_not() -> None:
    two = {"AD_08": "unsure", "AD_09": "declined", "AD_07": "yes"}
    assert adult(**two)["outcome"] == "O4"
    assert adult(**two, AD_11="unsure")["outcome"] == "O3"


def test_three_unknowns_without_any_sign_do_not_raise() -> None:
    assert adult(AD_08="unsure", AD_09="unsure", AD_11="unsure")["outcome"] == "O4"


def test_unknowns_raise_to_full_identification_and_no_further() -> None:
    unknown = dict.fromkeys(("AD_22", "AD_23", "AD_24", "AD_26"), "declined")
    assert adult(**unknown, AD_18="yes", AD_19="yes")["outcome"] == "O3"


def test_a_cry_for_help_at_first_sight_is_never_below_full_identification() -> None:
    result = adult(stage1="FS_17")
    assert result["outcome"] == "O3"
    assert result["priority"] == "yes"
    assert result.words("reasons") == ["FS_17"]


def test_three_weak_first_sight_signs_meet_the_threshold_and_two_do_not() -> None:
    def declined(stage1: str) -> str:
        return filled("adult", {"privacy": "yes", "agreed": "refused", "stage1": stage1})["outcome"]

    assert declined("FS_05 FS_08") == "O5"
    assert declined("FS_05 FS_08 FS_09") == "O3"
    assert declined("FS_10") == "O3"


def test_a_talk_that_stopped_for_want_of_an_interpreter_says_so() -> None:
    result = adult(stopped="no_interpreter")
    assert result["outcome"] == "O5"
    assert result["reasons"] == "stopped"
    assert result.words("flags") == ["INTERPRETER"]


def test_an_adult_without_signs_who_may_be_a_child_is_never_let_go_by_this_form() -> None:
    assert adult(age_group="child")["outcome"] == "O3"


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"AD_32": "yes"}, "GBV"),
        ({"AD_33": "yes"}, "GBV"),
        ({"AD_37": "yes"}, "SCAM"),
        ({"stage1": "FS_12"}, "SCAM"),
        ({"AD_25": "yes"}, "MEDICAL"),
        ({"stage1": "FS_07"}, "MEDICAL"),
        ({"AD_20": "yes"}, "LABOUR"),
        ({"stage1": "FS_15"}, "UNACC"),
        ({"AD_42": "Prison at home", "AD_42_harm": "yes"}, "ASYLUM"),
    ],
)
def test_flags_follow_their_answers(answers: dict[str, str], flag: str) -> None:
    assert flag in adult(**answers).words("flags")
    assert adult()["flags"] == ""


def test_nobody_who_fears_prison_or_death_on_return_ends_with_nothing_noted() -> None:
    result = adult(AD_42="Prison at home", AD_42_harm="yes")
    assert (result["outcome"], result["reasons"]) == ("O3", "AD_42_harm")
    assert adult(AD_42="Prison at home", AD_42_harm="no")["outcome"] == "O4"
    told_as_child = adult(ch_flags="ASYLUM")
    assert (told_as_child["outcome"], told_as_child["reasons"]) == ("O3", "AD_42_harm")


def test_at_most_six_reasons_the_strongest_first() -> None:
    result = adult(
        AD_03="yes",
        AD_04="yes",
        AD_02="yes",
        AD_18="yes",
        AD_19="yes",
        AD_25="yes",
        AD_27="yes",
        stage1="FS_01",
    )
    assert result.words("reasons") == ["AD_25", "AD_02", "AD_18", "AD_03", "AD_04", "AD_19"]
    assert result.words("all_reasons") == [*result.words("reasons"), "AD_27", "FS_01"]


def test_a_person_in_transit_can_be_asked_about_the_way_ahead() -> None:
    ahead = {"AD_39": "no", "AD_40": "yes", "AD_12": "yes", "AD_13": "yes", "AD_14": "yes"}
    assert adult(direction="transit", **ahead)["outcome"] == "O2"
    assert adult(direction="arriving", **ahead)["outcome"] == "O3"


def test_hours_outside_a_day_are_refused() -> None:
    assert session("adult", {"AD_18": "yes", "AD_18_hours": "25"}).issues()
    assert not session("adult", {"AD_18": "yes", "AD_18_hours": "16"}).issues()
