"""``borderdesk form``: what authors and supervisors do from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.test_exports import SECOND
from tests.desk.test_versions import write_form

from borderdesk import desk
from borderdesk.cli import Windows, run
from borderdesk.domain.roles import Role

Command = Callable[..., int]


@pytest.fixture
def opened() -> list[Path | None]:
    """What the commands wanted to show."""
    return []


@pytest.fixture
def command(opened: list[Path | None], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)

    def show(path: Path | None) -> int:
        opened.append(path)
        return 0

    def give(*arguments: object) -> int:
        return run([str(argument) for argument in arguments], Windows(show, show))

    return give


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder of a desk of supervisor S1, with O2 as a second user and one finished adult form."""
    checkpoint = posts.workspace(tmp_path, "checkpoint")
    posts.screened(checkpoint)
    lead = posts.as_role(checkpoint, Role.SUPERVISOR, "O1")
    for user, role, passphrase in (("S1", Role.SUPERVISOR, posts.PASSPHRASE), ("O2", Role.OFFICER, SECOND)):
        desk.add_user(lead, user, role, passphrase, own_passphrase=posts.PASSPHRASE)
    checkpoint.close()
    return checkpoint.folder


def test_a_preview_opens_the_file_and_no_workspace(
    command: Command, opened: list[Path | None], tmp_path: Path
) -> None:
    path = write_form(tmp_path, "1")
    assert command("form", "preview", path) == 0
    assert opened == [path.resolve()]


def test_a_form_is_added_and_the_same_version_refused(
    command: Command, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("form", "add", office, write_form(tmp_path, "1"), "--user", "S1") == 0
    assert "visit 1: Visit; used for new records" in capsys.readouterr().out
    changed = write_form(tmp_path, "1", label="Other words")
    assert command("form", "add", office, changed, "--user", "S1") == 1
    assert "form.raise_version" in capsys.readouterr().err


def test_records_are_exported_by_two_people(
    command: Command, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "second"
    second.write_text(f"{SECOND}\n", encoding="utf-8")
    out = tmp_path / "out"
    asked = ["form", "export", office, "--user", "S1", "--form", "adult", "--to", out, "--as", "openrosa"]
    asked += ["--reason", "Asked for by the ministry", "--second", "O2", "--second-passphrase-file", second]
    assert command(*asked, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["records"], told["left_out"]) == (1, 0)
    assert len(list(Path(told["path"]).glob("*/submission.xml"))) == 1

    second.write_text("not theirs\n", encoding="utf-8")
    assert command(*asked) == 1
    assert "passphrase.wrong" in capsys.readouterr().err


def test_an_officer_alone_exports_nothing(command: Command, office: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.write_text(f"{SECOND}\n", encoding="utf-8")
    asked = ["form", "export", office, "--user", "O1", "--form", "adult", "--to", tmp_path / "out"]
    asked += ["--as", "csv", "--reason", "Curious", "--second", "O2", "--second-passphrase-file", second]
    assert command(*asked) == 1
    assert not (tmp_path / "out").exists()


def test_a_check_without_java_says_so_in_plain_words(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_form(tmp_path, "1")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command("form", "check", "--oracle", path) == 0
    said = capsys.readouterr().out
    assert "visit-1.md: ODK Validate was not run: there is no Java runtime (java) on this PC" in said
