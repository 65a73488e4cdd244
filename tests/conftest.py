"""Every test runs without a display, in a temporary folder, with the real parts."""

import os
import tempfile
from collections.abc import Iterator

import pytest

from borderdesk.store import keyslots

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Marks of how far a workspace had written: never in the folder of whoever runs the tests.
os.environ["BORDERDESK_STATE"] = tempfile.mkdtemp(prefix="borderdesk-state-")

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
