"""A real supervisor's desk that three officers' records have reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.test_class_view import did

from borderdesk.desk.workspace import Workspace
from borderdesk.text import set_language


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[Workspace]:
    set_language("en")
    here = posts.workspace(tmp_path, "supervisor")
    did(here, "O1", "01_adult", "adult/AD_18|no|yes", noted="O3")
    did(here, "O2", "01_adult", "adult/AD_18|unsure|yes")
    did(here, "O3", "14_doc_number", "travel_document/DX_08||differs")
    for number in range(11):
        did(here, f"O{number % 3 + 1}", "02_child", *["child/CH_04|not_seen|seen"] * (number % 2))
    yield here
    here.close()
    set_language("en")
