"""Acceptance story 10: a stick that is pulled marks nothing; confirmed only by the receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.exchange.posts import PulledOut
from tests.journeys.pages.inbox import InboxPage
from tests.journeys.pages.transfer import TransferPage
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.ui.screens.transfer.screen import TransferScreen
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


def test_a_pulled_stick_marks_nothing_and_only_the_receipt_confirms(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    codes = {seen_traveller(checkpoint) for _ in range(3)}
    files = PulledOut(2000)

    def screen(around: Surroundings, route: Route) -> Screen:
        return TransferScreen(around, route, pack=partial(desk.pack, files=files))

    officer = open_desk(checkpoint, instead={"transfer": screen})
    transfer = TransferPage(officer)
    assert transfer.counts == {"not_packed": 3, "packed": 0, "carried": 0, "confirmed": 0}
    transfer.use_stick(stick)

    transfer.pack()
    assert files.pulled
    assert transfer.banner.startswith("The stick was removed while packing.")
    assert "nothing was marked as packed" in transfer.banner.lower()
    assert transfer.read_back == ""
    assert transfer.counts == {"not_packed": 3, "packed": 0, "carried": 0, "confirmed": 0}
    assert list(stick.iterdir()) == []

    transfer.try_again()
    assert transfer.banner == ""
    assert transfer.read_back == "Read back: 3 of 3 records ✓. Safe to remove."
    assert transfer.counts == {"not_packed": 0, "packed": 3, "carried": 0, "confirmed": 0}
    transfer.hand_over()
    assert officer.focused() == "transfer.stick.choose"
    assert transfer.counts == {"not_packed": 0, "packed": 0, "carried": 3, "confirmed": 0}
    assert transfer.stage_of(1) == "Package 1: carried"

    desk_of_supervisor = open_desk(supervisor)
    inbox = InboxPage(desk_of_supervisor)
    inbox.use_stick(stick)
    preview = inbox.preview("HXY-000001.bdpkg")
    assert preview.counts == {"new": 3, "changed": 0, "same": 0, "decision": 0, "set_aside": 0}
    assert preview.act == "Import 3 records"
    preview.import_it()
    assert preview.headline == "Imported 3 records."
    assert "Receipt written to the stick." in preview.detail
    before = {(row.code, row.updated_at) for row in desk.cases(supervisor)}
    entries = {chain.device: chain.entries for chain in desk.verify(supervisor).chains}
    assert {code for code, _ in before} == codes

    again = InboxPage(desk_of_supervisor)
    again.use_stick(stick)
    second = again.preview("HXY-000001.bdpkg")
    assert second.counts == {"new": 0, "changed": 0, "same": 3, "decision": 0, "set_aside": 0}
    second.import_it()
    assert second.headline == "Nothing changed: all of this was here already."
    assert {(row.code, row.updated_at) for row in desk.cases(supervisor)} == before
    now = {chain.device: chain.entries for chain in desk.verify(supervisor).chains}
    assert now[checkpoint.device] == entries[checkpoint.device]
    # The supervisor's own chain has one line more, for the ledger: that the package came again.
    assert now[supervisor.device] == entries[supervisor.device] + 1

    assert transfer.counts["confirmed"] == 0
    transfer.take_in("VTE-000001.receipt")
    assert "Package 1 has arrived at VTE." in transfer.banner
    assert transfer.counts == {"not_packed": 0, "packed": 0, "carried": 0, "confirmed": 3}
    assert transfer.stage_of(1) == "Package 1: confirmed"
