"""What a page or a sheet has under way in the background.

:class:`PageWork` is a page's one long job, shown in its work line with *Cancel*, the page's primary act
waiting for it: for the pages that read packages and packs from a stick, or write them to one.
:class:`PageReading` is what a page shows of a folder, :class:`SheetWriting` what a sheet writes into one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.jobs import Job, Lane, Progress
from borderdesk.ui.said import Say
from borderdesk.ui.shell.screen import Screen, Surroundings
from borderdesk.ui.widgets import Sheet
from borderdesk.ui.widgets.work_line import WorkLine


class PageWork:
    """Runs a desk verb for ``screen``. ``told`` puts a step into words; ``""`` leaves the line as it is."""

    def __init__(
        self, screen: Screen, line: WorkLine, title: Say, told: Callable[[str, int, int], str]
    ) -> None:
        self._screen, self._line, self._title, self._told = screen, line, title, told
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work now."""
        return self._job is not None

    @property
    def writing(self) -> bool:
        """Whether what it does now changes something."""
        return self._job is not None and self._job.lane == "write"

    def start(
        self,
        verb: Callable[..., object],
        *arguments: object,
        on_done: Callable[[Any], object],
        on_error: Callable[[Exception], object],
        lane: Lane = "write",
    ) -> None:
        """Run ``verb(workspace, *arguments)``; the line is put away before either callback comes.

        What was being read is given up for it. What is being written is not: then nothing is started.
        """
        if self.writing:
            return
        self.cancel()
        around = self._screen.around
        job = self._job = around.jobs.run(
            verb,
            around.workspace,
            *arguments,
            owner=self._screen,
            lane=lane,
            title=self._title,
            on_done=lambda result: self._end(job, on_done, result),
            on_error=lambda error: self._end(job, on_error, error),
            on_progress=lambda progress: self._moved(job, progress),
        )
        self._line.start(self._title, self._job.cancel)
        self._let_primary(False)

    def cancel(self) -> None:
        """Ask it to stop, if it runs."""
        if self._job is not None:
            self._job.cancel()

    def _moved(self, job: Job, progress: Progress) -> None:
        if job is not self._job:
            return
        step, done, total = progress.step, progress.done, progress.total
        if self._told(step, done, total):
            self._line.move_on(lambda: self._told(step, done, total), done, total)

    def _end(self, job: Job, callback: Callable[[Any], object], value: object) -> None:
        if job is not self._job:
            return  # another reading was started meanwhile: only that one is waited for
        self._job = None
        self._line.end()
        self._let_primary(True)
        callback(value)

    def _let_primary(self, available: bool) -> None:
        if self._screen.primary is not None:
            self._screen.primary.set_available(available)


class PageReading:
    """Reads what ``screen`` shows. The page stays as it is until the reading asked for last is there; what an
    earlier one brings meanwhile is forgotten.
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether it reads now."""
        return self._job is not None

    def start(
        self,
        read: Callable[[], Any],
        on_done: Callable[[Any], object],
        on_error: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run ``read()`` and give its result to ``on_done``; a failure is said in the banner or given too."""
        job = self._job = self._screen.around.jobs.run(
            read,
            owner=self._screen,
            lane="free",
            title=lambda: tr("Reading the files"),
            on_done=lambda found: self._end(job, on_done, found),
            on_error=lambda error: self._end(job, on_error or self._screen.around.notices.show, error),
        )

    def _end(self, job: Job, callback: Callable[[Any], object], value: object) -> None:
        if job is self._job:
            self._job = None
            callback(value)


class SheetWriting:
    """Writes what was filled in on ``sheet``, whose primary act waits for it and which stays open meanwhile:
    what was written must be said. The sheet closes itself in ``on_done``; where it is refused, all that was
    filled in stands there still.
    """

    def __init__(self, sheet: Sheet, around: Surroundings, title: Say) -> None:
        self._sheet, self._around, self._title = sheet, around, title
        self._pressed = False

    def start(
        self,
        write: Callable[[], object],
        on_done: Callable[[Any], object],
        on_refused: Callable[[BorderDeskError], object],
    ) -> None:
        """Run ``write()``, unless it runs; what it gave goes to ``on_done``, a fault of the program to the
        window.
        """
        if self._sheet.writing:
            return
        self._let(running=True)

        def done(written: object) -> None:
            self._let(running=False)
            on_done(written)

        def failed(error: Exception) -> None:
            self._let(running=False)
            if isinstance(error, BorderDeskError):
                on_refused(error)
            else:
                self._around.notices.show(error)

        self._around.jobs.run(write, owner=self._sheet, title=self._title, on_done=done, on_error=failed)

    def _let(self, *, running: bool) -> None:
        self._sheet.writing = running
        primary = self._sheet.foot.primary
        if primary is None:
            return
        if running:
            self._pressed = primary.hasFocus()
        primary.set_available(not running)
        if self._pressed and not running:
            primary.setFocus()  # what cannot be pressed for a moment gave it away
