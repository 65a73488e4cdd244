"""The health check: neutral by itself, its limits from a disease pack, and never a say about protection."""

import pytest
from tests.content.instruments import Result, filled, session

WELL = {"HS_01": "not_seen", "HS_02": "36.8", "HS_03": "none", "HS_05": "no", "HS_07": "none", "HS_16": "yes"}
AIRWAYS = {"pack_id": "respiratory", "pack_fever": "37.8", "pack_days": "10", "pack_watch": "cough smell"}


def checked(**answers: str) -> Result:
    return filled("health", {**WELL, **answers})


def test_a_well_traveller_goes_on() -> None:
    result = checked()
    assert (result["health_result"], result["reasons"]) == ("none", "")


@pytest.mark.parametrize(("degrees", "fever"), [("37.9", "no"), ("38.0", "yes"), ("39.5", "yes")])
def test_fever_begins_at_38_degrees_without_a_pack(degrees: str, fever: str) -> None:
    assert checked(HS_02=degrees)["fever"] == fever


def test_a_pack_moves_the_fever_limit_and_the_days_asked_about() -> None:
    assert checked(HS_02="37.9")["fever"] == "no"
    result = checked(HS_02="37.9", **AIRWAYS)
    assert (result["fever"], result["days"]) == ("yes", "10")
    assert checked()["days"] == "14"
    asked = session("health", {**WELL, **AIRWAYS}).question("/data/contacts/HS_06")
    assert "10 days" in str(asked.label("English (en)"))


def test_a_pack_says_which_signs_are_watched() -> None:
    assert checked(HS_03="cough")["health_result"] == "second_check"
    assert checked(HS_03="cough", **AIRWAYS)["health_result"] == "isolate"
    assert checked(HS_03="rash", **AIRWAYS)["health_result"] == "second_check"


@pytest.mark.parametrize("sign", ["breathless", "bleeding", "confused", "neck"])
def test_grave_signs_isolate_whatever_the_pack(sign: str) -> None:
    assert checked(HS_03=sign)["health_result"] == "isolate"


def test_fever_with_another_sign_or_a_contact_isolates_and_fever_alone_is_looked_at_again() -> None:
    assert checked(HS_02="38.6")["health_result"] == "second_check"
    assert checked(HS_02="38.6", HS_03="rash")["health_result"] == "isolate"
    assert checked(HS_02="38.6", HS_07="sick")["health_result"] == "isolate"
    assert checked(HS_02="38.6", HS_07="unsure")["health_result"] == "second_check"


def test_danger_to_life_comes_first() -> None:
    result = checked(HS_05="yes")
    assert (result["health_result"], result["flags"]) == ("emergency", "MEDICAL")
    assert session("health", {**WELL, "HS_05": "yes"}).state("/data/look/HS_05_note").relevant


def test_looking_unwell_or_a_contact_alone_is_looked_at_again() -> None:
    assert checked(HS_01="seen")["health_result"] == "second_check"
    assert checked(HS_07="animal")["health_result"] == "second_check"


def test_nothing_in_it_decides_about_protection() -> None:
    for answers in ({}, {"HS_05": "yes"}, {"HS_03": "cough", "HS_02": "39"}, {"HS_15": "unwilling"}):
        assert checked(**answers)["outcome"] == ""


def test_isolation_is_asked_about_only_where_it_is_needed() -> None:
    asked = "/data/action/HS_11"
    assert not session("health", WELL).state(asked).relevant
    assert session("health", {**WELL, "HS_03": "bleeding"}).state(asked).relevant


def test_the_first_look_that_was_not_done_is_named() -> None:
    assert checked(HS_16="no").words("reasons") == ["HS_16"]


def test_none_of_these_cannot_stand_beside_another_tick() -> None:
    assert session("health", {"HS_03": "none cough"}).issues()
    assert session("health", {"HS_02": "52"}).issues()
    assert not session("health", {"HS_03": "cough rash", "HS_02": "38.2"}).issues()


def test_symptoms_cannot_begin_on_a_day_to_come() -> None:
    ill = {"HS_03": "cough"}
    assert session("health", {**ill, "HS_04": "2999-01-01"}).issues()
    assert not session("health", {**ill, "HS_04": "2026-01-01"}).issues()
