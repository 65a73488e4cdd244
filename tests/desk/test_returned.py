"""What a checkpoint lacks of its own past comes back to it, and from nobody else."""

from pathlib import Path

import pytest
from tests.desk.forged import handed
from tests.desk.posts import entries_of, refusal, screened
from tests.desk.station import Station, codes

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.journal import to_line, write_entry
from borderdesk.domain.values import DeviceId, UserId
from borderdesk.ui.screens.package_import.presenter import ImportPresenter


def test_a_late_stick_of_the_old_identity_still_arrives(station: Station) -> None:
    station.back_up()
    late = screened(station.here)
    path = desk.pack(station.here, station.stick).value.path
    station.set_back()
    station.go_on()
    station.accepted()
    station.hand_over()
    preview = desk.preview_import(station.supervisor, path)
    assert preview.past_identity, "an old copy could have written it as well: people ask first"
    assert "ask the checkpoint" in ImportPresenter(path).preview(preview).note
    desk.apply_import(station.supervisor, path)
    assert late in codes(station.supervisor)
    assert not desk.preview_import(station.supervisor, path).past_identity, "nothing new in it"
    returned = station_returned(station)
    desk.apply_import(station.here, returned)
    assert late in codes(station.here)


def station_returned(station: Station) -> Path:
    screened(station.here)
    returned = station.hand_over().returned
    assert returned
    return returned


def test_returned_records_are_only_taken_from_a_supervisor_for_this_very_pc(
    station: Station, tmp_path: Path
) -> None:
    path = handed(station.supervisor, station.here, station.stick, [], kind="returned", entry_ranges={})
    for call in (desk.preview_import, desk.apply_import):
        assert refusal(call, station.here, path) == "returned.not_ours"
    path = handed(station.here, station.supervisor, station.stick, [], kind="returned", number=78)
    assert refusal(desk.preview_import, station.supervisor, path) == "returned.not_from_supervisor"


def test_returned_records_that_were_changed_on_the_way_are_refused(station: Station) -> None:
    station.back_up()
    screened(station.here)
    station.hand_over()
    old = station.here.device
    station.set_back()
    kept = station.go_on().kept
    lines = [
        line.replace(b"O1", b"O7", 1) if number == 3 else line
        for number, line in enumerate(lines_of(station.supervisor, old, kept + 1))
    ]
    path = handed(
        station.supervisor, station.here, station.stick, lines, kind="returned", entry_ranges={old: (1, 9)}
    )
    before = entries_of(station.here)
    with pytest.raises(BorderDeskError) as refused:
        desk.apply_import(station.here, path)
    assert refused.value.code.startswith("journal.")
    assert entries_of(station.here) == before


def test_a_returned_stamp_that_no_desk_can_have_reached_drags_nobody_along(station: Station) -> None:
    screened(station.here)
    station.hand_over()
    station.back_up()
    screened(station.here)
    station.hand_over()
    old = station.here.device
    station.set_back()
    station.go_on()
    with station.here.store.read() as transaction:
        end, newest = transaction.journal.end(old), transaction.journal.newest()
    seen = facts.RecordViewed()
    invented = write_entry(
        device=old,
        seq=end.seq + 1,
        lamport=2**53 - 1,
        at="2026-03-05T12:00:00Z",
        actor=UserId("O1"),
        kind=seen.kind,
        subject="case:BD-HXY-26-00000-0",
        base=(),
        prev_digest=end.digest,
        payload=seen.payload(),
        salt=bytes(16),
    )
    lines = [to_line(invented)]
    ranges = {old: (invented.seq, invented.seq)}
    path = handed(
        station.supervisor, station.here, station.stick, lines, kind="returned", entry_ranges=ranges
    )
    assert refusal(desk.apply_import, station.here, path) == "journal.stamp_too_far"
    with station.here.store.read() as transaction:
        assert transaction.journal.newest() < newest + 10


def lines_of(here: Workspace, device: str, first: int) -> list[bytes]:
    with here.store.read() as transaction:
        return [to_line(entry) for entry in transaction.journal.chain(DeviceId(device), first)]
