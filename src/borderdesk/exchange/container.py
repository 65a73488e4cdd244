"""The ZIP inside a package: written in one pass, read back in exactly the layout it was written in.

Members are stored, not deflated (the entries are gzip already), follow each other without gaps, carry no
date, comment or extra field, and end with zeros that fill the whole to a multiple of ``BLOCK``. That last
rule makes a cut-off package tell itself apart from an altered one, and hides small differences in size.
Python's ``zipfile`` reads it, but so it does many things nobody wrote here; this reader takes only what
this writer makes, so there is nothing to inflate and no name to be tricked by.
Source of the format: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.9, 4.3.12 and 4.3.16.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

BLOCK = 4096
PADDING = "padding"
MAGIC = b"PK\x03\x04"
MAXIMUM_SIZE = (1 << 32) - 2
MAXIMUM_MEMBERS = 65_000

_VERSION = 20
_DESCRIPTOR_FOLLOWS = 0x08
_STORED = 0
_TIME, _DATE = 0, 0x21  # midnight, 1 January 1980: the earliest a ZIP can say
_REGULAR_FILE = 0o600 << 16
_UNIX = 3 << 8
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_DESCRIPTOR = struct.Struct("<4sIII")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")


class Bytes(Protocol):
    """Something that gives any part of itself."""

    @property
    def size(self) -> int: ...

    def read_at(self, offset: int, size: int) -> bytes: ...


class LayoutError(ValueError):
    """This is not a container as the writer makes it; ``incomplete`` if its end is missing."""

    def __init__(self, *, incomplete: bool = False) -> None:
        super().__init__("incomplete" if incomplete else "altered")
        self.incomplete = incomplete


@dataclass(frozen=True)
class Member:
    """A stored file: ``offset`` is where its local header begins."""

    name: str
    offset: int
    size: int
    crc: int

    @property
    def data_offset(self) -> int:
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        return self.data_offset + self.size + _DESCRIPTOR.size


class ContainerWriter:
    """Gives the bytes of a container one after the other; knows nothing of files or keys."""

    def __init__(self) -> None:
        self._members: list[Member] = []
        self._position = 0
        self._directory_size = _END.size

    def add(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes of one member. Raises ``OverflowError`` past ``MAXIMUM_SIZE`` or ``MAXIMUM_MEMBERS``."""
        if len(self._members) >= MAXIMUM_MEMBERS:
            raise OverflowError("members")
        offset, size, crc = self._position, 0, 0
        header = _local_header(name)
        yield header
        for chunk in chunks:
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            # Checked as it grows: sizes in the format are 32 bits.
            if offset + size > MAXIMUM_SIZE - BLOCK - self._directory_size - _central_size(name):
                raise OverflowError("size")
            yield chunk
        member = Member(name, offset, size, crc)
        self._members.append(member)
        self._position = member.end
        self._directory_size += _central_size(name)
        yield _descriptor(member)

    def finish(self) -> Iterator[bytes]:
        """The padding and the directory; nothing may be added after."""
        frame = Member(PADDING, self._position, 0, 0).end + self._directory_size + _central_size(PADDING)
        yield from self.add(PADDING, [bytes(-frame % BLOCK)])
        yield _directory(self._members, self._position)


def read_directory(container: Bytes, most_members: int) -> dict[str, Member]:
    """The members by name, in the order they lie, the padding left out.

    Raises ``LayoutError`` for anything ``ContainerWriter`` would not have written, and ``OverflowError``
    for more than ``most_members``.
    """
    size = container.size
    if size % BLOCK or size < BLOCK:
        raise LayoutError(incomplete=True)
    end = container.read_at(size - _END.size, _END.size)
    signature, _, _, _, count, directory_size, directory_offset, _ = _END.unpack(end)
    if signature != b"PK\x05\x06":
        raise LayoutError(incomplete=True)
    if count > most_members + 1:
        raise OverflowError("members")
    if directory_offset + directory_size + _END.size != size:
        raise LayoutError
    directory = container.read_at(directory_offset, directory_size + _END.size)
    members = list(_members_of(directory, count))
    # Written out again, the members must give the same bytes: no field is left unchecked.
    if _directory(members, directory_offset) != directory:
        raise LayoutError
    position = 0
    for member in members:
        if member.offset != position or member.end > directory_offset:
            raise LayoutError
        header = _local_header(member.name)
        if container.read_at(member.offset, len(header)) != header:
            raise LayoutError
        if container.read_at(member.end - _DESCRIPTOR.size, _DESCRIPTOR.size) != _descriptor(member):
            raise LayoutError
        position = member.end
    named = {member.name: member for member in members}
    padding = named.pop(PADDING, None)
    if len(named) != len(members) - 1 or padding is None or position != directory_offset:
        raise LayoutError
    if padding.size >= BLOCK or any(container.read_at(padding.data_offset, padding.size)):
        raise LayoutError
    return named


def member_chunks(container: Bytes, member: Member, size: int = 1 << 18) -> Iterator[bytes]:
    """The data of one member; ``LayoutError`` at the end if its CRC is another."""
    crc = 0
    for start in range(0, member.size, size):
        chunk = container.read_at(member.data_offset + start, min(size, member.size - start))
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if crc != member.crc:
        raise LayoutError


def _members_of(directory: bytes, count: int) -> Iterator[Member]:
    position = 0
    for _ in range(count):
        if position + _CENTRAL.size > len(directory):
            raise LayoutError
        fields = _CENTRAL.unpack_from(directory, position)
        crc, size, _, name_length, offset = *fields[7:11], fields[16]
        name = directory[position + _CENTRAL.size : position + _CENTRAL.size + name_length]
        if not name.isascii():
            raise LayoutError
        yield Member(name.decode("ascii"), offset, size, crc)
        position += _CENTRAL.size + name_length


def _local_header(name: str) -> bytes:
    return _LOCAL.pack(
        MAGIC, _VERSION, _DESCRIPTOR_FOLLOWS, _STORED, _TIME, _DATE, 0, 0, 0, len(name), 0
    ) + name.encode("ascii")


def _descriptor(member: Member) -> bytes:
    return _DESCRIPTOR.pack(b"PK\x07\x08", member.crc, member.size, member.size)


def _central_size(name: str) -> int:
    return _CENTRAL.size + len(name)


def _directory(members: list[Member], offset: int) -> bytes:
    records = bytearray()
    for member in members:
        records += _CENTRAL.pack(
            b"PK\x01\x02",
            _UNIX | _VERSION,
            _VERSION,
            _DESCRIPTOR_FOLLOWS,
            _STORED,
            _TIME,
            _DATE,
            member.crc,
            member.size,
            member.size,
            len(member.name),
            0,
            0,
            0,
            0,
            _REGULAR_FILE,
            member.offset,
        )
        records += member.name.encode("ascii")
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(records), offset, 0)
    return bytes(records) + end
