"""Work beside the window: in order, tied to who asked, cancelled on request, ended at close."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from borderdesk.domain.errors import Cancelled, Unavailable
from borderdesk.ui.jobs import Jobs, Progress, leave
from borderdesk.ui.shell.progress_strip import ProgressStrip
from borderdesk.ui.widgets import Label


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def test_the_result_comes_back_in_the_windows_thread(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    places: list[threading.Thread] = []
    results: list[int] = []

    def work(number: int) -> int:
        places.append(threading.current_thread())
        return number * 2

    def done(result: int) -> None:
        places.append(threading.current_thread())
        results.append(result)

    jobs.run(work, 21, owner=owner, on_done=done)
    qtbot.waitUntil(lambda: results == [42])
    assert places[0] is not threading.main_thread()
    assert places[1] is threading.main_thread()


def test_writing_jobs_run_one_after_another_in_the_order_asked(
    jobs: Jobs, owner: QObject, qtbot: QtBot
) -> None:
    order: list[int] = []
    done: list[object] = []
    for number in range(20):
        jobs.run(order.append, number, owner=owner, on_done=done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert order == list(range(20))


def test_reading_goes_on_while_something_is_written(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    gate = threading.Event()
    read: list[str] = []
    jobs.run(gate.wait, owner=owner, lane="write")
    jobs.run(lambda: "read", owner=owner, lane="free", on_done=read.append)
    qtbot.waitUntil(lambda: read == ["read"])
    gate.set()


def test_an_expected_failure_reaches_the_one_who_asked(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise Unavailable("stick.gone")

    jobs.run(fail, owner=owner, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Unavailable)


def test_a_failure_nobody_asked_about_is_not_lost(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    def fail() -> None:
        raise Unavailable("stick.gone")

    with qtbot.waitSignal(jobs.unhandled) as caught:
        jobs.run(fail, owner=owner)
    assert caught.args is not None
    assert caught.args[0].code == "stick.gone"


def test_nothing_is_called_for_a_screen_that_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    import shiboken6

    gone = QObject()
    gate = threading.Event()
    called: list[object] = []
    jobs.run(gate.wait, owner=gone, on_done=called.append, on_error=called.append)
    shiboken6.delete(gone)
    with qtbot.waitSignal(jobs.ended):
        gate.set()
    assert called == []


@pytest.mark.parametrize("deleted", [True, False])
def test_what_was_written_for_a_page_that_was_left_is_made_known_and_so_is_a_refusal(
    jobs: Jobs, qtbot: QtBot, deleted: bool
) -> None:
    import shiboken6

    page = QObject()
    part = QObject(page)
    gate = threading.Event()
    called: list[object] = []

    def refuse() -> None:
        raise Unavailable("stick.gone")

    jobs.run(gate.wait, owner=part, lane="free")
    jobs.run(refuse, owner=part, lane="free", on_error=called.append)
    jobs.run(gate.wait, owner=part, on_done=called.append)
    jobs.run(refuse, owner=part, on_error=called.append)
    known: list[object] = []
    refused: list[Exception] = []
    jobs.left_behind.connect(known.append)
    jobs.unhandled.connect(refused.append)
    if deleted:
        shiboken6.delete(page)
    else:
        leave(page)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert called == []
    assert known == [True, True]
    assert [getattr(error, "code", "") for error in refused] == ["stick.gone"], "of readers nobody hears"


def test_what_comes_for_a_page_out_of_sight_waits_until_it_is_back_or_given_up(
    jobs: Jobs, qtbot: QtBot
) -> None:
    aside, given_up = QObject(), QObject()
    told: list[str] = []
    known: list[str] = []
    jobs.left_behind.connect(known.append)
    for page, name in ((aside, "aside"), (given_up, "given up")):
        jobs.hold(page)
        jobs.run(str, name, owner=QObject(page), on_done=told.append)
    qtbot.waitUntil(lambda: not jobs.running())
    assert told == known == []
    leave(given_up)
    jobs.release(given_up)
    qtbot.waitUntil(lambda: known == ["given up"])
    assert told == []
    jobs.release(aside)
    jobs.run(str, "asked for since", owner=aside, on_done=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["aside", "asked for since"]


def test_cancel_stops_the_work_at_its_next_report_and_says_nothing(
    jobs: Jobs, owner: QObject, qtbot: QtBot
) -> None:
    first, gate = threading.Event(), threading.Event()
    reached: list[int] = []

    def work(progress) -> None:
        for step in range(1000):
            progress("step", step, 1000)
            reached.append(step)
            first.set()
            gate.wait()

    job = jobs.run(work, owner=owner)
    first.wait()
    job.cancel()
    with (
        qtbot.waitSignal(jobs.ended),
        qtbot.assertNotEmitted(jobs.unhandled),
    ):
        gate.set()
    assert reached == [0]


def test_a_cancelled_job_tells_who_asked_that_it_was_cancelled(
    jobs: Jobs, owner: QObject, qtbot: QtBot
) -> None:
    errors: list[Exception] = []
    gate = threading.Event()
    jobs.run(gate.wait, owner=owner)

    def work(progress) -> None:
        progress("step", 0, 1)

    job = jobs.run(work, owner=owner, on_error=errors.append)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)


def test_progress_is_told_in_steps(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    steps: list[Progress] = []
    done: list[object] = []

    def work(progress) -> str:
        for step in range(3):
            progress("records", step + 1, 3)
        return "done"

    jobs.run(work, owner=owner, on_progress=steps.append, on_done=done.append)
    qtbot.waitUntil(lambda: done == ["done"])
    assert steps == [Progress("records", n, 3) for n in (1, 2, 3)]


def test_closing_a_workspace_waits_for_what_is_being_written(
    jobs: Jobs, owner: QObject, qtbot: QtBot
) -> None:
    order: list[str] = []
    gate = threading.Event()

    def write() -> None:
        gate.wait()
        order.append("written")

    jobs.run(write, owner=owner)
    jobs.after_all(lambda: order.append("closed"), owner)
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["written", "closed"]


def test_a_reader_that_hangs_keeps_neither_the_key_nor_the_next_unlock(
    jobs: Jobs, owner: QObject, qtbot: QtBot
) -> None:
    order: list[str] = []
    hangs, gate = threading.Event(), threading.Event()

    def pulled_stick() -> None:
        hangs.set()
        gate.wait()

    jobs.run(pulled_stick, owner=owner, lane="free")
    hangs.wait()
    jobs.after_all(lambda: order.append("closed"), owner)
    jobs.run(order.append, "users read", owner=owner, lane="free")
    qtbot.waitUntil(lambda: sorted(order) == ["closed", "users read"])
    gate.set()


def test_stopping_ends_both_threads(qapp: object) -> None:
    before = set(threading.enumerate())
    made = Jobs()
    assert len(set(threading.enumerate()) - before) == 2
    made.stop()
    assert set(threading.enumerate()) <= before


def test_work_that_takes_long_is_shown_until_it_ends(
    jobs: Jobs, owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("borderdesk.ui.jobs.SHOWN_AFTER_MS", 0)
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    gate = threading.Event()
    jobs.run(gate.wait, owner=owner, title="Packing")
    qtbot.waitUntil(strip.isVisible)
    assert strip.findChild(Label, "shell.progress.text").plain_text() == "Packing"
    gate.set()
    qtbot.waitUntil(strip.isHidden)
