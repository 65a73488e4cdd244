"""An unlocked window with small screens, as the tests of the shell drive it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import PASSPHRASE, Desk
from tests.ui.shell.screens import registry

from borderdesk import desk as verbs
from borderdesk.ui.app import hide_pin_check
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.shell.idle import IdleTimes, IdleWatch
from borderdesk.ui.shell.screen import Route
from borderdesk.ui.shell.window import Window


class Seconds:
    """A clock that goes when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Shell(Desk):
    """An unlocked window with the small screens of these tests."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.seconds = Seconds()
        self.jobs = Jobs()
        self.window = Window(
            self.jobs, hide_pin_check, idle=IdleWatch(IdleTimes(), self.seconds, self.seconds)
        )
        self.workspace = verbs.open_workspace(folder, "O1", PASSPHRASE)
        self.desk = self.window.open_desk(self.workspace, registry())
        self.window.resize(1366, 697)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def screen(self):
        return self.desk.screen_shown

    def open_record(self, code: str) -> None:
        self.desk.navigate(Route("form", case=code))
        if self.sees("askPrivate"):
            self.press("askPrivate.primary")
        self.find("form")
