"""Makes the packaging scripts, which are no part of the program, importable."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def packaging_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "build")
