"""Border posts, health checks and separate records from the command line."""

import shutil
from pathlib import Path

import pytest
from tests.cli.story import Terminal, answers
from tests.desk import posts

from borderdesk import desk


@pytest.fixture
def checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    folder = tmp_path / "desk"
    shutil.copytree(posts._made("checkpoint"), folder)
    return folder


def test_a_post_is_assessed_listed_and_put_on_paper(checkpoint: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    found = {"post_name": "Boten", "visit_day": "2026-03-01", "PA_04": "0", "PA_07": "3"}
    done = terminal(
        "screen", checkpoint, "--form", "poe_assessment", "--answers", answers(tmp_path, "a", found), "--json"
    )
    assert done.code == 0, done.err
    code = done.data["code"]
    listed = terminal("posts", checkpoint)
    assert "Boten  starred gaps: PA-04" in listed.out
    written = terminal("posts", checkpoint, "--visit", code, "--out", tmp_path / "out", "--in", "lo")
    assert written.code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"post-{code}-lo.pdf"]
    alone = terminal("posts", checkpoint, "--out", tmp_path / "out")
    assert alone.code == 1
    assert "one border post only" in alone.err
    given = answers(tmp_path, "c", {"phase": "before", "CC_01": "0"})
    plan = terminal("screen", checkpoint, "--form", "crisis", "--answers", given, "--json").data["code"]
    assert "before  starred gaps: CC-01\n1 visits, 1 crisis plans" in terminal("posts", checkpoint).out
    written = terminal("posts", checkpoint, "--visit", plan, "--out", tmp_path / "out", "--in", "en")
    assert f"plan-{plan}-en.pdf" in written.out


def test_a_health_check_opens_no_record(checkpoint: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    given = answers(tmp_path, "h", {"HS_02": "38.4", "HS_03": "cough"})
    assert terminal("screen", checkpoint, "--form", "health", "--answers", given).code == 0
    assert "0 records" in terminal("cases", checkpoint).out


def test_sealed_health_checks_are_listed_for_the_health_role_alone(checkpoint: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    ward = tmp_path / "ward"
    assert terminal("init", ward, "--role", "health", "--station", "HXY").code == 0
    given = answers(tmp_path, "h", {"HS_02": "38.4", "HS_03": "cough", "HS_15": "second"})
    assert terminal("screen", ward, "--form", "health", "--answers", given).code == 0
    listed = terminal("health", ward)
    assert "isolate  neutral 2026112601" in listed.out
    assert "1 checks" in listed.out
    code = listed.out.split()[0]
    read = terminal("health", ward, "--read", code).out
    assert "HS-02  38.4" in read and "HS-03  Cough" in read
    assert terminal("health", ward, "--read", "nonsense").code == 1
    assert terminal("health", checkpoint).code == 1
    assert terminal("health", checkpoint, "--read", code).code == 1


def test_who_edits_content_chooses_the_disease_pack(checkpoint: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    office = tmp_path / "office"
    assert terminal("init", office, "--role", "content_admin", "--station", "VTE").code == 0
    assert "nobody has chosen yet" in terminal("health", office, "--packs").out
    chosen = terminal("health", office, "--pack", "respiratory").out
    assert "respiratory" in chosen and "Fever from 37.8 °C" in chosen and "draft, not validated" in chosen
    assert "chosen by O1" in terminal("health", office, "--packs").out
    assert terminal("health", office, "--pack", "unheard_of").code == 1
    assert terminal("health", checkpoint, "--pack", "respiratory").code == 1


def test_a_mistake_in_the_answers_leaves_nothing_unfinished(checkpoint: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    wrong = answers(tmp_path, "w", {"HS_02": "hot"})
    refused = terminal("screen", checkpoint, "--form", "health", "--answers", wrong)
    assert refused.code == 1
    here = posts.reopened(checkpoint)
    assert desk.drafts(here) == []
    here.close()


def test_separate_records_go_to_the_other_receiver_alone(checkpoint: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    other = tmp_path / "other"
    shutil.copytree(posts._made("supervisor_other"), other)
    for desk_folder, out in ((checkpoint, "a.card"), (other, "b.card")):
        assert terminal("card", desk_folder, "--out", tmp_path / out).code == 0
    assert terminal("trust", checkpoint, tmp_path / "b.card", "--separate").code == 0
    assert terminal("trust", other, tmp_path / "a.card").code == 0
    here = posts.reopened(checkpoint)
    code = posts.screened(here)
    posts.finish(here, code, "risk_needs", {"IR_09": "yes"})
    here.close()
    assert terminal("export", checkpoint, "--to", tmp_path).code == 1, "there is no ordinary receiver"
    packed = terminal("export", checkpoint, "--to", tmp_path, "--separate", "--json")
    assert packed.data["records"] == 1
    assert terminal("import", other, packed.data["path"]).code == 0
    there = posts.reopened(other)
    assert desk.case(there, code).official_involved
    there.close()
