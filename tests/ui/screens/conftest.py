"""Practice desks for the tests of screens: made once, copied for every test; windows over them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.screens import referred
from tests.ui.screens.desk_fixtures import (
    checkpoint,
    counter,
    introduced,
    made_desks,
    open_counter,
    open_desk,
    stick,
    supervisor,
)
from tests.ui.screens.office import Office, PdfPrinters
from tests.ui.screens.referred import PASSPHRASE, Clock

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui import theme

__all__ = [
    "checkpoint",
    "counter",
    "introduced",
    "made_desks",
    "open_counter",
    "open_desk",
    "stick",
    "supervisor",
]


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    referred.open_desk(folder).close()
    return folder / "desk"


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def referral_desk(
    practice_folder: Path, tmp_path_factory: pytest.TempPathFactory, clock: Clock
) -> Iterator[desk.Workspace]:
    """An open practice workspace of officer O1 at HXY; the tests of one file share it, with own cases."""
    folder = tmp_path_factory.mktemp("referral") / "desk"
    shutil.copytree(practice_folder, folder, ignore=shutil.ignore_patterns("lock"))
    workspace = desk.open_workspace(folder, "O1", PASSPHRASE, clock=clock)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def prepared_desk(
    request: pytest.FixtureRequest, practice_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A closed practice workspace and the code of the record in it, which the file's ``prepared`` makes."""
    folder = tmp_path_factory.mktemp("prepared") / "desk"
    shutil.copytree(practice_folder, folder, ignore=shutil.ignore_patterns("lock"))
    workspace = desk.open_workspace(folder, "O1", PASSPHRASE, clock=Clock())
    code: str = request.module.prepared(workspace)
    workspace.close()
    return folder, code


@pytest.fixture
def own_desk(prepared_desk: tuple[Path, str], tmp_path: Path) -> Iterator[desk.Workspace]:
    """The prepared workspace, for one test alone."""
    folder = tmp_path / "desk"
    shutil.copytree(prepared_desk[0], folder, ignore=shutil.ignore_patterns("lock"))
    workspace = desk.open_workspace(folder, "O1", PASSPHRASE, clock=Clock())
    yield workspace
    workspace.close()


@pytest.fixture
def said_in_english() -> Iterator[None]:
    """The program speaks English, before and after."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinters:
    """A printer whose paper is a file."""
    return PdfPrinters(tmp_path)


@pytest.fixture
def office(
    qtbot: QtBot, referral_desk: desk.Workspace, printers: PdfPrinters, tmp_path: Path, said_in_english: None
) -> Iterator[Office]:
    """The window with the referral screens."""
    theme.apply(theme.Appearance())
    stick = tmp_path / "stick"
    stick.mkdir()
    made = Office(qtbot, referral_desk, printers, stick=stick)
    yield made
    made.close()
    theme.apply(theme.Appearance())
    theme.show_status(False)
