"""A stick that fails, lies or is full marks nothing as packed; so does stopping half-way."""

import errno
import shutil
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.desk import posts
from tests.desk.posts import entries_of, refusal, screened
from tests.exchange.posts import CountingFiles, SmallStick

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import Cancelled
from borderdesk.domain.values import Carriage
from borderdesk.exchange import FileSystem

pytestmark = pytest.mark.usefixtures("met")


@pytest.mark.parametrize(("system", "code"), [(errno.ENOSPC, "stick.full"), (errno.EIO, "stick.removed")])
def test_a_stick_that_fails_at_any_step_marks_nothing_packed(
    checkpoint: Workspace, stick: Path, tmp_path: Path, system: int, code: str
) -> None:
    screened(checkpoint)
    counting = CountingFiles()
    trial = tmp_path / "trial"
    trial.mkdir()
    checkpoint.close()
    shutil.copytree(checkpoint.folder, tmp_path / "copy")
    copy = posts.reopened(tmp_path / "copy")
    desk.pack(copy, trial, files=counting)
    copy.close()
    here = posts.reopened(checkpoint.folder)
    before = entries_of(here)
    for step, name in enumerate(counting.names):
        if name == "close" and step > counting.names.index("open"):
            continue  # the file was whole by then and only read
        assert refusal(desk.pack, here, stick, files=CountingFiles(step, system)) == code, (step, name)
        assert entries_of(here) == before
        assert desk.cases(here)[0].carriage is Carriage.NOT_PACKED
    for left in stick.iterdir():
        left.unlink()  # a stick that failed for good cannot be tidied by anybody
    assert desk.pack(here, stick).value.number == 1
    here.close()


def test_a_small_stick_is_full_and_left_clean(checkpoint: Workspace, stick: Path) -> None:
    screened(checkpoint)
    assert refusal(desk.pack, checkpoint, stick, files=SmallStick(2000)) == "stick.full"
    assert list(stick.iterdir()) == []
    assert desk.cases(checkpoint)[0].carriage is Carriage.NOT_PACKED


class Lying(FileSystem):
    """A stick that keeps other bytes than it was given."""

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        return super().write(file, bytes(len(data)))


def test_a_stick_that_keeps_other_bytes_is_found_out(checkpoint: Workspace, stick: Path) -> None:
    screened(checkpoint)
    assert refusal(desk.pack, checkpoint, stick, files=Lying()) == "stick.misread"
    assert desk.cases(checkpoint)[0].carriage is Carriage.NOT_PACKED


def test_stopping_half_way_leaves_both_sides_as_they_were(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    screened(checkpoint)

    def stop(step: str, done: int, total: int) -> None:
        raise Cancelled

    before = entries_of(checkpoint)
    with pytest.raises(Cancelled):
        desk.pack(checkpoint, stick, stop)
    assert (entries_of(checkpoint), list(stick.iterdir())) == (before, [])
    path = desk.pack(checkpoint, stick).value.path
    before = entries_of(supervisor)
    for call in (desk.preview_import, desk.apply_import):
        with pytest.raises(Cancelled):
            call(supervisor, path, stop)
    assert entries_of(supervisor) == before


def test_packing_needs_somebody_to_seal_to(tmp_path: Path, stick: Path) -> None:
    alone = posts.workspace(tmp_path, "checkpoint", name="alone")
    screened(alone)
    assert desk.transfer_status(alone).missing == "transfer.no_recipient"
    assert refusal(desk.pack, alone, stick) == "transfer.no_recipient"
    alone.close()
