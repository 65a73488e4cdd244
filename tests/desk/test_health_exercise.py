"""Practising a health check: no record, no outcome; the next step and the answers are compared."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.desk import posts
from tests.desk.test_exercises import STORIES, play

from borderdesk import desk
from borderdesk.desk.stories import read_story
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Role
from borderdesk.resources import resource
from borderdesk.text import set_language

FEVER = "21_health_fever"
TOLD = resource("practice", "stories", f"{FEVER}.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    set_language("en")
    here = desk.open_practice(
        tmp_path_factory.mktemp("beside") / "real", "O3", "HXY", language="en", clock=posts.Watch()
    )
    yield here
    here.close()


def test_as_told_it_leads_to_health_staff_and_opens_no_record(practice: Workspace) -> None:
    code = play(practice, FEVER)
    found = desk.finish_drill(practice, code).value
    assert (found.noted, found.reference, found.differences) == (None, None, ())
    assert found.noted_document == found.reference_document == "Health staff look next"
    assert found.reasons[0] == "There was a fever"
    assert found.sop == "S15"
    assert desk.drill_forms_done(practice, code) == {"health"}
    assert desk.drills_begun(practice)[FEVER] == code
    assert code not in {row.code for row in desk.cases(practice)}
    assert not desk.finish_drill(practice, code).changes.kinds, "written down once"


def test_what_was_missed_is_told_with_what_it_changes(practice: Workspace) -> None:
    code = play(practice, FEVER, {"health": {"HS_02": "37.0", "HS_03": "cough", "HS_07": "none"}})
    found = desk.finish_drill(practice, code).value
    assert found.noted_document == "Look once more"
    assert [each.question for each in found.differences] == ["HS-02", "HS-03", "HS-07"]
    assert all(each.why for each in found.differences)


def test_before_the_check_is_finished_there_is_nothing_to_compare(practice: Workspace) -> None:
    draft = desk.begin_drill(practice, FEVER).value
    assert desk.drill_forms_done(practice, draft.case_code) == frozenset()
    assert posts.refusal(desk.finish_drill, practice, draft.case_code) == "case.missing"
    desk.put_away(practice, draft.id)


def test_a_health_worker_practises_it_too(practice: Workspace) -> None:
    nurse = posts.as_role(practice, Role.HEALTH, "H1")
    assert desk.finish_drill(nurse, play(nurse, FEVER)).changes.kinds == {"drill.finished"}
    assert posts.refusal(desk.begin_drill, nurse, "01_adult") == "role.not_allowed"


def test_it_is_held_to_what_it_expects_before_it_is_kept(checkpoint: Workspace) -> None:
    author = posts.as_role(checkpoint, Role.CONTENT_ADMIN)
    story: dict[str, Any] = dict(read_story(TOLD.encode()))
    assert desk.check_story(author, story).health == "isolate"
    with pytest.raises(RuleBroken) as otherwise:
        desk.check_story(author, {**story, "expected": {**story["expected"], "health": "none"}})
    assert otherwise.value.code == "story.outcome"


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ('health = "isolate"', 'health = "cured"', "expected.health"),
        ('health = "isolate"\n', "", "expected.outcome"),
        ("[says]", '[answers.adult]\nAD_02 = "no"\n\n[says]', "answers"),
    ],
)
def test_a_health_story_that_cannot_be_played_is_named(right: str, wrong: str, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_story(TOLD.replace(right, wrong).encode())
    assert refused.value.fields["field"] == field


def test_the_person_says_something_about_every_answer(practice: Workspace) -> None:
    said: Mapping[str, str] = {
        each.name: each.words for each in desk.what_the_person_says(practice, FEVER) if each.words
    }
    assert set(STORIES[FEVER]["answers"]["health"]) - said.keys() == {"HS_01"}
