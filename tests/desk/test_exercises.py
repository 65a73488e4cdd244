"""Practice: twelve stories played through the real forms, what is said about them, and what of it is kept."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.desk import posts
from tests.slips.reading import words

from borderdesk import desk
from borderdesk.desk import stories as telling
from borderdesk.desk.scripted import _fill_draft
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError, NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Role
from borderdesk.domain.values import Outcome
from borderdesk.text import set_language

STORIES = telling.stories()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One trainee's practice workspace for all stories."""
    set_language("en")
    folder = tmp_path_factory.mktemp("beside") / "real"
    here = desk.open_practice(folder, "O3", "HXY", language="en", clock=posts.Watch())
    yield here
    here.close()


def play(
    workspace: Workspace, drill_id: str, otherwise: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Play a story as written, with other answers where given; the record's code."""
    draft = desk.begin_drill(workspace, drill_id).value
    code = draft.case_code
    for form, answers in telling.reference_answers(STORIES[drill_id]).items():
        if form not in ("first_sight", "health"):
            draft = desk.start_form(workspace, code, form).value
        _fill_draft(workspace, draft.id, {**answers, **(otherwise or {}).get(form, {})})
        if desk.is_apart(form):
            desk.complete_apart(workspace, draft.id)
        else:
            desk.complete_form(workspace, draft.id)
    return code


def reasons_of(workspace: Workspace, code: str) -> list[str]:
    """The questions that the forms themselves name, the weightiest form first."""
    done = {screening.form: screening for screening in desk.case(workspace, code).screenings}.values()
    ordered = sorted(done, key=lambda each: -(each.outcome.rank if each.outcome else -1))
    known = {
        name
        for answers in telling.reference_answers(STORIES[story(workspace, code)]).values()
        for name in answers
    }
    return [
        name for name in dict.fromkeys(name for each in ordered for name in each.reasons) if name in known
    ]


def story(workspace: Workspace, code: str) -> str:
    return desk.drill_of_case(workspace, code)


def test_there_are_twelve_stories_nine_about_a_document_one_of_a_health_check() -> None:
    assert len([each for each in STORIES.values() if each["expected"]["outcome"]]) == 12
    assert len([each for each in STORIES.values() if each["expected"].get("health")]) == 1
    assert len(STORIES) == 22
    assert {module for each in STORIES.values() for module in each["modules"]} == set(telling.MODULES)


@pytest.mark.parametrize("drill_id", STORIES)
def test_the_real_forms_lead_where_the_story_says(practice: Workspace, drill_id: str) -> None:
    code = play(practice, drill_id)
    expected: Any = STORIES[drill_id]["expected"]
    found = desk.finish_drill(practice, code).value
    assert (found.noted or "") == expected["outcome"]
    assert found.noted_document == found.reference_document
    if "health" not in STORIES[drill_id]["answers"]:
        assert sorted(desk.outcome(practice, code).flags) == sorted(expected["flags"])
        assert reasons_of(practice, code) == expected["reasons"]
    assert found.differences == ()
    assert not found.flags_missing
    assert not found.not_filled


@pytest.mark.parametrize("drill_id", STORIES)
def test_a_story_is_told_in_both_languages_about_questions_that_exist(drill_id: str) -> None:
    told: Any = STORIES[drill_id]
    answers = telling.reference_answers(told)
    names = {name for each in answers.values() for name in each}
    assert set(told["says"]) | set(told["why"]) <= names
    texts = [told["title"], told["story"], told["lesson"], *told["says"].values(), *told["why"].values()]
    assert all(text["lo"].strip() and text["en"].strip() for text in texts)


def test_what_the_person_says_answers_every_question_of_the_story(practice: Workspace) -> None:
    answers = desk.what_the_person_says(practice, "01_adult")
    named = {answer.name: answer for answer in answers}
    assert named["AD_18"].answer == "Yes"
    assert "no free day" in named["AD_18"].words
    assert named["AD_17"].answer == "No"
    assert named["FS_01"].answer == "Seen"


def test_what_was_noted_otherwise_is_told_with_the_reason_and_no_number(practice: Workspace) -> None:
    code = play(practice, "01_adult", {"adult": {"AD_18": "no", "AD_03": "unsure"}})
    found = desk.finish_drill(practice, code).value
    assert [(each.question, each.noted, each.reference) for each in found.differences] == [
        ("AD-03", "Not sure", "Yes"),
        ("AD-18", "No", "Yes"),
    ]
    assert all(each.why for each in found.differences)
    assert found.noted == "O3"
    assert found.reference == "O2"


def test_an_exercise_is_written_down_once_for_the_same_answers(practice: Workspace) -> None:
    code = play(practice, "07_refusal")
    assert desk.finish_drill(practice, code).changes.kinds == {"drill.finished"}
    assert not desk.finish_drill(practice, code).changes.kinds


def test_a_story_without_an_outcome_waits(practice: Workspace) -> None:
    draft = desk.begin_drill(practice, "09_nothing_found").value
    with pytest.raises(Unavailable) as refused:
        desk.finish_drill(practice, draft.case_code)
    assert refused.value.code == "case.missing"
    desk.complete_form(practice, draft.id)
    with pytest.raises(RuleBroken) as waits:
        desk.finish_drill(practice, draft.case_code)
    assert waits.value.code == "drill.no_outcome"
    assert desk.drills_begun(practice)["09_nothing_found"] == draft.case_code


def test_who_notes_a_no_as_a_yes_is_told_so_and_not_sent_to_look_for_more_steps(practice: Workspace) -> None:
    code = play(practice, "07_refusal", {"preconditions": {"PRE_7": "given"}})
    found = desk.finish_drill(practice, code).value
    assert found.noted is None
    assert [each.name for each in found.differences] == ["PRE_7"]


def test_what_one_answer_changes_is_told_for_the_whole_story(practice: Workspace) -> None:
    code = play(practice, "06_returned_group", {"risk_needs": {"IR_07": "no"}})
    (difference,) = desk.drill_feedback(practice, code).differences
    assert difference.alone is not None
    assert (difference.alone.changes_step, difference.alone.outcome) == (True, Outcome.O3)


def test_no_exercise_is_played_in_a_real_workspace(checkpoint: Workspace) -> None:
    with pytest.raises(NotAllowed) as refused:
        desk.begin_drill(checkpoint, "01_adult")
    assert refused.value.code == "drill.real_workspace"


def test_only_what_was_done_and_what_differed_enters_the_real_workspace_and_reaches_the_supervisor(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path, watch: posts.Watch
) -> None:
    assert desk.waiting_drills(checkpoint) == []
    trainee = desk.open_practice(checkpoint.folder, checkpoint.user.id, "HXY", language="en", clock=watch)
    code = play(trainee, "01_adult", {"adult": {"AD_18": "no"}})
    desk.finish_drill(trainee, code)
    with pytest.raises(NotAllowed) as inside:
        desk.take_over_drills(trainee)
    assert inside.value.code == "training.in_practice"
    trainee.close()

    before = posts.entries_of(checkpoint)
    assert [each.drill for each in desk.waiting_drills(checkpoint)] == ["01_adult"]
    assert desk.take_over_drills(checkpoint).value == 1
    assert desk.take_over_drills(checkpoint).value == 0
    with checkpoint.store.read() as transaction:
        written = list(transaction.journal.chain(checkpoint.device, before + 1))
    assert [entry.kind for entry in written] == ["drill.finished"]
    assert code.encode() not in (written[0].payload or b"")
    assert desk.cases(checkpoint) == []

    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    found = desk.training_class(supervisor)
    assert [(each.user, each.station) for each in found.trainees] == [("O1", "HXY")]
    assert found.trainees[0].done[0].drill == "01_adult"
    assert [(each.question, each.who) for each in found.different] == [("AD-18", ("O1 HXY",))]


def test_what_somebody_wrote_into_a_practice_journal_by_hand_is_not_taken_over(
    checkpoint: Workspace, watch: posts.Watch
) -> None:
    trainee = desk.open_practice(checkpoint.folder, checkpoint.user.id, "HXY", clock=watch)
    with trainee.store.write() as transaction:
        trainee.record(transaction, "training:O1", desk_fact("02_child", (), "a name, ຊື່"))
        for drill_id in ("01_adult", "unknown"):
            trainee.record(
                transaction,
                "training:O1",
                desk_fact(drill_id, ("adult/AD_18|a name, ຊື່|yes", "other/X|no|yes", "adult/AD_02|no|yes")),
            )
    trainee.close()
    assert desk.take_over_drills(checkpoint).value == 1
    assert desk.take_over_drills(checkpoint).value == 0
    (done,) = desk.own_training(checkpoint)
    assert done.drill == "01_adult"
    assert done.differences == (("adult", "AD_02", "no", "yes"),)


def desk_fact(drill_id: str, differences: tuple[str, ...], attempt: str = "ab" * 8) -> Any:
    from borderdesk.domain import facts

    return facts.DrillFinished(drill_id, "x", "2026-03-05", attempt, "a name", differences)


def test_a_certificate_names_a_role_number_unless_a_name_is_typed(
    checkpoint: Workspace, watch: posts.Watch, stick: Path
) -> None:
    with pytest.raises(RuleBroken) as nothing:
        desk.training_certificate_pdf(checkpoint)
    assert nothing.value.code == "training.nothing_done"
    with checkpoint.store.write() as transaction:
        checkpoint.record(transaction, "training:O1", desk_fact("01_adult", ()))
    assert desk.save_certificate(checkpoint, stick).name == "certificate-O1.pdf"
    with_name = desk.training_certificate_pdf(checkpoint, name="ບຸນມີ")
    assert with_name.pages == 1
    assert with_name.pdf != desk.training_certificate_pdf(checkpoint).pdf
    officer = posts.as_role(checkpoint, Role.OFFICER)
    with pytest.raises(BorderDeskError):
        desk.training_certificate_pdf(officer, "O7", "HXY-00000000")


def test_a_certificate_has_no_practice_mark_and_both_languages(checkpoint: Workspace) -> None:
    with checkpoint.store.write() as transaction:
        for drill_id in STORIES:
            checkpoint.record(transaction, "training:O1", desk_fact(drill_id, ()))
    drawn = desk.training_certificate_pdf(checkpoint)
    said = words(drawn)
    assert drawn.pages == 1
    assert "PRACTICE" not in said
    assert "Certificate of practice" in said
    assert "ໃບຢັ້ງຢືນການຝຶກຫັດ" in said
    assert not drawn.unshown
