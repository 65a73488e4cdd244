"""Opening and closing: locks, wrong keys, damage, newer programs, full disks, nothing in clear."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.workspaces import CASE, KEY, new_store, write

from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.domain.facts import CaseOpened, PersonRecorded, ScreeningCompleted
from borderdesk.store import database
from borderdesk.store.database import DATABASE, open_store

NAME = "Bounmixay Testperson"
LAO = "ບຸນມີໄຊ ທົດສອບ"
ANSWER = "owes-seventeen-thousand"


def refusal(folder: Path, key: bytes = KEY) -> str:
    with pytest.raises(BorderDeskError) as refused:
        open_store(folder, key).close()
    return refused.value.code


def closed(folder: Path) -> Path:
    store = new_store(folder)
    write(store, CASE, CaseOpened("HXY", "returned", "adult"), PersonRecorded(LAO, NAME))
    write(store, CASE, ScreeningCompleted("adult", "1", "f", f"<data>{ANSWER}</data>", "O2"))
    store.close()
    return folder


def test_a_wrong_key_damaged_pages_and_missing_files_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "workspace.missing"
    closed(tmp_path)
    assert refusal(tmp_path, bytes(32)) == "workspace.damaged"
    path = tmp_path / DATABASE
    whole = path.read_bytes()
    path.write_bytes(whole[:30] + bytes([whole[30] ^ 1]) + whole[31:])
    assert refusal(tmp_path) == "workspace.damaged"
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert refusal(tmp_path) == "workspace.damaged"
    path.write_bytes(b"")
    assert refusal(tmp_path) == "workspace.damaged"
    path.write_bytes(whole)
    open_store(tmp_path, KEY).close()


@given(st.integers(0, 10**9), st.integers(1, 255))
@settings(max_examples=25, deadline=None)
def test_no_flipped_byte_goes_unseen(at: int, mask: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = closed(Path(name))
        path = folder / DATABASE
        content = bytearray(path.read_bytes())
        content[at % len(content)] ^= mask
        path.write_bytes(bytes(content))
        with pytest.raises(BorderDeskError) as refused:
            store = open_store(folder, KEY)
            try:
                with store.read() as transaction:
                    for table in database.schema.metadata.sorted_tables:
                        transaction.connection.execute(table.select()).all()
                    transaction.search.contents()
                    checked = transaction.connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
                    if checked:
                        raise Unavailable("seen")
            finally:
                store.close()
        assert refused.value.code in ("workspace.damaged", "seen")


FILL = """
import pathlib, resource, signal, sys
from borderdesk.domain.errors import Unavailable
from borderdesk.store.database import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(pathlib.Path(sys.argv[1]), bytes(range(32)))
with store.write() as transaction:
    transaction.set_setting("before", "kept")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    for number in range(400):
        with store.write() as transaction:
            transaction.set_setting("one half", number)
            transaction.set_setting(f"filler {number}", "x" * 20_000)
            transaction.set_setting("other half", number)
except Unavailable as refused:
    print(refused.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with store.write() as transaction:
    transaction.set_setting("after", "kept too")
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file-size limits are a POSIX thing")
@pytest.mark.parametrize("room", [400_000, 777_777, 2_000_000])
def test_a_full_disk_is_named_nothing_is_half_written_and_work_goes_on_after(
    tmp_path: Path, room: int
) -> None:
    closed(tmp_path)
    asked = [sys.executable, "-c", FILL, str(tmp_path), str(room)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout == "store.full\n", done.stderr
    store = open_store(tmp_path, KEY)
    with store.read() as transaction:
        last = transaction.setting("one half")
        assert transaction.setting("other half") == last > 0
        assert transaction.setting(f"filler {last}") is not None
        assert transaction.setting(f"filler {last + 1}") is None
        assert (transaction.setting("before"), transaction.setting("after")) == ("kept", "kept too")
        assert transaction.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    store.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    closed(tmp_path)
    (tmp_path / "lock").unlink(missing_ok=True)
    if sys.platform == "win32" or os.geteuid() == 0:
        (tmp_path / "lock").mkdir()  # root may write anywhere, and Windows knows no such folder
    else:
        tmp_path.chmod(0o500)
    assert refusal(tmp_path) == "store.unwritable"


@pytest.mark.skipif(sys.platform == "win32", reason="file-size limits are a POSIX thing")
def test_creating_where_nothing_can_be_written_leaves_nothing(tmp_path: Path) -> None:
    program = (
        "import pathlib, resource, signal, sys\n"
        "from borderdesk.domain.errors import Unavailable\n"
        "from borderdesk.store.database import create\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))\n"
        "try: create(pathlib.Path(sys.argv[1]), bytes(range(32)))\n"
        "except Unavailable as refused: print(refused.code)\n"
    )
    asked = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "store.full\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"lock"}


def test_the_pragmas_of_the_design_are_really_on(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.read() as transaction:
        ask = transaction.connection.exec_driver_sql
        found = {
            name: ask(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "secure_delete")
        }
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "temp_store": 2,
            "secure_delete": 1,
        }
        assert str(ask("PRAGMA cipher_version").scalar()).startswith("4.")
        assert ask("PRAGMA cipher_use_hmac").scalar() in (None, "1", 1)
        assert ask("PRAGMA cipher_log_level").scalar() in (None, "NONE")
    store.close()


def test_no_file_holds_a_name_or_an_answer_in_clear_open_or_closed(tmp_path: Path) -> None:
    store = open_store(closed(tmp_path), KEY)
    write(store, CASE, PersonRecorded(LAO + " ສອງ", NAME + " II"))
    words = [
        word.encode(coding) for word in (NAME, LAO, ANSWER) for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    for when in ("open", "closed"):
        for path in tmp_path.iterdir():
            content = path.read_bytes()
            assert not [word for word in words if word in content], (when, path.name)
            assert not content.startswith(b"SQLite format")
        if when == "open":
            assert (tmp_path / f"{DATABASE}-wal").stat().st_size > 0
            store.close()


def test_what_is_being_read_while_the_workspace_closes_breaks_off_and_keeps_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, made = sqlcipher.connect, []

    def connected(*arguments: object, **options: object) -> object:
        made.append(connect(*arguments, **options))
        return made[-1]

    monkeypatch.setattr(sqlcipher, "connect", connected)
    store = open_store(closed(tmp_path), KEY)
    with pytest.raises(BorderDeskError) as broken, store.read() as transaction:
        assert transaction.setting("x") is None
        store.close()
        with pytest.raises(BorderDeskError) as refused, store.read():
            raise AssertionError("the body must not run")
        transaction.setting("x")
    assert (broken.value.code, refused.value.code) == ("workspace.closed", "workspace.closed")
    for connection in made:
        with pytest.raises(sqlcipher.ProgrammingError):
            connection.execute("SELECT 1")
