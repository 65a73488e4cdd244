"""A checkpoint's PC that was set back to an old copy, for the pages that tell of it."""

from __future__ import annotations

import shutil

from tests.ui.screens.counter import PASSPHRASE
from tests.ui.screens.desk_window import seen_traveller

from borderdesk import desk


def set_back(checkpoint: desk.Workspace) -> desk.Workspace:
    """The same PC, open, after its latest record was lost with a restored backup."""
    folder = checkpoint.folder
    checkpoint.close()
    shutil.copytree(folder, folder.with_name("backup"))
    here = desk.open_workspace(folder, "O1", PASSPHRASE)
    seen_traveller(here)
    here.close()
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("backup"), folder)
    return desk.open_workspace(folder, "O1", PASSPHRASE)


def gone_on(checkpoint: desk.Workspace) -> desk.Workspace:
    """The same PC, open, under its new identity."""
    desk.go_on(set_back(checkpoint))
    return desk.open_workspace(checkpoint.folder, "O1", PASSPHRASE)
