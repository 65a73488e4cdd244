"""How fast records are carried and a workspace opens, beside the bare chain of libraries in the same run.

Reported, not asserted: ``pytest tests/benchmarks/test_desk.py --benchmark-enable``; without it, among a few.
"""

import itertools
import json
import random
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
import sqlcipher3.dbapi2 as sqlcipher
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.codes import new_case_code
from borderdesk.domain.journal import to_line
from borderdesk.domain.values import StationCode
from borderdesk.store.keyslots import KeyFile
from borderdesk.text.lao import search_tokens

ENTRIES, FEW = 10_000, 400
A_CASE = 4
"""Entries of one case: opened, person, a screening of about 2 KB, outcome; 1 KB each on average."""
LAO = ["ສົມພອນ", "ບຸນມີ", "ແກ້ວ", "ຄຳຫລ້າ", "ວິໄລ", "ຈັນທອນ", "ແສງດາວ", "ພອນສະຫວັນ"]

Benchmark = Callable[..., Any]


def case_facts(chance: random.Random, form: tuple[str, str] = ("1", "")) -> Iterator[facts.Fact]:
    """What happens in a case; ``form`` is version and hash of the form it was screened with."""
    name = f"{chance.choice(LAO)} {chance.choice(LAO)}"
    yield facts.CaseOpened("HXY", "returned", "adult", "lo", 1)
    yield facts.PersonRecorded(name, latin_name="Somphone Sengchan", contact="020 5555 1234")
    given = (chance.choice(["yes", "no", "unsure", "declined", "not_asked"]) for _ in range(90))
    answers = "".join(f"<AD_{number:02d}>{each}</AD_{number:02d}>" for number, each in enumerate(given, 1))
    yield facts.ScreeningCompleted("adult", *form, f"<data>{answers}</data>", "O2", ("LABOUR",))
    yield facts.OutcomeConfirmed("O2")


@pytest.fixture(scope="module")
def entries(request: pytest.FixtureRequest) -> int:
    return ENTRIES if request.config.getoption("benchmark_enable") else FEW


