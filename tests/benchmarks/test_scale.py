"""A country's amount of records: import, memory, search and lists at 100,000 and 1,000,000.

Takes minutes, so only with ``-m long``; figures are reported, memory alone is held to a limit:
``pytest -n 0 -m long --benchmark-enable tests/benchmarks/test_scale.py``. Ratios are of processor time, taken
in turn in one run, so that a busy machine weighs on both sides.
"""

import itertools
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.benchmarks.country import LATIN, NAMES, Country, founded
from tests.benchmarks.test_desk import bare_import, bare_package, bare_store
from tests.desk import posts
from tests.ui.screens.office import Office, PdfPrinters

from borderdesk import desk
from borderdesk.domain.journal import to_line
from borderdesk.store import database
from borderdesk.store.cases import CaseRow
from borderdesk.store.dialects import Rows
from borderdesk.store.search import _words
from borderdesk.ui.screens.records.screen import RecordsScreen

pytestmark = [pytest.mark.long, pytest.mark.benchmark(group="scale")]
Benchmark = Any


def spent(act: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    start = time.process_time()
    act()
    return time.process_time() - start


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Country]:
    made = founded(tmp_path)
    yield made
    made.checkpoint.close()


def copied(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(folder, folder.with_name(name)))


def tell(benchmark: Benchmark, **figures: object) -> None:
    """Into the report, and onto the screen."""
    benchmark.extra_info.update(figures)
    benchmark.pedantic(lambda: None, rounds=1)
    print(json.dumps(figures, default=str))


