"""All Lao texts out to reviewers, and a workbook back, as it was or with every text of it read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.desk.workbooks import sign_all

from borderdesk import desk

Benchmark = Callable[..., Any]


@pytest.fixture(autouse=True)
def asked_for(request: pytest.FixtureRequest) -> None:
    """What it does, the tests of the workbook hold; here are only the figures."""
    if not request.config.getoption("--benchmark-enable"):
        pytest.skip("ten seconds for figures alone; ask for them with --benchmark-enable")


@pytest.mark.benchmark(group="review of translations")
def test_everything_goes_out(benchmark: Benchmark, tmp_path: Path) -> None:
    book = tmp_path / "all.xlsx"
    benchmark.pedantic(desk.export_translations, args=(book,), rounds=3)  # type: ignore[attr-defined]
    assert book.is_file()


@pytest.mark.benchmark(group="review of translations")
@pytest.mark.parametrize("signed", [False, True])
def test_everything_comes_back(benchmark: Benchmark, tmp_path: Path, signed: bool) -> None:
    """Looked into for an author's folder; signed, every text of every file is another one than before."""
    book, folder = tmp_path / "all.xlsx", tmp_path / "folder"
    rows = desk.export_translations(book).rows
    if signed:
        sign_all(book)
    taken = benchmark.pedantic(  # type: ignore[attr-defined]
        lambda: desk.import_translations(book, date(2026, 11, 26), to=folder, dry_run=True), rounds=3
    )
    assert taken.rows == rows
    assert (taken.reviewed == 0) is not signed
