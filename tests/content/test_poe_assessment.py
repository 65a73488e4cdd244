"""The border post assessment: a mean for each field, gaps with the starred first, what to ask for."""

import pytest
from tests.content.instruments import Result, filled, imported, session
from tests.content.tables import survey

ITEMS = [f"PA_{n:02d}" for n in range(1, 48)]
FIELDS = {
    "infra": range(1, 15),
    "proc": range(15, 28),
    "pers": range(28, 37),
    "health": range(37, 44),
    "iec": range(44, 48),
}
STARRED = [4, 5, 7, 9, 10, 16, 17, 18, 19, 20, 25, 26, 29, 30, 34, 37, 39, 40, 42]
"""The starred items of the content brief's table."""


def post(**answers: str) -> Result:
    return filled("poe_assessment", answers)


def all_at(value: str, **answers: str) -> Result:
    return post(**{**dict.fromkeys(ITEMS, value), **answers})


def test_the_stars_are_those_of_the_brief() -> None:
    rows = {row["name"]: row for row in survey("poe_assessment")}
    assert [n for n in range(1, 48) if rows[f"PA_{n:02d}"]["bind::bd:star"] == "yes"] == STARRED


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_has_the_mean_of_its_own_items(field: str) -> None:
    own = {f"PA_{n:02d}": "1" for n in FIELDS[field]}
    result = all_at("3", **own)
    assert result[f"{field}_mean"] == "1"
    assert {result[f"{other}_mean"] for other in FIELDS if other != field} == {"3"}


def test_a_mean_has_one_decimal() -> None:
    assert post(PA_44="3", PA_45="2", PA_46="2")["iec_mean"] == "2.3"
    assert post(PA_44="1", PA_45="0")["iec_mean"] == "0.5"


def test_what_does_not_apply_or_was_not_looked_at_counts_nowhere() -> None:
    assert post(PA_44="3", PA_45="na")["iec_mean"] == "3"
    assert post(PA_44="na", PA_45="na", PA_46="na", PA_47="na")["iec_mean"] == ""
    assert post()["infra_mean"] == ""


@pytest.mark.parametrize(("value", "is_gap"), [("0", True), ("1", True), ("2", False), ("3", False)])
def test_nothing_or_partly_is_a_gap(value: str, is_gap: bool) -> None:
    assert (post(PA_04=value)["star_gaps"] == "PA_04") is is_gap
    assert (post(PA_01=value)["other_gaps"] == "PA_01") is is_gap


def test_does_not_apply_is_no_gap() -> None:
    assert post(PA_04="na")["gaps"] == ""


def test_starred_gaps_come_first() -> None:
    assert post(PA_01="0", PA_13="1", PA_47="0", PA_39="1").words("gaps") == [
        "PA_39",
        "PA_01",
        "PA_13",
        "PA_47",
    ]


def test_a_post_with_nothing_has_every_gap_and_a_post_with_all_has_none() -> None:
    assert len(all_at("0").words("gaps")) == 47
    assert all_at("0").words("star_gaps") == [f"PA_{n:02d}" for n in STARRED]
    assert all_at("3")["gaps"] == ""


def test_equipment_and_training_are_listed_apart() -> None:
    result = post(PA_11="0", PA_40="1", PA_32="1", PA_30="0", PA_15="0")
    assert result.words("equipment") == ["PA_11", "PA_40"]
    assert result.words("training") == ["PA_30", "PA_32"]


def test_every_item_says_what_to_ask_for_in_both_languages() -> None:
    rows = {row["name"]: row for row in survey("poe_assessment")}
    for item in ITEMS:
        assert rows[item]["bind::bd:ask_en"], item
        assert rows[item]["bind::bd:ask_lo"], item
        assert rows[item]["bind::bd:kind"] in {"equipment", "training", "work", "rule"}, item


def test_each_item_has_room_for_what_was_seen() -> None:
    binds = imported("poe_assessment").definition.binds.values()
    notes = {bind.extra["note_for"] for bind in binds if "note_for" in bind.extra}
    assert notes == set(ITEMS)


def test_numbers_that_cannot_be_are_refused() -> None:
    assert session("poe_assessment", {"trained_share": "11"}).issues()
    assert session("poe_assessment", {"daily_in": "-1"}).issues()
    assert not session("poe_assessment", {"trained_share": "6", "daily_in": "1200"}).issues()


def test_an_assessment_says_nothing_about_persons() -> None:
    result = all_at("0")
    assert (result["outcome"], result["flags"]) == ("", "")
