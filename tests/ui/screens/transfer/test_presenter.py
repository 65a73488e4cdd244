"""What the transfer page says; no window, no QApplication."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from borderdesk.desk.dry_run import ImportPreview
from borderdesk.desk.importing import ImportResult
from borderdesk.desk.packing import CarriedRecord, PackageRow, Packed, TransferStatus
from borderdesk.desk.trust import Peer
from borderdesk.domain.values import Carriage
from borderdesk.ui.screens.transfer.presenter import TransferPresenter

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
VTE = Peer("VTE-1", "supervisor", "VTE", "VTE", ("a",) * 6, NOW)
WAITING = CarriedRecord("BD-HXY-26-7K3QD-M", "7K3QD", Carriage.NOT_PACKED)


def status(
    *records: CarriedRecord, packages: tuple[PackageRow, ...] = (), recipients: tuple[Peer, ...] = (VTE,)
) -> TransferStatus:
    counts = {each: sum(record.carriage is each for record in records) for each in Carriage}
    missing = "" if recipients else "transfer.no_recipient"
    return TransferStatus(counts, list(records), list(packages), list(recipients), missing)


def package(number: int, carriage: Carriage, days: int = 0) -> PackageRow:
    return PackageRow(number, NOW - timedelta(days=days), carriage, 12, "ab", first=number * 10)


def presenter() -> TransferPresenter:
    return TransferPresenter("HXY", lambda: NOW)


def test_without_a_supervisor_card_the_page_says_how_to_get_one() -> None:
    state = presenter().state(status(WAITING, recipients=()))
    assert state.needs_card
    assert state.reason == "No supervisor's desk is known here yet."
    assert state.way_out.startswith("Load the supervisor's card")


def test_records_are_counted_by_stage() -> None:
    state = presenter().state(status(WAITING, WAITING, replace(WAITING, carriage=Carriage.CONFIRMED)))
    assert [(stage.text, stage.count) for stage in state.stages] == [
        ("not packed", 2),
        ("packed", 0),
        ("carried", 0),
        ("confirmed", 1),
    ]
    assert state.reason == ""


def test_a_record_that_stays_here_is_not_said_to_be_inside() -> None:
    state = presenter().state(status(WAITING, replace(WAITING, short="STAYS", stays_here=True)))
    assert state.inside == "Inside: 1 record."
    assert state.staying == "1 record stays here: its content is not packed."


def test_with_everything_packed_there_is_nothing_to_press() -> None:
    packed = replace(WAITING, carriage=Carriage.PACKED)
    state = presenter().state(status(packed, packages=(package(1, Carriage.PACKED),)))
    assert state.reason == "Everything is packed."


def test_what_is_in_no_record_is_a_reason_to_pack_too() -> None:
    alone = presenter().state(replace(status(), besides=1))
    assert (alone.reason, alone.inside) == (
        "",
        "In no record: 1 entry, such as an assessment or a card that was read.",
    )
    packed = replace(WAITING, carriage=Carriage.PACKED)
    after = replace(status(packed, packages=(package(1, Carriage.PACKED),)), besides=2)
    assert presenter().state(after).reason == ""
    assert presenter().state(replace(status(WAITING), besides=2)).inside.startswith("Inside: 1 record. In no")


def test_the_check_page_names_who_can_open_the_package() -> None:
    page = presenter().check(status(WAITING), "E:")
    assert page.title == "Pack to E:?"
    assert page.text == "Inside: 1 record. Only VTE, supervisor's desk can open it."
    assert page.act == "Pack to stick"
    assert presenter().check(status(WAITING), "E:", again_from=10).act == "Pack again"


def test_a_package_without_receipt_can_be_packed_again_and_a_confirmed_one_cannot() -> None:
    rows = (package(3, Carriage.PACKED), package(2, Carriage.CARRIED, days=3), package(1, Carriage.CONFIRMED))
    lines = presenter().state(status(WAITING, packages=rows)).ledger
    assert [(line.number, line.can_hand_over, line.can_pack_again) for line in lines] == [
        (3, True, True),
        (2, False, True),
        (1, False, False),
    ]
    assert lines[1].detail.endswith("on its way for 3 days")
    assert lines[1].first == 20


def test_old_packages_wait_behind_show_all() -> None:
    rows = tuple(package(number, Carriage.CONFIRMED) for number in range(9, 0, -1))
    shown = presenter()
    assert shown.state(status(WAITING, packages=rows)).older == 5
    shown.everything = True
    state = shown.state(status(WAITING, packages=rows))
    assert state.older == 0
    assert len(state.ledger) == 9


def test_own_packages_are_not_incoming_and_receipts_come_first() -> None:
    lines = presenter().incoming(
        [Path("HXY-000001.bdpkg"), Path("VTE-000002.content"), Path("VTE-000001.receipt")]
    )
    assert [line.detail for line in lines] == ["VTE-000001.receipt", "VTE-000002.content"]


def test_what_was_read_back_is_said_in_records() -> None:
    line = presenter().packed(Packed(Path("HXY-000004.bdpkg"), 4, 30, 6, 0, 9000))
    assert line.text == "Read back: 6 of 6 records ✓. Safe to remove."
    nothing = presenter().packed(Packed(Path("HXY-000005.bdpkg"), 5, 3, 0, 0, 900))
    assert nothing.text == "Read back: complete ✓. Safe to remove."


def test_a_receipt_says_where_the_package_arrived_and_what_was_set_aside() -> None:
    result = ImportResult("receipt", "VTE", "VTE-1", 4, 1, 0, 0, 2, 0)
    headline, detail = presenter().received(result)
    assert headline == "Package 4 has arrived at VTE."
    assert detail.startswith("2 entries were set aside there")


def test_a_receipt_that_was_taken_in_before_says_that_nothing_changes() -> None:
    preview = ImportPreview(Path("r"), "receipt", "VTE", "VTE-1", 1, NOW, True, 1, 0, 0, 0)
    assert "changes nothing" in presenter().receipt_check(preview).text


def test_reading_back_is_not_counted_in_bytes() -> None:
    assert presenter().progress("pack", 3, 12) == "Packing 3 of 12"
    assert presenter().progress("verify", 1, 1_000_000) == "Reading back what was written"
