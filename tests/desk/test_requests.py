"""Asking a checkpoint to send again: written by the supervisor, answered by packing, safe to repeat."""

import errno
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import entries_of, refusal
from tests.exchange.posts import CountingFiles

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.workspace import Workspace
from borderdesk.exchange import ResendRequest, read_card, write_request

pytestmark = pytest.mark.usefixtures("met")


def packages(checkpoint: Workspace, folder: Path, count: int) -> list[Path]:
    paths = []
    for _ in range(count):
        posts.new_case(checkpoint)
        paths.append(desk.pack(checkpoint, folder).value.path)
    return paths


def test_a_lost_stick_is_asked_for_packed_again_and_arrives(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    first, _, third = packages(checkpoint, stick, 3)
    desk.apply_import(supervisor, first)
    desk.apply_import(supervisor, third)
    ((begins, ends),) = desk.inbox(supervisor)[0].gaps

    asked = desk.ask_again(supervisor, checkpoint.device, stick).value
    assert (asked.path.name, asked.first, asked.last) == ("VTE-000001.resend", begins, ends)
    open_request = desk.inbox(supervisor)[0].asked
    assert open_request and open_request[0] == begins

    preview = desk.preview_import(checkpoint, asked.path)
    assert (preview.kind, preview.station, preview.first, preview.already_imported) == (
        "resend-request", "VTE", begins, False,
    )  # fmt: skip
    assert desk.transfer_status(checkpoint).requests == []
    assert desk.apply_import(checkpoint, asked.path).value.first == begins
    assert desk.preview_import(checkpoint, asked.path).already_imported
    assert desk.apply_import(checkpoint, asked.path).value.repeated == 1
    (request,) = desk.transfer_status(checkpoint).requests
    assert (request.station, request.first) == ("VTE", begins)

    again = desk.pack(checkpoint, stick, again_from=request.first).value
    assert desk.transfer_status(checkpoint).requests == []
    result = desk.apply_import(supervisor, again.path).value
    assert result.repeated == 0 and result.waiting == 0
    row = desk.inbox(supervisor)[0]
    assert (row.gaps, row.missing, row.asked) == ((), (), None)
    assert len(desk.cases(supervisor)) == 3
    assert desk.apply_import(supervisor, again.path).value.new == 0


def test_requests_are_numbered_and_may_ask_from_any_entry(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    (path,) = packages(checkpoint, stick, 1)
    desk.apply_import(supervisor, path)
    assert desk.ask_again(supervisor, checkpoint.device, stick, first=1).value.number == 1
    asked = desk.ask_again(supervisor, checkpoint.device, stick, first=2).value
    assert (asked.number, asked.path.name) == (2, "VTE-000002.resend")
    desk.apply_import(checkpoint, asked.path)
    again = desk.pack(checkpoint, stick, again_from=2).value
    assert desk.apply_import(supervisor, again.path).value.repeated > 0


def test_only_a_supervisor_asks_and_only_a_desk_that_is_trusted(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    assert refusal(desk.ask_again, checkpoint, supervisor.device, stick) == "resend.not_a_supervisor"
    assert refusal(desk.ask_again, supervisor, "HXY-unknown", stick) == "package.unknown_sender"
    assert refusal(desk.ask_again, supervisor, checkpoint.device, stick, first=0) == "resend.number"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "checkpoint"}, "package.sender_differs"),
        ({"device": "HXY-other"}, "resend.not_ours"),
        ({"last": 1, "first": 2}, "resend.damaged"),
    ],
)
def test_a_request_that_is_not_for_here_or_makes_no_sense_is_refused(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, change: dict[str, object], code: str
) -> None:
    with supervisor.store.read() as transaction:
        identity = device_identity(transaction)
    said = {"device": str(checkpoint.device), "first": 1, "last": 0, "head": (0, ""), "by": "S1"}
    role = str(change.pop("role", "supervisor"))
    request = ResendRequest(**{**said, **change}, at=posts.NOON)  # type: ignore[arg-type]
    card = read_card(desk.own_card(checkpoint))
    path = write_request(
        stick, request, sender=identity, number=3, recipients=[card], station="VTE", role=role
    ).path
    before = entries_of(checkpoint)
    assert refusal(desk.preview_import, checkpoint, path) == code
    assert refusal(desk.apply_import, checkpoint, path) == code
    assert entries_of(checkpoint) == before


def test_a_request_from_another_checkpoint_is_refused(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    """A checkpoint that a supervisor's PC trusts must not be able to make others pack."""
    with checkpoint.store.read() as transaction:
        identity = device_identity(transaction)
    request = ResendRequest(str(supervisor.device), 1, 0, (0, ""), "O1", posts.NOON)
    card = read_card(desk.own_card(supervisor))
    path = write_request(
        stick, request, sender=identity, number=1, recipients=[card], station="HXY", role="checkpoint"
    ).path
    assert refusal(desk.preview_import, supervisor, path) == "resend.not_from_supervisor"


def test_a_stick_that_fails_at_any_step_leaves_no_request_and_no_note(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    trial = tmp_path / "trial"
    trial.mkdir()
    counting = CountingFiles()
    desk.ask_again(supervisor, checkpoint.device, trial, files=counting)
    before = entries_of(supervisor)
    for step, name in enumerate(counting.names):
        if name == "close" and step > counting.names.index("open"):
            continue  # the file was whole by then and only read
        failing = CountingFiles(step, errno.EIO)
        assert refusal(desk.ask_again, supervisor, checkpoint.device, stick, files=failing) == "stick.removed"
        assert entries_of(supervisor) == before, (step, name)
    for left in stick.iterdir():
        left.unlink()  # a stick that failed for good cannot be tidied by anybody
    assert desk.ask_again(supervisor, checkpoint.device, stick).value.number == 2


def test_a_stick_that_fails_at_any_step_leaves_no_receipt_and_the_import_stands(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    (path,) = packages(checkpoint, tmp_path, 1)
    trial = tmp_path / "trial"
    trial.mkdir()
    counting = CountingFiles()
    desk.apply_import(supervisor, path, receipt_to=trial, files=counting)
    for step, name in enumerate(counting.names):
        if name == "close" and step > counting.names.index("open"):
            continue
        result = desk.apply_import(supervisor, path, receipt_to=stick, files=CountingFiles(step)).value
        assert (result.receipt, result.receipt_problem) == (None, "stick.removed"), (step, name)
        assert len(desk.cases(supervisor)) == 1
    row = desk.inbox(supervisor)[0]
    assert row.confirmed == row.held
    for left in stick.iterdir():
        left.unlink()
    receipt = desk.apply_import(supervisor, path, receipt_to=stick).value.receipt
    assert receipt and desk.apply_import(checkpoint, receipt).value.new == 1
