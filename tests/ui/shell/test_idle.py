"""Nobody at the desk: a notice, then the cover, then the lock."""

from tests.ui.shell.unlocked import Seconds

from borderdesk.ui.shell.idle import IdleTimes, IdleWatch, Stage


def watch() -> tuple[IdleWatch, Seconds]:
    seconds = Seconds()
    return IdleWatch(IdleTimes(cover=180, notice_before=30, long_lock=600), seconds, seconds), seconds


def test_the_notice_comes_thirty_seconds_before_the_lock() -> None:
    idle, seconds = watch()
    seconds.now = 149
    assert idle.stage() is Stage.ACTIVE
    seconds.now = 150
    assert idle.stage() is Stage.NOTICE


def test_time_that_the_pc_slept_counts_whichever_clock_stood_still() -> None:
    steady, wall = Seconds(), Seconds()
    idle = IdleWatch(IdleTimes(cover=180), steady, wall)
    wall.now = 7200
    assert idle.stage() is Stage.LOCK
    idle.touched()
    wall.now = 0  # set back: the steady clock still counts
    steady.now = 180
    assert idle.stage() is Stage.LOCK


def test_without_an_interview_the_desk_locks_when_it_would_be_covered() -> None:
    idle, seconds = watch()
    seconds.now = 180
    assert idle.stage() is Stage.LOCK


def test_in_a_running_interview_it_is_covered_first_and_locked_after_ten_minutes() -> None:
    idle, seconds = watch()
    idle.interview_running = True
    seconds.now = 180
    assert idle.stage() is Stage.COVER
    seconds.now = 599
    assert idle.stage() is Stage.COVER
    seconds.now = 600
    assert idle.stage() is Stage.LOCK


def test_covered_by_hand_it_stays_covered_for_ten_minutes_without_a_notice() -> None:
    idle, seconds = watch()
    idle.covered_by_hand = True
    seconds.now = 160
    assert idle.stage() is Stage.ACTIVE
    seconds.now = 599
    assert idle.stage() is Stage.COVER
    seconds.now = 600
    assert idle.stage() is Stage.LOCK


def test_any_touch_starts_the_wait_again() -> None:
    idle, seconds = watch()
    seconds.now = 170
    idle.touched()
    seconds.now = 310
    assert idle.stage() is Stage.ACTIVE


def test_the_times_stay_within_what_is_allowed() -> None:
    assert IdleTimes.minutes(cover=60, long_lock=60) == IdleTimes(cover=180, long_lock=900)
    assert IdleTimes.minutes(cover=0, long_lock=0) == IdleTimes(cover=60, long_lock=180)
