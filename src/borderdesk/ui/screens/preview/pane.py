"""The preview itself: player and workbench side by side, read again whenever the file changes.

Stands in a screen of the desk or in a window of its own; nothing that is answered is ever stored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.forms import NotValid, Session
from borderdesk.forms.moving import move
from borderdesk.forms.uncollected import uncollected
from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.media import MemoryMedia
from borderdesk.ui.screens.form.opened import OpenedForm
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.screens.preview.presenter import Previewed, read_file, reload_words
from borderdesk.ui.screens.preview.workbench import RECORD, Workbench
from borderdesk.ui.shell.idle import IdleWatch
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.shell.screen import LOW, Route, Surroundings
from borderdesk.ui.widgets import Button, Label

SETTLED_MS = 300
"""Editors write a file in several steps: it is read once nothing has changed for this long."""

WIDE = 1000
"""From this width (100 % pixels) player and workbench stand side by side."""


class PreviewPane(QWidget):
    """Shows a form file, or a form that is already read (``form``), in the player."""

    def __init__(
        self,
        around: Surroundings,
        path: Path | None,
        form: Callable[[], Previewed] | None = None,
        *,
        on_leave: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("preview.pane")
        # A trial is no interview: it neither puts off the lock nor speaks in the header strip.
        self.around = replace(
            around, idle=IdleWatch(), save_state=SaveState(self), place_changed=lambda: None
        )
        self.player: FormScreen | None = None
        self.session: Session | None = None
        self._read = form if form is not None else lambda: read_file(path or Path())
        self._path = path
        self._workbench_open = False
        self._media = MemoryMedia()
        self.state = Label("", "small", muted=True, name="preview.state")
        self.flip = Button(self._flip_words, on_click=self._flip, name="preview.flip", icon="eye")
        self.back = Button(
            lambda: tr("Leave the preview"), on_click=on_leave, name="preview.leave", icon="back"
        )
        self._leaves = on_leave is not None
        self.workbench = Workbench()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED_MS)
        self._settle.timeout.connect(self.read)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._settle.start())
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._build()
        self._watch()

    def _build(self) -> None:
        self.strip = strip = QHBoxLayout()
        strip.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        strip.setSpacing(theme.px(12))
        strip.addWidget(self.state, 1)
        strip.addWidget(self.flip)
        strip.addWidget(self.back)
        if not self._leaves:
            self.back.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.workbench, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(strip)
        whole.addLayout(self._row, 1)
        self.workbench.hide()
        self.state.say(lambda: tr("Reading the form…"))

    # reading

    def read(self) -> None:
        """Read the form in the background and show it, with the answers that are there."""
        self.around.jobs.run(
            self._read,
            owner=self,
            lane="free",
            on_done=self._show,
            on_error=self._failed,
            title=lambda: tr("Reading the form"),
        )

    def _watch(self) -> None:
        if self._path is None:
            return
        # The folder too: many editors write a new file and rename it.
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = [str(place) for place in (self._path, self._path.parent) if place.exists()]
        fresh = [place for place in wanted if place not in watched]
        if fresh:
            self._watcher.addPaths(fresh)

    def _folder_changed(self, _folder: str) -> None:
        if self._path is not None and str(self._path) not in self._watcher.files() and self._path.exists():
            self._watch()
            self._settle.start()

    def _failed(self, error: Exception) -> None:
        self._watch()
        self.state.say(
            lambda: (
                tr("The file cannot be used as it is now. Below is the form as it was.")
                if self.player
                else tr("The file cannot be used as it is now.")
            )
        )
        self.around.notices.show(error, retry=self.read)

    def _show(self, read: Previewed) -> None:
        self._watch()
        self.around.notices.clear()
        position = ""
        dropped = 0
        if self.player is None or self.session is None:
            session = Session(read.form)
            self.state.say(lambda: tr("{file}: nothing you answer here is stored.", file=read.name))
        else:
            if read.form.sha256 == self.session.form.sha256:
                self.workbench.show_session(self.session, read.findings)
                return
            self.player.leave()
            position = self.player.controller.position
            moved = move(self.session, read.form)
            session, dropped = moved.session, len(moved.dropped)
            self.state.say(lambda: reload_words(dropped))
            self.around.announce(reload_words(dropped))
        self._put(session, read, position)

    def _put(self, session: Session, read: Previewed, position: str) -> None:
        old, self.session = self.player, session
        self._media.form_files = read.media
        self._media.allowed = desk.collects_media(session.form)
        opened = OpenedForm(session, None, position=position, short_set_first=False, media=self._media)
        player = FormScreen(self.around, Route("form"), opened)
        self.player = player
        player.finish_requested.connect(self._finish)
        player.stack.entered.connect(self._entered)
        player.controller.changed.connect(self.workbench.follow)
        self._row.insertWidget(0, player, 3)
        if old is not None:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.workbench.show_session(session, read.findings)
        self._arrange()
        player.enter()

    # acts

    def _entered(self, key: str) -> None:
        if self.player is not None:
            self.workbench.stand_at(self.player.controller.questions[key].path)

    def _finish(self) -> None:
        if self.session is None:
            return
        try:
            self.session.finalize(uncollected(self.session.form, media=self._media.allowed))
        except NotValid as refused:
            count = len(refused.issues)
            self.state.say(
                lambda: ntr(
                    "Not complete: {n} answer needs a look.", "Not complete: {n} answers need a look.", count
                )
            )
            return
        self.state.say(lambda: tr("The form is complete. Nothing was stored."))
        self.workbench.open_view(RECORD)

    def leave(self) -> None:
        """Take in what is typed, before the preview is covered or left."""
        if self.player is not None:
            self.player.leave()

    def retranslate(self) -> None:
        """Another program language: the form's texts follow."""
        if self.player is not None:
            self.player.retranslate()
        self.workbench.follow()

    def _flip_words(self) -> str:
        return tr("Back to the form") if self._workbench_open else tr("Look inside")

    def _flip(self) -> None:
        self._workbench_open = not self._workbench_open
        self._arrange()

    # room

    @property
    def is_wide(self) -> bool:
        """Whether both have room."""
        return theme.effective_width(self.width()) >= WIDE

    def _arrange(self) -> None:
        wide = self.is_wide
        low = theme.effective_width(self.window().height()) < LOW
        for button in (self.flip, self.back):
            button.show_words(not low)
        self.state.setVisible(not low)
        self.flip.setVisible(not wide)
        self.flip.say(self._flip_words)
        self.workbench.setVisible(self.player is not None and (wide or self._workbench_open))
        if self.player is not None:
            self.player.setVisible(wide or not self._workbench_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one at a time."""
        super().resizeEvent(event)
        self._arrange()
