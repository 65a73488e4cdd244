"""Read the dynamic section of a Linux shared object; used by prune.py and prune_icu.py.

System V ABI, ELF-64, little-endian, which is what Linux wheels of x86-64 and AArch64 hold.
"""

import struct
from dataclasses import dataclass

EHDR, PHDR, SYM, DYN = "<16sHHIQQQIHHHHHH", "<IIQQQQQQ", "<IBBHQQ", "<QQ"
PT_LOAD, PT_DYNAMIC, PT_GNU_STACK, PT_GNU_RELRO = 1, 2, 0x6474E551, 0x6474E552
DT_NULL, DT_NEEDED, DT_HASH, DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_SONAME = 0, 1, 4, 5, 6, 10, 11, 14


class NotShared(Exception):
    """The bytes are not an ELF-64 shared object with a dynamic section."""


@dataclass(frozen=True)
class SharedObject:
    """A shared object, its loaded segments as (address, offset, size) and its dynamic tags in order."""

    data: bytes
    machine: int
    loads: tuple[tuple[int, int, int], ...]
    tags: tuple[tuple[int, int], ...]

    def offset(self, address: int) -> int:
        """Where in the file the byte for a virtual address is."""
        for start, offset, size in self.loads:
            if start <= address < start + size:
                return address - start + offset
        raise NotShared("an address outside the file")

    def tag(self, kind: int) -> int:
        """The value of the one tag of a kind."""
        for tag, value in self.tags:
            if tag == kind:
                return value
        raise NotShared(f"no dynamic tag {kind}")

    def string(self, place: int) -> str:
        """A string of the dynamic string table."""
        return zero_ended(self.data, self.offset(self.tag(DT_STRTAB)) + place)

    def needed(self) -> set[str]:
        """The libraries it links to by itself, e.g. libz.so.1."""
        return {self.string(value) for tag, value in self.tags if tag == DT_NEEDED}


def shared_object(data: bytes) -> SharedObject:
    """The parts of a shared object's bytes.

    :raises NotShared:
    """
    if data[:6] != b"\x7fELF\x02\x01":
        raise NotShared("not a little-endian ELF-64 file")
    header = struct.unpack_from(EHDR, data)
    machine, table, count = header[2], header[5], header[10]
    segments = [struct.unpack_from(PHDR, data, table + index * 56) for index in range(count)]
    loads = tuple(
        (address, offset, size) for kind, _, offset, address, _, size, *_ in segments if kind == PT_LOAD
    )
    tags: list[tuple[int, int]] = []
    for kind, _, offset, _, _, size, *_ in segments:
        if kind == PT_DYNAMIC:
            tags = list(struct.iter_unpack(DYN, data[offset : offset + size]))
    if not tags:
        raise NotShared("no dynamic section")
    end = next((index for index, (tag, _) in enumerate(tags) if tag == DT_NULL), len(tags))
    return SharedObject(data, machine, loads, tuple(tags[:end]))


def zero_ended(data: bytes, place: int) -> str:
    """The ASCII text from ``place`` to the next zero byte."""
    return data[place : data.index(b"\0", place)].decode("ascii")
