"""What the courier ledger says; no window, no QApplication."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from borderdesk.desk.ledger import InboxRow
from borderdesk.desk.succession import Link, NewIdentity
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


# ------------------------------------------------------------------ in one look
def ledger_row(station: str, **said: object) -> InboxRow:
    plain = row((1, 2))
    return replace(plain, station=station, device=f"{station}-1", **said)  # type: ignore[arg-type]


def test_the_summary_names_who_is_silent_and_which_stick_to_ask_for() -> None:
    rows = [
        ledger_row("BKO", silent=True, days=9),
        ledger_row("HXY", missing=(2,), gaps=((40, 52),)),
        ledger_row("LNT", refused=1, refused_code="package.truncated"),
        ledger_row("VTE"),
    ]
    assert presenter().state(rows).summary == (
        "1 checkpoint has been silent for 7 days or more: BKO.",
        "Ask for: HXY 2.",
        "1 file could not be taken in.",
    )
    assert presenter().state([ledger_row("VTE")]).summary == ("Nothing is missing, and nobody is silent.",)
    assert presenter().state([]).summary == ()


def test_a_gap_without_a_number_is_asked_for_by_its_entries() -> None:
    state = presenter().state([ledger_row("HXY", gaps=((40, 52),))])
    assert state.summary == ("Ask for: HXY entries 40 to 52.",)
    assert "Entries not here: 40–52." in state.checkpoints[0].note
    assert state.checkpoints[0].can_ask


def test_what_asks_for_attention_comes_first_and_the_rest_after_a_press() -> None:
    rows = [ledger_row(f"A{chr(65 + n // 26)}{chr(65 + n % 26)}") for n in range(198)]
    rows += [ledger_row("XMS", missing=(1,)), ledger_row("XSL", silent=True)]
    shown = presenter()
    state = shown.state(rows)
    assert [line.title for line in state.checkpoints[:2]] == ["XMS", "XSL"]
    assert (len(state.checkpoints), state.more) == (20, 180)
    shown.everything = True
    assert (len(shown.state(rows).checkpoints), shown.state(rows).more) == (200, 0)


def test_receipts_are_told_in_three_steps() -> None:
    said = [
        presenter().state([ledger_row("HXY", **each)]).checkpoints[0].details[0]
        for each in (
            {"held": 90, "confirmed": 40},
            {"held": 90, "confirmed": 90},
            {"held": 90, "confirmed": 90, "told": 40},
            {"held": 90, "confirmed": 90, "told": 90},
        )
    ]
    assert said == [
        "90 entries are here; 40 are confirmed by receipt. Import again to write one.",
        "90 entries are here and confirmed; HXY has not said yet that a receipt arrived.",
        "90 entries are here and confirmed; HXY has our receipt for 40.",
        "90 entries are here; HXY has our receipt for all.",
    ]


def test_a_refused_file_is_told_with_its_reason() -> None:
    line = presenter().state([ledger_row("HXY", refused=2, refused_code="package.revoked_sender")])
    assert line.checkpoints[0].details[-1].startswith("2 files could not be taken in. The last time: ")


def test_an_old_identity_is_left_out_once_nothing_of_it_is_missing() -> None:
    old, new = ledger_row("HXY", after="HXY-2"), ledger_row("HXY", before="HXY-1")
    assert len(presenter().state([old, new]).checkpoints) == 1
    late = replace(old, missing=(2,))
    assert [line.details[0] for line in presenter().state([late, new]).checkpoints] == [
        "This PC goes on under a new identity. Late sticks of the old one still count.",
        "New identity of a PC that was set back to an old copy.",
    ]


def test_a_new_identity_on_the_stick_is_shown_with_what_to_do() -> None:
    found = NewIdentity(Path("HXY.card"), "HXY-2", "HXY", "HXY-1", ("a",) * 6, Link.SIGNED)
    (line,) = presenter().identities([found])
    assert line.title == "HXY goes on under a new identity"
    assert "Compare six words before you accept it." in line.detail
    (line,) = presenter().identities([replace(found, link=Link.SECOND)])
    assert line.detail.startswith("Another new identity of this PC was accepted before.")
