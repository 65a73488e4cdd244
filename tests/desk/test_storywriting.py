"""A trainer writes a practice story: checked, tried out, sent in a pack, played, taken back."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.desk import content, posts
from tests.desk.posts import refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken
from borderdesk.exchange.content import PATH
from borderdesk.resources import at_work

BOTH = {"en": "Words.", "lo": "ຄຳເວົ້າ."}


def a_story(**changed: Any) -> dict[str, Any]:
    """A refusal, as short as a story can be."""
    told: dict[str, Any] = {
        "modules": ["trafficking"],
        "version": "1",
        "title": {"en": "Not today", "lo": "ມື້ນີ້ບໍ່"},
        "story": deepcopy(BOTH),
        "lesson": deepcopy(BOTH),
        "intake": {"direction": "arriving", "age_group": "adult", "language": "lo", "party": "1"},
        "answers": {"first_sight": {"FS_01": "seen", "FS_02": "seen"}, "preconditions": {"PRE_7": "refused"}},
        "says": {"PRE_7": deepcopy(BOTH)},
        "why": {"PRE_7": deepcopy(BOTH)},
        "expected": {"outcome": "O3"},
    }
    return told | changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    return made


def test_a_story_is_checked_by_being_played_and_keeps_what_the_forms_give(
    supervisor: Workspace, folder: Path
) -> None:
    path = desk.save_story(supervisor, folder, "own_1", a_story())
    assert path == folder / "practice" / "stories" / "own_1.toml"
    told = desk.written_story(supervisor, folder, "own_1")
    assert told["expected"]["outcome"] == "O3"
    assert told["expected"]["reasons"] == ["PRE_7", "FS_01", "FS_02"]
    assert told["status"] == "draft-unvalidated"
    again = desk.written_story(supervisor, folder, "own_1")
    desk.save_story(supervisor, folder, "own_1", again)
    assert desk.written_story(supervisor, folder, "own_1")["version"] > told["version"]
    row = next(row for row in desk.story_rows(supervisor, folder) if row.id == "own_1")
    assert (row.own, row.title) == (True, "Not today")
    desk.remove_story(supervisor, folder, "own_1")
    assert refusal(desk.remove_story, supervisor, folder, "own_1") == "drill.missing"


ANSWERS = a_story()["answers"]


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"answers": {**ANSWERS, "adult": {"AD_99": "yes"}}}, "story.question", "AD-99"),
        ({"answers": {**ANSWERS, "preconditions": {"PRE_7": "perhaps"}}}, "story.answer", "PRE-7"),
        ({"answers": {**ANSWERS, "poe_assessment": {"PA_01": "0"}}}, "story.form", "poe_assessment"),
        ({"expected": {"outcome": "O1"}}, "story.outcome", "O1"),
        ({"why": {"AD_02": BOTH}}, "story.says", "AD-02"),
        ({"lesson": {"en": "Only English."}}, "story.field", "lesson.lo"),
        ({"title": {"en": "x\u0000", "lo": "ຂ"}}, "story.field", "title.en"),
        ({"modules": []}, "story.field", "modules"),
        ({"intake": {**a_story()["intake"], "party": "0"}}, "story.field", "intake.party"),
        ({"expected": {"outcome": "O3", "reasons": ["FS_09"]}}, "story.reason", "FS-09"),
        ({"expected": {"outcome": "O3", "flags": ["CHILD"]}}, "story.flag", "CHILD"),
        ({"verdict": "x"}, "story.field", "verdict"),
    ],
)
def test_what_is_wrong_with_a_story_is_told_with_its_place(
    supervisor: Workspace, changed: dict[str, Any], code: str, place: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.check_story(supervisor, a_story(**changed))
    assert refused.value.code == code
    assert place in refused.value.fields.values()


def test_a_document_of_a_real_state_or_with_a_line_too_short_is_refused(supervisor: Workspace) -> None:
    told = dict(desk.written_story(supervisor, None, "14_doc_number"))
    assert desk.check_story(supervisor, told).document == "examiner"
    for name, value in (("issuer", "LAO"), ("zone", ["P<UTO", "A"]), ("birth", "3 May"), ("kind", "TD9")):
        with pytest.raises(RuleBroken) as refused:
            desk.check_story(supervisor, {**told, "specimen": {**told["specimen"], name: value}})
        assert refused.value.fields["field"] == f"specimen.{name}"
    with pytest.raises(RuleBroken) as elsewhere:
        desk.check_story(supervisor, {**told, "expected": {"outcome": "", "document": "ok"}})
    assert elsewhere.value.code == "story.document"


@pytest.mark.parametrize("name", ["", "../x", "Größe", "a b", "x" * 49])
def test_a_file_name_leads_nowhere_else(supervisor: Workspace, folder: Path, name: str) -> None:
    assert refusal(desk.save_story, supervisor, folder, name, a_story()) == "story.name"
    assert not PATH.fullmatch(f"practice/stories/{name}.toml")
    assert not list(folder.rglob("*.toml"))


@pytest.mark.parametrize("name", ["con", "lpt1"])
def test_no_story_has_a_name_that_windows_keeps_for_a_device(
    supervisor: Workspace, folder: Path, name: str
) -> None:
    assert refusal(desk.save_story, supervisor, folder, name, a_story()) == "story.name"
    assert not list(folder.rglob("*.toml"))


def test_a_broken_file_is_listed_and_hides_no_other(supervisor: Workspace, folder: Path) -> None:
    place = folder / "practice" / "stories"
    content.written(place, {"own_1.toml": "not = [toml", "own_2.toml": b"\xff\xfe"})
    rows = {row.id: row for row in desk.story_rows(supervisor, folder)}
    assert rows["own_1"].problem == rows["own_2"].problem == "story.unreadable"
    assert rows["01_adult"].title
    assert refusal(desk.compose_pack, supervisor, [folder]) == "pack.broken"


def test_a_story_goes_out_in_a_pack_is_played_and_goes_with_the_next_pack(
    supervisor: Workspace, checkpoint: Workspace, met: None, stick: Path, folder: Path
) -> None:
    content.key_known(supervisor, checkpoint, folder=stick)
    before = content.on_stick(supervisor, content.reviewed(folder / "other"), stick)
    desk.save_story(supervisor, folder, "own_1", a_story())
    kept = desk.save_story(supervisor, folder, "own_2", a_story())
    first = content.on_stick(supervisor, [folder / "practice"], stick, draft=True)
    (seen,) = desk.preview_pack(checkpoint, first).changes
    assert (seen.kind, [each.name for each in seen.new]) == (desk.PackKind.STORY, ["own_1", "own_2"])
    desk.install_pack(checkpoint, first)
    desk.ready_practice(checkpoint)
    trainee = desk.open_practice(checkpoint.folder, checkpoint.user.id, "HXY", language="en")
    with at_work(trainee.content):
        assert "own_1" in {each.id for each in desk.drills()}
    draft = desk.begin_drill(trainee, "own_1").value
    posts.fill(trainee, draft.id, {**posts.NOTHING_SEEN, "FS_01": "seen", "FS_02": "seen"})
    desk.complete_form(trainee, draft.id)
    draft = desk.start_form(trainee, draft.case_code, "preconditions").value
    posts.fill(trainee, draft.id, {**posts.READY, "PRE_7": "refused"})
    desk.complete_form(trainee, draft.id)
    assert desk.finish_drill(trainee, draft.case_code).value.noted == "O3"
    trainee.close()
    assert desk.take_over_drills(checkpoint).value == 1
    assert desk.own_training(checkpoint)[0].title == "Not today"

    desk.remove_story(supervisor, folder, "own_1")
    second = content.on_stick(supervisor, [kept], stick, draft=True)
    desk.install_pack(checkpoint, second)
    with at_work(checkpoint.content):
        assert "own_1" not in {each.id for each in desk.drills()}
    assert desk.own_training(checkpoint)[0].title == "own_1", "what was done stays"
    desk.install_pack(checkpoint, first, older=True)
    with at_work(checkpoint.content):
        assert "own_1" in {each.id for each in desk.drills()}
    assert desk.install_pack(checkpoint, before, older=True).value.kinds == ("document",)


def test_a_pack_with_an_answer_no_form_takes_is_turned_away_whole(
    supervisor: Workspace, checkpoint: Workspace, met: None, stick: Path, folder: Path
) -> None:
    content.key_known(supervisor, checkpoint, folder=stick)
    path = desk.save_story(supervisor, folder, "own_1", a_story())
    path.write_text(path.read_text(encoding="utf-8").replace('"refused"', '"perhaps"'), encoding="utf-8")
    with pytest.raises(RuleBroken) as refused:
        desk.compose_pack(supervisor, [folder])
    assert refused.value.code == "pack.broken"
    assert refused.value.fields["reason"] == "story.answer"
    assert "PRE-7" in str(refused.value.fields["what"])
