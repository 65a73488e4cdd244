"""Cut an ICU data library down to what the desk uses; called by borderdesk.spec, Linux only.

ICU's data library is a shared object whose one symbol, ``icudtNN_dat``, is the data package: break rules and
dictionaries, but also names of currencies, units, languages and time zones for hundreds of locales and tables
of old code pages, 32 MB in all. ``pruned`` reads the package from the library, keeps the wanted items and
writes a new shared object around them, with the same name (``DT_SONAME``) and symbol.

Formats: ICU ``source/common/unicode/udata.h`` and ``ucmndata.h`` (a header, then the contents: a count, pairs
of name and data offset sorted by name, the names, the items 16-aligned); System V ABI, ELF-64.
"""

import re
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import elf

_READ, _WRITE = 4, 2
_PAGE = 0x10000  # the largest page of the machines that ICU wheels exist for
_MOST_SYMBOLS = 16  # an ICU data library exports one

_LOCALE = re.compile(r"[a-z]{2,3}(_\w*)?\.res")
_UNUSED = re.compile(r".*\.(cnv|spp|cfu)|unames\.icu")


class NotIcuData(Exception):
    """The file is not an ELF-64 library holding an ICU data package; leave it as it is."""


@dataclass(frozen=True)
class IcuLibrary:
    """What identifies an ICU data library to those that link to it, and the package inside."""

    machine: int
    soname: str
    symbol: str
    package: bytes


def for_breaks(item: str) -> bool:
    """Whether finding characters, words and lines of any language needs ``item``, e.g. ``brkitr/lo.res``."""
    if item == "brkitr/cjdict.dict":
        return False  # words of Chinese and Japanese for its search; lines break without it
    return item.startswith("brkitr/") or _basic(item)


def for_windows(item: str) -> bool:
    """Whether Qt needs ``item``: sorting and zone names in the desk's languages; it has tables of its own."""
    name = item.rpartition("/")[2]
    return item == "coll/ucadata.icu" or bool(_DESK_LANGUAGE.fullmatch(name)) or _basic(item)


_DESK_LANGUAGE = re.compile(r"(en|lo|th|vi)(_[A-Z]{2})?\.res")


def _basic(item: str) -> bool:
    """Rules, properties and indexes that are not of one locale."""
    if "/" in item:
        return item.endswith(("/root.res", "/res_index.res", "/pool.res"))
    return not _LOCALE.fullmatch(item) and not _UNUSED.fullmatch(item)


def pruned(source: Path, target: Path, wanted: Callable[[str], bool]) -> int:
    """Write ``source`` to ``target`` with the ``wanted`` items only; the bytes saved.

    :param wanted: is asked for each item without the package's name before it.
    :raises NotIcuData: and writes nothing.
    """
    library = read_library(source.read_bytes())
    items = [(name, data) for name, data in package_items(library.package) if wanted(name.partition("/")[2])]
    whole = IcuLibrary(library.machine, library.soname, library.symbol, _package(library.package, items))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_library(whole))
    return source.stat().st_size - target.stat().st_size


def read_library(data: bytes) -> IcuLibrary:
    """The parts of an ICU data library.

    :raises NotIcuData:
    """
    try:
        library = elf.shared_object(data)
        symbols, soname = (
            library.offset(library.tag(elf.DT_SYMTAB)),
            library.string(library.tag(elf.DT_SONAME)),
        )
        for index in range(1, _MOST_SYMBOLS):
            name, _, _, _, address, size = struct.unpack_from(elf.SYM, data, symbols + index * 24)
            symbol = library.string(name)
            if re.fullmatch(r"icudt\d+_dat", symbol):
                start = library.offset(address)
                return IcuLibrary(library.machine, soname, symbol, data[start : start + size])
    except (elf.NotShared, struct.error, ValueError) as problem:
        raise NotIcuData(str(problem)) from problem
    raise NotIcuData("no icudt symbol")


