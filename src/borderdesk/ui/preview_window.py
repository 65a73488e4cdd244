"""A form in a window of its own, for authors: ``borderdesk form preview FILE``. No workspace is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.app import application
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.notices import Notices
from borderdesk.ui.screens.preview.pane import PreviewPane
from borderdesk.ui.shell.idle import IdleWatch
from borderdesk.ui.shell.keys import global_key
from borderdesk.ui.shell.mode import ModeControl
from borderdesk.ui.shell.rail import LanguageSwitch
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.shell.screen import Registry, Surroundings
from borderdesk.ui.shell.window import MINIMUM, TITLE
from borderdesk.ui.widgets.frames import Banner

if TYPE_CHECKING:
    from borderdesk.desk import Workspace


class PreviewWindow(QWidget):
    """Banner, language, and the preview of one file."""

    def __init__(self, path: Path, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("previewWindow")
        self.setWindowTitle(f"{path.name} – {TITLE}")
        self.setMinimumSize(*MINIMUM)
        self._jobs = jobs
        self.banner = Banner(name="preview.banner")
        self.language = LanguageSwitch("preview.language")
        self.language.chosen.connect(self.speak)
        around = Surroundings(
            # The player never asks for the workspace: there is nothing to keep.
            workspace=cast("Workspace", None),
            jobs=jobs,
            notices=Notices(self, lambda: self.banner),
            mode=ModeControl(private_desk=True, parent=self),
            save_state=SaveState(self),
            idle=IdleWatch(),
            window=self,
            navigate=lambda route: None,
            back=lambda: None,
            changed=lambda changes: None,
            announce=lambda text, assertive=False: None,
            place_changed=lambda: None,
            registry=Registry(),
        )
        self.pane = PreviewPane(around, path)
        self.pane.strip.insertWidget(0, self.language)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(self.pane, 1)

    def speak(self, code: str) -> None:
        """Another program language: every widget reads its text again."""
        set_language(code)
        for widget in (self, *self.findChildren(QWidget)):
            application().sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
        self.language.show_current()
        self.pane.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The player's own keys: F2, F4, F7."""
        key = global_key(event)
        player = self.pane.player
        if key is None or player is None or not player.on_key(key):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is kept; the background work ends."""
        super().closeEvent(event)
        self._jobs.stop()


def run(path: Path) -> int:
    """Show the preview of a form file until its window closes; the exit status."""
    app = application()
    theme.apply(theme.Appearance())
    window = PreviewWindow(path, Jobs())
    window.resize(1366, 720)
    window.show()
    window.pane.read()
    return app.exec()
