"""A practice workspace made once a folder of tests and copied for each, and windows over it, closed again.

Taken into the ``conftest.py`` of each officer screen's tests.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.screens.counter import PASSPHRASE, PIN, POST, ROLE, STATION, Counter

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui import theme


@pytest.fixture(scope="session")
def made_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkpoint") / "workspace"
    made = desk.create_workspace(
        folder, post=POST, station=STATION, role=ROLE, passphrase=PASSPHRASE, hide_pin=PIN, practice=True
    )
    made.workspace.close()
    return folder


@pytest.fixture
def checkpoint_folder(made_checkpoint: Path, tmp_path: Path) -> Path:
    """The practice workspace of officer O1 at HXY."""
    shutil.copytree(made_checkpoint, tmp_path / "checkpoint", ignore=shutil.ignore_patterns("lock"))
    return tmp_path / "checkpoint"


@pytest.fixture
def checkpoint(checkpoint_folder: Path) -> Iterator[desk.Workspace]:
    """The practice workspace, open, in English."""
    set_language("en")
    workspace = desk.open_workspace(checkpoint_folder, "O1", PASSPHRASE)
    yield workspace
    workspace.close()
    set_language("en")


@pytest.fixture
def open_counter(qtbot: QtBot, checkpoint: desk.Workspace) -> Iterator[Callable[..., Counter]]:
    """Opens the officer's window on the practice workspace."""
    opened: list[Counter] = []

    def begin(**look: object) -> Counter:
        opened.append(Counter(qtbot, checkpoint, **look))  # type: ignore[arg-type]  # passed on as given
        return opened[-1]

    yield begin
    for window in opened:
        window.close()
    set_language("en")
    theme.apply(theme.Appearance())
    theme.show_status(False)


@pytest.fixture
def counter(open_counter: Callable[..., Counter]) -> Counter:
    """The officer's window: English, light, 1366×697."""
    return open_counter()
