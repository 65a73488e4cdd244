"""First sight: which observations lead to an invitation, a priority step or a flag."""

import pytest
from tests.content.instruments import Result, filled, session

MEDIUM = ("01", "02", "03", "04", "06", "07", "10", "12", "13", "14")
WEAK = ("05", "08", "09", "11", "18")


def look(*seen: str, **known: str) -> Result:
    observed = {f"FS_{n}": "seen" for n in seen}
    return filled("first_sight", {"direction": "arriving", "party": "3", **known, **observed})


@pytest.mark.parametrize("number", MEDIUM)
def test_one_medium_observation_invites_to_a_private_talk(number: str) -> None:
    assert look(number)["invite"] == "yes"
    assert look(number)["stage1_threshold"] == "yes"
    assert look(number)["outcome"] == ""


def test_two_weak_observations_do_not_invite_and_three_do() -> None:
    assert look(*WEAK[:2])["invite"] == "no"
    assert look(*WEAK[2:])["invite"] == "yes"


@pytest.mark.parametrize("number", ["15", "17"])
def test_a_child_alone_or_a_cry_for_help_opens_the_priority_step(number: str) -> None:
    result = look(number)
    assert result["priority"] == "yes"
    assert result["outcome"] == "O3"


def test_nothing_seen_notes_nothing() -> None:
    result = filled("first_sight", {"direction": "arriving", "FS_01": "not_seen", "FS_02": "unobserved"})
    assert (result["invite"], result["stage1"], result["outcome"], result["flags"]) == ("no", "", "", "")
    assert result["unknowns"] == "FS_02"


def test_the_strongest_observation_is_named_first() -> None:
    assert look("05", "01", "17").words("reasons") == ["FS_17", "FS_01", "FS_05"]


@pytest.mark.parametrize(
    ("number", "known", "relevant"),
    [
        ("04", {"direction": "departing"}, True),
        ("04", {"direction": "returned"}, False),
        ("12", {"direction": "transit"}, False),
        ("16", {"direction": "returned"}, True),
        ("16", {"direction": "arriving"}, False),
        ("06", {"party": "1"}, False),
        ("06", {"party": "2"}, True),
        ("11", {"crossing": "air"}, False),
        ("11", {"crossing": "river"}, True),
        ("14", {"children": "no"}, False),
        ("15", {"children": "yes"}, True),
    ],
)
def test_rows_that_cannot_apply_are_not_shown(number: str, known: dict[str, str], relevant: bool) -> None:
    assert session("first_sight", known).state(f"/data/sight/FS_{number}").relevant is relevant


@pytest.mark.parametrize(
    ("number", "flags"),
    [("07", ["MEDICAL"]), ("12", ["SCAM"]), ("14", ["CHILD"]), ("15", ["CHILD", "UNACC"]), ("01", [])],
)
def test_flags_follow_what_was_seen(number: str, flags: list[str]) -> None:
    assert look(number).words("flags") == flags
