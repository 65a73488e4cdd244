"""What the courier ledger says; no window, no QApplication."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from borderdesk.desk.ledger import InboxRow
from borderdesk.ui.screens.inbox.presenter import InboxPresenter

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)


def row(numbers: tuple[int, ...], missing: tuple[int, ...] = (), days: int = 0, waiting: int = 0) -> InboxRow:
    last = NOW - timedelta(days=days) if numbers else None
    return InboxRow("HXY", "HXY-1", last, numbers, missing, waiting)


def presenter() -> InboxPresenter:
    return InboxPresenter(lambda: NOW)


def test_an_empty_ledger_says_what_fills_it() -> None:
    assert presenter().state([]).empty.startswith("No checkpoint is trusted yet.")


def test_received_and_missing_numbers_are_marked() -> None:
    line = presenter().state([row((41, 43), (42,))]).checkpoints[0]
    assert [mark.text for mark in line.marks] == ["41 ✓", "42 ▢", "43 ✓"]
    assert [mark.spoken for mark in line.marks] == ["41 received", "42 missing", "43 received"]
    assert line.note == "Missing: 42. Ask HXY to pack again."


def test_an_old_gap_stays_visible_among_many_packages() -> None:
    numbers = tuple(number for number in range(1, 41) if number != 3)
    marks = presenter().state([row(numbers, (3,))]).checkpoints[0].marks
    assert marks[0].text == "3 ▢"
    assert marks[-1].text == "40 ✓"
    assert len(marks) == 13


def test_when_a_checkpoint_was_last_heard_is_said_in_days() -> None:
    heard = [presenter().state([row((1,), days=days)]).checkpoints[0].heard for days in (0, 1, 9)]
    assert heard == ["Last heard today.", "Last heard 1 day ago.", "Last heard 9 days ago."]
    assert presenter().state([row(())]).checkpoints[0].heard == "Nothing has arrived yet."


def test_what_waits_for_a_missing_package_is_counted() -> None:
    assert (
        "6 entries wait for a missing package."
        in presenter().state([row((3,), (1, 2), waiting=6)]).checkpoints[0].note
    )


def test_packages_on_the_stick_come_before_those_received() -> None:
    paths = [Path(name) for name in ("HXY-000001.bdpkg", "HXY-000002.bdpkg", "VTE-000001.receipt")]
    files = presenter().files(paths, [row((1,))])
    assert [(file.title, file.detail) for file in files] == [
        ("Package 2 of HXY", "HXY-000002.bdpkg"),
        ("Package 1 of HXY", "HXY-000001.bdpkg · received before"),
    ]


def test_a_renamed_package_is_listed_all_the_same() -> None:
    assert presenter().files([Path("friday.bdpkg")], [])[0].title == "Package"
