"""What the import page says; no window, no QApplication."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from borderdesk.desk.dry_run import ImportPreview, PreviewRecord
from borderdesk.desk.importing import ImportResult
from borderdesk.domain.errors import Damaged, NotAllowed
from borderdesk.ui.screens.package_import.presenter import ImportPresenter

NOON = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
PACKAGE = Path("HXY-000042.bdpkg")


def records(**counts: int) -> tuple[PreviewRecord, ...]:
    return tuple(
        PreviewRecord(f"BD-HXY-26-{state}{number}-M", f"{state}{number}", state)
        for state, count in counts.items()
        for number in range(count)
    )


def preview(*found: PreviewRecord, new: int = 9, **changed: object) -> ImportPreview:
    plain = ImportPreview(PACKAGE, "records", "HXY", "HXY-1", 42, NOON, False, 9, new, 0, 0, found)
    return replace(plain, **changed)


def result(**changed: object) -> ImportResult:
    return replace(
        ImportResult("records", "HXY", "HXY-1", 42, 30, 0, 0, 0, 143, Path("VTE-000001.receipt")), **changed
    )


def test_the_act_counts_the_records_that_are_new_or_changed() -> None:
    state = ImportPresenter(PACKAGE).preview(preview(*records(new=120, changed=18, same=40)))
    assert state.title == "Package 42 of HXY"
    assert state.checked == "Signed ✓ · complete ✓ · packed 5/3/2026"
    assert state.act == "Import 138 records"
    assert [(group.key, group.count) for group in state.groups] == [
        ("new", 120),
        ("changed", 18),
        ("same", 40),
        ("waiting", 0),
        ("decision", 0),
        ("duplicate", 0),
        ("set_aside", 0),
    ]


def test_records_that_need_a_decision_are_named_on_the_button() -> None:
    state = ImportPresenter(PACKAGE).preview(preview(*records(new=2, decision=3)))
    assert state.act == "Import 5, then decide 3"


def test_a_package_that_is_known_only_brings_the_receipt_again() -> None:
    state = ImportPresenter(PACKAGE).preview(preview(*records(same=3), new=0, already_imported=True))
    assert state.act == "Write the receipt again"
    assert state.note.startswith("This package was imported before.")


def test_a_package_without_any_record_says_what_is_in_it() -> None:
    assert ImportPresenter(PACKAGE).preview(preview(new=2)).note.startswith("It holds no record, but")
    assert ImportPresenter(PACKAGE).preview(preview(*records(new=1), new=2)).note == ""


def test_what_waits_for_an_earlier_package_is_said() -> None:
    state = ImportPresenter(PACKAGE).preview(preview(new=0, waiting=6))
    assert state.note == "6 entries wait until an earlier package arrives."
    assert state.act == "Import"
    ending = ImportPresenter(PACKAGE).done(result(new=0, records=0, waiting=6))
    assert ending.headline == "Kept until the missing package arrives."


def test_a_record_that_is_set_aside_says_why() -> None:
    aside = PreviewRecord("BD-HXY-26-7K3QD-M", "7K3QD", "set_aside", "fact.unreadable")
    group = ImportPresenter(PACKAGE).preview(preview(aside)).groups[-1]
    assert group.lines == ("7K3QD: this program cannot read a part of it",)


def test_a_finished_import_says_that_the_receipt_is_written() -> None:
    ending = ImportPresenter(PACKAGE).done(result(set_aside=1))
    assert ending.headline == "Imported 143 records."
    assert ending.detail == "Receipt written to the stick. Safe to remove. 1 entry was set aside."
    assert not ending.retry_receipt


def test_a_receipt_that_could_not_be_written_is_offered_again_and_the_import_stands() -> None:
    ending = ImportPresenter(PACKAGE).done(result(receipt=None, receipt_problem="stick.full"))
    assert ending.headline == "Imported 143 records."
    assert ending.retry_receipt
    assert "The stick is full." in ending.detail
    assert "The import stands." in ending.detail


def test_a_refusal_names_the_package_in_one_sentence() -> None:
    ending = ImportPresenter(PACKAGE).refused(NotAllowed("package.unknown_sender"))
    assert ending.headline == "HXY-000042.bdpkg: The package is signed by a PC you have not added."
    assert ending.detail.startswith("Nothing was imported.")
    assert ending.refused
    assert "HXY" in ImportPresenter(PACKAGE).refused(Damaged("package.sender_differs", station="HXY")).detail
