"""The referral form: what may be shared, when it may be issued, and what a no does."""

import pytest
from tests.content.instruments import Result, filled, session
from tests.content.tables import choices, survey

from borderdesk.domain.disclosure import Item
from borderdesk.domain.values import NEEDS, Urgency

AGREED = {
    "urgency": "urgent",
    "needs": "shelter medical",
    "accepts_help": "yes",
    "receiver": "lwu-bokeo",
    "handover_mode": "accompanied",
    "consent_record": "yes",
    "consent_refer": "yes",
    "consent_share": "yes",
    "consent_statistics": "no",
    "consent_how": "signature",
}


def referral(**answers: str) -> Result:
    return filled("referral", {**AGREED, **answers})


def test_a_full_agreement_can_be_issued() -> None:
    result = referral()
    assert (result["state"], result["may_share"], result["missing"]) == ("consented", "yes", "")


@pytest.mark.parametrize("name", ["consent_refer", "consent_share", "accepts_help"])
def test_a_no_is_kept_and_nothing_may_leave(name: str) -> None:
    result = referral(**{name: "no"})
    assert (result["state"], result["may_share"]) == ("refused", "no")


@pytest.mark.parametrize("name", ["consent_refer", "consent_share"])
def test_asking_later_is_neither_a_yes_nor_a_no(name: str) -> None:
    result = referral(**{name: "later"})
    assert (result["state"], result["may_share"]) == ("draft", "no")


def test_a_no_to_statistics_or_to_the_record_does_not_stop_help() -> None:
    assert referral(consent_statistics="no", consent_record="no")["may_share"] == "yes"


@pytest.mark.parametrize("name", ["receiver", "handover_mode", "consent_how", "urgency", "needs"])
def test_what_the_slip_needs_is_asked_for(name: str) -> None:
    assert referral(**{name: ""})["missing"] == name


def test_a_spoken_agreement_needs_a_witness() -> None:
    assert referral(consent_how="spoken")["missing"] == "witness_role"
    assert referral(consent_how="spoken", witness_role="interpreter")["missing"] == ""


def test_a_child_must_agree_too() -> None:
    child = {"child": "yes", "consent_by": "guardian"}
    assert referral(**child)["missing"] == "child_assent"
    assert referral(**child, child_assent="yes")["may_share"] == "yes"
    assert referral(**child, child_assent="no")["state"] == "refused"


def test_sharing_against_a_no_needs_a_ground_and_a_second_signature() -> None:
    against = {"consent_share": "no", "override_reason": "danger_to_life"}
    assert referral(**against)["may_share"] == "no"
    explained = {**against, "override_text": "Companion has a weapon"}
    assert referral(**explained)["missing"] == "override_second"
    assert referral(**explained, override_second="L1")["state"] == "consented"


@pytest.mark.parametrize(
    ("facts", "fits"),
    [("One line", True), ("One\ntwo\nthree", True), ("1\n2\n3\n4", False), ("x" * 301, False)],
)
def test_facts_are_at_most_three_short_lines(facts: str, fits: bool) -> None:
    assert bool(session("referral", {"facts": facts}).issues()) is not fits


@pytest.mark.parametrize(("urgency", "hours"), [("emergency", "24"), ("urgent", "72"), ("normal", "336")])
def test_a_reply_is_due_by_urgency(urgency: str, hours: str) -> None:
    assert referral(urgency=urgency)["due_hours"] == hours


def test_codes_are_those_the_program_knows() -> None:
    lists = choices("referral")
    assert {code for code, *_ in lists["need"]} == set(NEEDS)
    assert {code for code, *_ in lists["urgency"]} == {each.value for each in Urgency}
    assert {code for code, *_ in lists["item"]} == {each.value for each in Item} - {"code"}


def test_every_field_that_travels_names_its_item() -> None:
    named = {row["bind::bd:items"] for row in survey("referral") if row.get("bind::bd:items")}
    assert named <= {each.value for each in Item}
    assert {"name", "facts", "needs", "contact_way", "handover"} <= named
