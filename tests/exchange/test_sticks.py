"""Sticks that fill up, disappear, forget or lie: nothing half-written is left, and the trouble is named."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.exchange.posts import NOON, CountingFiles, Post, SmallStick, noise

from borderdesk.domain.errors import Damaged, Unavailable
from borderdesk.exchange import FileSystem, list_packages, write_package
from borderdesk.files import is_folder, is_there, put


def steps_of(tmp_path: Path, sender: Post, receivers: list[Post]) -> CountingFiles:
    stick = tmp_path / "counted"
    stick.mkdir()
    files = CountingFiles()
    sender.packs(stick, receivers, noise(500), files=files)
    return files


def test_the_stick_is_written_synced_read_back_renamed_and_synced_again(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    names = steps_of(tmp_path, checkpoint, [supervisor]).names
    without_repeats = [name for name, before in zip(names, [None, *names], strict=False) if name != before]
    assert without_repeats == [
        "exists", "create", "write", "sync", "close", "open", "read", "close", "rename", "sync_folder"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("system_error", "code"),
    [
        (errno.ENOSPC, "stick.full"),
        (errno.EFBIG, "stick.full"),
        (errno.EIO, "stick.removed"),
        (errno.ENODEV, "stick.removed"),
        (errno.EROFS, "stick.unwritable"),
        (errno.EACCES, "stick.unwritable"),
    ],
)
def test_a_stick_that_fails_at_any_step_leaves_nothing_and_is_named(
    tmp_path: Path, checkpoint: Post, supervisor: Post, system_error: int, code: str
) -> None:
    counted = steps_of(tmp_path, checkpoint, [supervisor])
    quiet = {number for number, name in enumerate(counted.names) if name == "close"}
    stick = tmp_path / "stick"
    stick.mkdir()
    reached = 0
    for step in range(counted.steps):
        for for_good in (True, False):
            files = CountingFiles(step, system_error, for_good=for_good)
            try:
                checkpoint.packs(stick, [supervisor], noise(500), files=files)
            except Unavailable as refusal:
                assert refusal.code == code
                reached += 1
            else:
                # Only closing the file that was read back may fail unnoticed: all is on the stick by then.
                assert step in quiet and not for_good
                assert len(list_packages(stick)) == 1
                list_packages(stick)[0].unlink()
            assert list(stick.iterdir()) == []
    assert reached >= 2 * counted.steps - 1
    assert checkpoint.packs(stick, [supervisor]).path.name == "HXY-000042.bdpkg"


def test_a_stick_that_is_full_after_any_number_of_bytes_leaves_nothing(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    # One block of contents and the shortest header age can write; most headers have a random part more.
    smallest = 4096 + 2 * 16 + 168
    for room in {*range(300), *range(300, smallest, 17), *range(smallest - 300, smallest)}:
        with pytest.raises(Unavailable) as refusal:
            checkpoint.packs(stick, [supervisor], files=SmallStick(room))
        assert refusal.value.code == "stick.full"
        assert list(stick.iterdir()) == []


def test_a_folder_that_is_gone_is_a_removed_stick(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    with pytest.raises(Unavailable) as refusal:
        checkpoint.packs(tmp_path / "pulled", [supervisor])
    assert refusal.value.code == "stick.removed"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no file away that is open")
def test_a_stick_pulled_while_writing_is_a_removed_stick(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def entries() -> Iterator[bytes]:
        yield from noise(300)
        shutil.rmtree(stick)
        yield from noise(300)

    with pytest.raises(Unavailable) as refusal:
        write_package(
            stick,
            kind="records",
            sender=checkpoint.identity,
            number=1,
            recipients=[supervisor.card],
            station="HXY",
            role="checkpoint",
            entry_ranges={"hxy-1": (1, 600)},
            entries=entries(),
            created=NOON,
        )
    assert refusal.value.code == "stick.removed"


class OnWindows(FileSystem):
    """Fails as Windows does at one step: ``winerror`` tells what happened, ``errno`` hardly ever."""

    def __init__(self, step: str, number: int) -> None:
        self._step, self._number = step, number

    def _fail(self, step: str) -> None:
        if step == self._step:
            refusal = OSError(errno.EINVAL, "as Windows says it")
            refusal.winerror = self._number  # type: ignore[attr-defined, unused-ignore]
            raise refusal

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        self._fail("write")
        return super().write(file, data)

    def sync(self, file: BinaryIO) -> None:
        self._fail("sync")
        super().sync(file)


@pytest.mark.parametrize(
    ("winerror", "code"),
    [
        *((number, "stick.removed") for number in (21, 55, 433, 1006, 1112, 1117, 1167)),
        *((number, "stick.full") for number in (39, 112)),
        *((number, "stick.unwritable") for number in (5, 19, 32)),
    ],
)
def test_what_windows_says_of_a_stick_is_told_as_on_linux(
    tmp_path: Path, checkpoint: Post, supervisor: Post, winerror: int, code: str
) -> None:
    for step in ("write", "sync"):
        with pytest.raises(Unavailable) as refusal:
            checkpoint.packs(tmp_path, [supervisor], files=OnWindows(step, winerror))
        assert refusal.value.code == code
        assert list(tmp_path.iterdir()) == []


def test_a_scanner_that_looks_into_a_new_file_does_not_stop_it_from_getting_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, target = tmp_path / "keys.json.new", tmp_path / "keys.json"
    target.write_bytes(b"old")
    part.write_bytes(b"new")
    looks = iter((32, 5))
    real = Path.replace

    def replace(path: Path, there: Path) -> Path:
        for winerror in looks:
            refusal = PermissionError(errno.EACCES, "in use")
            refusal.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
            raise refusal
        return real(path, there)

    monkeypatch.setattr(Path, "replace", replace)
    put(part, target)
    assert target.read_bytes() == b"new"
    assert not part.exists()


def test_a_broken_stick_is_no_folder_and_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stat(*_: object, **__: object) -> object:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "stat", stat)
    assert not is_folder(tmp_path)
    assert not is_there(tmp_path)


def test_a_stick_that_gives_back_other_bytes_is_not_trusted(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    class Forgetful(FileSystem):
        def read(self, file: BinaryIO, size: int) -> bytes:
            return super().read(file, size).replace(b"age", b"egg")

    with pytest.raises(Damaged) as refusal:
        checkpoint.packs(tmp_path, [supervisor], files=Forgetful())
    assert refusal.value.code == "stick.misread"
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_cannot_even_be_tidied_is_still_named(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    class Dead(SmallStick):
        def remove(self, path: Path) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(Unavailable) as refusal:
        checkpoint.packs(tmp_path, [supervisor], files=Dead(1000))
    assert refusal.value.code == "stick.full"
    assert list_packages(tmp_path) == ()
    assert checkpoint.packs(tmp_path, [supervisor]).path.name == "HXY-000042.bdpkg"
    assert [path.name for path in tmp_path.iterdir()] == ["HXY-000042.bdpkg"]


def test_a_really_full_stick_is_named_and_left_clean(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None or os.geteuid() != 0:
        pytest.skip("mounting a small stick needs root on Linux")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(stick)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not allow mounting a small stick")
    try:
        with pytest.raises(Unavailable) as refusal:
            checkpoint.packs(stick, [supervisor], noise(1000))
        assert refusal.value.code == "stick.full"
        assert list(stick.iterdir()) == []
        checkpoint.packs(stick, [supervisor])
    finally:
        subprocess.run(["umount", str(stick)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to set")
def test_a_file_system_with_a_size_limit_is_named_and_left_clean(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(Unavailable) as refusal:
            checkpoint.packs(tmp_path, [supervisor], noise(1000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refusal.value.code == "stick.full"
    assert list(tmp_path.iterdir()) == []
