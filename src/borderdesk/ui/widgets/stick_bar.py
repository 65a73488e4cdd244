"""Which stick is in use: its name, its free space, and a way to choose another.

Looks for sticks by itself, in the free lane, and takes the only one there is; anything else the person
chooses. Used by the transfer, inbox and card pages.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from borderdesk.text import tr
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.widgets.action_row import ActionRow
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.chooser import FolderChooser, places


def free_text(free: int) -> str:
    """Free bytes in words: ``3.1 GB free``."""
    if free >= 1_000_000_000:
        return tr("{size} GB free", size=f"{free / 1e9:.1f}")
    return tr("{size} MB free", size=free // 1_000_000)


class StickBar(ActionRow):
    """The stick of the moment. ``folder`` is ``None`` until one was found or chosen."""

    chosen = Signal(object)
    """A folder was found or chosen (its ``Path``)."""

    def __init__(self, jobs: Jobs, window: QWidget, *, name: str) -> None:
        self.button = Button(lambda: tr("Choose the stick"), on_click=self.choose, name=f"{name}.choose")
        super().__init__(
            "stick",
            lambda: tr("No stick chosen"),
            lambda: tr("Put in a stick, or choose a folder on it."),
            actions=[self.button],
            name=name,
            first=True,
        )
        self.folder: Path | None = None
        self._jobs, self._window = jobs, window
        self._free: int | None = None
        self._then: Callable[[Path], object] | None = None

    def look(self) -> None:
        """Find out which sticks there are, or how much room is left on the one in use."""
        if self.folder is None:
            self._jobs.run(_only_stick, owner=self, lane="free", on_done=self._found)
        else:
            self._jobs.run(
                _free_on, self.folder, owner=self, lane="free", on_done=partial(self._measured, self.folder)
            )

    def choose(self) -> None:
        """Ask for a folder; what a stick was wanted for before, and not chosen, is not done with this one."""
        self._then = None
        self._ask()

    def _ask(self) -> None:
        FolderChooser(
            lambda: tr("Choose the stick"), self.use, self._jobs, start=self.folder, name="stickChooser"
        ).open_in(self._window)

    def with_stick(self, then: Callable[[Path], object]) -> None:
        """Do ``then`` with the stick; without one, ask for it first."""
        if self.folder is not None:
            then(self.folder)
            return
        self._then = then
        self._ask()

    def use(self, folder: Path) -> None:
        """Use ``folder`` from now on."""
        self.folder = folder
        self._free = None
        self._show()
        then, self._then = self._then, None
        self.chosen.emit(folder)
        if then is not None:
            then(folder)
        self.look()

    def place_name(self) -> str:
        """What to call the stick in a sentence."""
        return "" if self.folder is None else (self.folder.name or str(self.folder))

    def _found(self, folder: Path | None) -> None:
        if folder is not None and self.folder is None and self._then is None:
            self.use(folder)

    def _measured(self, folder: Path, free: int | None) -> None:
        if folder == self.folder:
            self._free = free
            self._show()

    def _show(self) -> None:
        folder, free = self.folder, self._free
        if folder is None:
            return
        self.title.say(lambda: tr("Stick: {name}", name=self.place_name()))
        self.detail.say(lambda: str(folder) if free is None else f"{free_text(free)} · {folder}")
        self.button.say(lambda: tr("Choose another stick"))


def _only_stick() -> Path | None:
    """The one stick that can be written to; several are for the person to choose from."""
    sticks = [place.path for place in places() if place.stick and place.free_gb > 0]
    writable = [path for path in sticks if os.access(path, os.W_OK)]
    return writable[0] if len(writable) == 1 else None


def _free_on(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
