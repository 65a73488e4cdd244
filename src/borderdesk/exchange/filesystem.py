"""The stick as the exchange room sees it: few file operations, each of which may fail.

``FileSystem`` is the seam: tests give one that fails at step N or after N bytes. ``Stick`` sits on top
and turns what the operating system says into the coded errors an officer can act on. Used by packing
(writing) and opening (reading).
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from borderdesk.domain.errors import Unavailable
from borderdesk.files import is_folder, rename, says_full

READ_SIZE = 1 << 18

_REMOVED = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ENODEV,
    errno.ENXIO,
    errno.EIO,
    errno.ENOTCONN,
    getattr(errno, "ESTALE", errno.ENODEV),
}
# ERROR_NOT_READY, ERROR_DEV_NOT_EXIST, ERROR_NO_SUCH_DEVICE, ERROR_FILE_INVALID ("the volume was altered
# from outside"), ERROR_NO_MEDIA_IN_DRIVE, ERROR_IO_DEVICE, ERROR_DEVICE_NOT_CONNECTED: Windows gives these
# as EACCES or EINVAL, so the number itself is asked.
_REMOVED_ON_WINDOWS = {21, 55, 433, 1006, 1112, 1117, 1167}


class FileSystem:
    """The plain operations, as the operating system does them. Every method may raise ``OSError``."""

    def exists(self, path: Path) -> bool:
        return path.exists()

    def create(self, path: Path) -> BinaryIO:
        """A new empty file for writing, unbuffered, so that every failure shows where it happens."""
        return path.open("wb", buffering=0)

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        """Bytes taken, which may be fewer than offered."""
        return file.write(data)

    def sync(self, file: BinaryIO) -> None:
        os.fsync(file.fileno())

    def open(self, path: Path) -> BinaryIO:
        """Open for reading; asks the system to forget cached pages, so that the stick itself is read."""
        file = path.open("rb", buffering=0)
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file

    def read(self, file: BinaryIO, size: int) -> bytes:
        return file.read(size)

    def close(self, file: BinaryIO) -> None:
        file.close()

    def rename(self, source: Path, target: Path) -> None:
        rename(source, target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Make a rename durable. Windows has no such call, and some stick drivers refuse it for folders."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as refused:
            if refused.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(descriptor)


REAL_FILES = FileSystem()


class Stick:
    """A folder on a stick; its methods raise only ``Unavailable`` with a ``stick.*`` code."""

    def __init__(self, folder: Path, files: FileSystem = REAL_FILES) -> None:
        self._folder = folder
        self._files = files

    def exists(self, path: Path) -> bool:
        with self._writing():
            return self._files.exists(path)

    @contextlib.contextmanager
    def creating(self, path: Path) -> Iterator[BinaryIO]:
        with self._writing():
            file = self._files.create(path)
        try:
            yield file
        except BaseException:
            # The first failure is the one to tell; closing a file on a pulled stick fails too.
            with contextlib.suppress(OSError):
                self._files.close(file)
            raise
        with self._writing():
            self._files.close(file)

    def write(self, file: BinaryIO, data: bytes) -> None:
        """Write all of ``data``."""
        rest = memoryview(data)
        with self._writing():
            while rest:
                taken = self._files.write(file, rest)
                if not taken:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                rest = rest[taken:]

    def sync(self, file: BinaryIO) -> None:
        with self._writing():
            self._files.sync(file)

    def chunks_back(self, path: Path) -> Iterator[bytes]:
        """The file as the stick now holds it, for the check after writing."""
        with self._writing():
            file = self._files.open(path)
        try:
            while True:
                with self._writing():
                    chunk = self._files.read(file, READ_SIZE)
                if not chunk:
                    break
                yield chunk
        finally:
            with contextlib.suppress(OSError):
                self._files.close(file)

    def rename(self, source: Path, target: Path) -> None:
        with self._writing():
            self._files.rename(source, target)

    def sync_folder(self) -> None:
        with self._writing():
            self._files.sync_folder(self._folder)

    def discard(self, path: Path) -> None:
        """Remove what a failed writing left; a stick that is gone cannot be tidied, and that is no error."""
        with contextlib.suppress(OSError):
            self._files.remove(path)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as refusal:
            raise self._named(refusal) from refusal

    def _named(self, refusal: OSError) -> Unavailable:
        if says_full(refusal):
            return Unavailable("stick.full")
        removed = refusal.errno in _REMOVED or getattr(refusal, "winerror", None) in _REMOVED_ON_WINDOWS
        if removed or not is_folder(self._folder):
            return Unavailable("stick.removed")
        return Unavailable("stick.unwritable")
