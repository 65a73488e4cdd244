"""Practice and training records from the command line."""

import shutil
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.desk.test_exercises import play

from borderdesk import desk


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
