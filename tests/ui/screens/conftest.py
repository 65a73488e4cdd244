"""A practice desk for the referral and record screens: made once, copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from borderdesk import desk
from borderdesk.text import set_language
from tests.ui.screens.referred import PASSPHRASE, Clock, open_desk


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    open_desk(folder).close()
    return folder / "desk"


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def referral_desk(
    practice_folder: Path, tmp_path_factory: pytest.TempPathFactory, clock: Clock
) -> Iterator[desk.Workspace]:
    """An open practice workspace of officer O1 at HXY; tests of one file share it and make cases of their own."""
    folder = tmp_path_factory.mktemp("referral") / "desk"
    shutil.copytree(practice_folder, folder, ignore=shutil.ignore_patterns("lock"))
    workspace = desk.open_workspace(folder, "O1", PASSPHRASE, clock=clock)
    yield workspace
    workspace.close()


@pytest.fixture(autouse=True)
def said_in_english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")
