"""The crisis form: only the items of the phase, starred gaps first, the next step of the alert."""

import pytest
from tests.content.instruments import Result, filled, session

BEFORE = [f"CC_{n:02d}" for n in range(1, 15)]
DURING = [f"CC_{n:02d}" for n in range(17, 24)]
AFTER = ["CC_24", "CC_25", "CC_26"]
PHASES = {"before": BEFORE, "during": DURING, "after": AFTER}


def plan(phase: str, **answers: str) -> Result:
    return filled("crisis", {"phase": phase, **answers})


@pytest.mark.parametrize("phase", PHASES)
def test_only_the_items_of_the_phase_are_asked(phase: str) -> None:
    talk = session("crisis", {"phase": phase})
    asked = {node.name for _, node in talk.asked() if node.relevant}
    for other, items in PHASES.items():
        assert (set(items) <= asked) is (other == phase)


@pytest.mark.parametrize("phase", PHASES)
def test_what_was_not_answered_is_listed_for_the_phase_alone(phase: str) -> None:
    assert plan(phase).words("unknowns") == PHASES[phase]


@pytest.mark.parametrize("phase", PHASES)
def test_the_mean_is_of_the_phase(phase: str) -> None:
    result = plan(phase, **dict.fromkeys(PHASES[phase], "2"))
    assert result[f"{phase}_mean"] == "2"
    assert {result[f"{other}_mean"] for other in PHASES if other != phase} == {""}


def test_starred_gaps_come_first() -> None:
    result = plan("before", CC_03="0", CC_01="1", CC_13="0", CC_14="3")
    assert result.words("gaps") == ["CC_01", "CC_13", "CC_03"]


def test_an_answer_of_another_phase_is_no_gap() -> None:
    assert plan("after", CC_01="0", CC_26="0").words("gaps") == ["CC_26"]


@pytest.mark.parametrize("alert", ["precaution", "restriction", "voluntary", "mandatory"])
def test_each_alert_step_says_what_to_do_next(alert: str) -> None:
    result = plan("during", alert=alert)
    assert result["alert_words"]
    assert result["alert_words_lo"]
    assert session("crisis", {"phase": "during", "alert": alert}).state("/data/situation/alert_note").relevant


def test_the_alert_step_is_asked_only_while_it_happens() -> None:
    assert not session("crisis", {"phase": "before"}).state("/data/situation/alert").relevant


def test_figures_are_numbers_and_never_names() -> None:
    assert session("crisis", {"phase": "during", "CC_16": "-3"}).issues()
    counted = {"CC_16": "120", "need_help": "4", "missing": "0", "held": "2", "died": "0"}
    assert not session("crisis", {"phase": "during", **counted}).issues()


def test_a_crisis_under_way_is_flagged_and_decides_about_nobody() -> None:
    assert plan("during")["flags"] == "CRISIS"
    assert plan("before")["flags"] == ""
    assert plan("during", CC_19="0")["outcome"] == ""


def test_does_not_apply_counts_nowhere() -> None:
    result = plan("after", CC_24="na", CC_25="3", CC_26="na")
    assert (result["after_mean"], result["gaps"]) == ("3", "")
