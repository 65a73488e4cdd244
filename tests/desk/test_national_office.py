"""A supervisor's desk on either database does the same; several on one PostgreSQL lose and double nothing."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.country import everything
from tests.desk.posts import PASSPHRASE, referred, refusal, screened
from tests.postgres import Cluster, cluster

from borderdesk import desk
from borderdesk.desk.access import IDENTITY
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import Carriage, ReferralStep
from borderdesk.exchange import DeviceIdentity


@pytest.fixture(scope="module")
def server() -> Cluster:
    return cluster()


def office(folder: Path, database: str, **asked: object) -> Workspace:
    """A supervisor's new desk on a server."""
    wanted = {"post": Post.SUPERVISOR, "station": "VTE", "role": Role.SUPERVISOR, "passphrase": PASSPHRASE}
    return desk.create_workspace(folder, **wanted | asked, clock=posts.Watch(), database=database).workspace  # type: ignore[arg-type]


@pytest.fixture(params=["sqlcipher", "postgresql"])
def supervisor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """The desk of the contract: shadows that of the other tests of this room."""
    if request.param == "sqlcipher":
        here = posts.workspace(tmp_path, "supervisor")
    else:
        here = office(tmp_path / "office", cluster().database())
    yield here
    here.close()


# ------------------------------------------------------------------ the same on both
def test_a_stick_is_imported_found_rebuilt_verified_and_confirmed(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    posts.introduced(checkpoint, supervisor)
    code = referred(checkpoint)
    other = screened(checkpoint)
    desk.record_person(checkpoint, other, Person("ຄຳຫຼ້າ ໃໝ່", "O'Neil Khamla"))
    package = desk.pack(checkpoint, stick).value

    seen = desk.preview_import(supervisor, package.path)
    assert (seen.new, {record.code for record in seen.in_state("new")}) == (package.entries, {code, other})
    done = desk.apply_import(supervisor, package.path, receipt_to=stick).value
    assert (done.new, done.records, done.set_aside, done.waiting) == (package.entries, 2, 0, 0)
    again = desk.apply_import(supervisor, package.path, receipt_to=stick).value
    assert (again.new, again.repeated) == (0, package.entries)

    assert {row.code for row in desk.cases(supervisor)} == {code, other}
    for words in ("ຄຳຫລ້າ", "khamla o'neil", "ໃໝ່ ຄຳຫຼ້າ", "neil"):
        found = desk.search_names(supervisor, words, purpose="follow-up").value
        assert [row.code for row in found] == [other], words
    assert desk.search_names(supervisor, "khamla zz", purpose="follow-up").value == []
    assert desk.case(supervisor, code).screenings == desk.case(checkpoint, code).screenings
    assert desk.verify(supervisor).ok
    assert desk.rebuild(supervisor).different == ()

    assert done.receipt
    desk.apply_import(checkpoint, done.receipt)
    assert {row.carriage for row in desk.cases(checkpoint)} == {Carriage.CONFIRMED}


def test_packages_in_the_wrong_order_wait_and_find_their_place(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    posts.introduced(checkpoint, supervisor)
    packages = []
    for _ in range(3):
        screened(checkpoint)
        packages.append(desk.pack(checkpoint, stick).value)
    late = desk.apply_import(supervisor, packages[2].path).value
    assert (late.new, late.waiting) == (0, packages[2].entries)
    desk.apply_import(supervisor, packages[0].path)
    last = desk.apply_import(supervisor, packages[1].path).value
    assert (last.new, last.waiting) == (packages[1].entries + packages[2].entries, 0)
    assert len(desk.cases(supervisor)) == 3
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()


def test_contradictions_are_settled_imports_undone_and_answers_sent_back(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    posts.introduced(checkpoint, supervisor)
    code = referred(checkpoint)
    first = desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path).value
    held = everything(supervisor)
    desk.answer_referral(checkpoint, code, "R1", ReferralStep.DECLINED)
    with supervisor.store.write() as transaction:
        answered = facts.ReferralAnswered("R1", "acknowledged")
        supervisor.record(transaction, f"case:{code}", answered)
    other = screened(checkpoint)
    with checkpoint.store.write() as transaction:
        checkpoint.record(transaction, f"case:{other}", facts.OutcomeConfirmed("O9"))
    second = desk.pack(checkpoint, stick).value.path
    late = screened(checkpoint)
    third = desk.pack(checkpoint, stick).value.path
    assert desk.apply_import(supervisor, third).value.waiting > 0
    desk.apply_import(supervisor, second)
    assert [row.code for row in desk.contradictions(supervisor)] == [code]
    assert [item.reason for item in desk.set_aside(supervisor)] == ["fact.unreadable"]
    sides = desk.contradiction(supervisor, code).fields[0].sides
    desk.resolve(supervisor, code, {"referral.R1": next(side.entry for side in sides if side.here)})
    sent = desk.pack_for(supervisor, checkpoint.device, stick).value.path
    desk.apply_import(checkpoint, sent)
    assert desk.case(checkpoint, code).referrals[0].step is ReferralStep.ACKNOWLEDGED
    assert late in {row.code for row in desk.cases(supervisor)}
    assert desk.preview_undo(supervisor, first.sha256).problem == "import.later_first"
    for line in desk.imports(supervisor)[:2]:
        desk.undo_import(supervisor, line.sha256)
    assert everything(supervisor) | {"case_row": 0} == held | {"case_row": 0}
    assert [row.code for row in desk.cases(supervisor)] == [code]
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()


def test_a_closed_desk_opens_again_with_its_people_forms_and_pins(
    supervisor: Workspace, tmp_path: Path
) -> None:
    desk.add_user(
        supervisor, "S2", Role.SUPERVISOR, "another good one", own_passphrase=PASSPHRASE, hide_pin="1357"
    )
    desk.set_preference(supervisor, "text_size", 130)
    forms = desk.form_list(supervisor)
    supervisor.close()
    again = desk.open_workspace(supervisor.folder, "S2", "another good one", clock=posts.Watch())
    assert (desk.preference(again, "text_size"), desk.form_list(again)) == (130, forms)
    assert desk.check_hide_pin(again, "1357") and not desk.check_hide_pin(again, "2468")
    assert [user.id for user in desk.list_users(again)] == ["S1", "S2"]
    again.close()


# ------------------------------------------------------------------ several desks, one database
def test_what_one_desk_imports_the_other_sees_and_each_keeps_its_own(
    server: Cluster, checkpoint: Workspace, tmp_path: Path, stick: Path
) -> None:
    database = server.database()
    one = office(tmp_path / "one", database, hide_pin="2468", language="lo")
    two = office(tmp_path / "two", database, hide_pin="1357", language="en", station="LPB")
    for each in (one, two):
        posts.introduced(checkpoint, each)
    code = screened(checkpoint)
    package = desk.pack(checkpoint, stick).value.path
    first = desk.apply_import(one, package, receipt_to=stick).value
    second = desk.apply_import(two, package, receipt_to=stick).value
    assert (first.new, second.new, second.repeated) == (first.new, 0, first.new)
    assert first.receipt and second.receipt, "each answers the checkpoint"
    assert [row.code for row in desk.cases(two)] == [code]
    assert [(row.station, row.numbers, row.silent) for row in desk.inbox(two)] == [("HXY", (1,), False)]
    assert (desk.preference(one, "language"), desk.preference(two, "language")) == ("lo", "en")
    assert desk.check_hide_pin(one, "2468") and not desk.check_hide_pin(two, "2468")
    leads = [posts.as_role(each, Role.SHIFT_LEAD, "L1") for each in (one, two)]
    desk.set_hand_over_note(leads[0], "of one")
    assert [desk.today(each).hand_over_note for each in leads] == ["of one", ""]
    assert [user.id for user in desk.list_users(two)] == ["S1"]
    assert desk.own_card(one) != desk.own_card(two)
    assert desk.verify(one).ok and desk.rebuild(two).different == ()
    one.close()
    two.close()


IMPORTING = """
import sys, pathlib
from borderdesk import desk
here = desk.open_workspace(pathlib.Path(sys.argv[1]), "S1", sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
new = 0
for name in sys.argv[3:]:
    new += desk.apply_import(here, pathlib.Path(name), receipt_to=pathlib.Path(sys.argv[1])).value.new
    desk.set_preference(here, "last", name)
here.close()
print(new)
"""


def test_three_desks_that_import_the_same_sticks_at_once_lose_and_double_nothing(
    server: Cluster, tmp_path: Path
) -> None:
    database = server.database()
    desks = [office(tmp_path / name, database) for name in ("a", "b", "c")]
    checkpoints = [posts.workspace(tmp_path, "checkpoint", name=f"post-{number}") for number in (1, 2)]
    packages: list[str] = []
    expected = 0
    for number, each in enumerate(checkpoints):
        # The workspaces are copies: each post needs a chain of its own.
        checkpoints[number] = each = own_device(each, f"HXY-0000000{number}")
        for supervisor in desks:
            posts.introduced(each, supervisor)
        for _ in range(3):
            codes = [screened(each) for _ in range(2)]
            desk.record_person(each, codes[0], Person("ບຸນມີ"))
            packed = desk.pack(each, stick_of(tmp_path, number)).value
            packages.append(str(packed.path))
            expected += packed.entries
    before = sum(chain.entries for chain in desk.verify(desks[0]).chains)
    for each in desks:
        each.close()
    orders = [packages, packages[::-1], packages[3:] + packages[:3]]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", IMPORTING, str(each.folder), PASSPHRASE, *order],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for each, order in zip(desks, orders, strict=True)
    ]  # fmt: skip
    for each in running:
        assert each.stdout and each.stdout.readline() == "ready\n"
    for each in running:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate() for each in running]
    assert [each.returncode for each in running] == [0, 0, 0], said
    assert sum(int(out) for out, _ in said) == expected, "every entry was new exactly once"

    office_desk = posts.reopened(desks[0].folder)
    assert len(desk.cases(office_desk)) == 12
    verified = desk.verify(office_desk)
    arrived = {chain.device: chain.entries for chain in verified.chains}
    assert verified.ok
    assert sum(arrived[each.device] for each in checkpoints) == expected
    assert sum(arrived.values()) > before + expected, "what each desk noted about its imports is there too"
    assert desk.rebuild(office_desk).different == ()
    office_desk.close()
    for each in checkpoints:
        each.close()