@pytest.fixture(scope="module")
def full_desk(tmp_path_factory: pytest.TempPathFactory, entries: int) -> Iterator[tuple[Workspace, Path]]:
    """A checkpoint with that many entries to carry and the folder of an empty supervisor's desk."""
    folder = tmp_path_factory.mktemp("full")
    checkpoint = posts.workspace(folder, "checkpoint")
    supervisor = posts.workspace(folder, "supervisor")
    posts.introduced(checkpoint, supervisor)
    supervisor.close()
    chance = random.Random(7)
    with checkpoint.store.write() as transaction:
        for _ in range(entries // A_CASE):
            code = new_case_code(StationCode("HXY"), 2026, chance.randbytes)
            checkpoint.record(transaction, f"case:{code}", *case_facts(chance))
    yield checkpoint, supervisor.folder
    checkpoint.close()


@pytest.fixture(scope="module")
def documents(full_desk: tuple[Workspace, Path]) -> list[dict[str, Any]]:
    with full_desk[0].store.read() as transaction:
        lines = [to_line(entry) for entry in transaction.journal.chain(full_desk[0].device)]
    assert 800 < sum(map(len, lines)) / len(lines) < 1300
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def identity() -> Any:
    return pyrage.x25519.Identity.generate()


def bare_package(documents: list[dict[str, Any]], identity: Any) -> bytes:
    text = b"\n".join(json.dumps(document, ensure_ascii=False).encode() for document in documents)
    return bytes(pyrage.encrypt(zlib.compress(text), [identity.to_public()]))


def bare_store(folder: Path) -> Any:
    connection = sqlcipher.connect(str(folder / "bare.db"), isolation_level=None)
    for pragma in ("key = \"x'" + "7" * 64 + "'\"", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE entry (id TEXT PRIMARY KEY, subject TEXT, line TEXT)")
    connection.execute("CREATE INDEX by_subject ON entry (subject)")
    tokens = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    connection.execute(f'CREATE VIRTUAL TABLE found USING fts5(words, tokenize = "{tokens}")')
    return connection


def bare_import(package: bytes, identity: Any, connection: Any) -> None:
    """age, zlib, JSON, SQLCipher with an index, ICU words and FTS5: every row indexed, nothing checked."""
    connection.execute("BEGIN")
    for line in zlib.decompress(pyrage.decrypt(package, [identity])).split(b"\n"):
        entry = json.loads(line)
        payload = json.loads(entry["payload"])
        row = (f"{entry['device']}:{entry['seq']}", entry["subject"], line.decode())
        connection.execute("INSERT INTO entry VALUES (?, ?, ?)", row)
        words = " ".join(search_tokens(payload.get("name_as_used", f"{LAO[0]} {LAO[1]}")))
        connection.execute("INSERT INTO found (words) VALUES (?)", (words,))
    connection.execute("COMMIT")


@pytest.mark.benchmark(group="import of 10,000 entries")
def test_the_bare_chain_into_an_indexed_store(
    benchmark: Benchmark, documents: list[dict[str, Any]], identity: Any, tmp_path: Path
) -> None:
    package = bare_package(documents, identity)
    folders = itertools.count()

    def fresh() -> tuple[tuple[Any, ...], dict[str, Any]]:
        folder = tmp_path / str(next(folders))
        folder.mkdir()
        return (package, identity, bare_store(folder)), {}

    benchmark.pedantic(bare_import, setup=fresh, rounds=5)  # type: ignore[attr-defined]


def imported(supervisor: Workspace, path: Path, entries: int) -> None:
    assert desk.apply_import(supervisor, path).value.new >= entries


def fresh_supervisor(folder: Path, tmp_path: Path, count: Iterator[int]) -> Workspace:
    copy = tmp_path / f"supervisor-{next(count)}"
    shutil.copytree(folder, copy)
    return posts.reopened(copy)


@pytest.mark.benchmark(group="import of 10,000 entries")
def test_importing_a_package(
    benchmark: Benchmark, full_desk: tuple[Workspace, Path], tmp_path: Path, entries: int
) -> None:
    path = desk.pack(full_desk[0], tmp_path, again_from=1).value.path
    count = itertools.count()
    opened: list[Workspace] = []

    def fresh() -> tuple[tuple[Any, ...], dict[str, Any]]:
        opened.append(fresh_supervisor(full_desk[1], tmp_path, count))
        return (opened[-1], path, entries), {}

    benchmark.pedantic(imported, setup=fresh, rounds=5)  # type: ignore[attr-defined]
    for supervisor in opened:
        supervisor.close()


@pytest.mark.benchmark(group="import of 10,000 entries")
def test_the_dry_run_of_a_package(
    benchmark: Benchmark, full_desk: tuple[Workspace, Path], tmp_path: Path, entries: int
) -> None:
    path = desk.pack(full_desk[0], tmp_path, again_from=1).value.path
    supervisor = fresh_supervisor(full_desk[1], tmp_path, itertools.count())
    preview = benchmark(desk.preview_import, supervisor, path)
    supervisor.close()
    assert preview.new >= entries


@pytest.mark.benchmark(group="export of 10,000 entries from the desk")
def test_the_bare_chain_json_zlib_age(
    benchmark: Benchmark, documents: list[dict[str, Any]], identity: Any
) -> None:
    assert benchmark(bare_package, documents, identity)


@pytest.mark.benchmark(group="export of 10,000 entries from the desk")
def test_packing_the_records(
    benchmark: Benchmark, full_desk: tuple[Workspace, Path], tmp_path: Path, entries: int
) -> None:
    packed = benchmark(desk.pack, full_desk[0], tmp_path, again_from=1)
    assert packed.value.entries >= entries


@pytest.mark.benchmark(group="unlock")
def test_argon2id_alone(benchmark: Benchmark, tmp_path: Path) -> None:
    here = posts.workspace(tmp_path)
    here.close()
    keys = KeyFile.load(here.folder / "keys.json")
    assert benchmark(keys.open_passphrase, "O1", posts.PASSPHRASE)


@pytest.mark.benchmark(group="unlock")
def test_unlocking_a_workspace(benchmark: Benchmark, tmp_path: Path) -> None:
    here = posts.workspace(tmp_path)
    here.close()
    benchmark(lambda: posts.reopened(here.folder).close())


WRITING = """
import pathlib, sys, time
from borderdesk.store import database, sqlcipher
sqlcipher._PRAGMAS += (f"cipher_memory_security = {sys.argv[2]}",)
store = database.create(pathlib.Path(sys.argv[1]), bytes(32))
rows = [{"name": f"row {number}", "value": "x" * 1000} for number in range(10_000)]
start = time.perf_counter()
with store.write() as transaction:
    transaction.connection.execute(database.schema.setting.insert(), rows)
with store.read() as transaction:
    assert len(transaction.connection.execute(database.schema.setting.select()).all()) == 10_000
print(time.perf_counter() - start)
"""
"""10,000 rows of 1 KB written and read. In a process of its own: once on, it cannot be put off again."""


@pytest.mark.parametrize("wiping", ["ON", "OFF"])
@pytest.mark.benchmark(group="cipher_memory_security, 10,000 rows written and read, process start included")
def test_what_wiping_memory_costs(benchmark: Benchmark, tmp_path: Path, wiping: str) -> None:
    folders = itertools.count()

    def write_and_read() -> float:
        folder = tmp_path / str(next(folders))
        folder.mkdir()
        asked = [sys.executable, "-c", WRITING, str(folder), wiping]
        return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)

    assert benchmark(write_and_read) > 0