def package_items(package: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each item of an ICU data package, in its order.

    :raises NotIcuData:
    """
    if package[2:4] != b"\xda\x27" or package[12:16] != b"CmnD":
        raise NotIcuData("no package header")
    start = struct.unpack_from("<H", package)[0]
    count = struct.unpack_from("<I", package, start)[0]
    places = [struct.unpack_from("<II", package, start + 4 + index * 8) for index in range(count)]
    ends = [place[1] for place in places[1:]] + [len(package) - start]
    for (name, data), end in zip(places, ends, strict=True):
        if not data <= end <= len(package) - start:
            raise NotIcuData("items out of order")
        yield elf.zero_ended(package, start + name), package[start + data : start + end]


def _package(like: bytes, items: list[tuple[str, bytes]]) -> bytes:
    """A package of ``items``, sorted as they come, with the header of ``like``."""
    header = like[: struct.unpack_from("<H", like)[0]]
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in items)
    first_name = 4 + 8 * len(items)
    contents, name_at = bytearray(struct.pack("<I", len(items))), first_name
    data_at = first_name + len(names) + -(first_name + len(names) + len(header)) % 16
    body = bytearray(data_at - first_name - len(names))
    for name, data in items:
        contents += struct.pack("<II", name_at, data_at)
        name_at += len(name) + 1
        padded = data + bytes(-len(data) % 16)
        body += padded
        data_at += len(padded)
    return header + bytes(contents) + names + bytes(body)


def _library(library: IcuLibrary) -> bytes:
    """A shared object with one symbol: headers, hash, symbols, names, package, then the dynamic section."""
    strings = b"\0" + library.symbol.encode() + b"\0" + library.soname.encode() + b"\0"
    hash_at = 64 + 5 * 56
    symbols_at = hash_at + 24
    strings_at = symbols_at + 2 * 24
    package_at = strings_at + len(strings) + -(strings_at + len(strings)) % 64
    package_end = package_at + len(library.package)
    dynamic_at = package_end + -package_end % 16
    # One bucket whose chain is symbol 1: found whatever its name hashes to.
    hashes = struct.pack("<6I", 1, 2, 1, 0, 0, 0)
    symbols = bytes(24) + struct.pack(elf.SYM, 1, 0x11, 0, 1, package_at, len(library.package))
    tags = {
        elf.DT_SONAME: 2 + len(library.symbol),
        elf.DT_HASH: hash_at,
        elf.DT_STRTAB: strings_at,
        elf.DT_SYMTAB: symbols_at,
        elf.DT_STRSZ: len(strings),
        elf.DT_SYMENT: 24,
        elf.DT_NULL: 0,
    }
    dynamic = b"".join(struct.pack(elf.DYN, tag, value) for tag, value in tags.items())
    # The loader writes into the dynamic section, so it lies on a page of its own in memory.
    place = (dynamic_at, dynamic_at + _PAGE, dynamic_at + _PAGE, len(dynamic), len(dynamic))
    segments = [
        (elf.PT_LOAD, _READ, 0, 0, 0, package_end, package_end, _PAGE),
        (elf.PT_LOAD, _READ | _WRITE, *place, _PAGE),
        (elf.PT_DYNAMIC, _READ | _WRITE, *place, 8),
        (elf.PT_GNU_RELRO, _READ, *place, 1),
        (elf.PT_GNU_STACK, _READ | _WRITE, 0, 0, 0, 0, 0, 16),
    ]
    identity = b"\x7fELF\x02\x01\x01" + bytes(9)
    header = struct.pack(
        elf.EHDR, identity, 3, library.machine, 1, 0, 64, 0, 0, 64, 56, len(segments), 64, 0, 0
    )
    headers = header + b"".join(struct.pack(elf.PHDR, *segment) for segment in segments)
    front = headers + hashes + symbols + strings
    return front.ljust(package_at, b"\0") + library.package.ljust(dynamic_at - package_at, b"\0") + dynamic


if __name__ == "__main__":
    kinds = {"breaks": for_breaks, "windows": for_windows}
    saved = pruned(Path(sys.argv[2]), Path(sys.argv[3]), kinds[sys.argv[1]])
    print(f"{saved / 1e6:.1f} MB saved")
