"""What a workspace's database has to do, whichever it is: SQLCipher's file or a PostgreSQL server."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.workspaces import AT, CASE, HERE, KEY, Stores, raw, refused, write

from borderdesk.domain import facts
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.facts import CaseOpened, PersonRecorded, ScreeningCompleted
from borderdesk.domain.values import DeviceId, UserId
from borderdesk.store import database
from borderdesk.store.database import Store, open_store
from borderdesk.store.schema import SCHEMA_VERSION


def opened(stores: Stores, folder: Path) -> Store:
    """Written to, closed, and opened again."""
    store = stores.new(folder)
    write(store, CASE, CaseOpened("HXY", "returned", "adult"), PersonRecorded("ບຸນມີໄຊ", "Bounmixay"))
    write(store, CASE, ScreeningCompleted("adult", "1", "f", "<data>answer</data>", "O2"))
    store.close()
    return open_store(folder, KEY)


def test_a_closed_workspace_opens_again_with_its_key(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    with store.read() as transaction:
        assert transaction.journal.end(HERE).seq == 3
        assert [row.code for row in transaction.cases.all()] == ["BD-HXY-26-7K3QD-S"]
    store.close()


def test_a_long_import_refuses_the_window_and_lets_jobs_wait(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)
    store.window_wait = 0
    writing, gate = threading.Event(), threading.Event()
    done: list[str] = []

    def job(name: str) -> None:
        with store.write() as transaction:
            writing.set()
            gate.wait()
            transaction.set_setting(name, True)
            done.append(name)

    jobs = [threading.Thread(target=job, args=(name,)) for name in ("import", "second")]
    jobs[0].start()
    writing.wait()
    jobs[1].start()
    with pytest.raises(Unavailable) as told, store.write():
        pass
    assert told.value.code == "store.busy"
    gate.set()
    for each in jobs:
        each.join()
    assert done == ["import", "second"]
    with store.write() as transaction:
        assert transaction.setting("second")
    store.close()


def test_a_second_instance_is_refused_here_and_from_another_process(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    assert refused(lambda: open_store(tmp_path, KEY)) == "workspace.in_use"
    program = (
        "import sys, pathlib; from borderdesk.store.database import open_store\n"
        "from borderdesk.domain.errors import Unavailable\n"
        "try: open_store(pathlib.Path(sys.argv[1]), bytes(range(32)))\n"
        "except Unavailable as refused: print(refused.code)\n"
    )
    asked = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "workspace.in_use\n"
    store.close()
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == ""


def test_a_workspace_of_a_newer_program_is_refused_and_stays_whole(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    stores.version(store, SCHEMA_VERSION + 1)
    store.close()
    assert refused(lambda: open_store(tmp_path, KEY)) == "workspace.newer"
    assert refused(lambda: open_store(tmp_path, KEY)) == "workspace.newer"


def test_a_second_workspace_never_replaces_the_first(stores: Stores, tmp_path: Path) -> None:
    opened(stores, tmp_path).close()
    assert refused(lambda: database.create(tmp_path, KEY)) == "workspace.exists"
    open_store(tmp_path, KEY).close()


def test_after_closing_everything_says_so(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    store.close()
    for act in (store.read, store.write):
        with pytest.raises(Unavailable) as told, act():
            raise AssertionError("the body must not run")
        assert told.value.code == "workspace.closed"


def test_an_exception_undoes_the_whole_transaction(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    with pytest.raises(ZeroDivisionError), store.write() as transaction:
        transaction.set_setting("half", 1)
        raise ZeroDivisionError
    with store.read() as transaction:
        assert transaction.setting("half") is None
        transaction.set_setting("half", 2)
    with store.read() as transaction:
        assert transaction.setting("half") is None
    store.close()


def test_reading_goes_on_while_another_thread_writes(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    with store.write() as writing:
        writing.set_setting("x", 1)
        with store.read() as reading:
            assert reading.setting("x") is None
    with store.read() as reading:
        assert reading.setting("x") == 1
    store.close()


def test_secrets_and_settings_come_back_as_they_were_kept(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    with store.write() as transaction:
        transaction.set_secret("identity", bytes(range(256)))
        transaction.set_setting("station", {"ຊື່": ["HXY", 1, None]})
    with store.write() as transaction:
        transaction.set_secret("identity", b"another")
    store.close()
    store = open_store(tmp_path, KEY)
    with store.read() as transaction:
        assert (transaction.secret("identity"), transaction.secret("none")) == (b"another", None)
        assert transaction.setting("station") == {"ຊື່": ["HXY", 1, None]}
    store.close()


def test_a_wrong_key_opens_nothing(stores: Stores, tmp_path: Path) -> None:
    opened(stores, tmp_path).close()
    assert refused(lambda: open_store(tmp_path, bytes(32))) == "workspace.damaged"
    open_store(tmp_path, KEY).close()


def test_words_within_sealed_content_are_found(stores: Stores, tmp_path: Path) -> None:
    store = opened(stores, tmp_path)
    with store.read() as transaction:
        assert transaction.journal.mentions("ບຸນມີໄຊ") and transaction.journal.mentions("answer")
        assert not transaction.journal.mentions("answers")
    store.close()


def test_order_is_that_of_bytes_in_any_language(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)
    devices = ["B-1", "a-1", "Z-9", "ໜ-1", "é-1", "_-1"]
    for device in devices:
        write(store, f"x:{device}", facts.NothingNoted("arriving"), device=DeviceId(device))
    with store.read() as transaction:
        assert transaction.journal.devices() == sorted(devices)
        assert transaction.journal.subjects("x:") == [f"x:{device}" for device in sorted(devices)]
        assert transaction.journal.subjects("X:") == []
    store.close()


def test_the_largest_numbers_an_entry_may_have_are_kept(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)
    largest = 2**53 - 1
    write(store, "x:1", facts.NothingNoted("arriving"))
    raw(store, f"UPDATE entry SET lamport = {largest - 1}, seq = {largest}")
    with store.write() as transaction:
        written = transaction.journal.append(
            DeviceId("pc-2"), UserId("O1"), "x:1", facts.NothingNoted("arriving"), at=AT, salt=bytes(16)
        )
    assert written.lamport == largest
    with store.read() as transaction:
        end = transaction.journal.end(HERE)
        assert (end.seq, end.lamport) == (largest, largest - 1)
        assert transaction.journal.one(DeviceId("pc-2"), 1) == written
        assert [entry.seq for entry in transaction.journal.chain(HERE, largest)] == [largest]
    store.close()


def test_a_name_is_found_by_each_of_its_own_words(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)

    @given(st.text("abZÉßİ'.-_ \\\"%:&|!*()ກຂໜຫລ້າໍ້ໆ໑2", max_size=12))
    @settings(max_examples=4 * stores.examples, deadline=None)
    def named(name: str) -> None:
        with store.write() as transaction:
            transaction.search.clear()
            transaction.search.put([(1, name), (2, "qq unlike")])
            words = transaction.search.contents()[1].split()
            assert transaction.search.find(name) == [1] or not words
            assert not words or transaction.search.find(f"{name} unlike") == []

    named()
    store.close()


def test_a_search_finds_the_two_hundred_first_at_the_most(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)
    with store.write() as transaction:
        transaction.search.put((number, f"Somphone {number % 7} ບຸນມີ") for number in range(1, 401))
        assert transaction.search.find("som") == list(range(1, 201))
        sevens = [number for number in range(1, 401) if number % 7 == 3]
        assert transaction.search.find("ບຸນ 3 somphone") == sevens
    store.close()
