"""Form versions side by side, and a draft that moves to the newer one after the officer saw what is lost."""

import re
from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Role
from borderdesk.forms.inlining import clip_address
from borderdesk.resources import resource

FORM = """
| survey |
| | type | name | label::English (en) | label::Lao (lo) | media::image::English (en) |
| | text | {first} | {label} | ບັນທຶກ | map.png |
| | select_one_from_file village.csv | village | Village | ບ້ານ | |
| settings |
| | form_id | version | form_title |
| | visit | {version} | Visit |
"""
PNG = b"\x89PNG\r\n\x1a\n picture"


def write_form(folder: Path, version: str, first: str = "remark", label: str = "Remark") -> Path:
    path = folder / f"visit-{version}.md"
    path.write_text(FORM.format(version=version, first=first, label=label), encoding="utf-8")
    media = folder / f"visit-{version}-media"
    media.mkdir(exist_ok=True)
    (media / "village.csv").write_text("name,label\na,Ban A\n", encoding="utf-8")
    (media / "map.png").write_bytes(PNG)
    return path


@pytest.fixture
def author(checkpoint: Workspace) -> Workspace:
    return posts.as_role(checkpoint, Role.CONTENT_ADMIN)


def test_versions_live_side_by_side_and_new_records_use_the_highest(
    author: Workspace, tmp_path: Path
) -> None:
    for version in ("9", "10"):
        desk.add_form_file(author, write_form(tmp_path, version))
    listed = desk.form_versions(author, "visit")
    assert [(each.version, each.newest) for each in listed] == [("10", True), ("9", False)]
    assert desk.form(author, "visit").version == "10"


def test_the_same_version_with_other_content_is_refused(author: Workspace, tmp_path: Path) -> None:
    desk.add_form_file(author, write_form(tmp_path, "1"))
    changed = write_form(tmp_path, "1", label="Other words")
    assert posts.refusal(desk.add_form_file, author, changed) == "form.raise_version"
    assert [each.version for each in desk.form_versions(author, "visit")] == ["1"]


def test_recordings_of_questions_can_be_brought_along_later(author: Workspace, tmp_path: Path) -> None:
    path = write_form(tmp_path, "1")
    desk.add_form_file(author, path)
    clip = tmp_path / "visit-1-media" / "remark.lo.mp3"
    clip.write_bytes(b"ID3 said aloud")
    (tmp_path / "visit-1-media" / "unknown.lo.mp3").write_bytes(b"ID3 of no question")
    again = desk.add_form_file(author, path).value
    assert desk.form_media(author, again.sha256, clip_address("remark", "lo")) == b"ID3 said aloud"
    assert desk.form_media(author, again.sha256, clip_address("unknown", "lo")) is None
    assert len(desk.form_versions(author, "visit")) == 1


def test_lists_and_pictures_beside_the_file_come_along(author: Workspace, tmp_path: Path) -> None:
    added = desk.add_form_file(author, write_form(tmp_path, "1")).value
    assert desk.form_media(author, added.sha256, "jr://images/map.png") == PNG
    assert desk.form_media(author, added.sha256, "jr://images/other.png") is None
    assert desk.form_media(author, added.sha256, clip_address("remark", "lo")) is None
    assert "Ban A" in [row.text for row in desk.form(author, "visit").lists["village"].walk()]


def test_a_list_that_lies_beside_is_not_called_missing_and_one_that_does_not_is(tmp_path: Path) -> None:
    path = write_form(tmp_path, "1")
    assert not [each for each in desk.check_forms([path]) if "village.csv" in each.what]
    (tmp_path / "visit-1-media" / "village.csv").unlink()
    assert [each for each in desk.check_forms([path]) if "village.csv" in each.what]
    (tmp_path / "visit-1-media" / "village.csv").write_bytes(b"name,label\na,\xff\xfe\n")
    assert "error" in [each.severity for each in desk.check_forms([path])]


def test_a_form_that_cannot_be_used_names_what_is_wrong(author: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "broken.md"
    path.write_text(
        "| survey |\n| | type | name | label |\n| | select_one none | a | A |\n", encoding="utf-8"
    )
    assert posts.refusal(desk.add_form_file, author, path) == "form.broken"
    assert posts.refusal(desk.add_form_file, author, tmp_path / "gone.md") == "form.file_unreadable"


def test_an_officer_does_not_add_forms(checkpoint: Workspace, tmp_path: Path) -> None:
    assert posts.refusal(desk.add_form_file, checkpoint, write_form(tmp_path, "1")) == "role.not_allowed"


def test_a_draft_moves_to_the_new_version_with_what_fits(
    checkpoint: Workspace, author: Workspace, tmp_path: Path
) -> None:
    desk.add_form_file(author, write_form(tmp_path, "1"))
    code = posts.new_case(checkpoint)
    draft = desk.start_form(checkpoint, code, "visit").value
    posts.fill(checkpoint, draft.id, {"remark": "tired", "village": "a"})
    assert posts.refusal(desk.preview_move, checkpoint, draft.id) == "form.newest_already"

    desk.add_form_file(author, write_form(tmp_path, "2", first="note", label="Note"))
    assert desk.open_draft(checkpoint, draft.id).session.form.version == "1"
    seen = desk.preview_move(checkpoint, draft.id)
    assert [kept.answer for kept in seen.kept] == ["Ban A"]
    assert [(lost.question, lost.answer) for lost in seen.dropped] == [("Remark", "tired")]
    assert desk.open_draft(checkpoint, draft.id).session.value("/data/remark") == "tired"

    moved = desk.move_draft(checkpoint, draft.id)
    session = desk.open_draft(checkpoint, draft.id).session
    assert (session.form.version, session.value("/data/village")) == ("2", "a")
    assert moved.value == seen
    assert "screening.moved" in [line.kind for line in desk.timeline(checkpoint, code)]


def test_a_health_worker_moves_a_check_to_the_new_version_with_its_limits(
    checkpoint: Workspace, author: Workspace, tmp_path: Path
) -> None:
    nurse = posts.as_role(checkpoint, Role.HEALTH)
    desk.choose_disease_pack(nurse, "respiratory")
    draft = desk.start_health_check(nurse).value
    posts.fill(nurse, draft.id, {"HS_02": "37.9", "HS_03": "cough"})
    newer = tmp_path / "health.md"
    text = resource("forms", "health.md").read_text(encoding="utf-8")
    newer.write_text(re.sub(r"\| 2026\d{6} \|", "| 2027010101 |", text), encoding="utf-8")
    desk.add_form_file(author, newer)
    assert not desk.preview_move(nurse, draft.id).dropped
    desk.move_draft(nurse, draft.id)
    session = desk.open_draft(nurse, draft.id).session
    assert session.form.version == "2027010101"
    assert (session.value("/data/pack_fever"), session.value("/data/look/HS_02")) == ("37.8", "37.9")
    assert desk.complete_apart(nurse, draft.id).value.results["health_result"] == "isolate"


def test_a_sealed_record_still_opens_with_its_own_version(
    checkpoint: Workspace, author: Workspace, tmp_path: Path
) -> None:
    desk.add_form_file(author, write_form(tmp_path, "1"))
    code = posts.new_case(checkpoint)
    posts.finish(checkpoint, code, "visit", {"remark": "tired"})
    desk.add_form_file(author, write_form(tmp_path, "2"))
    done = desk.case(checkpoint, code).screening("visit")
    assert done is not None
    assert desk.form_by_hash(checkpoint, done.sha256).version == "1"
