"""How long the officer waits: the unlock window against a bare window, each in a fresh process.

Reported, not asserted. Run with ``pytest tests/benchmarks/test_startup.py --benchmark-enable``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1200, 700)
window.show()
app.processEvents()
"""

UNLOCK = """
import sys
from pathlib import Path
from borderdesk.text import set_language
from borderdesk.ui import app as program, preferences, theme
app = program.application()
kept = preferences.load(Path(sys.argv[1]))
set_language(kept.language)
theme.apply(kept.appearance)
running = program.Program(Path(sys.argv[1]))
running.window.resize(1200, 700)
running.start()
app.processEvents()
"""

READY = (
    UNLOCK
    + """
running.jobs.ended.connect(lambda job: job.function == running.door.warm_up and app.quit())
app.exec()
program.all_screens()
"""
)
"""As at the desk: the window waits in its event loop while everything is loaded in the free lane."""

LEAVE = """
import os
os._exit(0)
"""
"""What ends the process is not what the officer waits for."""

WAYS = {"bare window": BARE, "unlock on screen": UNLOCK, "everything imported": READY}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from borderdesk import desk
    from borderdesk.domain.roles import Post, Role

    made = tmp_path_factory.mktemp("startup") / "workspace"
    desk.create_workspace(
        made, post=Post.CHECKPOINT, station="HXY", user="O1", role=Role.OFFICER, passphrase="a quiet river"
    ).workspace.close()
    return made


@pytest.mark.parametrize("way", WAYS)
def test_start_up(benchmark, folder: Path, way: str) -> None:
    # Compiled once, as an installed program is, and not into the source tree.
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def start() -> None:
        subprocess.run(
            [sys.executable, "-c", WAYS[way] + LEAVE, str(folder)],
            check=True,
            env=environment,
            stderr=subprocess.DEVNULL,
        )

    benchmark.group = "start-up"
    benchmark.pedantic(start, rounds=5, warmup_rounds=1)
