"""Work that would hold up the window; the only owner of threads.

Two lanes, each one thread: ``write`` for whatever changes a workspace, in order, and ``free`` for reading
and for waiting on other things. A screen gives a function and what to do with its result; the result
comes back in the window's thread, and only if the screen that asked is still there. What was written for a
screen that was left is made known all the same: what else is shown may have changed, or nothing was written.
"""

from __future__ import annotations

import inspect
import queue
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from borderdesk.domain.errors import Cancelled
from borderdesk.ui.said import Say

Lane = Literal["write", "free"]

SHOWN_AFTER_MS = 500
"""Work shorter than this is not mentioned."""
READERS_WAIT = 3.0
"""Seconds that the closing program waits for work that only reads."""
_LEFT = "left"
"""Property of what is no longer on screen."""


def leave(owner: QObject) -> None:
    """What ``owner`` and its parts asked for comes too late from now on: they are taken from the screen.

    Qt keeps them until it comes to their deletion, and a result that waits before that in line would still
    act on a page that nobody sees.
    """
    owner.setProperty(_LEFT, True)


@dataclass(frozen=True)
class Progress:
    """How far a job is: the step in words, and ``done`` of ``total`` pieces (``total`` 0: unknown)."""

    step: str
    done: int
    total: int


@dataclass(eq=False)
class Job:
    """One piece of work. ``cancel`` asks it to stop at its next progress report."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    owner: QObject
    title: Say = ""
    on_done: Callable[[Any], object] | None = None
    on_error: Callable[[Exception], object] | None = None
    on_progress: Callable[[Progress], object] | None = None
    lane: Lane = "write"
    finished: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop at the next safe place; the job then ends as cancelled, silently."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._stop.is_set()

    @property
    def can_be_cancelled(self) -> bool:
        """Whether the work reports progress, and so can stop half-way."""
        return _takes_progress(self.function)


class Jobs(QObject):
    """The two lanes. ``unhandled`` gets errors nobody asked for; the window shows them."""

    slow = Signal(object)
    """A job has run for half a second: show it."""
    moved = Signal(object, object)
    """A job reported progress: (job, Progress)."""
    ended = Signal(object)
    """A job is over, however it ended."""
    unhandled = Signal(object)
    """An exception of a job without ``on_error``, or of one that writes and whose owner is gone."""
    left_behind = Signal(object)
    """A result whose owner is gone."""

    _came_back = Signal(object, str, object)
    _let_go = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came_back.connect(self._receive)
        self._let_go.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._running: list[Job] = []
        self._retired: list[_Thread] = []
        self._held: list[QObject] = []
        self._kept: list[tuple[Job, str, object]] = []
        self._lanes = {lane: _Thread(lane, self._work) for lane in ("write", "free")}

    def run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        owner: QObject,
        lane: Lane = "write",
        title: Say = "",
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Job:
        """Run ``function(*arguments)`` in ``lane``; callbacks come while ``owner`` lives.

        A function with a ``progress`` parameter is given ``progress(step, done, total)``, which raises
        ``Cancelled`` once the job was cancelled.
        """
        job = Job(function, arguments, owner, title, on_done, on_error, on_progress, lane)
        self._running.append(job)
        # Not held: what a job was given is not kept beyond it.
        begun = weakref.ref(job)
        QTimer.singleShot(SHOWN_AFTER_MS, self, lambda: self._look_at(begun()))
        self._lanes[lane].put(job)
        return job

    def running(self) -> list[Job]:
        """What is waiting or under way."""
        return list(self._running)

    def hold(self, owner: QObject) -> None:
        """Keep what comes for ``owner`` and its parts: they are out of sight for a while and must not act."""
        self._held.append(owner)

    def release(self, owner: QObject) -> None:
        """Tell what was kept for ``owner``, once what goes on now is over; before what that asks for."""
        self._held = [holder for holder in self._held if holder is not owner]
        kept, self._kept = self._kept, []
        for job, what, value in kept:
            if any(holder in self._held for holder in _around(job.owner)):
                self._kept.append((job, what, value))
            else:
                self._let_go.emit(job, what, value)

    def after_all(
        self,
        function: Callable[[], object],
        owner: QObject,
        on_done: Callable[[Any], object] | None = None,
    ) -> Job:
        """Cancel what is under way and run ``function`` when the writing lane has come to rest.

        Used to close a workspace. Readers are not waited for: one may hang on a pulled stick or a dead
        network drive, and the key must go all the same. They keep their thread until they end; ``free``
        goes on in a new one, so that the next unlock does not stand behind them.
        """
        for job in self._running:
            job.cancel()
        self._held.clear()
        self._kept.clear()
        self._lanes["free"].retire()
        self._retired = [reader for reader in self._retired if reader.is_alive()] + [self._lanes["free"]]
        self._lanes["free"] = _Thread("free", self._work)
        return self.run(function, owner=owner, lane="write", on_done=on_done)

    def stop(self) -> None:
        """End both threads after the work in hand; called once, when the program closes.

        A reader that hangs does not keep the program from ending.
        """
        for job in self._running:
            job.cancel()
        self._lanes["write"].stop()
        for reader in (*self._retired, self._lanes["free"]):
            reader.stop(READERS_WAIT)

    def _work(self, job: Job) -> None:
        """In the lane's thread."""
        try:
            if job.cancelled and job.can_be_cancelled:
                raise Cancelled
            if job.can_be_cancelled:
                result = job.function(*job.arguments, progress=self._reporter(job))
            else:
                result = job.function(*job.arguments)
        except Exception as error:  # the window decides what it means
            self._deliver(job, "error", error)
        else:
            self._deliver(job, "done", result)

    def _reporter(self, job: Job) -> Callable[[str, int, int], None]:
        def progress(step: str, done: int, total: int) -> None:
            if job.cancelled:
                raise Cancelled
            self._deliver(job, "progress", Progress(step, done, total))

        return progress

    def _deliver(self, job: Job, what: str, value: object) -> None:
        if shiboken6.isValid(self):
            self._came_back.emit(job, what, value)

    def _receive(self, job: Job, what: str, value: object) -> None:
        """In the window's thread."""
        if what == "progress":
            if _still_there(job.owner) and job.on_progress is not None and isinstance(value, Progress):
                job.on_progress(value)
            self.moved.emit(job, value)
            return
        job.finished = True
        self._running.remove(job)
        self.ended.emit(job)
        if any(holder in self._held for holder in _around(job.owner)):
            self._kept.append((job, what, value))
        else:
            self._tell(job, what, value)

    def _tell(self, job: Job, what: str, value: object) -> None:
        alive = _still_there(job.owner)
        if not alive and what == "done":
            self.left_behind.emit(value)
        elif what == "done":
            if job.on_done is not None:
                job.on_done(value)
        elif alive and isinstance(value, Exception) and job.on_error is not None:
            job.on_error(value)
        elif not isinstance(value, Cancelled) and (alive or job.lane == "write"):
            self.unhandled.emit(value)

    def _look_at(self, job: Job | None) -> None:
        if job is not None and not job.finished:
            self.slow.emit(job)


class _Thread(threading.Thread):
    def __init__(self, lane: str, work: Callable[[Job], None]) -> None:
        super().__init__(name=f"borderdesk-{lane}", daemon=True)
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._call = work
        self.start()

    def put(self, job: Job) -> None:
        self._queue.put(job)

    def retire(self) -> None:
        """End after what is already queued."""
        self._queue.put(None)

    def stop(self, wait: float | None = None) -> None:
        self.retire()
        self.join(wait)

    def run(self) -> None:
        while (job := self._queue.get()) is not None:
            self._call(job)
            del job  # the last one would be held, and its workspace with it, until the next comes


def _still_there(owner: QObject) -> bool:
    return shiboken6.isValid(owner) and not any(place.property(_LEFT) for place in _around(owner))


def _around(owner: QObject) -> Iterator[QObject]:
    """``owner``, and what it is part of; nothing where it is gone."""
    place: QObject | None = owner if shiboken6.isValid(owner) else None
    while place is not None:
        yield place
        place = place.parent()


def _takes_progress(function: Callable[..., Any]) -> bool:
    try:
        return "progress" in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False
