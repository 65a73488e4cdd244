"""Disease packs: chosen at a post and written down, carried in content packs, used by new checks only."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.content.instruments import session
from tests.desk import content, posts
from tests.desk.posts import refusal
from tests.desk.test_apart import checked

from borderdesk import desk
from borderdesk.desk.health_limits import SIGNS, read_disease_pack
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.domain.roles import Role
from borderdesk.resources import at_work, resource
from borderdesk.text import set_language

OUTBREAK = """id = "outbreak"
title_en = "Outbreak of spring 2026"
title_lo = "ພະຍາດລະບາດ 2026"
version = "2026120101"
status = "validated"
reviewed_by = "Somchit"
sources = ["Letter of the health ministry, 1 March 2026"]
fever_from = 37.5
days_back = 10
watch = ["rash", "throat"]
"""


def signed(author: Workspace, folder: Path, stick: Path, **texts: str) -> Path:
    files: dict[str, str | bytes] = {f"health/{name}.toml": text for name, text in texts.items()}
    return content.on_stick(author, content.written(folder, files), stick)


# ------------------------------------------------------------------ choosing
def test_checks_begin_with_the_neutral_limits_until_somebody_chooses(checkpoint: Workspace) -> None:
    chosen = desk.disease_pack(checkpoint)
    assert (chosen.pack.id, chosen.by, chosen.at) == ("neutral", "", None)
    assert checked(checkpoint, HS_02="37.9", HS_03="none").results["fever"] == "no"


@pytest.mark.parametrize("role", [Role.HEALTH, Role.SHIFT_LEAD])
def test_the_health_worker_or_the_shift_lead_chooses_at_the_post_and_it_is_written_down(
    checkpoint: Workspace, role: Role
) -> None:
    lead = posts.as_role(checkpoint, role, "L2")
    done = desk.choose_disease_pack(lead, "respiratory")
    assert done.changes.kinds == {"health.pack_chosen"}
    chosen = desk.disease_pack(checkpoint)
    assert (chosen.pack.id, chosen.by, chosen.at) == ("respiratory", "L2", posts.NOON)
    later = checked(checkpoint, HS_02="37.9", HS_03="none").results
    assert (later["fever"], later["pack_id"], later["pack_version"]) == ("yes", "respiratory", "2026112601")
    before = posts.entries_of(checkpoint)
    assert not desk.choose_disease_pack(lead, "respiratory").changes.kinds
    assert posts.entries_of(checkpoint) == before


def test_an_officer_chooses_no_limits_and_nobody_an_unknown_disease(checkpoint: Workspace) -> None:
    assert refusal(desk.choose_disease_pack, checkpoint, "respiratory") == "role.not_allowed"
    nurse = posts.as_role(checkpoint, Role.HEALTH)
    assert refusal(desk.choose_disease_pack, nurse, "nonsense") == "disease.missing"
    assert desk.disease_pack(checkpoint).pack.id == "neutral"


def test_the_choice_of_another_desk_is_not_taken_for_ones_own(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    assert [(place.station, place.at) for place in desk.limits_places(supervisor)] == [("HXY", None)]
    desk.choose_disease_pack(posts.as_role(checkpoint, Role.HEALTH), "respiratory")
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert desk.disease_pack(supervisor).pack.id == "neutral"
    (place,) = desk.limits_places(supervisor)
    assert (place.station, place.pack, place.by, place.at) == ("HXY", "respiratory", "X1", posts.NOON)
    assert refusal(desk.health_checks, supervisor) == "role.not_allowed"


# ------------------------------------------------------------------ content
def test_a_disease_pack_travels_in_a_content_pack_and_sets_the_limits_of_new_checks_only(
    author: Workspace, checkpoint: Workspace, stick: Path, tmp_path: Path
) -> None:
    nurse = posts.as_role(checkpoint, Role.HEALTH)
    desk.install_pack(checkpoint, signed(author, tmp_path / "a", stick, outbreak=OUTBREAK))
    desk.choose_disease_pack(nurse, "outbreak")
    first = checked(checkpoint, HS_02="37.6", HS_03="none")
    begun = desk.start_health_check(checkpoint).value
    raised = OUTBREAK.replace("37.5", "37.9").replace("2026120101", "2026120102")
    second = signed(author, tmp_path / "b", stick, outbreak=raised)
    (said,) = desk.preview_pack(checkpoint, second).changes
    assert said.kind is desk.PackKind.DISEASE
    assert "37.5 °C" in said.changed[0].before and "37.9 °C" in said.changed[0].after
    desk.install_pack(checkpoint, second)
    chosen = desk.disease_pack(checkpoint)
    assert (chosen.pack.version, chosen.changed) == ("2026120102", "2026120101")
    posts.fill(checkpoint, begun.id, {"HS_02": "37.6", "HS_03": "none", "HS_15": "second"})
    kept = desk.complete_apart(checkpoint, begun.id).value
    new = checked(checkpoint, HS_02="37.6", HS_03="none")
    assert [each.results["fever"] for each in (first, kept, new)] == ["yes", "yes", "no"]
    assert {each.code: each.results["pack_version"] for each in desk.health_checks(nurse)} == {
        first.code: "2026120101",
        kept.code: "2026120101",
        new.code: "2026120102",
    }
    assert desk.choose_disease_pack(nurse, "outbreak").changes.kinds, "the new limits are chosen knowingly"
    assert not desk.disease_pack(checkpoint).changed


def test_going_back_to_the_older_pack_brings_the_older_limits_back(
    author: Workspace, checkpoint: Workspace, stick: Path, tmp_path: Path
) -> None:
    first = signed(author, tmp_path / "a", stick, outbreak=OUTBREAK)
    respiratory = OUTBREAK.replace("outbreak", "respiratory").replace("37.5", "38.5")
    second = signed(author, tmp_path / "b", stick, respiratory=respiratory)
    desk.install_pack(checkpoint, first)
    desk.choose_disease_pack(posts.as_role(checkpoint, Role.HEALTH), "outbreak")
    (said,) = desk.preview_pack(checkpoint, second).changes
    assert [each.name for each in said.removed] == ["outbreak"]
    assert [each.name for each in said.changed] == ["respiratory"]
    desk.install_pack(checkpoint, second)
    chosen = desk.disease_pack(checkpoint)
    assert (chosen.pack.id, chosen.gone) == ("neutral", "outbreak"), "said, not passed over"
    with at_work(checkpoint.content):
        brought = {pack.id: (pack.fever_from, pack.brought) for pack in desk.disease_packs()}
    assert brought["respiratory"] == (38.5, True)
    assert refusal(desk.install_pack, checkpoint, first) == "pack.older"
    desk.install_pack(checkpoint, first, older=True)
    assert desk.disease_pack(checkpoint).pack.id == "outbreak"
    with at_work(checkpoint.content):
        shipped = {pack.id: (pack.fever_from, pack.brought) for pack in desk.disease_packs()}
    assert shipped["respiratory"] == (37.8, False)


def test_unreviewed_limits_are_signed_only_as_a_draft(author: Workspace, tmp_path: Path) -> None:
    nobody = OUTBREAK.replace('reviewed_by = "Somchit"\n', "")
    folder = content.written(tmp_path / "c", {"health/outbreak.toml": nobody})
    assert refusal(desk.sign_pack, author, [folder]) == "pack.unreviewed"
    assert refusal(desk.sign_pack, author, [folder], draft=True) == "pack.not_marked"
    content.written(folder, {"health/outbreak.toml": nobody.replace("validated", "draft-unvalidated")})
    assert desk.sign_pack(author, [folder], draft=True).value.kinds == ("disease",)


# ------------------------------------------------------------------ bad input
@pytest.mark.parametrize(
    ("wrong", "right", "code", "field"),
    [
        ("fever_from = 375", "fever_from = 37.5", "disease.number", "fever_from"),
        ("fever_from = nan", "fever_from = 37.5", "disease.number", "fever_from"),
        ("fever_from = true", "fever_from = 37.5", "disease.number", "fever_from"),
        ("fever_from = 37.55", "fever_from = 37.5", "disease.number", "fever_from"),
        ('fever_from = "37.5"', "fever_from = 37.5", "disease.number", "fever_from"),
        ("days_back = 0", "days_back = 10", "disease.number", "days_back"),
        ("days_back = 10.0", "days_back = 10", "disease.number", "days_back"),
        ("", "days_back = 10", "disease.field", "days_back"),
        ("", 'status = "validated"', "disease.field", "status"),
        ('status = "final"', 'status = "validated"', "disease.field", "status"),
        (
            "sources = []",
            'sources = ["Letter of the health ministry, 1 March 2026"]',
            "disease.field",
            "sources",
        ),
        (
            'sources = [" "]',
            'sources = ["Letter of the health ministry, 1 March 2026"]',
            "disease.field",
            "sources",
        ),
        ('title_lo = ""', 'title_lo = "ພະຍາດລະບາດ 2026"', "disease.field", "title_lo"),
        ('version = "2"', 'version = "2026120101"', "disease.field", "version"),
        ('id = "../x"', 'id = "outbreak"', "disease.field", "id"),
        ("wach = []", 'watch = ["rash", "throat"]', "disease.field", "wach"),
        ('watch = "rash"', 'watch = ["rash", "throat"]', "disease.field", "watch"),
        ('watch = ["rash", "sneeze"]', 'watch = ["rash", "throat"]', "disease.sign", "sneeze"),
        ('watch = ["rash", "rash"]', 'watch = ["rash", "throat"]', "disease.sign", "rash"),
        ("days_back = ten", "days_back = 10", "disease.unreadable", "line 9"),
    ],
)
def test_a_slip_of_the_pen_is_named_and_nothing_is_signed(
    author: Workspace, tmp_path: Path, wrong: str, right: str, code: str, field: str
) -> None:
    assert right in OUTBREAK
    text = OUTBREAK.replace(right, wrong)
    with pytest.raises(RuleBroken) as read:
        read_disease_pack(text.encode())
    assert read.value.code == code
    assert any(field in str(value) for value in read.value.fields.values())
    folder = content.written(tmp_path / "wrong", {"limits.toml": text})
    with pytest.raises(BorderDeskError) as refused:
        desk.compose_pack(author, [folder])
    assert (refused.value.code, refused.value.fields["reason"]) == ("pack.broken", code)


def test_a_file_that_is_no_text_at_all_is_named_too(author: Workspace, tmp_path: Path) -> None:
    for data in (b"\xff\xfe\x00", b"x = " + b"1" * 20_000):
        folder = content.written(tmp_path / "wrong", {"health/x.toml": data})
        with pytest.raises(BorderDeskError) as refused:
            desk.compose_pack(author, [folder])
        assert refused.value.fields["reason"] == "disease.unreadable"
    other = content.written(tmp_path / "other", {"notes.toml": 'x = "y"'})
    assert refusal(desk.compose_pack, author, [other]) == "pack.unknown_file"


# ------------------------------------------------------------------ the form
def test_the_signs_that_can_be_watched_are_those_the_form_asks_for(checkpoint: Workspace) -> None:
    running = session("health", {})
    choices = running.choices(running.question("/data/symptoms/HS_03"))
    assert {choice.value for choice in choices} - {"none"} == set(SIGNS)
    set_language("lo")
    assert desk.check_words(checkpoint, "HS_03")["cough"] == "ໄອ"
    set_language("en")
    assert desk.check_words(checkpoint, "HS_03")["cough"] == "Cough"


def test_every_shipped_disease_pack_is_sound_and_a_draft() -> None:
    shipped = list(resource("health").glob("*.toml"))
    for path in shipped:
        pack = read_disease_pack(path.read_bytes())
        assert pack.id == path.stem and pack.draft
    assert next(pack.id for pack in desk.disease_packs()) == "neutral"
    assert len(shipped) == len(desk.disease_packs())


# ------------------------------------------------------------------ the author's folder
SAID = desk.LimitsFacts(
    "ໄຂ້ຫວັດ", "Flu of 2026!", "37,6", "໑໐", ("cough",), "Letter 12 of the health ministry", "Dr Somchit"
)


def test_limits_are_written_into_the_folder_as_people_type_them(author: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    made = desk.save_limits(author, folder, SAID)
    assert (made.id, made.fever_from, made.days_back, made.draft) == ("flu_of_2026", 37.6, 10, False)
    again = desk.save_limits(author, folder, replace(SAID, id=made.id, fever_from="38", confirmed_by=""))
    assert int(again.version) == int(made.version) + 1
    assert again.draft, "changed limits wait for their authority anew"
    assert [each.pack for each in desk.kept_limits(author, folder)] == [again]
    other = desk.save_limits(author, folder, SAID)
    assert other.id == "flu_of_2026_2"
    assert desk.save_limits(author, tmp_path, replace(SAID, title_en="AUX")).id == "limits_aux", "Windows"
    assert desk.sign_pack(author, [folder], draft=True).value.kinds == ("disease",)
    desk.remove_limits(author, folder, "flu_of_2026.toml")
    assert [each.file for each in desk.kept_limits(author, folder)] == ["flu_of_2026_2.toml"]
    assert refusal(desk.remove_limits, author, folder, "../flu_of_2026_3.toml") == "disease.missing"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"fever_from": "hot"}, "disease.number"),
        ({"fever_from": ""}, "disease.number"),
        ({"fever_from": "inf"}, "disease.number"),
        ({"fever_from": "98.6"}, "disease.number"),
        ({"days_back": "3.5"}, "disease.number"),
        ({"days_back": "1e400"}, "disease.number"),
        ({"title_lo": " "}, "disease.field"),
        ({"source": ""}, "disease.field"),
        ({"watch": ("sneeze",)}, "disease.sign"),
    ],
)
def test_what_cannot_be_a_limit_is_refused_and_nothing_is_written(
    author: Workspace, tmp_path: Path, wrong: dict[str, Any], code: str
) -> None:
    assert refusal(desk.save_limits, author, tmp_path / "folder", replace(SAID, **wrong)) == code
    assert not (tmp_path / "folder").exists()


def test_a_slip_of_the_pen_in_the_folder_is_listed_first_with_what_is_wrong(
    author: Workspace, tmp_path: Path
) -> None:
    desk.save_limits(author, tmp_path, SAID)
    content.written(tmp_path, {"health/zz.toml": OUTBREAK.replace("37.5", "375")})
    slip, sound = desk.kept_limits(author, tmp_path)
    assert slip.refused is not None and slip.refused.code == "disease.number"
    assert sound.pack is not None
