"""``borderdesk demo | init | open | self-test``: workspaces made, the window opened."""

from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.postgres import cluster

from borderdesk import desk
from borderdesk.desk.rehearsal import PRACTICE_PASSPHRASE
from borderdesk.domain.roles import Role


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def test_the_demonstration_plays_the_main_job_and_then_opens_the_window(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BORDERDESK_PASSPHRASE", raising=False)
    folder = tmp_path / "demo"
    quiet = terminal("demo", folder, "--no-window")
    assert (quiet.code, terminal.opened) == (0, [])
    assert f"Practice passphrase: {PRACTICE_PASSPHRASE}" in quiet.out
    assert "9/9" in quiet.out

    played = terminal("demo", folder, "--json")  # in the same workspaces, and without a window
    assert (played.code, terminal.opened) == (0, [])
    told = played.data
    assert all(Path(path).is_file() for path in (*told["papers"], told["package"], told["receipt"]))
    assert told["passphrase"] == PRACTICE_PASSPHRASE

    assert (terminal("demo", folder).code, terminal.opened) == (0, [])  # nobody could see a window here
    monkeypatch.setenv("QT_QPA_PLATFORM", "windows")
    terminal.closes_with = 3
    assert terminal("demo", folder).code == 3
    assert terminal.opened == [Path(told["checkpoint"])]
    workspace = desk.open_workspace(folder / "checkpoint", told["officer"], PRACTICE_PASSPHRASE)
    assert len(desk.cases(workspace)) == 4
    workspace.close()


def test_a_demonstration_never_plays_in_a_real_workspace(terminal: Terminal, tmp_path: Path) -> None:
    posts.workspace(tmp_path, "checkpoint").close()
    said = terminal("demo", tmp_path, "--no-window", "--json")
    assert (said.code, said.data["error"]["code"]) == (1, "demo.not_practice")


def test_a_new_workspace_opens_with_its_passphrase_file_and_its_shares(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BORDERDESK_PASSPHRASE", raising=False)
    secret = tmp_path / "secret"
    secret.write_text(f"{posts.PASSPHRASE}\n", encoding="utf-8")
    made = tmp_path / "office"
    asked = ["init", made, "--role", "supervisor", "--station", "vte", "--practice", "--shares", 2, 2]
    told = terminal(*asked, "--passphrase-file", secret, "--json")
    assert told.code == 0
    assert set(told.data) == {"workspace", "user", "station", "device", "recovery_shares"}
    assert (told.data["user"], told.data["station"]) == ("S1", "VTE")
    assert terminal("cases", made, "--passphrase-file", secret, "--json").data == []
    again = terminal(*asked, "--passphrase-file", secret)
    assert again.code == 1
    assert "[workspace.exists]" in again.err
    recovered = desk.recover_workspace(made, told.data["recovery_shares"], "S1", "another long sentence")
    assert recovered.user.role is Role.SUPERVISOR
    recovered.close()


def test_the_shares_of_a_new_workspace_are_printed_once(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    told = terminal("init", tmp_path / "w", "--role", "officer", "--station", "HXY")
    first, second, *shares = told.out.splitlines()
    assert (told.code, len(shares)) == (0, 3)
    assert "for O1 (officer) at HXY" in first
    assert "any 2 of them" in second
    assert len({share.split()[0] for share in shares}) == 1


def test_a_desk_of_several_people_asks_who_it_is(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    office = posts.workspace(tmp_path, "supervisor")
    desk.add_user(office, "O2", Role.OFFICER, posts.PASSPHRASE, own_passphrase=posts.PASSPHRASE)
    office.close()
    said = terminal("cases", office.folder)
    assert said.code == 2
    assert "--user is needed: O2, S1" in said.err
    assert terminal("cases", office.folder, "--user", "O2").code == 0


def test_open_shows_the_window_on_a_workspace_and_ends_as_the_window_does(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.closes_with = 4
    assert terminal("open", tmp_path).code == 4
    assert terminal("open").code == 4
    assert terminal.opened == [tmp_path, None]


def test_everything_works_once_in_a_folder_that_is_removed_again(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = terminal("self-test", "--json")
    assert (said.code, said.data["ok"]) == (0, True)
    assert {"main job", "forms", "receipt", "history", "projections", "import", "papers"} <= {
        check["name"] for check in said.data["checks"]
    }
    assert all(set(check) == {"name", "ok", "value"} for check in said.data["checks"])
    assert list(tmp_path.iterdir()) == []


def test_a_supervisors_desk_on_a_server_opens_by_its_folder_and_the_passphrase_alone(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = cluster().database()
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    secret = tmp_path / "secret"
    secret.write_text("open sesame\n", encoding="utf-8")
    asked = ["init", tmp_path / "office", "--role", "supervisor", "--station", "VTE", "--database"]
    in_the_address = terminal(*asked, database.replace("office@", "office:sesame@"))
    assert in_the_address.code == 2
    assert "--database-password-file" in in_the_address.err

    assert terminal(*asked, database, "--database-password-file", secret, "--json").code == 0
    assert terminal("verify", tmp_path / "office", "--json").data["ok"] is True
    assert terminal("cases", tmp_path / "office", "--json").data == []
    asked[3] = "officer"
    asked[1] = tmp_path / "other"
    refused = terminal(*asked, database, "--json")
    assert (refused.code, refused.data["error"]["code"]) == (1, "database.supervisors_only")