def test_a_hundred_thousand_entries_beside_the_bare_chain(
    benchmark: Benchmark, country: Country, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    package = country.package(tmp_path / "stick", 100_000)
    full = posts.reopened(copied(country.supervisor, "full"))
    desk.apply_import(full, package)
    with full.store.read() as transaction:
        lines = [to_line(entry) for entry in transaction.journal.chain(country.checkpoint.device)]
    documents = [json.loads(line) for line in lines]
    identity = pyrage.x25519.Identity.generate()
    bare = bare_package(documents, identity)
    found: dict[str, list[float]] = {"bare": [], "import": [], "dry run": [], "bare package": [], "pack": []}
    # What this checkpoint's desk would pack is what the supervisor has of it.
    with full.store.read() as transaction, country.checkpoint.store.write() as writing:
        own = writing.journal.end(country.checkpoint.device).seq
        rest = transaction.journal.chain(country.checkpoint.device, own + 1)
        while some := list(itertools.islice(rest, 2000)):
            writing.journal.take_in(some, 0)
            writing.project()
    full.close()
    for number in range(3):
        folder = tmp_path / f"bare-{number}"
        folder.mkdir()
        connection = bare_store(folder)
        found["bare"].append(spent(lambda: bare_import(bare, identity, connection)))  # noqa: B023
        connection.close()
        here = posts.reopened(copied(country.supervisor, f"desk-{number}"))
        found["dry run"].append(spent(lambda: desk.preview_import(here, package)))  # noqa: B023
        found["import"].append(spent(lambda: desk.apply_import(here, package)))  # noqa: B023
        here.close()
        found["bare package"].append(spent(lambda: bare_package(documents, identity)))
        found["pack"].append(spent(lambda: desk.pack(country.checkpoint, tmp_path, again_from=1)))
    seconds = {name: statistics.median(times) for name, times in found.items()}
    tell(
        benchmark,
        **seconds,
        import_rate_of_bare=seconds["bare"] / seconds["import"],
        dry_run_of_import=seconds["dry run"] / seconds["import"],
        pack_rate_of_bare=seconds["bare package"] / seconds["pack"],
        entries_a_second=100_000 / seconds["import"],
    )


PEAK = """
import sys, pathlib
from borderdesk import desk
here = desk.open_workspace(pathlib.Path(sys.argv[1]), "S1", sys.argv[2])
work = desk.preview_import if sys.argv[4] == "preview" else desk.apply_import
done = work(here, pathlib.Path(sys.argv[3]))
here.close()
told = pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1]
print(int(told.split()[0]) // 1024)
"""
"""The peak of this process alone; what ``getrusage`` tells begins with that of the one that started it."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak is asked of Linux")
def test_memory_does_not_grow_with_the_package(
    benchmark: Benchmark, country: Country, tmp_path: Path
) -> None:
    peaks: dict[str, int] = {}
    for entries in (100_000, 300_000):
        (tmp_path / "stick").mkdir(exist_ok=True)
        package = founded(tmp_path / str(entries)) if entries > 100_000 else country
        path = package.package(tmp_path / "stick", entries)
        for act in ("preview", "apply"):
            asked = [sys.executable, "-c", PEAK, str(package.supervisor), posts.PASSPHRASE, str(path), act]
            told = subprocess.run(asked, capture_output=True, text=True, check=True, env=os.environ)
            peaks[f"{act} of {entries} (MB)"] = int(told.stdout)
    tell(benchmark, **peaks)
    assert max(peaks.values()) < 200


def test_a_million_entries_take_as_long_each_as_the_first_hundred_thousand(
    benchmark: Benchmark, country: Country, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    here = posts.reopened(country.supervisor)
    each: list[float] = []
    for _ in range(10):
        package = country.package(tmp_path / "stick", 100_000)
        each.append(spent(lambda: desk.apply_import(here, package)))  # noqa: B023
        package.unlink()
    here.close()
    tell(
        benchmark,
        seconds=each,
        million_over_first=sum(each) / (10 * each[0]),
        last_over_first=each[-1] / each[0],
    )


def fill(store: database.Store, records: int) -> None:
    """Case rows and search words alone, names in few spellings: the worst case for a search."""
    chance = random.Random(1)
    words = {name: " ".join(_words(name)) for name in (*NAMES, *LATIN)}
    search = Rows("record_search", ("rowid", "words"))
    rows = Rows("case_row", ("id", *CaseRow.__dataclass_fields__))

    def names() -> str:
        return f"{words[chance.choice(NAMES)]} {words[chance.choice(LATIN)]} zu{chance.randrange(5000)}"

    with store.write() as transaction:
        for first in range(1, records, 10_000):
            ids = range(first, first + 10_000)
            search.add(transaction.connection, [(id, names()) for id in ids])
            rows.add(transaction.connection, [_row(id) for id in ids])


def _row(id: int) -> tuple[object, ...]:
    opened = "2026-03-01T12:00:00Z"
    changed = f"2026-03-{id % 27 + 1:02d}T{id % 24:02d}:{id % 60:02d}:00Z"
    code = f"BD-HXY-26-{id:05d}-{id % 10}"
    return (
        id, code, "HXY", opened, "O1", changed, "form.adult", "O2", False, False, False, "", 0, "hxy-1", id
    )  # fmt: skip


def spread(ordered: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the most, of milliseconds in order."""
    p95 = ordered[int(0.95 * len(ordered))]
    return {"p50_ms": statistics.median(ordered), "p95_ms": p95, "most_ms": ordered[-1]}


ASKED = (
    *("som", "somphone", "s", "b", "zu", "zu123", "keo", "x", "kham phom", "somphone sisouvanh", "ບຸນ", "ບຸນມີ"),
    *("ແກ້ວ", "ບຸນມີ ພົມມະຈັນ", "ບຸນ keo", "somphone zu123", "ວິໄລ ວົງສາ vilay", "vilay vongsa zu4"),
)


def test_searching_a_million_records(benchmark: Benchmark, tmp_path: Path) -> None:
    store = database.create(tmp_path, bytes(32))
    fill(store, 1_000_000)
    times: list[float] = []
    for words in ASKED * 5:
        with store.read() as transaction:
            times.append(spent(lambda: transaction.cases.found(words)))  # noqa: B023
    store.close()
    tell(benchmark, **spread(sorted(1000 * each for each in times)))


def test_scrolling_a_list_of_a_hundred_thousand_records(
    benchmark: Benchmark, qtbot: QtBot, tmp_path: Path
) -> None:
    here = posts.workspace(tmp_path, "supervisor")
    fill(here.store, 100_000)
    office = Office(qtbot, here, PdfPrinters(tmp_path))
    opened = spent(lambda: office.show("records"))
    screen = office.screen
    assert isinstance(screen, RecordsScreen)
    table = screen.tables[screen.presenter.private]
    bar = screen.column.verticalScrollBar()
    pauses: list[float] = []

    def a_page_down() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()  # the rows are laid out and painted

    for _ in range(200):
        pauses.append(1000 * spent(a_page_down))
    assert len(table.rows()) > 2000
    tell(benchmark, open_ms=1000 * opened, **spread(sorted(pauses)))
    here.close()
