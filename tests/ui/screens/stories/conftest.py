"""A supervisor's desk with an author's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.text import set_language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    return made


@pytest.fixture
def author(tmp_path: Path, folder: Path) -> Iterator[Workspace]:
    set_language("en")
    here = posts.workspace(tmp_path, "supervisor")
    desk.set_author_folder(here, folder)
    yield here
    here.close()
    set_language("en")