def stick_of(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / f"stick-{number}"
    folder.mkdir(exist_ok=True)
    return folder


def own_device(here: Workspace, device: str) -> Workspace:
    """A copied workspace as a post of its own, its chain begun anew under another name."""
    with here.store.write() as transaction:
        transaction.connection.exec_driver_sql("DELETE FROM entry")
        transaction.set_setting("device", device)
        transaction.set_secret(IDENTITY, DeviceIdentity.generate(device).to_bytes())
    with here.store.write() as transaction:
        from borderdesk.domain import facts

        again = Workspace(**{**vars(here), "device": device})
        again.record(transaction, f"device:{device}", facts.DeviceRegistered("HXY", "checkpoint", "00" * 32))
        again.record(transaction, f"user:{device}:O1", facts.UserAdded("officer"))
    here.close()
    return posts.reopened(here.folder)


# ------------------------------------------------------------------ what the server and the folder tell
def test_the_folder_tells_neither_server_nor_password_and_the_server_no_secret(
    server: Cluster, tmp_path: Path
) -> None:
    database = server.database().replace("office@", "office:open-sesame@")
    here = office(tmp_path / "office", database)
    with here.store.read() as transaction:
        identity = transaction.secret(IDENTITY)
        kept = transaction.connection.exec_driver_sql("SELECT name, value FROM secret").all()
    assert identity
    assert kept and not [name for name, value in kept if bytes(value) in identity or identity in bytes(value)]
    for path in here.folder.iterdir():
        content = path.read_bytes()
        assert b"open-sesame" not in content and str(server.folder).encode() not in content, path.name
    assert (here.folder / "server.sealed").stat().st_mode & 0o077 == 0
    here.close()
    posts.reopened(here.folder).close()


def test_desks_with_a_role_each_share_the_records_and_cannot_read_each_others_secrets(
    server: Cluster, tmp_path: Path
) -> None:
    import psycopg

    database = server.database()
    name = database.split("/")[3].split("?")[0]
    server.execute(
        "CREATE ROLE borderdesk NOLOGIN",
        "CREATE ROLE desk_one LOGIN IN ROLE borderdesk",
        "CREATE ROLE desk_two LOGIN IN ROLE borderdesk",
        f"GRANT CREATE ON DATABASE {name} TO borderdesk",
    )
    try:
        one = office(tmp_path / "one", server.url(name, "desk_one"))
        two = office(tmp_path / "two", server.url(name, "desk_two"))
        with one.store.read() as transaction:
            own = transaction.connection.exec_driver_sql("SELECT current_schema()").scalar_one()
            assert transaction.journal.end(two.device).seq > 0, "the journal is of all"
        reading = psycopg.connect(host=str(server.folder), user="desk_two", dbname=name)
        with pytest.raises(psycopg.errors.InsufficientPrivilege), reading:
            reading.execute(f"SELECT * FROM {own}.secret".encode())
        reading.close()
        one.close()
        two.close()
    finally:
        server.execute(
            "DROP OWNED BY desk_one, desk_two, borderdesk CASCADE",
            f"REVOKE ALL ON DATABASE {name} FROM borderdesk",
            database=name,
        )
        server.execute("DROP ROLE desk_one, desk_two, borderdesk")


def test_practice_and_work_on_one_server_never_meet(
    server: Cluster, checkpoint: Workspace, tmp_path: Path, stick: Path
) -> None:
    database = server.database()
    work = office(tmp_path / "work", database)
    practice = office(tmp_path / "practice", database, practice=True)
    posts.introduced(checkpoint, work)
    screened(checkpoint)
    desk.apply_import(work, desk.pack(checkpoint, stick).value.path)
    assert (len(desk.cases(work)), len(desk.cases(practice))) == (1, 0)
    work.close()
    practice.close()


def test_a_copy_of_the_folder_on_another_pc_is_not_a_second_desk(server: Cluster, tmp_path: Path) -> None:
    import shutil

    here = office(tmp_path / "office", server.database())
    shutil.copytree(here.folder, tmp_path / "copy")
    assert refusal(posts.reopened, tmp_path / "copy") == "workspace.in_use"
    here.close()
    posts.reopened(tmp_path / "copy").close()


# ------------------------------------------------------------------ trouble
def test_a_server_that_goes_away_in_the_middle_leaves_nothing_half_written(
    server: Cluster, tmp_path: Path
) -> None:
    here = office(tmp_path / "office", server.database())
    before = posts.entries_of(here)

    def cut() -> None:
        with here.store.write() as transaction:
            transaction.set_setting("half", 1)
            ask = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
            name = transaction.connection.exec_driver_sql("SELECT current_database()").scalar_one()
            server.execute(ask.format(name))
            transaction.set_setting("half", 2)

    assert refusal(cut) == "database.unreachable"
    assert posts.entries_of(here) == before, "and the next act connects anew"
    with here.store.read() as transaction:
        assert transaction.setting("half") is None
    here.close()


def test_servers_that_are_not_there_or_do_not_let_in_are_named_and_leave_no_workspace(
    server: Cluster, tmp_path: Path
) -> None:
    away = f"postgresql+psycopg://office@/none?host={tmp_path}"
    assert refusal(office, tmp_path / "office", away) == "database.unreachable"
    unknown = server.url("no_such_database")
    assert refusal(office, tmp_path / "office", unknown) == "database.refused"
    assert not desk.workspace_exists(tmp_path / "office")
    server.execute("CREATE ROLE stranger LOGIN")
    nothing_allowed = server.database().replace("office@", "stranger@")
    assert refusal(office, tmp_path / "office", nothing_allowed) == "database.no_rights"
    server.execute("DROP ROLE stranger")
    server.execute(
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
    )
    assert refusal(office, tmp_path / "office", server.url("latin")) == "database.not_utf8"
    office(tmp_path / "office", server.database()).close()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("sqlite:///x.db", "database.malformed"),
        ("mysql://office@/x", "database.malformed"),
        ("postgresql+psycopg://office@host", "database.malformed"),
        ("postgresql+psycopg://office@host:port/x", "database.malformed"),
        ("postgresql+psycopg://office@/x?service=somewhere", "database.malformed"),
        ("nonsense", "database.malformed"),
        ("postgresql+psycopg://office@db.example/x?sslmode=require", "database.in_clear"),
        ("postgresql+psycopg://office@db.example/x?sslmode=disable", "database.in_clear"),
        ("postgresql+psycopg://office@/x?host=127.0.0.1,db.example&sslmode=prefer", "database.in_clear"),
        ("postgresql+psycopg://office@/x?hostaddr=192.0.2.7&sslmode=prefer", "database.in_clear"),
    ],
)
def test_addresses_that_are_wrong_or_would_go_in_clear_are_refused(
    address: str, code: str, tmp_path: Path
) -> None:
    assert refusal(office, tmp_path / "office", address) == code
    assert not desk.workspace_exists(tmp_path / "office")


def test_a_checkpoint_never_lies_on_a_server(server: Cluster, tmp_path: Path) -> None:
    asked = {"post": Post.CHECKPOINT, "role": Role.OFFICER}
    assert refusal(office, tmp_path / "x", server.database(), **asked) == "database.supervisors_only"
    assert json.dumps(sorted(tmp_path.iterdir())) == "[]"
