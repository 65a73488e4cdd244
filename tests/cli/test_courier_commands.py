"""The courier from the command line: the ledger, a request to send again, going on after being set back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts

from borderdesk import desk

HERE, THERE = "checkpoint", "supervisor"


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Path]:
    """A folder with a checkpoint and a supervisor's desk that know each other, both closed, and a stick."""
    checkpoint, supervisor = posts.workspace(tmp_path, HERE), posts.workspace(tmp_path, THERE)
    posts.introduced(checkpoint, supervisor)
    posts.new_case(checkpoint)
    checkpoint.close()
    supervisor.close()
    (tmp_path / "stick").mkdir()
    return tmp_path


def worked(desks: Path) -> None:
    """One more record at the checkpoint."""
    here = posts.reopened(desks / HERE)
    posts.new_case(here)
    here.close()


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def test_the_ledger_tells_what_is_missing_and_a_request_asks_for_it(desks: Path, terminal: Terminal) -> None:
    stick = desks / "stick"
    for _ in range(3):
        assert terminal("export", desks / HERE, "--to", stick).code == 0
        worked(desks)
    (stick / "HXY-000002.bdpkg").unlink()
    for number in (1, 3):
        assert terminal("import", desks / THERE, stick / f"HXY-00000{number}.bdpkg").code == 0
    said = terminal("ledger", desks / THERE)
    assert "2 of 3 packages" in said.out and "packages missing: 2" in said.out
    (row,) = terminal("ledger", desks / THERE, "--json").data["checkpoints"]
    assert (row["missing"], row["numbers"], row["silent"]) == ([2], [1, 3], False)

    asked = terminal("request", desks / THERE, "HXY", "--to", stick)
    assert asked.code == 0 and "VTE-000001.resend: HXY, entries from" in asked.out
    first = row["gaps"][0][0]
    told = terminal("import", desks / HERE, stick / "VTE-000001.resend")
    assert f"VTE asks for everything from entry {first} again" in told.out
    assert terminal("export", desks / HERE, "--to", stick, "--from", first).code == 0
    assert terminal("import", desks / THERE, stick / "HXY-000004.bdpkg").code == 0
    (row,) = terminal("ledger", desks / THERE, "--json").data["checkpoints"]
    assert (row["missing"], row["gaps"], row["asked"]) == ([], [], None)


def test_a_refused_file_is_a_line_of_the_ledger(desks: Path, terminal: Terminal) -> None:
    bad = desks / "stick" / "HXY-000007.bdpkg"
    bad.write_bytes(b"holiday")
    assert terminal("import", desks / THERE, bad).code == 1
    assert "refused" in terminal("ledger", desks / THERE).out
    (refused,) = terminal("ledger", desks / THERE, "--json").data["refused"]
    assert (refused["reason"], refused["station"], refused["number"]) == ("package.not_a_package", "HXY", 7)


def test_the_days_of_silence_are_set_and_kept(desks: Path, terminal: Terminal) -> None:
    assert terminal("ledger", desks / THERE, "--silent-after", 0).code == 1
    assert terminal("ledger", desks / THERE, "--silent-after", 3).code == 0
    there = posts.reopened(desks / THERE)
    assert desk.silent_after(there) == 3
    there.close()


def test_a_request_names_one_checkpoint_that_is_known(desks: Path, terminal: Terminal) -> None:
    said = terminal("request", desks / THERE, "BKO", "--to", desks / "stick")
    assert said.code == 2 and "name one of: HXY" in said.err


def test_a_pc_that_was_set_back_refuses_and_goes_on(desks: Path, terminal: Terminal) -> None:
    shutil.copytree(desks / HERE, desks / "backup")
    worked(desks)
    shutil.rmtree(desks / HERE)
    shutil.copytree(desks / "backup", desks / HERE)
    refused = terminal("export", desks / HERE, "--to", desks / "stick")
    assert refused.code == 1 and "[identity.behind]" in refused.err
    said = terminal("go-on", desks / HERE)
    assert said.code == 0 and "goes on as HXY-" in said.out
    assert terminal("go-on", desks / HERE).code == 1
    exported = terminal("export", desks / HERE, "--to", desks / "stick")
    assert exported.code == 0 and "HXY-010001.bdpkg" in exported.out
    assert (desks / "stick" / "HXY.card").is_file()
