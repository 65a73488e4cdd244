"""A disk that fills at any byte, a stick that fails at any step: a coded error, nothing half-written."""

import errno
import random
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk import posts
from tests.desk.country import everything
from tests.desk.forged import handed, journal
from tests.desk.posts import entries_of, new_case, referred, refusal, screened
from tests.exchange.posts import CountingFiles

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.journal import to_line
from borderdesk.domain.values import ReferralStep

pytestmark = pytest.mark.usefixtures("met")


@contextmanager
def disk_of(most: int) -> Iterator[None]:
    """No file may grow past this many bytes: what a full disk says, from the operating system itself."""
    import resource

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


def fill_up(here: Workspace, path: Path, step: int) -> int:
    """Import while the disk takes ever more bytes, until it is enough; how often it was not."""
    before, count = everything(here), entries_of(here)
    log = here.folder / "workspace.db-wal"
    room, failed = log.stat().st_size if log.exists() else 0, 0
    while True:
        with disk_of(room):
            try:
                desk.apply_import(here, path)
            except BorderDeskError as full:
                assert full.code == "store.full", full
            else:
                return failed
        assert everything(here) == before and entries_of(here) == count
        failed += 1
        room += step


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of file sizes to set")
@pytest.mark.parametrize(
    "step", [13_001, pytest.param(499, marks=pytest.mark.long)], ids=["some bytes", "every half block"]
)
def test_a_disk_that_fills_at_any_byte_leaves_the_import_undone(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, step: int
) -> None:
    referred(checkpoint)
    screened(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    assert fill_up(supervisor, path, step) > 3
    assert len(desk.cases(supervisor)) == 2
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()


@pytest.mark.parametrize("system", [errno.ENOSPC, errno.EIO])
def test_a_stick_that_fails_at_any_step_leaves_no_receipt_and_the_import_stands(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path, system: int
) -> None:
    new_case(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    counting = CountingFiles()
    trial = tmp_path / "trial"
    trial.mkdir()
    desk.apply_import(supervisor, path, receipt_to=trial, files=counting)
    held = everything(supervisor)
    opened = counting.names.index("open")
    for step, name in enumerate(counting.names):
        if name == "close" and step > opened:
            continue  # the file was whole by then and only read
        back = tmp_path / f"back {step}"
        back.mkdir()
        done = desk.apply_import(
            supervisor, path, receipt_to=back, files=CountingFiles(step, system, for_good=False)
        )
        assert done.value.receipt is None and done.value.receipt_problem.startswith("stick."), (step, name)
        assert [each for each in back.iterdir() if each.suffix == ".receipt"] == []
        assert everything(supervisor) == held
    assert desk.apply_import(supervisor, path, receipt_to=stick).value.receipt


def test_a_stick_that_fails_at_any_step_of_the_way_back_marks_nothing_packed(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    code = referred(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    desk.answer_referral(supervisor, code, "R1", ReferralStep.ACKNOWLEDGED)
    counting = CountingFiles()
    supervisor.close()
    shutil.copytree(supervisor.folder, tmp_path / "copy")
    copy = posts.reopened(tmp_path / "copy")
    trial = tmp_path / "trial"
    trial.mkdir()
    desk.pack_for(copy, checkpoint.device, trial, files=counting)
    copy.close()
    here = posts.reopened(supervisor.folder)
    before = entries_of(here)
    opened = counting.names.index("open")
    for step, name in enumerate(counting.names):
        if name == "close" and step > opened:
            continue
        failing = CountingFiles(step, errno.EIO, for_good=False)
        assert refusal(desk.pack_for, here, checkpoint.device, stick, files=failing) == "stick.removed", name
        assert entries_of(here) == before
        assert list(stick.glob("VTE-*")) == []
    assert desk.pack_for(here, checkpoint.device, stick).value.number == 1
    here.close()


# ------------------------------------------------------------------ signed, sealed, and still wrong
_DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "swap", "renumber", "spell", "junk", "older"]),
        st.integers(0, 10_000),
        st.binary(min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=4,
)


def wronged(lines: list[bytes], doings: list[tuple[str, int, bytes]]) -> list[bytes]:
    """What a program gone wrong, or somebody with the key, might sign."""
    lines = list(lines)
    for how, place, junk in doings:
        if not lines:
            break
        at = place % len(lines)
        if how == "drop":
            del lines[at]
        elif how == "double":
            lines.insert(at, lines[at])
        elif how == "swap":
            lines[at], lines[-1] = lines[-1], lines[at]
        elif how == "renumber":
            lines[at] = lines[at].replace(b'"seq":', b'"seq":%d' % (place % 9 + 1), 1)
        elif how == "older":
            lines = lines[at:]
        elif how == "spell":
            cut = place % len(lines[at])
            lines[at] = lines[at][:cut] + junk.replace(b"\n", b" ") + lines[at][cut + len(junk) :]
        else:
            lines[at] = junk.replace(b"\n", b" ")
    return lines


@given(doings=_DOINGS, chance=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_trusted_desk_signs_is_refused_whole_or_leaves_chains_that_verify(
    checkpoint: Workspace,
    supervisor: Workspace,
    stick: Path,
    doings: list[tuple[str, int, bytes]],
    chance: random.Random,
) -> None:
    if not desk.cases(checkpoint):
        referred(checkpoint)
    good = [to_line(entry) for entry in journal(checkpoint, checkpoint.device)]
    path = handed(checkpoint, supervisor, stick, wronged(good, doings), number=chance.randint(1, 999_999))
    before = everything(supervisor)
    try:
        desk.apply_import(supervisor, path)
    except BorderDeskError as refused:
        assert refused.code.startswith(("journal.", "package.")), refused
        assert everything(supervisor) == before
    else:
        assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()
        last = desk.imports(supervisor)[0]
        if not desk.preview_undo(supervisor, last.sha256).problem:
            desk.undo_import(supervisor, last.sha256)
            assert everything(supervisor) == before
    path.unlink()
