"""Danger and needs: what becomes urgent, which services are asked for, which flags follow."""

import pytest
from tests.content.instruments import Result, filled, session

NOTHING = {f"IR_{n:02d}": "no" for n in (1, 2, 3, 4, 6, 7, 8, 9, 13, 15, 17)} | {
    "IR_10": "yes",
    "IR_05": "none",
    "IR_11": "none",
    "IR_12": "none",
    "IR_14": "none",
    "IR_16": "none",
    "IR_18": "none",
}


def needs(**answers: str) -> Result:
    return filled("risk_needs", {**NOTHING, **answers})


def test_nothing_needed_is_normal_and_asks_for_nothing() -> None:
    result = needs()
    assert (result["urgency"], result["needs"], result["flags"], result["outcome"]) == ("normal", "", "", "")


@pytest.mark.parametrize(
    ("answers", "urgency", "reason"),
    [
        ({"IR_04": "yes"}, "emergency", "IR_04"),
        ({"IR_03": "yes"}, "emergency", "IR_03"),
        ({"IR_10": "no"}, "emergency", "IR_10"),
        ({"IR_13": "yes"}, "emergency", "IR_13"),
        ({"screening_outcome": "O1"}, "emergency", "screening_outcome"),
        ({"screening_outcome": "O2"}, "urgent", "screening_outcome"),
        ({"screening_outcome": "O3"}, "urgent", "screening_outcome"),
        ({"screening_outcome": "O4"}, "normal", ""),
        ({"IR_05": "fever wound"}, "urgent", "IR_05"),
        ({"IR_17": "yes"}, "urgent", "IR_17"),
    ],
)
def test_urgency_is_proposed_with_its_reason(answers: dict[str, str], urgency: str, reason: str) -> None:
    result = needs(**answers)
    assert result["urgency"] == urgency
    assert result["urgency_reasons"] == reason


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"IR_10": "no"}, ["shelter"]),
        ({"IR_05": "injury"}, ["medical"]),
        ({"IR_13": "yes"}, ["child_protection"]),
        ({"age_group": "unsure"}, ["child_protection"]),
        ({"IR_11": "water clothes"}, ["food"]),
        ({"IR_12": "vi"}, ["interpreter"]),
        ({"IR_16": "family embassy lawyer"}, ["legal", "family_contact", "consular"]),
        ({"IR_18": "transport return_assistance"}, ["transport", "return_assistance"]),
        ({"screening_outcome": "O3"}, ["full_identification"]),
    ],
)
def test_needs_become_referral_needs(answers: dict[str, str], wanted: list[str]) -> None:
    assert needs(**answers).words("needs") == wanted


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"IR_09": "yes"}, "OFFICIAL-INVOLVED"),
        ({"IR_09": "unsure"}, "OFFICIAL-INVOLVED"),
        ({"IR_14": "disability older"}, "DISABILITY"),
        ({"IR_12": "sign"}, "INTERPRETER"),
        ({"IR_17": "yes"}, "ASYLUM"),
        ({"IR_03": "yes"}, "MEDICAL"),
        ({"IR_04": "yes"}, "GBV"),
        ({"IR_13": "yes"}, "CHILD"),
    ],
)
def test_flags_follow_their_answers(answers: dict[str, str], flag: str) -> None:
    assert flag in needs(**answers).words("flags")


def test_a_threat_to_the_family_is_at_least_referral_today() -> None:
    assert needs(IR_08="yes")["outcome"] == "O2"


def test_none_of_these_cannot_stand_beside_another_tick() -> None:
    assert session("risk_needs", {"IR_05": "none fever"}).issues()
    assert not session("risk_needs", {"IR_05": "fever wound"}).issues()


def test_unknown_answers_are_listed() -> None:
    assert needs(IR_06="unsure", IR_09="declined").words("unknowns") == ["IR_06", "IR_09"]
    assert needs(IR_06="unsure")["outcome"] == ""


@pytest.mark.parametrize("fear", [{"IR_17": "yes"}, {"asylum": "yes"}], ids=["told now", "told before"])
def test_the_embassy_is_not_offered_to_who_fears_going_back(fear: dict[str, str]) -> None:
    def offered(answers: dict[str, str]) -> list[str]:
        talk = session("risk_needs", answers)
        return [choice.value for choice in talk.choices(talk.question("/data/basics/IR_16"))]

    assert "embassy" in offered({"IR_17": "no"})
    assert offered(fear) == ["family", "lawyer", "none"]
