"""Mixed movement: which form comes next, who is not sent back, and that labour alone is no end."""

import pytest
from tests.content.instruments import Result, filled, session

QUIET = {
    **{f"VM_{n:02d}": "no" for n in (1, 5, 6, 7, 9, 10, 11, 12)},
    "VM_02": "nothing",
    "VM_03": "yes",
    "VM_04": "yes",
    "VM_08": "none",
    "VM_13": "none",
    "VM_14": "low",
}
PRIVATE = {"direction": "arriving", "age_group": "adult", "privacy": "yes", "agreed": "given"}


def moved(**answers: str) -> Result:
    return filled("mixed_movement", {**PRIVATE, **QUIET, **answers})


def test_nothing_said_ends_nothing_the_talk_follows_all_the_same() -> None:
    result = moved()
    assert (result["outcome"], result["next_form"], result["flags"]) == ("", "", "")
    assert result["reasons"] == "not_held"


def test_after_a_talk_it_changes_nothing_unless_it_found_a_sign() -> None:
    assert moved(screening_outcome="O4")["outcome"] == ""
    assert moved(screening_outcome="O4", VM_05="yes")["outcome"] == "O3"


@pytest.mark.parametrize(("item", "answer"), [("VM_03", "no"), ("VM_04", "no"), ("VM_05", "yes")])
def test_a_sign_of_control_leads_to_the_talk_about_work_and_travel(item: str, answer: str) -> None:
    result = moved(**{item: answer})
    assert (result["next_form"], result["outcome"]) == ("adult", "O3")
    assert result.words("reasons") == [item, "not_held"]


@pytest.mark.parametrize("owed", ["later", "family", "work"])
def test_money_still_owed_leads_to_the_talk_and_money_paid_does_not(owed: str) -> None:
    assert moved(VM_01="yes", VM_02=owed)["next_form"] == "adult"
    paid = moved(VM_01="yes", VM_02="finished")
    assert (paid["next_form"], paid.words("flags")) == ("", ["SMUGGLED"])


def test_first_sight_signs_lead_to_the_talk() -> None:
    assert moved(stage1="FS_01", stage1_threshold="yes")["next_form"] == "adult"


@pytest.mark.parametrize("age", ["child", "unsure"])
def test_a_child_or_perhaps_a_child_comes_first(age: str) -> None:
    result = moved(age_group=age)
    assert (result["next_form"], result["outcome"]) == ("child", "O3")
    assert "CHILD" in result.words("flags")


def test_unpaid_wages_alone_are_no_end_until_the_talk_noted_nothing() -> None:
    before = moved(VM_10="yes")
    assert (before["next_form"], before["labour_only"]) == ("adult", "no")
    assert "LABOUR" not in before.words("flags")
    assert (
        session("mixed_movement", {**PRIVATE, **QUIET, "VM_10": "yes"})
        .state("/data/hardship/VM_10_note")
        .relevant
    )
    after = moved(VM_10="yes", screening_outcome="O4")
    assert (after["next_form"], after["labour_only"]) == ("", "yes")
    assert "LABOUR" in after.words("flags")


@pytest.mark.parametrize("outcome", ["O1", "O2", "O3", "O5"])
def test_labour_is_never_the_label_while_anything_else_stands(outcome: str) -> None:
    assert "LABOUR" not in moved(VM_10="yes", screening_outcome=outcome).words("flags")
    assert "LABOUR" not in moved(VM_10="yes", VM_03="no", screening_outcome="O4").words("flags")


def test_fear_of_going_back_means_no_return_and_no_embassy() -> None:
    result = moved(VM_06="yes")
    assert result["outcome"] == "O3"
    assert "ASYLUM" in result.words("flags")
    shown = session("mixed_movement", {**PRIVATE, **QUIET, "VM_06": "yes"})
    assert shown.state("/data/protection/VM_06_note").relevant


def test_smuggled_and_in_fear_can_both_be_true() -> None:
    assert {"SMUGGLED", "ASYLUM"} <= set(moved(VM_01="yes", VM_06="yes").words("flags"))


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"VM_05": "yes"}, "SMUG-AGG"),
        ({"VM_05": "yes"}, "MEDICAL"),
        ({"VM_07": "yes"}, "STATELESS"),
        ({"VM_08": "pregnant"}, "MEDICAL"),
        ({"VM_08": "disabled"}, "DISABILITY"),
        ({"VM_09": "yes"}, "GBV"),
        ({"VM_11": "yes"}, "RETURNEE"),
    ],
)
def test_flags_follow_their_answers(answers: dict[str, str], flag: str) -> None:
    assert flag in moved(**answers).words("flags")


def test_danger_comes_before_everything() -> None:
    result = moved(danger_now="IR_07", screening_outcome="O4")
    assert (result["outcome"], result["reasons"]) == ("O1", "IR_07")


def test_an_outcome_after_the_talk_still_says_why() -> None:
    assert moved(age_group="unsure", screening_outcome="O4")["reasons"] == "age_group"
    refused = moved(agreed="refused", stage1_threshold="yes", screening_outcome="O5")
    assert (refused["outcome"], refused["reasons"]) == ("O3", "agreed")


def test_unknown_answers_are_listed_and_never_a_no() -> None:
    result = moved(VM_02="unsure", VM_03="unsure", VM_06="declined")
    assert result.words("unknowns") == ["VM_02", "VM_03", "VM_06"]
    assert result["outcome"] == ""
