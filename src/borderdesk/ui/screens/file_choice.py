"""Asking for a file on behalf of a question, for the screens that show questions; which files are tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from borderdesk.text import tr
from borderdesk.ui.questions.media import ChooseFile
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets.chooser import FolderChooser

TABLES = "*.[xc]*[xv]"
"""Workbooks and CSV tables by their usual endings; what a file holds is looked at, not its name."""


def file_chooser(around: Surroundings) -> ChooseFile:
    """Opens the program's own file chooser in the window."""

    def choose(pattern: str, on_chosen: Callable[[Path], object]) -> None:
        FolderChooser(
            lambda: tr("Choose a file"), on_chosen, around.jobs, files=pattern, name="media.chooser"
        ).open_in(around.window)

    return choose
