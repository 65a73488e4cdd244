"""Choosing a folder or a file, on a stick first; our own, because Qt's dialogs speak no Lao.

A sheet like the others, so Hide covers it. Folders are listed in the free lane: a stick may be slow.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from borderdesk.files import is_folder
from borderdesk.text import tr
from borderdesk.text.collation import sort_key
from borderdesk.text.lao import BREAK
from borderdesk.ui import icons, theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.said import Say
from borderdesk.ui.volumes import sticks, volume_name
from borderdesk.ui.widgets.buttons import Button, IconButton
from borderdesk.ui.widgets.fields import FormRow, TextField
from borderdesk.ui.widgets.flow import Flow
from borderdesk.ui.widgets.focus import FocusRing
from borderdesk.ui.widgets.labels import Label
from borderdesk.ui.widgets.sheets import Sheet

LISTED_AT_MOST = 500
"""Entries of one folder; a work folder or a stick has far fewer."""
_SEPARATORS = re.compile(r"[/\\_.-]")


@dataclass(frozen=True)
class Place:
    """Somewhere to start from: a stick, or the person's own folder."""

    path: Path
    name: str
    stick: bool
    free_gb: float


@dataclass(frozen=True)
class Listing:
    """A folder's own folders, and the files that fit the pattern; ``readable`` is false when it is gone."""

    folder: Path
    folders: tuple[str, ...]
    files: tuple[str, ...]
    readable: bool


def places() -> list[Place]:
    """The sticks that are plugged in, then the person's own folder."""
    found = []
    for volume in sticks():
        root = Path(volume.rootPath())
        found.append(
            Place(root, volume_name(volume.displayName(), root), True, volume.bytesAvailable() / 1e9)
        )
    found.append(Place(Path.home(), Path.home().name, False, 0.0))
    return found


def list_folder(folder: Path, pattern: str | None) -> Listing:
    """What can be chosen in ``folder``; hidden entries are left out."""
    folders, files = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _hidden(entry):
                    continue
                if entry.is_dir():
                    folders.append(entry.name)
                elif pattern is not None and fnmatch(entry.name.lower(), pattern):
                    files.append(entry.name)
    except OSError:
        return Listing(folder, (), (), False)
    return Listing(folder, _first_by_name(folders), _first_by_name(files), True)


def _hidden(entry: os.DirEntry[str]) -> bool:
    """By name, or by what Windows notes: every stick it has seen holds a folder of the system's own."""
    if entry.name.startswith((".", "$")):
        return True
    noted = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0) if os.name == "nt" else 0
    return bool(noted & (stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM))


def typed_path(text: str) -> Path:
    """The folder or file that a person typed. ``E:`` means its root, not where that drive was left last."""
    typed = Path(text.strip())
    with suppress(RuntimeError):  # nobody of that name has a home here
        typed = typed.expanduser()
    if typed.drive and not typed.root:
        return Path(f"{typed.drive}{os.sep}", *typed.parts[1:])
    return typed


def _first_by_name(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=sort_key)[:LISTED_AT_MOST])


