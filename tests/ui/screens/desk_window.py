"""The window on any workspace, also with screens that a test puts in place of the program's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.screens.counter import Counter

from borderdesk import desk
from borderdesk.resources import resource
from borderdesk.ui.screens import register_screens
from borderdesk.ui.shell.screen import Factory, Registry
from borderdesk.ui.widgets import Label, ScrollColumn


class OwnScreens(Registry):
    """Every screen of the program, some of them a test's own."""

    def __init__(self, instead: Mapping[str, Factory]) -> None:
        super().__init__()
        self._instead = instead
        register_screens(self)

    def register(self, name: str, factory: Factory) -> None:
        super().register(name, self._instead.get(name, factory))


class DeskWindow(Counter):
    """An unlocked window over ``workspace``."""

    def __init__(
        self,
        qtbot: QtBot,
        workspace: desk.Workspace,
        *,
        instead: Mapping[str, Factory] | None = None,
        **look: Any,
    ) -> None:
        super().__init__(qtbot, workspace, screens=OwnScreens(instead or {}), **look)

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self._qtbot.waitUntil(lambda: not self.jobs.running())
        for _ in range(5):  # wrapped words in nested columns find their height step by step
            self.settle()

    def choose_folder(self, name: str, folder: Path) -> None:
        """Answer the folder chooser called ``name``."""
        field = self.find(f"{name}.path")
        self.type(f"{name}.path", str(folder))
        field.returnPressed.emit()  # type: ignore[attr-defined]  # a QLineEdit
        self.rest()
        self.press(f"{name}.primary")
        self.rest()

    def choose_file(self, name: str, path: Path) -> None:
        """Type a file's path into the chooser called ``name`` and press Enter."""
        field = self.find(f"{name}.path")
        self.type(f"{name}.path", str(path))
        field.returnPressed.emit()  # type: ignore[attr-defined]  # a QLineEdit
        self.rest()

    def sideways(self) -> list[str]:
        """Columns on screen whose content is wider than they are."""
        return [
            column.objectName()
            for column in self.window.findChildren(ScrollColumn)
            if column.isVisible()
            and (content := column.widget()) is not None
            and content.width() > column.viewport().width()
        ]

    def cut(self) -> list[str]:
        """Words on screen that have less room than they need."""
        labels = [label for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()]
        return [
            label.text()
            for label in labels
            if isinstance(label, Label)
            and (
                label.height() < label.heightForWidth(label.width())
                if label.wordWrap()
                else label.width() < label.sizeHint().width()
            )
        ]

    def small_or_nameless(self) -> list[str]:
        """Tab stops without a name, or smaller than 24 px."""
        return [_which(stop) for stop in self.stops() if not stop.accessibleName() or _small(stop)]


def _small(widget: QWidget) -> bool:
    return widget.width() < 24 or widget.height() < 24


def _which(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__


def story() -> dict[str, dict[str, object]]:
    """The made-up traveller of the demonstration."""
    return tomllib.loads(resource("practice", "first_case.toml").read_text(encoding="utf-8"))


def seen_traveller(workspace: desk.Workspace) -> str:
    """A record with a finished first sight; its code."""
    told = story()
    return desk.screen(workspace, "first_sight", {**told["intake"], **told["first_sight"]}).value.code


def heard_traveller(workspace: desk.Workspace) -> str:
    """A record whose answers lead to O2; its code."""
    code = seen_traveller(workspace)
    for form in ("preconditions", "adult"):
        desk.screen(workspace, form, story()[form], code)
    return code
