"""What the command line refuses: a coded reason and exit code 1, a usage error and 2, never a traceback."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.cli import Windows, run
from borderdesk.cli.program import write_any_script

Command = Callable[..., int]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)

    def give(*arguments: object) -> int:
        return run([str(argument) for argument in arguments], Windows(lambda _: 0, lambda _: 0))

    return give


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkpoint's workspace, closed."""
    checkpoint = posts.workspace(tmp_path, "checkpoint")
    checkpoint.close()
    return checkpoint.folder


def test_inspecting_what_is_no_package_says_so_and_ends_with_1(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "leaflet.pdf"
    paper.write_bytes(b"%PDF-1.7 some paper")
    assert command("inspect", paper) == 1
    assert "not a BorderDesk package" in capsys.readouterr().out
    assert command("inspect", paper, "--json") == 1
    assert json.loads(capsys.readouterr().out)["problem"] == "package.not_a_package"


def test_a_place_that_cannot_be_written_to_is_told_as_such(
    command: Command, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert command("card", folder, "--out", blocked / "HXY.card") == 1
    assert command("demo", blocked / "demo", "--no-window") == 1
    assert capsys.readouterr().err.count("[store.unwritable]") == 2


@pytest.mark.parametrize("shares", [(5, 3), (1, 3), (2, 17)])
def test_recovery_shares_that_cannot_be_made_are_wrong_usage(
    command: Command, tmp_path: Path, shares: tuple[int, int]
) -> None:
    made = tmp_path / "new"
    assert command("init", made, "--role", "officer", "--station", "HXY", "--shares", *shares) == 2
    assert not made.exists()


@pytest.mark.parametrize(
    "answers", ['{"FS_01": "purple"}', '{"nobody": "asks"}', '{"language": "\\ud800"}', "[]"]
)
def test_answers_that_do_not_fit_leave_nothing_behind(
    command: Command, folder: Path, tmp_path: Path, answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"direction": "arriving", "age_group": "adult"}
    read = json.loads(answers)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(given | read if isinstance(read, dict) else read))
    assert command("screen", folder, "--form", "first_sight", "--answers", file) == 1
    assert "[form.answers_broken]" in capsys.readouterr().err
    workspace = posts.reopened(folder)
    assert desk.drafts(workspace) == []
    workspace.close()


def test_a_passphrase_file_that_is_no_text_is_wrong_usage(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"\xff\xfe\x00")
    assert command("cases", folder, "--passphrase-file", secret) == 2


@pytest.mark.parametrize("code_page", ["cp1252", "cp874", "ascii"])
def test_lao_is_written_to_a_file_whatever_the_code_page(
    code_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding=code_page)
    write_any_script(stream)
    stream.write("ບໍ່ເປັນຫຍັງ")
    stream.flush()
    assert kept.getvalue().decode() == "ບໍ່ເປັນຫຍັງ"


def test_lao_in_an_encoding_that_was_asked_for_is_told_in_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp874")
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="cp874")
    write_any_script(stream)
    stream.write("ລາວ ไทย")
    stream.flush()
    assert kept.getvalue() == b"\\u0ea5\\u0eb2\\u0ea7 " + "ไทย".encode("cp874")


def test_a_passphrase_file_from_notepad_holds_the_passphrase(
    command: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BORDERDESK_PASSPHRASE")
    noted = tmp_path / "passphrase.txt"
    noted.write_bytes(f"\ufeff{posts.PASSPHRASE}\r\n".encode())
    assert command("verify", folder, "--passphrase-file", noted) == 0
