"""A checkpoint and a supervisor's desk for the tests of this room, and sticks that fail on purpose."""

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from borderdesk.domain.errors import BorderDeskError
from borderdesk.exchange import (
    Card,
    DeviceIdentity,
    FileSystem,
    OpenPackage,
    WrittenPackage,
    open_package,
    read_card,
    write_package,
)

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
CLEAR_WORDS = (b"Khamla", "ຄຳຫລ້າ".encode(), b"hxy-1")


@dataclass(frozen=True)
class Post:
    identity: DeviceIdentity
    card: Card

    @classmethod
    def at(cls, device: str, station: str, role: str) -> "Post":
        identity = DeviceIdentity.generate(device)
        return cls(identity, read_card(identity.card(role, station, f"PC at {station}")))

    def packs(
        self,
        folder: Path,
        recipients: Sequence["Post"],
        entries: Iterable[bytes] | None = None,
        **changed: Any,
    ) -> WrittenPackage:
        lines = list(three_entries() if entries is None else entries)
        asked: dict[str, Any] = {
            "kind": "records",
            "sender": self.identity,
            "number": 42,
            "recipients": [post.card for post in recipients],
            "station": self.card.station,
            "role": self.card.role,
            "entry_ranges": {self.card.device_id: (1, len(lines))} if lines else {},
            "entries": iter(lines),
            "created": NOON,
        }
        return write_package(folder, **{**asked, **changed})

    def opens(self, source: Path | bytes, *trusted: "Post", **asked: Any) -> OpenPackage:
        return open_package(source, self.identity, cards(*trusted), **asked)


def cards(*posts: Post) -> Mapping[str, Card]:
    return {post.card.device_id: post.card for post in posts}


def three_entries() -> list[bytes]:
    return [f'{{"device":"hxy-1","name":"Khamla ຄຳຫລ້າ","seq":{number}}}'.encode() for number in (1, 2, 3)]


def noise(count: int) -> list[bytes]:
    """Entries that do not pack any smaller."""
    return [os.urandom(600).hex().encode() for _ in range(count)]


class PulledOut(FileSystem):
    """A stick that is pulled out after ``room`` bytes, and put back afterwards."""

    def __init__(self, room: int) -> None:
        self._room = room
        self.pulled = False

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        if self.pulled:
            return super().write(file, data)
        written = super().write(file, data[: self._room])
        self._room -= written
        if self._room <= 0:
            self.pulled = True
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return written


class CountingFiles(FileSystem):
    """Counts every step of writing, and can fail at one of them, from then on or only once."""

    def __init__(self, fail_at: int | None = None, code: int = errno.EIO, *, for_good: bool = True) -> None:
        self.steps = 0
        self.names: list[str] = []
        self._fail_at = fail_at
        self._code = code
        self._for_good = for_good

    def _step(self, name: str) -> None:
        number = self.steps
        self.steps += 1
        self.names.append(name)
        failing = self._fail_at is not None and (
            number >= self._fail_at if self._for_good else number == self._fail_at
        )
        if failing:
            raise OSError(self._code, os.strerror(self._code))

    def exists(self, path: Path) -> bool:
        self._step("exists")
        return super().exists(path)

    def create(self, path: Path) -> BinaryIO:
        self._step("create")
        return super().create(path)

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        self._step("write")
        return super().write(file, data)

    def sync(self, file: BinaryIO) -> None:
        self._step("sync")
        super().sync(file)

    def open(self, path: Path) -> BinaryIO:
        self._step("open")
        return super().open(path)

    def read(self, file: BinaryIO, size: int) -> bytes:
        self._step("read")
        return super().read(file, size)

    def close(self, file: BinaryIO) -> None:
        super().close(file)
        self._step("close")

    def rename(self, source: Path, target: Path) -> None:
        self._step("rename")
        super().rename(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(folder)


class SmallStick(FileSystem):
    """Takes ``room`` bytes and then says that it is full, as a real one does: after a partial write."""

    def __init__(self, room: int) -> None:
        self._room = room

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        if not self._room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = super().write(file, data[: self._room])
        self._room -= taken
        return taken


CHECKPOINT = Post.at("hxy-1", "HXY", "checkpoint")
SUPERVISOR = Post.at("vte-1", "VTE", "supervisor")
STRANGER = Post.at("nob-1", "NOB", "checkpoint")


def refusal_of(source: Path | bytes, *trusted: Post, by: Post = SUPERVISOR, **asked: Any) -> str:
    """The code with which ``source`` is refused, or by which reading its entries stops."""
    known = trusted or (CHECKPOINT,)
    with pytest.raises(BorderDeskError) as refusal, by.opens(source, *known, **asked) as package:
        list(package.entries())
    return refusal.value.code
