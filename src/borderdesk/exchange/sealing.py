"""age encryption as a stream: sealing pulls clear bytes, opening pushes them into a spool.

The files are age v1 (https://age-encryption.org/v1), so ``age -d`` opens them. Used by packing and opening.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from borderdesk.domain.errors import Damaged, NotAllowed

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

MAGIC = b"age-encryption.org/v1\n"
_HEADER_LIMIT = 1 << 20
_NONCE = 16
_TAG = 16
_CHUNK = 1 << 16


class _Source:
    """An iterator of chunks as a file to read from; keeps the exception that age would turn into text."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.failure: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                chunk = next(self._chunks, None)
                if chunk is None:
                    return b""
                self._rest = memoryview(chunk)
        except BaseException as failure:
            self.failure = failure
            raise
        part = self._rest[:size]
        self._rest = self._rest[size:]
        return bytes(part)


class _Target:
    """A sink as a file to write to, with the same memory."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._write(data)
        except BaseException as failure:
            self.failure = failure
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def seal(chunks: Iterator[bytes], write: Callable[[bytes], object], recipients: Sequence[str]) -> None:
    """Encrypt ``chunks`` to the age addresses; whatever ``chunks`` or ``write`` raise comes through."""
    import pyrage  # here: native code that start-up need not wait for

    source, target = _Source(chunks), _Target(write)
    try:
        pyrage.encrypt_io(source, target, [pyrage.x25519.Recipient.from_str(name) for name in recipients])
    except (pyrage.EncryptError, OSError):
        _raise_first(source, target)
        raise
    # pyrage says nothing when the last of its buffer could not be written.
    _raise_first(source, target)


def unseal(chunks: Iterator[bytes], write: Callable[[bytes], object], identity: "Identity") -> None:
    """Decrypt ``chunks``; whatever ``chunks`` or ``write`` raise comes through.

    Refuses with ``package.truncated`` or ``package.altered`` (``Damaged``), ``package.not_for_us``
    (``NotAllowed``). age checks each 64 KiB before it gives it, so nothing unauthentic reaches ``write``.
    """
    import pyrage  # here: as above

    source, target = _Source(chunks), _Target(write)
    try:
        pyrage.decrypt_io(source, target, [identity])
    except (pyrage.DecryptError, OSError) as refusal:
        _raise_first(source, target)
        raise _refusal(str(refusal)) from refusal
    _raise_first(source, target)


def _raise_first(source: _Source, target: _Target) -> None:
    failure = source.failure or target.failure
    if failure is not None:
        raise failure from None


def _refusal(message: str) -> Damaged | NotAllowed:
    # pyrage has one exception and tells these apart by text alone.
    if "matching keys" in message:
        return NotAllowed("package.not_for_us")
    if "fill whole buffer" in message or "Incomplete" in message:
        return Damaged("package.truncated")
    return Damaged("package.altered")


def clear_size(head: bytes, sealed_size: int) -> int | None:
    """How long the clear text of an age file of ``sealed_size`` bytes is; ``None`` if its header is cut off.

    ``head`` is the beginning of the file, long enough to hold the header. The payload is a nonce of 16 bytes
    and chunks of 64 KiB with a tag of 16 bytes each.
    """
    footer = head.find(b"\n--- ")
    line_end = head.find(b"\n", footer + 1)
    if footer < 0 or line_end < 0:
        return None
    payload = sealed_size - (line_end + 1) - _NONCE
    tags = -(-payload // (_CHUNK + _TAG)) * _TAG
    return payload - tags if payload > tags else None


def header_limit(size: int) -> int:
    """How much of a file of ``size`` bytes has to be looked at to find the end of its header."""
    return min(size, _HEADER_LIMIT)
