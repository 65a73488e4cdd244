"""The talk with a child: no means are asked for, and nobody under 18 is let go without child protection."""

import pytest
from tests.content.instruments import Result, adult, filled, session

PRIVATE = {"direction": "arriving", "age_group": "child", "privacy": "yes", "agreed": "assent"}
TRAINED = {"trained_child": "yes"}
QUIET = {
    **{f"CH_{n:02d}": "not_seen" for n in (4, 5, 6)},
    **{f"CH_{n:02d}": "no" for n in (10, 11, 12, 13, 14, 19, 20, 21, 22, 23, 25)},
    **{f"CH_{n:02d}": "yes" for n in (9, 17, 18)},
    "CH_24": "none",
}
"""Every main question answered so that nothing is noted."""
TOLD = {"CH_28": "District child protection, 14:00"}


def child(**answers: str) -> Result:
    """A child with a trained officer, nothing noted and child protection told, except what is given here."""
    return filled("child", {**PRIVATE, **TRAINED, **QUIET, **TOLD, **answers})


def child_only(**answers: str) -> Result:
    return filled("child", {**PRIVATE, **TRAINED, **TOLD, **answers})


# The vectors of the brief, by their numbers.


def test_vector_11_nothing_found_is_nothing_noted_only_once_child_protection_was_told() -> None:
    assert child()["outcome"] == "O4"
    untold = child(CH_28="")
    assert untold["outcome"] == "O3"
    assert untold["reasons"] == "contact"
    assert child(CH_28="", contact_logged="yes")["outcome"] == "O4"


def test_vector_12_a_child_alone_is_flagged_and_referred() -> None:
    result = child(CH_06="seen")
    assert result["outcome"] == "O3"
    assert {"CHILD", "UNACC"} <= set(result.words("flags"))
    assert result.words("reasons") == ["CH_06"]


def test_vector_13_what_the_adult_form_held_is_kept_listed_and_counted() -> None:
    kept = {"AD_02": "yes", "AD_10": "no", "AD_18": "yes", "AD_19": "yes"}
    talk = session("child", {**PRIVATE, **TRAINED, **kept})
    assert talk.state("/data/before/kept_note").relevant
    assert talk.state("/data/before/kept_AD_02").relevant
    assert not talk.state("/data/before/kept_AD_10").relevant
    result = child(**kept)
    assert result["kept"] == "AD-02 AD-10 AD-18 AD-19"
    assert result["outcome"] == "O2"
    assert result.words("reasons") == ["AD_02", "AD_18", "AD_19"]


def test_vector_14_a_child_at_hazardous_work_needs_no_means() -> None:
    result = child(CH_08_act="yes", CH_14="yes", CH_15="yes")
    assert result["outcome"] == "O2"
    assert result.words("reasons") == ["CH_14", "CH_15"]


# Our own vectors.


@pytest.mark.parametrize("item", ["CH_11", "CH_19", "CH_20", "CH_22"])
def test_one_critical_answer_is_enough_whatever_else_is_known(item: str) -> None:
    result = child_only(**{item: "yes", "CH_08_act": "no"})
    assert result["outcome"] == "O2"
    assert result["enough"] == "yes"
    assert result.words("reasons")[0] == item


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        ("CH_04", "seen"),
        ("CH_05", "seen"),
        ("CH_09", "no"),
        ("CH_10", "yes"),
        ("CH_12", "yes"),
        ("CH_13", "yes"),
        ("CH_14", "yes"),
        ("CH_17", "no"),
        ("CH_18", "no"),
        ("CH_24", "afraid"),
        ("CH_25", "yes"),
    ],
)
def test_one_sign_of_any_weight_asks_for_a_specialist(item: str, answer: str) -> None:
    result = child(**{item: answer})
    assert result["outcome"] == "O3"
    assert result.words("reasons") == [item]


@pytest.mark.parametrize("item", ["CH_21", "CH_23"])
def test_marriage_or_giving_up_a_baby_is_a_purpose_of_its_own(item: str) -> None:
    assert child(**{item: "yes"})["outcome"] == "O2"


def test_only_a_plain_no_says_that_nobody_brought_the_child() -> None:
    work = {"CH_14": "yes", "CH_15": "yes"}
    assert child(**work, CH_08_act="unsure")["outcome"] == "O2"
    assert child(**work, CH_08_act="no")["outcome"] == "O3"


def test_a_no_to_being_brought_does_not_count_against_a_sign_of_control() -> None:
    work = {"CH_14": "yes", "CH_15": "yes", "CH_08_act": "no"}
    assert child(**work, CH_18="no")["outcome"] == "O2"
    assert child(**work, AD_23="yes")["outcome"] == "O2"


def test_what_leads_to_help_today_in_the_adult_form_still_does_when_the_age_is_doubted() -> None:
    unsafe_way_ahead = {"AD_39": "no", "AD_40": "yes"}
    assert adult(age_group="unsure", direction="departing", **unsafe_way_ahead)["outcome"] == "O2"
    assert child(**unsafe_way_ahead)["outcome"] == "O2"
    assert child(AD_40="yes")["outcome"] == "O3"


