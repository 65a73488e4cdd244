"""Crisis plans: finished, found again by place and phase, read with all their answers, printed."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.desk.posts import Watch, as_role, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Role

FIRST = {"phase": "before", "place": "River landing", "CC_01": "0", "CC_02": "1", "CC_03": "1"}
SECOND = {"phase": "before", "place": " river  landing", "CC_01": "3", "CC_02": "0", "CC_04": "0"}


@pytest.fixture
def two_plans(checkpoint: Workspace) -> tuple[str, str]:
    desk.assess(checkpoint, "poe_assessment", {"post_name": "River landing", "PA_04": "0"})
    return kept(checkpoint, FIRST), kept(checkpoint, SECOND)


def kept(checkpoint: Workspace, answers: dict[str, str]) -> str:
    """The code of a plan made a day after the one before."""
    assert isinstance(checkpoint.clock, Watch)
    checkpoint.clock.now += timedelta(days=1)
    return desk.assess(checkpoint, "crisis", answers).value.code


def test_finished_plans_are_found_again_newest_first_and_are_no_visits(
    checkpoint: Workspace, two_plans: tuple[str, str]
) -> None:
    kept(checkpoint, {"phase": "during", "CC_17": "2"})
    found = desk.crisis_plans(checkpoint)
    assert [(each.phase, each.mean) for each in found] == [("during", 2.0), ("before", 1.0), ("before", 0.7)]
    assert "Friendship Bridge 4" in found[0].place, "a plan without a place is the post's own"
    assert [each.before for each in found] == ["", two_plans[0], ""]
    assert found[1].star_gaps == ("CC_02",)
    assert len(desk.post_visits(checkpoint)) == 1


def test_a_plan_is_read_with_all_its_answers(checkpoint: Workspace, two_plans: tuple[str, str]) -> None:
    sealed = desk.read_assessment(as_role(checkpoint, Role.SUPERVISOR), two_plans[0])
    assert "<CC_02>1</CC_02>" in sealed.instance
    assert desk.form_by_hash(checkpoint, sealed.sha256).id == "crisis"
    assert refusal(desk.read_assessment, checkpoint, "BD-HXY-26-7K3QD-M") == "assessment.missing"


def test_a_plan_on_paper_says_the_figures_the_gaps_and_what_changed(
    checkpoint: Workspace, two_plans: tuple[str, str], tmp_path: Path
) -> None:
    from tests.slips.reading import words

    said = words(desk.crisis_plan_pdf(checkpoint, two_plans[1], "en")).replace("\n", " ")
    assert "Getting ready" in said
    assert "3 of 14 points were looked at." in said
    assert "Closed: CC-01 New: CC-04 Still open: CC-02 Not looked at this time: CC-03" in said
    assert "Equipment to ask for" not in said
    during = {"phase": "during", "alert": "voluntary", "CC_16": "120", "CC_17": "0", "CC_17_note": "Two wait"}
    code = kept(checkpoint, during)
    said = words(desk.crisis_plan_pdf(checkpoint, code, "en"))
    assert "Alert step declared: Voluntary return" in said
    assert "People reached: 120" in said
    assert "Seen: Two wait" in said
    assert not desk.crisis_plan_pdf(checkpoint, code, "lo").unshown
    (written,) = desk.save_crisis_plan(checkpoint, tmp_path, code, languages=("lo",))
    assert written.name == f"plan-{code}-lo.pdf"
