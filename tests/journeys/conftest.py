"""Desks for whole journeys: real programs in temporary folders, with a printer and a stick of their own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.journeys.pages.post import PdfPrinters, Post
from tests.journeys.pages.shell import PASSPHRASE, PIN
from tests.journeys.pages.tour import Tour, Walk, made_tour, toured

from borderdesk import desk
from borderdesk.domain.roles import Post as PostKind
from borderdesk.domain.roles import Role
from borderdesk.text import set_language
from borderdesk.ui import theme


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The folder that is a stick in this story."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, stick: Path) -> Iterator[Callable[..., Post]]:
    """Starts the program on a folder."""
    posts: list[Post] = []

    def begin(folder: Path, **choices: object) -> Post:
        printers = PdfPrinters(tmp_path / "tray")
        posts.append(Post(qtbot, folder, stick=stick, printers=printers, **choices))  # type: ignore[arg-type]  # passed on
        return posts[-1]

    yield begin
    for running in posts:
        running.close()
    set_language("en")
    theme.apply(theme.Appearance())
    theme.show_status(False)


def _made(folder: Path, post: PostKind, station: str, role: Role, user: str) -> Path:
    made = desk.create_workspace(
        folder, post=post, station=station, role=role, user=user, passphrase=PASSPHRASE, hide_pin=PIN
    )
    made.workspace.close()
    return folder


@pytest.fixture(scope="session")
def made_posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint and a supervisor's desk that trust each other's cards."""
    folder = tmp_path_factory.mktemp("made")
    _made(folder / "checkpoint", PostKind.CHECKPOINT, "HXY", Role.OFFICER, "O1")
    _made(folder / "supervisor", PostKind.SUPERVISOR, "VTE", Role.SUPERVISOR, "S1")
    checkpoint = desk.open_workspace(folder / "checkpoint", "O1", PASSPHRASE)
    supervisor = desk.open_workspace(folder / "supervisor", "S1", PASSPHRASE)
    desk.trust_card(checkpoint, desk.own_card(supervisor))
    desk.trust_card(supervisor, desk.own_card(checkpoint))
    checkpoint.close()
    supervisor.close()
    return folder


@pytest.fixture
def posts(made_posts: Path, tmp_path: Path) -> Path:
    """The folder with ``checkpoint/`` and ``supervisor/``, for this story alone."""
    for name in ("checkpoint", "supervisor"):
        shutil.copytree(made_posts / name, tmp_path / name, ignore=shutil.ignore_patterns("lock"))
    return tmp_path


@pytest.fixture(scope="session")
def made_walk(made_posts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """The desks of the walk over every screen, closed; tests copy them."""
    folder = tmp_path_factory.mktemp("walk") / "posts"
    shutil.copytree(made_posts, folder, ignore=shutil.ignore_patterns("lock"))
    with tempfile.TemporaryDirectory(prefix="stick") as stick:
        yield made_tour(folder, Path(stick))


@pytest.fixture
def walk(made_walk: Tour, tmp_path: Path, stick: Path) -> Walk:
    """Goes over every screen of the desks, which lie in this test's folder meanwhile."""
    return lambda: toured(made_walk, tmp_path, stick)


@pytest.fixture
def checkpoint(start: Callable[..., Post], posts: Path) -> Post:
    """An officer's desk at HXY, unlocked: English, light, 1366×697."""
    post = start(posts / "checkpoint")
    post.unlock()
    return post