@pytest.mark.parametrize(
    "fear", [{"CH_26_fear": "yes"}, {"AD_42": "Prison", "AD_42_harm": "yes"}], ids=["told now", "told before"]
)
def test_a_child_that_fears_being_sent_back_never_ends_with_nothing_noted(fear: dict[str, str]) -> None:
    assert child(**fear)["outcome"] == "O3"


def test_work_with_two_lesser_signs_makes_an_exploitation_and_work_alone_does_not() -> None:
    assert child(CH_14="yes")["outcome"] == "O3"
    assert child(CH_14="yes", CH_16="others")["outcome"] == "O2"
    assert child(CH_14="yes", CH_16="family")["outcome"] == "O3"


def test_an_untrained_officer_does_not_ask_about_harm_and_a_specialist_follows() -> None:
    asked = {name: value for name, value in QUIET.items() if name != "CH_20"}
    result = filled("child", {**PRIVATE, **asked, **TOLD, "trained_child": "no"})
    assert result["CH_20"] == "not_asked"
    assert result["outcome"] == "O3"
    assert result.words("reasons") == ["CH_20"]
    talk = session("child", {**PRIVATE, "trained_child": "no"})
    assert talk.state("/data/harm/CH_20").readonly
    assert not session("child", {**PRIVATE, **TRAINED}).state("/data/harm/CH_20").readonly


def test_other_children_in_danger_come_before_everything() -> None:
    result = child(CH_25="yes", CH_25_danger="yes")
    assert (result["outcome"], result["priority"]) == ("O1", "yes")
    held = child(danger_now="IR_06")
    assert (held["outcome"], held["reasons"]) == ("O1", "IR_06")


@pytest.mark.parametrize("seen", ["FS_14", "FS_15", "FS_17", "FS_07", "FS_02", "FS_05 FS_08 FS_09"])
def test_what_was_seen_of_a_child_at_first_sight_is_never_let_go(seen: str) -> None:
    result = child(stage1=seen)
    assert result["outcome"] == "O3"
    assert result.words("reasons") == seen.split()


def test_two_weak_signs_at_first_sight_alone_do_not_ask_for_a_specialist() -> None:
    assert child(stage1="FS_05 FS_18")["outcome"] == "O4"


def test_the_fear_told_before_the_age_was_doubted_still_closes_the_embassy() -> None:
    kept = {"AD_42": "Prison at home", "AD_42_harm": "yes", "AD_43": "Stay here"}
    result = child(**kept)
    assert "ASYLUM" in result.words("flags")
    assert "AD_42_harm" in result.words("reasons")
    talk = session("child", {**PRIVATE, **TRAINED, **kept})
    for name in ("kept_AD_42", "kept_AD_42_harm", "kept_AD_43"):
        assert talk.state(f"/data/before/{name}").relevant
    assert "Prison at home" in str(talk.question("/data/before/kept_AD_42").label("English (en)"))


def test_medical_help_is_offered_today_where_a_child_tells_of_harm_to_the_body() -> None:
    told = session("child", {**PRIVATE, **TRAINED, "CH_20": "yes"})
    assert told.state("/data/harm/CH_20_note").relevant
    assert not session("child", {**PRIVATE, **TRAINED}).state("/data/harm/CH_20_note").relevant


def test_a_talk_that_was_not_completed_is_tried_again_and_with_first_sight_signs_referred() -> None:
    assert child(privacy="no")["outcome"] == "O5"
    assert child(stopped="distressed")["reasons"] == "stopped"
    assert child(privacy="no", stage1="FS_01", stage1_threshold="yes")["outcome"] == "O3"


def test_a_worried_officer_is_heard() -> None:
    assert child(officer_concern="yes").words("reasons") == ["officer_concern"]


def test_fewer_than_eighty_in_a_hundred_answers_note_nothing() -> None:
    three_open = {"CH_10": "unsure", "CH_12": "declined", "CH_13": "not_asked"}
    assert child(**three_open)["outcome"] == "O4"
    assert child(**three_open, CH_21="unsure")["outcome"] == "O5"
    assert child(**three_open, CH_21="unsure").words("unknowns") == ["CH_10", "CH_12", "CH_21"]


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"CH_19": "yes"}, "MEDICAL"),
        ({"CH_24": "injury"}, "MEDICAL"),
        ({"CH_21": "yes"}, "GBV"),
        ({"CH_22": "yes"}, "SCAM"),
        ({"CH_14": "yes"}, "LABOUR"),
        ({"CH_26_fear": "yes"}, "ASYLUM"),
        ({"stage1": "FS_15"}, "UNACC"),
        ({"AD_36": "yes"}, "SCAM"),
    ],
)
def test_flags_follow_their_answers(answers: dict[str, str], flag: str) -> None:
    assert flag in child(**answers).words("flags")
    assert child()["flags"] == "CHILD"


def test_document_concerns_and_labour_never_lower_a_child() -> None:
    work = {"CH_14": "yes", "CH_15": "yes"}
    assert child(**work, dx_concern="yes")["outcome"] == child(**work)["outcome"] == "O2"
