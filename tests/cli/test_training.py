"""Practice and training records from the command line."""

import shutil
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.desk.test_class_view import did
from tests.desk.test_exercises import play

from borderdesk import desk
from borderdesk.resources import resource


def test_a_trainee_practises_adds_it_to_the_record_and_gets_a_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    folder = tmp_path / "desk"
    shutil.copytree(posts._made("checkpoint"), folder)
    terminal = Terminal()
    made = terminal("practice", folder, "--user", "O1", "--station", "HXY", "--no-window")
    assert "practice passphrase" in made.out
    trainee = desk.open_practice(folder, "O1", "HXY")
    desk.finish_drill(trainee, play(trainee, "07_refusal"))
    trainee.close()
    listed = terminal("training", folder, "--add")
    assert "Added: 1" in listed.out
    assert "She would rather not talk" in listed.out
    out = tmp_path / "stick"
    out.mkdir()
    assert terminal("training", folder, "--certificate", "O1", "--out", out).code == 0
    assert [path.name for path in out.iterdir()] == ["certificate-O1.pdf"]
    assert terminal("training", folder, "--certificate", "O7", "--out", out).code == 1


def test_a_trainer_checks_a_story_and_writes_the_class_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    folder = tmp_path / "desk"
    shutil.copytree(posts._made("supervisor"), folder)
    terminal = Terminal()
    shipped = resource("practice", "stories", "14_doc_number.toml")
    assert "leads to examiner" in terminal("story", folder, shipped).out
    broken = tmp_path / "own.toml"
    broken.write_text(shipped.read_text("utf-8").replace('"examiner"', '"ok"'), "utf-8")
    refused = terminal("story", folder, broken)
    assert refused.code == 1
    assert "examiner" in refused.err + refused.out
    assert terminal("training", folder, "--report", "--out", tmp_path).code == 1
    here = posts.reopened(folder)
    did(here, "O1", "01_adult", "adult/AD_18|no|yes")
    here.close()
    written = terminal("training", folder, "--report", "--letters", "--out", tmp_path)
    assert written.code == 0
    assert [path.name[:6] for path in tmp_path.glob("*.pdf")] == ["class-"]
