"""What happens when nobody touches the desk: a notice, then the cover, then the lock.

``IdleWatch`` is plain arithmetic over a clock that only runs forward and the wall clock; the window calls
``tick`` each second and ``touched`` on each key, click or touch, and does what the stage it is told says.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

MAXIMUM_COVER_MINUTES = 3
MAXIMUM_LONG_LOCK_MINUTES = 15


class Stage(Enum):
    """How long nobody has been there, as far as the window is concerned."""

    ACTIVE = "active"
    NOTICE = "notice"
    COVER = "cover"
    LOCK = "lock"


@dataclass(frozen=True)
class IdleTimes:
    """Seconds: ``cover`` after the last touch, ``notice_before`` that, and the long lock."""

    cover: int = 180
    notice_before: int = 30
    long_lock: int = 600

    @staticmethod
    def minutes(cover: int = 3, long_lock: int = 10) -> IdleTimes:
        """Times in minutes, kept within what is allowed: cover 1-3, long lock 3-15."""
        return IdleTimes(
            cover=60 * min(max(cover, 1), MAXIMUM_COVER_MINUTES),
            long_lock=60 * min(max(long_lock, 3), MAXIMUM_LONG_LOCK_MINUTES),
        )


class IdleWatch:
    """Knows the stage. ``interview_running`` and ``covered`` put the lock off to the long time."""

    def __init__(
        self,
        times: IdleTimes | None = None,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.times = times or IdleTimes()
        self.interview_running = False
        self.covered_by_hand = False
        self._now = now
        self._wall = wall
        self._touched_at = now()
        self._touched_on = wall()

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_at = self._now()
        self._touched_on = self._wall()

    def idle_seconds(self) -> float:
        """Since the last touch; the longer time counts, since a PC that sleeps may stop one of the clocks."""
        return max(self._now() - self._touched_at, self._wall() - self._touched_on)

    def stage(self) -> Stage:
        """What the window should show now.

        The lock comes with the cover, except in a running interview or under a cover put on by hand: then
        the cover comes (or stays) and the lock follows at the long time.
        """
        idle = self.idle_seconds()
        lock_at = self.times.long_lock if self.interview_running or self.covered_by_hand else self.times.cover
        if idle >= lock_at:
            return Stage.LOCK
        if idle >= self.times.cover:
            return Stage.COVER
        if idle >= self.times.cover - self.times.notice_before and not self.covered_by_hand:
            return Stage.NOTICE
        return Stage.ACTIVE
