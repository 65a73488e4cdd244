"""The short set: eleven questions that can lead to help today, and never to "nothing noted"."""

import re

import pytest
from tests.content.instruments import PRIVATE, Result, filled, imported, session

ARRIVING = ("02", "03", "06", "10", "17", "18", "19", "22", "23", "25", "44")
DEPARTING = ("05", "07", "09", "10", "12", "13", "14", "39", "40", "41", "44")
REVERSED = {"22", "39", "41"}


def quick(direction: str, *signs: str, **other: str) -> Result:
    numbers = DEPARTING if direction == "departing" else ARRIVING
    answers = {
        f"AD_{n}": ("no" if n in REVERSED else "yes") if n in signs else ("yes" if n in REVERSED else "no")
        for n in numbers
    }
    return filled("adult", {**PRIVATE, "direction": direction, "depth": "quick", **answers, **other})


def shown(direction: str, **other: str) -> set[str]:
    talk = session("adult", {**PRIVATE, "direction": direction, "depth": "quick", **other})
    paths = [path for path in _question_paths() if talk.state(path).relevant]
    return {path.rsplit("_", 1)[-1] for path in paths}


def _question_paths() -> list[str]:
    return re.findall(r'nodeset="(/data/\w+/AD_\d\d)"', imported("adult").xform)


@pytest.mark.parametrize("direction", ["arriving", "returned", "transit"])
def test_eleven_questions_are_asked_of_who_comes_back_or_arrives(direction: str) -> None:
    assert shown(direction) == set(ARRIVING)


def test_eleven_questions_are_asked_of_who_leaves() -> None:
    assert shown("departing") == set(DEPARTING)


@pytest.mark.parametrize("direction", ["arriving", "departing", "returned", "transit"])
def test_all_no_is_not_completed_and_never_nothing_noted(direction: str) -> None:
    result = quick(direction)
    assert result["outcome"] == "O5"
    assert result["reasons"] == "depth"


@pytest.mark.parametrize(
    "signs", [("02", "03"), ("06", "10"), ("22", "23")], ids=["deceived", "forced", "controlled"]
)
def test_who_arrives_reaches_help_today_by_each_means(signs: tuple[str, ...]) -> None:
    assert quick("arriving", *signs, "18", "19")["outcome"] == "O2"
    assert quick("arriving", *signs)["outcome"] == "O3"


@pytest.mark.parametrize("signs", [("07", "09", "10"), ("12", "13", "14")], ids=["forced", "vulnerable"])
@pytest.mark.parametrize("purpose", [("41",), ("39", "40")], ids=["cannot turn back", "no contract"])
def test_who_leaves_reaches_help_today_by_each_means(
    signs: tuple[str, ...], purpose: tuple[str, ...]
) -> None:
    assert quick("departing", *signs, *purpose)["outcome"] == "O2"
    assert quick("departing", *signs)["outcome"] == "O3"


@pytest.mark.parametrize(
    ("direction", "item"), [("arriving", "17"), ("arriving", "25"), ("arriving", "44"), ("departing", "44")]
)
def test_a_critical_answer_of_the_short_set_is_enough(direction: str, item: str) -> None:
    result = quick(direction, item)
    assert result["outcome"] == "O2"
    assert result["enough"] == "yes"


def test_signs_at_first_sight_open_the_questions_that_belong_to_them() -> None:
    assert {"36", "37"} <= shown("arriving", stage1="FS_12")
    assert {"32", "33"} <= shown("arriving", stage1="FS_13")


def test_the_marks_of_the_short_set_agree_with_what_is_asked() -> None:
    binds = re.findall(r'<bind nodeset="/data/\w+/AD_(\d\d)"([^>]*)>', imported("adult").xform)
    assert {number for number, rest in binds if 'bd:quick="yes"' in rest} == set(ARRIVING)
    assert {number for number, rest in binds if 'bd:quick_departing="yes"' in rest} == set(DEPARTING)


def test_going_on_with_the_other_questions_keeps_what_was_answered() -> None:
    result = quick("arriving", "02", depth="full")
    assert result["AD_02"] == "yes"
    assert result["outcome"] == "O3"


def test_first_sight_signs_keep_the_short_set_at_full_identification() -> None:
    assert quick("arriving", stage1="FS_01", stage1_threshold="yes")["outcome"] == "O3"
