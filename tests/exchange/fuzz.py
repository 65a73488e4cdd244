"""Coverage-guided fuzzing of everything that reads what came on a stick: ``python -m tests.exchange.fuzz``.

Each reader either gives a value or refuses with a coded error or ``ValueError``; anything else is a find.
Atheris (https://github.com/google/atheris) drives it; the first bytes choose the reader.
"""

import sys
from collections.abc import Callable
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["borderdesk"]):
    from borderdesk.domain import facts
    from borderdesk.domain.errors import BorderDeskError
    from borderdesk.domain.journal import check_entry, from_line, to_line
    from borderdesk.exchange import heads_in, read_card
    from borderdesk.exchange.container import LayoutError, member_chunks, read_directory
    from borderdesk.exchange.manifest import LIMITS, decode_manifest
    from borderdesk.exchange.opening import Contents
    from borderdesk.exchange.progress import no_progress


class Held:
    """Bytes as the container's reader wants them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def read_at(self, offset: int, size: int) -> bytes:
        return self._data[offset : offset + size]


def line(data: bytes) -> None:
    entry = from_line(data)
    check_entry(entry)
    assert from_line(to_line(entry)) == entry


def fact(data: bytes) -> None:
    kinds = sorted(facts.KINDS)
    kind = kinds[data[0] % len(kinds)] if data else "x"
    read = facts.decode(kind, data[1:])
    read.touches()
    read.payload()


def directory(data: bytes) -> None:
    padded = data + bytes(-len(data) % 4096)
    for container in (data, padded):
        with suppress(LayoutError, OverflowError):
            for member in read_directory(Held(container), 100).values():
                list(member_chunks(Held(container), member))


def whole(data: bytes) -> None:
    contents = Contents(LIMITS)
    try:
        contents.load(data + bytes(-len(data) % 4096), None, no_progress)
        contents.signed_manifest()
    finally:
        contents.close()


def manifest(data: bytes) -> None:
    read = decode_manifest(data)
    heads_in(read)
    assert decode_manifest(read.encode()) == read


READERS: tuple[Callable[[bytes], object], ...] = (
    line,
    fact,
    directory,
    whole,
    manifest,
    read_card,
)


def one(data: bytes) -> None:
    """One try."""
    if not data:
        return
    with suppress(BorderDeskError, ValueError):
        READERS[data[0] % len(READERS)](data[1:])


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
