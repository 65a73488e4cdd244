"""How long the whole window takes to speak the other language, painted."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.desk import posts
from tests.ui.screens.counter import Counter

from borderdesk.text import language, set_language

Benchmark = Callable[..., Any]


@pytest.mark.benchmark(group="switching between Lao and English")
@pytest.mark.parametrize("screen", ["today", "screening", "library", "transfer"])
def test_the_window_speaks_the_other_language(
    benchmark: Benchmark, qtbot: QtBot, tmp_path: Path, screen: str
) -> None:
    here = posts.workspace(tmp_path, "checkpoint_practice")
    counter = Counter(qtbot, here)
    counter.show(screen)
    spoken = itertools.cycle(["lo", "en"])

    def switch() -> None:
        counter.window.speak(next(spoken))
        counter.settle()

    benchmark.pedantic(switch, rounds=20, warmup_rounds=2)  # type: ignore[attr-defined]
    assert language() in ("lo", "en")
    counter.close()
    here.close()
    set_language("en")
