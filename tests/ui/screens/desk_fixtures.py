"""Two practice desks, a stick, and windows over them, for the tests of screens and of content on its way.

The two workspaces are made once and copied for each test; windows are closed again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.screens.counter import PASSPHRASE, PIN, Counter
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.roles import Post, Role
from borderdesk.text import set_language
from borderdesk.ui import theme


@pytest.fixture(scope="session")
def made_desks(tmp_path_factory: pytest.TempPathFactory) -> dict[Post, Path]:
    """A checkpoint's and a supervisor's practice workspace, closed."""
    return {
        post: _made(tmp_path_factory, post, station, role)
        for post, station, role in (
            (Post.CHECKPOINT, "HXY", Role.OFFICER),
            (Post.SUPERVISOR, "VTE", Role.SUPERVISOR),
        )
    }


def _made(places: pytest.TempPathFactory, post: Post, station: str, role: Role) -> Path:
    folder = places.mktemp("made") / post.value
    desk.create_workspace(
        folder, post=post, station=station, role=role, passphrase=PASSPHRASE, hide_pin=PIN, practice=True
    ).workspace.close()
    return folder


def _copy(made: Path, tmp_path: Path, user: str) -> desk.Workspace:
    set_language("en")
    shutil.copytree(made, tmp_path / made.name, ignore=shutil.ignore_patterns("lock"))
    return desk.open_workspace(tmp_path / made.name, user, PASSPHRASE)


@pytest.fixture
def checkpoint(made_desks: dict[Post, Path], tmp_path: Path) -> Iterator[desk.Workspace]:
    """The practice workspace of officer O1 at HXY, open."""
    workspace = _copy(made_desks[Post.CHECKPOINT], tmp_path, "O1")
    yield workspace
    workspace.close()


@pytest.fixture
def supervisor(made_desks: dict[Post, Path], tmp_path: Path) -> Iterator[desk.Workspace]:
    """The practice workspace of supervisor S1 at VTE, open."""
    workspace = _copy(made_desks[Post.SUPERVISOR], tmp_path, "S1")
    yield workspace
    workspace.close()


@pytest.fixture
def introduced(checkpoint: desk.Workspace, supervisor: desk.Workspace) -> None:
    """Both desks have compared words and trust each other's cards."""
    desk.trust_card(checkpoint, desk.own_card(supervisor))
    desk.trust_card(supervisor, desk.own_card(checkpoint))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[..., DeskWindow]]:
    """Opens the window on any workspace, with screens of the test's own where it gives some."""
    opened: list[DeskWindow] = []

    def begin(workspace: desk.Workspace, **look: object) -> DeskWindow:
        opened.append(DeskWindow(qtbot, workspace, **look))  # type: ignore[arg-type]  # passed on as given
        return opened[-1]

    yield begin
    _close(opened)


@pytest.fixture
def open_counter(qtbot: QtBot, checkpoint: desk.Workspace) -> Iterator[Callable[..., Counter]]:
    """Opens the officer's window on the checkpoint's workspace."""
    opened: list[Counter] = []

    def begin(**look: object) -> Counter:
        opened.append(Counter(qtbot, checkpoint, **look))  # type: ignore[arg-type]  # passed on as given
        return opened[-1]

    yield begin
    _close(opened)


@pytest.fixture
def counter(open_counter: Callable[..., Counter]) -> Counter:
    """The officer's window: English, light, 1366×697."""
    return open_counter()


def _close(opened: Sequence[Counter | DeskWindow]) -> None:
    for window in opened:
        window.close()
    set_language("en")
    theme.apply(theme.Appearance())
    theme.show_status(False)
