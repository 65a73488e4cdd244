"""Before a talk starts: what must be in place, and how to start when something is missing."""

import pytest
from tests.content.instruments import Result, adult, filled, session

READY = {f"PRE_{n}": "yes" for n in range(1, 7)} | {"PRE_8": "yes", "PRE_7": "given"}


def before(**answers: str) -> Result:
    return filled("preconditions", {**READY, **answers})


def test_all_in_place_opens_the_talk() -> None:
    result = before()
    assert (result["gate"], result["privacy"], result["agreed"]) == ("open", "yes", "given")
    assert result["outcome"] == ""


@pytest.mark.parametrize("name", ["PRE_1", "PRE_2", "PRE_3", "PRE_4", "PRE_5", "PRE_6"])
def test_a_missing_row_needs_a_reason_to_start_anyway(name: str) -> None:
    assert before(**{name: "no"})["gate"] == "missing"
    assert before(**{name: "no"})["missing"] == name
    assert before(**{name: "no", "override": "person_wishes"})["gate"] == "open_with_reason"


def test_the_agreement_itself_cannot_be_overridden() -> None:
    assert before(PRE_7="", PRE_1="no", override="danger")["gate"] == "missing"
    assert before(PRE_7="refused", override="danger")["gate"] == "refused"


def test_a_no_to_recording_is_an_answer() -> None:
    assert before(PRE_8="no")["gate"] == "open"
    assert before(PRE_8="no")["recording"] == "no"
    assert before(PRE_8="")["missing"] == "PRE_8"


def test_a_companion_nearby_means_no_privacy() -> None:
    assert before(PRE_2="no")["privacy"] == "no"


def test_a_talk_begun_before_anybody_said_where_the_companion_is_was_not_private() -> None:
    begun = before(PRE_2="", override="leaves_soon")
    assert (begun["gate"], begun["privacy"]) == ("open_with_reason", "")
    assert adult(privacy=begun["privacy"])["outcome"] == "O5"


def test_only_the_place_is_asked_first() -> None:
    fresh = session("preconditions", {})
    assert fresh.state("/data/place/PRE_1").relevant
    assert not fresh.state("/data/people/PRE_2").relevant
    assert session("preconditions", {"PRE_1": "no"}).state("/data/people/PRE_2").relevant


def test_a_child_names_the_adult_who_stays() -> None:
    assert session("preconditions", {**READY, "PRE_7": "assent"}).state("/data/rights/PRE_7_adult").relevant
    assert "CHILD" in before(PRE_7="assent").words("flags")


def test_the_adult_who_is_kept_apart_cannot_be_chosen_for_the_child() -> None:
    talk = session("preconditions", {**READY, "PRE_7": "assent", "kept_apart": "relative"})
    question = talk.question("/data/rights/PRE_7_adult")
    offered = [choice.value for choice in question.choices()]
    assert "relative" not in offered
    assert "child_protection" in offered


@pytest.mark.parametrize(("mode", "flagged"), [("not_needed", False), ("phone", True), ("none", True)])
def test_an_interpreter_is_flagged_where_one_is_needed(mode: str, flagged: bool) -> None:
    assert ("INTERPRETER" in before(PRE_3_mode=mode).words("flags")) is flagged


def test_the_person_is_told_of_seeing_the_record_of_its_time_and_of_taking_the_agreement_back() -> None:
    said = str(
        session("preconditions", {"PRE_1": "yes"}).question("/data/rights/rights_text").label("English (en)")
    )
    for right in (
        "see what is written",
        "how long it is kept",
        "take your agreement back",
        "stop at any time",
    ):
        assert right in said