class FolderChooser(Sheet):
    """Asks for a folder, or with ``files`` (such as ``"*.bdpack"``) for one file.

    ``on_chosen`` gets the path. ``start`` is where to look first; else the first stick.
    """

    def __init__(
        self,
        title: Say,
        on_chosen: Callable[[Path], object],
        jobs: Jobs,
        *,
        files: str | None = None,
        start: Path | None = None,
        act: Say | None = None,
        name: str = "chooser",
    ) -> None:
        super().__init__(title, name=name, width=640)
        self._on_chosen, self._jobs, self._files = on_chosen, jobs, files
        self._folder = self._listed_folder = start or places()[0].path
        self._sticks = QWidget()
        self._flow = Flow(theme.px(8), parent=self._sticks)
        self.path = TextField(name=f"{name}.path")
        self._row = FormRow(lambda: tr("Folder"), self.path)
        self.up = IconButton("up", lambda: tr("One folder up"), on_click=self._go_up, name=f"{name}.up")
        self.list = QListWidget()
        FocusRing(self.list)
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(tr("Folders and files"))
        self.list.setMinimumHeight(theme.px(160))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = Label("", muted=True, name=f"{name}.empty")
        line = QHBoxLayout()
        line.addWidget(self._row, 1)
        line.addWidget(self.up, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.add(self._sticks)
        self.column.body.addLayout(line)
        self.column.add(self.list)
        self.column.add(self._empty)
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        default: Say = (lambda: tr("Choose this file")) if files else (lambda: tr("Choose this folder"))
        self.choose = self.foot.set_primary(act or default, self._choose)
        self.path.returnPressed.connect(self._typed)
        self.list.itemActivated.connect(self._open_entry)
        self.list.itemClicked.connect(self._clicked)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_choice())
        self._show_places()
        self.look_in(self._folder)

    def open_in(self, window: QWidget, *, before_person: bool = False) -> None:
        """The keyboard is on the path, marked: what is typed or pasted takes its place."""
        super().open_in(window, before_person=before_person)
        self.path.selectAll()

    def first_stop(self) -> QWidget:
        """The path; the sticks stand before it."""
        return self.path

    def look_in(self, folder: Path) -> None:
        """List ``folder``."""
        self._folder = folder
        self.path.setText(str(folder))
        self._jobs.run(list_folder, folder, self._files, owner=self, lane="free", on_done=self._listed)

    def _show_places(self) -> None:
        for place in places():
            name = _SEPARATORS.sub(
                lambda sign: sign[0] + BREAK, place.name
            )  # a long path ends its line there
            text = f"{name} · {place.free_gb:.1f} GB" if place.stick else name
            button = Button(text, icon="stick" if place.stick else "folder")
            button.clicked.connect(lambda _checked=False, path=place.path: self.look_in(path))
            self._flow.addWidget(button)

    def _listed(self, listing: Listing) -> None:
        if listing.folder != self._folder:
            return
        self._listed_folder = listing.folder
        self.list.clear()
        for name in listing.folders:
            self._add(name, "folder", True)
        for name in listing.files:
            self._add(name, "packs", False)
        nothing = not listing.folders and not listing.files
        self.list.setVisible(not nothing)
        if not listing.readable:
            self._empty.say(lambda: tr("This folder cannot be read. Is the stick still in?"))
        elif nothing:
            self._empty.say(lambda: tr("Nothing to choose in this folder."))
        else:
            self._empty.say("")
        self._empty.setVisible(nothing)
        self._readable = listing.readable
        if self.list.count():
            self.list.setCurrentRow(0)
        self._show_choice()

    def _add(self, name: str, icon: str, is_folder: bool) -> None:
        item = QListWidgetItem(icons.icon(icon), name)
        item.setData(Qt.ItemDataRole.UserRole, is_folder)
        self.list.addItem(item)

    def _show_choice(self) -> None:
        item = self.list.currentItem()
        file_chosen = item is not None and not item.data(Qt.ItemDataRole.UserRole)
        if self._files is None:
            self.choose.set_available(self._readable, lambda: tr("This folder cannot be read."))
        else:
            self.choose.set_available(file_chosen, lambda: tr("Choose a file first."))

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.data(Qt.ItemDataRole.UserRole):
            self._open_entry(item)

    def _open_entry(self, item: QListWidgetItem) -> None:
        if item.data(Qt.ItemDataRole.UserRole):
            self.look_in(self._listed_folder / item.text())
        else:
            self._choose()

    def _go_up(self) -> None:
        if self._folder.parent != self._folder:
            self.look_in(self._folder.parent)

    def _typed(self) -> None:
        typed = self._folder / typed_path(self.path.text())
        if self._files is not None and typed.is_file():
            self._finish(typed)
        else:
            self.look_in(typed)

    def _choose(self) -> None:
        if self._files is None:
            typed = self._folder / typed_path(self.path.text())
            self._finish(typed if is_folder(typed) else self._folder)
            return
        item = self.list.currentItem()
        if item is not None:
            self._finish(self._listed_folder / item.text())

    def _finish(self, path: Path) -> None:
        self.close_sheet()
        self._on_chosen(path)
