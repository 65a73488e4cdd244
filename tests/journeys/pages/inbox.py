"""The inbox and the import preview as a supervisor uses them."""

from __future__ import annotations

from pathlib import Path

from tests.ui.screens.desk_window import DeskWindow

from borderdesk.ui.widgets import Chip


class InboxPage:
    """``inbox.use_stick(folder)``, ``inbox.preview("HXY-000001.bdpkg")``, ``inbox.numbers(device)``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.show("inbox")
        desk.rest()

    def use_stick(self, folder: Path) -> None:
        """Choose the stick that was brought."""
        self._desk.press("inbox.stick.choose")
        self._desk.choose_folder("stickChooser", folder)

    def preview(self, name: str) -> ImportPage:
        """Look into a package."""
        self._desk.press(f"inbox.file.{name}.preview")
        self._desk.rest()
        return ImportPage(self._desk)

    def numbers(self, device: str) -> list[str]:
        """The package numbers of a checkpoint with their marks."""
        name = f"inbox.checkpoint.{device}"
        return [chip.plain_text() for chip in self._desk.find(name).findChildren(Chip)]

    def heard(self, device: str) -> str:
        """When a checkpoint was last heard."""
        return self._desk.text(f"inbox.checkpoint.{device}.heard")

    def note(self, device: str) -> str:
        """What the ledger asks to do about a checkpoint; empty when nothing."""
        name = f"inbox.checkpoint.{device}.note"
        return self._desk.text(name) if self._desk.sees(name) else ""


class ImportPage:
    """``preview.counts``, ``preview.import_it()``, ``preview.headline``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.find("import")

    @property
    def counts(self) -> dict[str, int]:
        """Records by what would happen to them."""
        groups = ("new", "changed", "same", "decision", "set_aside")
        return {group: int(self._desk.text(f"import.count.{group}")) for group in groups}

    @property
    def act(self) -> str:
        """The words of the one primary act."""
        return self._desk.text("import.primary")

    @property
    def checked(self) -> str:
        """Signed, complete, when packed."""
        return self._desk.text("import.checked")

    def open(self, group: str) -> str:
        """Open a group; its codes."""
        self._desk.press(f"import.open.{group}")
        return self._desk.text(f"import.codes.{group}")

    def import_it(self) -> None:
        """Press the primary act."""
        self._desk.press("import.primary")
        self._desk.rest()

    @property
    def headline(self) -> str:
        """How it ended."""
        return self._desk.text("import.headline")

    @property
    def detail(self) -> str:
        """What to do now."""
        return self._desk.text("import.detail")
