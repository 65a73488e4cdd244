"""Getting in: creating, opening, recovering, users, passphrases, hide-PINs."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import PASSPHRASE, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import DeviceId

SET_UP = {"post": Post.CHECKPOINT, "station": "HXY", "role": Role.OFFICER, "passphrase": PASSPHRASE}


def test_a_new_workspace_opens_later_for_its_user(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "workspace"
    made = desk.create_workspace(
        folder, **SET_UP, user="o7", hide_pin="2468", language="en", private_desk=True
    )
    assert len(made.recovery_shares) == 3
    first = made.workspace
    assert (first.user.id, first.user.role, first.station) == ("O7", Role.OFFICER, "HXY")
    assert (first.post, first.practice, first.private_desk) == (Post.CHECKPOINT, False, True)
    first.close()
    assert [(user.id, user.role) for user in desk.users(folder)] == [("O7", Role.OFFICER)]
    assert desk.workspace_facts(folder) == desk.WorkspaceFacts(True, False)
    again = desk.open_workspace(folder, "O7", PASSPHRASE)
    assert (again.device, again.private_desk) == (first.device, True)
    assert again.session != first.session
    assert desk.preference(again, "language") == "en"
    assert desk.check_hide_pin(again, "2468") and not desk.check_hide_pin(again, "2469")
    assert {form.id for form in desk.form_list(again)} >= {
        "first_sight",
        "preconditions",
        "adult",
        "referral",
    }
    again.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"station": "HX"}, "station.malformed"),
        ({"station": "H1Y"}, "station.malformed"),
        ({"station": "ຫຊຍ"}, "station.malformed"),
        ({"user": "Somphone"}, "user.malformed"),
        ({"passphrase": "short"}, "passphrase.short"),
        ({"hide_pin": "12"}, "pin.malformed"),
        ({"hide_pin": "໑໒໓໔"}, "pin.malformed"),
    ],
)
def test_a_mistake_while_setting_up_leaves_nothing_behind(
    tmp_path: Path, change: dict[str, str], code: str
) -> None:
    assert refusal(desk.create_workspace, tmp_path / "w", **{**SET_UP, **change}) == code
    assert not (tmp_path / "w").exists() or not any((tmp_path / "w").iterdir())


def test_a_workspace_is_never_made_over_another(checkpoint: Workspace) -> None:
    assert refusal(desk.create_workspace, checkpoint.folder, **SET_UP) == "workspace.exists"


def test_setting_up_that_is_stopped_half_way_can_be_done_again(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(step: str, done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        desk.create_workspace(tmp_path / "w", **SET_UP, progress=stop)
    desk.create_workspace(tmp_path / "w", **SET_UP).workspace.close()


def test_a_power_cut_during_set_up_is_no_dead_end(tmp_path: Path) -> None:
    """The child process ends the hard way, when the database is there and the keys are not yet."""
    folder = tmp_path / "w"
    program = (
        "import os, sys, pathlib; from borderdesk import desk\n"
        "from borderdesk.domain.roles import Post, Role\n"
        "desk.create_workspace(pathlib.Path(sys.argv[1]), post=Post.CHECKPOINT, station='HXY',"
        " role=Role.OFFICER, passphrase=sys.argv[2], progress=lambda *_: os._exit(9))\n"
    )
    cut_short = subprocess.run([sys.executable, "-c", program, str(folder), PASSPHRASE], check=False)
    assert cut_short.returncode == 9
    assert (folder / "workspace.db").is_file()
    assert not desk.workspace_exists(folder)
    assert not desk.workspace_facts(folder).exists
    desk.create_workspace(folder, **SET_UP).workspace.close()
    assert desk.workspace_exists(folder)
    desk.open_workspace(folder, "O1", PASSPHRASE).close()


def test_a_workspace_that_lost_its_keys_is_never_set_up_anew(checkpoint: Workspace) -> None:
    checkpoint.close()
    (checkpoint.folder / "keys.json").unlink()
    assert desk.workspace_exists(checkpoint.folder)
    assert refusal(desk.create_workspace, checkpoint.folder, **SET_UP) == "workspace.exists"
    assert (checkpoint.folder / "workspace.db").is_file()


def test_two_set_ups_of_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    refused: list[str] = []

    def meanwhile(step: str, done: int, total: int) -> None:
        if not refused:
            refused.append(refusal(desk.create_workspace, folder, **SET_UP))

    desk.create_workspace(folder, **SET_UP, progress=meanwhile).workspace.close()
    assert refused == ["workspace.in_use"]
    desk.open_workspace(folder, "O1", PASSPHRASE).close()


def test_a_workspace_in_use_is_refused_here_and_in_another_process(checkpoint: Workspace) -> None:
    assert refusal(desk.open_workspace, checkpoint.folder, "O1", PASSPHRASE) == "workspace.in_use"
    program = (
        "import sys, pathlib; from borderdesk import desk; from borderdesk.domain.errors import Unavailable\n"
        "try: desk.open_workspace(pathlib.Path(sys.argv[1]), 'O1', sys.argv[2])\n"
        "except Unavailable as refused: print(refused.code)\n"
    )
    asked = [sys.executable, "-c", program, str(checkpoint.folder), PASSPHRASE]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "workspace.in_use\n"


def test_five_wrong_passphrases_are_free_then_one_waits_even_with_the_right_one(
    checkpoint: Workspace,
) -> None:
    checkpoint.close()
    watch = posts.Watch()

    def opening(passphrase: str) -> str:
        return refusal(desk.open_workspace, checkpoint.folder, "O1", passphrase, clock=watch)

    assert [opening(f"wrong passphrase {number}") for number in range(5)] == ["passphrase.wrong"] * 5
    assert opening(PASSPHRASE) == "passphrase.wait"
    watch.forward(seconds=1)
    assert opening("wrong again and again") == "passphrase.wrong"
    assert opening(PASSPHRASE) == "passphrase.wait"
    watch.forward(seconds=2)
    desk.open_workspace(checkpoint.folder, "O1", PASSPHRASE, clock=watch).close()
    assert opening("wrong passphrase 9") == "passphrase.wrong"
    desk.open_workspace(checkpoint.folder, "O1", PASSPHRASE, clock=watch).close()


def test_wrong_passphrases_are_counted_wherever_one_is_asked_for_again(
    checkpoint: Workspace, watch: posts.Watch
) -> None:
    def asked_again(passphrase: str) -> str:
        return refusal(desk.separate_records, checkpoint, passphrase)

    assert [asked_again(f"wrong passphrase {number}") for number in range(5)] == ["passphrase.wrong"] * 5
    assert asked_again(PASSPHRASE) == "passphrase.wait"
    assert refusal(desk.change_passphrase, checkpoint, PASSPHRASE, "a new river song") == "passphrase.wait"
    checkpoint.close()
    assert refusal(desk.open_workspace, checkpoint.folder, "O1", PASSPHRASE, clock=watch) == "passphrase.wait"


def test_folders_that_hold_no_good_workspace_are_named(tmp_path: Path, checkpoint: Workspace) -> None:
    assert refusal(desk.open_workspace, tmp_path / "none", "O1", PASSPHRASE) == "workspace.missing"
    assert desk.workspace_facts(tmp_path / "none") == desk.WorkspaceFacts(False, False)
    checkpoint.close()
    keys = checkpoint.folder / "keys.json"
    whole = keys.read_text()
    keys.write_text(whole[:100])
    assert refusal(desk.open_workspace, checkpoint.folder, "O1", PASSPHRASE) == "keys.damaged"
    assert refusal(desk.users, checkpoint.folder) == "keys.damaged"
    keys.write_text(whole.replace('"officer"', '"king"'))
    assert refusal(desk.users, checkpoint.folder) == "keys.damaged"
    keys.write_text(whole)
    (checkpoint.folder / "workspace.db").write_bytes(b"not a database at all" * 300)
    assert refusal(desk.open_workspace, checkpoint.folder, "O1", PASSPHRASE) == "workspace.damaged"


def test_recovery_shares_open_and_give_a_new_passphrase(tmp_path: Path) -> None:
    made = desk.create_workspace(tmp_path / "w", **SET_UP)
    made.workspace.close()
    shares = made.recovery_shares
    assert (
        refusal(desk.recover_workspace, tmp_path / "w", shares[:1], "O1", "a new river song")
        == "recovery.wrong"
    )
    assert refusal(desk.recover_workspace, tmp_path / "w", shares[:2], "O1", "short") == "passphrase.short"
    assert (
        refusal(desk.recover_workspace, tmp_path / "w", shares[:2], "O9", "a new river song")
        == "user.malformed"
    )
    back = desk.recover_workspace(tmp_path / "w", shares[1:], "O1", "a new river song")
    assert back.user.role is Role.OFFICER
    back.close()
    assert refusal(desk.open_workspace, tmp_path / "w", "O1", PASSPHRASE) == "passphrase.wrong"
    desk.open_workspace(tmp_path / "w", "O1", "a new river song").close()


def test_changing_ones_passphrase_leaves_the_database_alone(checkpoint: Workspace) -> None:
    database = checkpoint.folder / "workspace.db"
    before = database.read_bytes()
    assert (
        refusal(desk.change_passphrase, checkpoint, "not it at all", "a new river song") == "passphrase.wrong"
    )
    assert refusal(desk.change_passphrase, checkpoint, PASSPHRASE, "short") == "passphrase.short"
    desk.change_passphrase(checkpoint, PASSPHRASE, "a new river song")
    assert database.read_bytes() == before
    checkpoint.close()
    assert refusal(desk.open_workspace, checkpoint.folder, "O1", PASSPHRASE) == "passphrase.wrong"
    desk.open_workspace(checkpoint.folder, "O1", "a new river song").close()


def test_a_supervisor_adds_users_and_must_prove_to_be_there(supervisor: Workspace) -> None:
    added = {"own_passphrase": PASSPHRASE}
    wrong = refusal(
        desk.add_user, supervisor, "S2", Role.SUPERVISOR, "their own words", own_passphrase="no no no no"
    )
    assert wrong == "passphrase.wrong"
    done = desk.add_user(supervisor, "s2", Role.AUDITOR, "their own words", hide_pin="1357", **added)
    assert (done.value.id, done.value.role) == ("S2", Role.AUDITOR)
    assert done.changes.kinds == {"user.added"}
    assert refusal(desk.add_user, supervisor, "S2", Role.AUDITOR, "their own words", **added) == "user.exists"
    assert refusal(desk.add_user, supervisor, "S3", Role.AUDITOR, "short", **added) == "passphrase.short"
    assert (
        refusal(desk.add_user, supervisor, "Noy", Role.AUDITOR, "their own words", **added)
        == "user.malformed"
    )
    assert [(user.id, user.role.value) for user in desk.list_users(supervisor)] == [
        ("S1", "supervisor"),
        ("S2", "auditor"),
    ]
    for user in ("S10", "S9", "O3"):
        desk.add_user(supervisor, user, Role.AUDITOR, "their own words", **added)
    in_order = ["O3", "S1", "S2", "S9", "S10"]
    assert [user.id for user in desk.list_users(supervisor)] == in_order
    assert [user.id for user in desk.users(supervisor.folder)] == in_order
    supervisor.close()
    other = desk.open_workspace(supervisor.folder, "S2", "their own words")
    assert other.user.role is Role.AUDITOR
    assert desk.has_hide_pin(other) and desk.check_hide_pin(other, "1357")
    other.close()


def test_a_shift_lead_cannot_make_a_supervisor(tmp_path: Path) -> None:
    lead = desk.create_workspace(tmp_path / "w", **{**SET_UP, "role": Role.SHIFT_LEAD}).workspace
    for role in (Role.SUPERVISOR, Role.AUDITOR, Role.CONTENT_ADMIN):
        asked = ("X2", role, "their own words")
        assert refusal(desk.add_user, lead, *asked, own_passphrase=PASSPHRASE) == "role.not_allowed"
    desk.add_user(lead, "O2", Role.OFFICER, "their own words", own_passphrase=PASSPHRASE)
    lead.close()


def test_an_imported_entry_can_neither_make_a_user_nor_change_a_role(supervisor: Workspace) -> None:
    foreign = DeviceId("HXY-badbad00")
    with supervisor.store.write() as transaction:
        for user, role in (("S1", "auditor"), ("X9", "supervisor")):
            transaction.journal.append(
                foreign,
                supervisor.user.id,
                f"user:{supervisor.device}:{user}",
                facts.UserAdded(role),
                at=supervisor.now(),
                salt=bytes(16),
            )
    assert [(user.id, user.role) for user in desk.list_users(supervisor)] == [("S1", Role.SUPERVISOR)]
    supervisor.close()
    again = posts.reopened(supervisor.folder)
    assert again.user.role is Role.SUPERVISOR
    again.close()


def test_hide_pins_are_each_users_own(checkpoint: Workspace) -> None:
    assert not desk.has_hide_pin(checkpoint) and not desk.check_hide_pin(checkpoint, "1234")
    desk.set_hide_pin(checkpoint, "1234")
    assert desk.check_hide_pin(checkpoint, "1234")
    other = posts.as_role(checkpoint, Role.OFFICER, "O2")
    assert not desk.has_hide_pin(other) and not desk.check_hide_pin(other, "1234")
    assert refusal(desk.set_hide_pin, checkpoint, "123456789") == "pin.malformed"


def test_unlocking_writes_nothing_when_nothing_is_new(checkpoint: Workspace) -> None:
    checkpoint.close()
    before = (checkpoint.folder / "workspace.db").read_bytes()
    posts.reopened(checkpoint.folder).close()
    assert (checkpoint.folder / "workspace.db").read_bytes() == before


def test_a_locked_workspace_says_so_to_everything(checkpoint: Workspace) -> None:
    checkpoint.close()
    for call in (desk.cases, desk.today, desk.drafts, desk.transfer_status, desk.verify):
        assert refusal(call, checkpoint) == "workspace.closed"
