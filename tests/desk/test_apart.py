"""Health checks and assessments: under a number of their own, no part of a screening record."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import fill, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.roles import Role


def checked(here: Workspace, **answers: str) -> desk.FinishedApart:
    draft = desk.start_health_check(here, direction="arriving").value
    fill(here, draft.id, {"HS_02": "38.4", "HS_03": "cough", "HS_15": "second", **answers})
    return desk.complete_apart(here, draft.id).value


def assessed(here: Workspace, **scores: str) -> desk.FinishedApart:
    draft = desk.start_assessment(here, "poe_assessment").value
    fill(here, draft.id, {"post_name": "Friendship Bridge 4", "PA_04": "0", "PA_07": "3", **scores})
    return desk.complete_apart(here, draft.id).value


def test_a_health_check_is_read_by_the_health_role_alone(checkpoint: Workspace) -> None:
    done = checked(checkpoint)
    assert done.results["health_result"] == "isolate"
    assert desk.cases(checkpoint) == []
    assert desk.drafts(checkpoint) == []
    with pytest.raises(NotAllowed):
        desk.health_checks(checkpoint)
    nurse = posts.as_role(checkpoint, Role.HEALTH)
    assert [each.code for each in desk.health_checks(nurse)] == [done.code]


def test_a_health_worker_checks_and_screens_nobody(checkpoint: Workspace) -> None:
    nurse = posts.as_role(checkpoint, Role.HEALTH)
    done = checked(nurse)
    assert [each.code for each in desk.health_checks(nurse)] == [done.code]
    draft = desk.start_case(checkpoint, direction="arriving", age_group="adult").value
    assert refusal(desk.open_draft, nurse, draft.id) == "role.not_allowed"
    assert refusal(desk.start_assessment, nurse, "crisis") == "role.not_allowed"
    assert desk.today(nurse).unfinished == []


def test_a_health_answer_never_reaches_a_screening_of_the_same_day(checkpoint: Workspace) -> None:
    checked(checkpoint)
    code = posts.screened(checkpoint)
    subjects = posts.subjects_of(checkpoint)
    assert sum(subject.startswith("health:") for subject in subjects) == 1
    assert f"health:{code}" not in subjects
    assert all(done.form != "health" for done in desk.case(checkpoint, code).screenings)


def test_an_assessment_keeps_its_fields_and_gaps(checkpoint: Workspace) -> None:
    done = assessed(checkpoint)
    assert done.station == "HXY"
    assert done.results["infra_mean"] == "1.5"
    assert done.results["star_gaps"] == "PA_04"
    assert [each.code for each in desk.assessments(checkpoint)] == [done.code]
    assert desk.assessments(checkpoint, "crisis") == []


def test_forms_of_a_screening_and_forms_apart_are_sealed_at_their_own_door(checkpoint: Workspace) -> None:
    post = desk.start_assessment(checkpoint, "poe_assessment").value
    assert refusal(desk.complete_form, checkpoint, post.id) == "form.missing"
    sight = desk.start_case(checkpoint, direction="arriving", age_group="adult").value
    assert refusal(desk.complete_apart, checkpoint, sight.id) == "form.missing"
    assert refusal(desk.start_assessment, checkpoint, "adult") == "form.missing"


def test_an_unfinished_assessment_stands_on_today(checkpoint: Workspace) -> None:
    draft = desk.start_assessment(checkpoint, "crisis").value
    fill(checkpoint, draft.id, {"phase": "before", "CC_01": "2"})
    assert [(each.id, each.form) for each in desk.today(checkpoint).unfinished] == [(draft.id, "crisis")]


def test_assessments_reach_the_supervisor(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: object
) -> None:
    assert desk.transfer_status(checkpoint).besides == 0
    done = assessed(checkpoint)
    assert desk.transfer_status(checkpoint).besides == 1, "a reason to pack without any record"
    packed = desk.pack(checkpoint, stick).value  # type: ignore[arg-type]  # a path
    assert desk.transfer_status(checkpoint).besides == 0
    desk.apply_import(supervisor, packed.path)
    assert [each.code for each in desk.assessments(supervisor)] == [done.code]


def test_an_assessment_begins_with_the_day_and_the_posts_own_name(checkpoint: Workspace) -> None:
    draft = desk.start_assessment(checkpoint, "poe_assessment").value
    answers = desk.open_draft(checkpoint, draft.id).session.answers()
    assert answers["/data/post/visit_day"] == "2026-03-05"
    assert "(" in answers["/data/post/post_name"]


def test_an_assessment_begun_twice_does_not_lie_beside_itself(checkpoint: Workspace) -> None:
    desk.start_assessment(checkpoint, "poe_assessment")
    again = desk.start_assessment(checkpoint, "poe_assessment").value
    assert [each.id for each in desk.drafts(checkpoint)] == [again.id]
    assert desk.begun_assessments(checkpoint, "poe_assessment") == []
    fill(checkpoint, again.id, {"PA_04": "0"})
    assert [each.id for each in desk.begun_assessments(checkpoint, "poe_assessment")] == [again.id]
    assert desk.begun_assessments(checkpoint, "crisis") == []
    other = desk.start_assessment(checkpoint, "poe_assessment").value
    desk.put_away_untouched(checkpoint, again.id)
    desk.put_away_untouched(checkpoint, other.id)
    assert [each.id for each in desk.drafts(checkpoint)] == [again.id], "only what nobody wrote into goes"


def test_going_on_another_day_with_what_belongs_to_no_record_says_nothing_of_a_record(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    check = desk.start_health_check(checkpoint, direction="arriving").value
    fill(checkpoint, check.id, {"HS_03": "cough"})
    desk.open_draft(replace(checkpoint, session="another day"), check.id)
    assert not any(each.startswith("case:") for each in posts.subjects_of(checkpoint))
    assert desk.pack(checkpoint, stick).value.records == 0


def test_reading_one_sealed_check_is_written_down_once_a_sitting(checkpoint: Workspace) -> None:
    done = checked(checkpoint)
    assert refusal(desk.read_health_check, checkpoint, done.code) == "role.not_allowed"
    nurse = posts.as_role(checkpoint, Role.HEALTH)
    before = posts.entries_of(checkpoint)
    for _ in range(2):
        assert "38.4" in desk.read_health_check(nurse, done.code).instance
    assert posts.entries_of(checkpoint) == before + 1
    assert [each.code for each in desk.health_checks(nurse)] == [done.code], "still listed as it was finished"
    for unknown in (posts.screened(checkpoint), "nonsense", ""):
        assert refusal(desk.read_health_check, nurse, unknown) == "health.missing"


def test_a_health_worker_at_the_supervisors_desk_reads_the_checks_of_every_checkpoint(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    done = checked(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert refusal(desk.read_health_check, supervisor, done.code) == "role.not_allowed"
    nurse = posts.as_role(supervisor, Role.HEALTH)
    assert [(each.code, each.station) for each in desk.health_checks(nurse)] == [(done.code, "HXY")]
    assert "38.4" in desk.read_health_check(nurse, done.code).instance


def test_an_assessment_that_cannot_be_finished_names_the_question_by_its_code(checkpoint: Workspace) -> None:
    draft = desk.start_assessment(checkpoint, "poe_assessment").value
    fill(checkpoint, draft.id, {"share_children": "21"})
    with pytest.raises(RuleBroken) as refused:
        desk.complete_apart(checkpoint, draft.id)
    assert (refused.value.code, refused.value.fields) == ("form.not_complete", {"question": "PA-K"})
