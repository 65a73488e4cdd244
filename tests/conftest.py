"""Every test runs without a display, in a temporary folder, with the real parts."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from borderdesk.store import keyslots
from borderdesk.ui import jobs
from borderdesk.ui.shell import window
from borderdesk.ui.shell.idle import IdleWatch
from borderdesk.ui.widgets import chooser

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Marks of how far a workspace had written: never in the folder of whoever runs the tests.
os.environ["BORDERDESK_STATE"] = tempfile.mkdtemp(prefix="borderdesk-state-")

# How long an example takes is the machine's affair, not the program's. The same examples everywhere, so that
# no change fails for another's fault; new ones are drawn with --hypothesis-profile=new.
settings.register_profile("new", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("new"), derandomize=True)
settings.load_profile("same")

# Thousands of widgets come and go: looked through less often, they cost a tenth less of the time. What is
# left to the end of a file are windows and forms in cycles, which Python then never looked for by itself.
gc.set_threshold(20_000, 20, 20)
MANY = 6_000_000
"""Blocks of memory (some 600 MB) that a file may leave in cycles."""
_kept = sys.getallocatedblocks()

CHEAP = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}


@pytest.fixture(scope="session", autouse=True)
def cheap_guesses(request: pytest.FixtureRequest) -> Iterator[None]:
    """Passphrases cost next to nothing, so that a thousand workspaces open in seconds.

    A slot keeps the cost it was made with; a hide-PIN does not, and stays as it is. What a guess costs in the
    program, ``tests/store/test_keyslots.py`` holds; benchmarks measure with it.
    """
    if request.config.getoption("benchmark_enable"):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyslots, "ARGON2", CHEAP)
        yield


_LET_GO = window.let_go_of_circles


def _no_time() -> float:
    """Where a clock stands that nobody looks at."""
    return 0.0


@pytest.fixture(scope="module", autouse=True)
def nothing_piles_up() -> Iterator[None]:
    """What the tests of a file left in cycles goes once it is much: a worker stays under 2 GB."""
    global _kept
    yield
    if sys.getallocatedblocks() > _kept + MANY:
        gc.collect()
        _kept = sys.getallocatedblocks()


@pytest.fixture(scope="session", autouse=True)
def no_stick_of_this_pc() -> Iterator[None]:
    """No stick but the folders of a test: a real one in this PC would be found and written on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chooser, "sticks", list)
        yield


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """What is waited for may come late: a busy machine is no fault of the program.

    Nor does the program take it for slow work, whose strip over the page moves what is below, or for an
    officer who went away, whose desk it covers and locks. Tests of idleness have a clock of their own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "SHOWN_AFTER_MS", 600_000)
        patch.setattr(IdleWatch.__init__, "__defaults__", (None, _no_time, _no_time))
        for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
            patch.setitem(wait.__kwdefaults__, "timeout", 60_000)
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_is_looked_for_at_lock() -> Iterator[None]:
    """What a lock lets go of goes with the rest of a file's: looking through all that tests made is slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "let_go_of_circles", lambda: None)
        yield


@pytest.fixture
def lets_go_at_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the tests that hold what a lock lets go of."""
    monkeypatch.setattr(window, "let_go_of_circles", _LET_GO)
