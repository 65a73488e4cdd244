"""A checkpoint's PC that can be backed up and set back to the copy; for the tests of what follows."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace


class Station:
    """A checkpoint's PC that can be backed up and set back, and the desk it hands over to."""

    def __init__(self, tmp_path: Path, watch: posts.Watch, supervisor: Workspace) -> None:
        self.watch, self.supervisor = watch, supervisor
        self.stick = tmp_path / "stick"
        self.stick.mkdir()
        self.backup = tmp_path / "backup"
        self.here = posts.workspace(tmp_path, "checkpoint", watch)
        posts.introduced(self.here, supervisor)

    def back_up(self) -> None:
        folder = self.here.folder
        self.here.close()
        shutil.copytree(folder, self.backup)
        self.open(folder)

    def set_back(self, forget: Callable[[], None] = lambda: None) -> None:
        folder = self.here.folder
        self.here.close()
        forget()
        shutil.rmtree(folder)
        shutil.copytree(self.backup, folder)
        self.open(folder)

    def open(self, folder: Path | None = None) -> None:
        self.here = posts.reopened(folder or self.here.folder, self.watch)

    def hand_over(self) -> desk.ImportResult:
        """Pack, carry, import; what comes back lies on the stick."""
        path = desk.pack(self.here, self.stick).value.path
        return desk.apply_import(self.supervisor, path, receipt_to=self.stick).value

    def go_on(self) -> desk.WentOn:
        went = desk.go_on(self.here)
        self.open()
        return went

    def accepted(self) -> None:
        """The supervisor compares the words of the new identity and accepts it."""
        desk.trust_card(self.supervisor, desk.own_card(self.here))


def codes(here: Workspace) -> set[str]:
    return {row.code for row in desk.cases(here)}
