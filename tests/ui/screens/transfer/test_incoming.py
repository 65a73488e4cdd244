"""What comes back to a checkpoint: requests to send again, and its own records after it was set back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.transfer import TransferPage
from tests.ui.screens.desk_window import DeskWindow, seen_traveller
from tests.ui.screens.set_back import gone_on

from borderdesk import desk


def test_a_request_is_taken_in_stands_under_incoming_and_is_answered_by_packing(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    seen_traveller(checkpoint)
    desk.pack(checkpoint, stick).value.path.unlink()
    asked = desk.ask_again(supervisor, checkpoint.device, stick).value
    window = open_desk(checkpoint)
    page = TransferPage(window)
    page.use_stick(stick)
    page.take_in(asked.path.name)
    assert page.banner.startswith("VTE asks to send again.")
    name = "transfer.request.VTE.1"
    assert window.text(f"{name}.text") == "VTE asks to send again"
    assert window.text(f"{name}.detail").endswith("everything from entry 1 on")

    window.press(f"{name}.again")
    page.confirm()
    assert not window.sees(name)
    assert desk.apply_import(supervisor, stick / "HXY-000002.bdpkg").value.records == 1
    assert desk.inbox(supervisor)[0].asked is None


def test_records_of_the_lost_time_come_back_and_every_stage_lists_its_codes(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    lost = seen_traveller(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    here = restored_to_the_day_before(checkpoint)
    code = seen_traveller(here)
    packed = desk.pack(here, stick).value
    desk.trust_card(supervisor, desk.own_card(here))
    result = desk.apply_import(supervisor, packed.path, receipt_to=stick).value
    assert result.receipt and result.returned

    window = open_desk(here)
    page = TransferPage(window)
    page.use_stick(stick)
    window.press("transfer.see")
    assert window.text("transfer.codes") == f"packed: {code.split('-')[3]}"
    page.take_in(result.receipt.name)
    page.take_in(result.returned.name)
    assert "back" in page.banner
    assert page.counts == {"not_packed": 0, "packed": 0, "carried": 0, "confirmed": 2}
    assert not window.sees("transfer.standing")
    assert {row.code for row in desk.cases(here)} == {lost, code}
    here.close()


def restored_to_the_day_before(checkpoint: desk.Workspace) -> desk.Workspace:
    """The PC as it was before its first record, gone on under a new identity."""
    import shutil

    from tests.ui.screens.counter import PASSPHRASE

    folder = checkpoint.folder
    checkpoint.close()
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("before"), folder)
    desk.go_on(desk.open_workspace(folder, "O1", PASSPHRASE))
    return desk.open_workspace(folder, "O1", PASSPHRASE)


@pytest.fixture(autouse=True)
def kept_from_before(checkpoint: desk.Workspace, introduced: None) -> None:
    """A backup of the checkpoint that knows the supervisor's desk and nothing else."""
    import shutil

    folder = checkpoint.folder
    shutil.copytree(folder, folder.with_name("before"), ignore=shutil.ignore_patterns("lock"))


def test_the_record_file_tells_how_far_it_has_travelled(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    code = seen_traveller(checkpoint)
    way = desk.record_way(checkpoint, code)
    assert way and (way.carriage, way.number) == ("not_packed", 0)
    packed = desk.pack(checkpoint, stick).value
    desk.mark_carried(checkpoint, 1)
    receipt = desk.apply_import(supervisor, packed.path, receipt_to=stick).value.receipt
    assert receipt
    desk.apply_import(checkpoint, receipt)
    way = desk.record_way(checkpoint, code)
    assert way and (way.carriage, way.number) == ("confirmed", 1)
    assert way.packed_at and way.carried_at and way.confirmed_at
    assert desk.record_way(supervisor, code) is None
    window = open_desk(checkpoint)
    window.show("file", case=code)
    assert f"confirmed by receipt from {supervisor.station}, taken in" in window.everything_said()


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("size", [(1366, 697), (683, 345)])
def test_a_page_with_requests_and_a_new_identity_fits_every_window(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    here = gone_on(checkpoint)
    desk.trust_card(supervisor, desk.own_card(here))
    desk.apply_import(here, desk.ask_again(supervisor, here.device, stick).value.path)
    window = open_desk(here, language=language, size=size)
    page = TransferPage(window)
    page.use_stick(stick)
    page.look()
    assert window.sees("transfer.standing")
    assert window.cut() == []
    assert window.sideways() == []
    assert window.small_or_nameless() == []
    here.close()
