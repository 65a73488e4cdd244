"""Long work, shown under the header after half a second; it can be cancelled after two."""

from __future__ import annotations

import weakref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.jobs import Job, Jobs, Progress
from borderdesk.ui.said import said
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.labels import Label

CANCEL_AFTER_MS = 1500
"""After the strip appeared."""


class ProgressStrip(QFrame):
    """The oldest slow job: its step in words, a bar, and Cancel where it can stop half-way."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("shell.progress")
        self.setProperty("surface", "header")
        self._job: Job | None = None
        self._text = Label("", "small", name="shell.progress.text")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(6))
        self.cancel = Button(lambda: tr("Cancel"), on_click=self._cancel, name="shell.progress.cancel")
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(self._text)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        row.addLayout(words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        jobs.slow.connect(self._slow)
        jobs.moved.connect(self._moved)
        jobs.ended.connect(self._ended)
        self.hide()

    def _slow(self, job: Job) -> None:
        if self._job is not None:
            return
        self._job = job
        self._text.say(job.title or (lambda: tr("Working")))
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(said(job.title) or tr("Working"))
        self.cancel.hide()
        self.show()
        soon(self, self._offer_cancel, weakref.ref(job), after_ms=CANCEL_AFTER_MS)

    def _offer_cancel(self, shown: weakref.ref[Job]) -> None:
        job = shown()
        if job is not None and self._job is job and job.can_be_cancelled:
            self.cancel.show()

    def _moved(self, job: Job, progress: Progress) -> None:
        if job is not self._job:
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        title = said(job.title)
        count = tr("{done} of {total}", done=progress.done, total=progress.total) if progress.total else ""
        self._text.say(" – ".join(part for part in (title, count) if part) or tr("Working"))

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.hide()
