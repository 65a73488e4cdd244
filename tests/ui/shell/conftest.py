"""A workspace made once, copied for each test that needs one; and desks that are closed again."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import PASSPHRASE, PIN, Desk
from tests.ui.shell.unlocked import Shell

from borderdesk import desk
from borderdesk.domain.roles import Post, Role
from borderdesk.text import set_language
from borderdesk.ui import theme


@pytest.fixture(scope="session")
def made_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "workspace"
    made = desk.create_workspace(
        folder,
        post=Post.CHECKPOINT,
        station="HXY",
        user="O1",
        role=Role.OFFICER,
        passphrase=PASSPHRASE,
        hide_pin=PIN,
    )
    made.workspace.close()
    return folder


@pytest.fixture
def folder(made_workspace: Path, tmp_path: Path) -> Path:
    """A workspace of an officer O1 at HXY."""
    shutil.copytree(made_workspace, tmp_path / "workspace", ignore=shutil.ignore_patterns("lock"))
    return tmp_path / "workspace"


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Starts the program on a folder."""
    desks: list[Desk] = []

    def begin(folder: Path, **choices: object) -> Desk:
        desks.append(Desk(qtbot, folder, **choices))  # type: ignore[arg-type]  # passed on as given
        return desks[-1]

    yield begin
    for running in desks:
        running.close()


@pytest.fixture(autouse=True)
def plain_look(qapp: object) -> Iterator[None]:
    set_language("en")
    theme.apply(theme.Appearance())
    yield
    set_language("en")
    theme.apply(theme.Appearance())
    theme.show_status(False)


@pytest.fixture
def shell(qtbot: QtBot, folder: Path) -> Iterator[Shell]:
    made = Shell(qtbot, folder)
    yield made
    made.close()
