"""Where an opened package waits while it is read: in memory when small, else in a file of ciphertext.

age gives its clear text front to back, a container is read from its end. The spool lies between: what
outgrows the memory goes to an unnamed temporary file, sealed chunk by chunk with a key that exists only
in this process, so clear text never touches a disk. Used by opening.
"""

import os
import tempfile
from collections.abc import Callable
from typing import TypeVar

from borderdesk.domain.errors import Unavailable

_CHUNK = 1 << 16
_TAG = 16

Result = TypeVar("Result")


class SealedSpool:
    """Write once, then read anywhere. ``limit`` is the most bytes it takes (``OverflowError`` past it)."""

    def __init__(self, limit: int, memory: int = 16 << 20) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # here: slow to load, not at start-up

        # A fresh key for each spool, so that a chunk's number can be its nonce.
        self._cipher = AESGCM(os.urandom(32))
        self._limit = limit
        self._file = tempfile.SpooledTemporaryFile(max_size=memory)  # noqa: SIM115  closed by close()
        self._pending = bytearray()
        self._chunks = 0
        self._size = 0
        self._held: tuple[int, bytes] = (-1, b"")

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._size

    def write(self, data: bytes) -> int:
        """Take ``data``; raises ``Unavailable("package.no_room")`` when the temporary folder is full."""
        self._size += len(data)
        if self._size > self._limit:
            raise OverflowError("spool")
        self._pending += data
        while len(self._pending) >= _CHUNK:
            self._seal(bytes(self._pending[:_CHUNK]))
            del self._pending[:_CHUNK]
        return len(data)

    def flush(self) -> None:
        """Nothing to do: asked for by writers of streams."""

    def finish(self) -> None:
        """To be called once, between the last ``write`` and the first ``read_at``."""
        if self._pending:
            self._seal(bytes(self._pending))
            self._pending.clear()

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to ``size`` bytes from ``offset``; fewer only at the end."""
        size = max(0, min(size, self._size - offset))
        parts = []
        while size:
            number, start = divmod(offset, _CHUNK)
            part = self._chunk(number)[start : start + size]
            parts.append(part)
            offset += len(part)
            size -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Forget everything."""
        self._held = (-1, b"")
        self._pending.clear()
        self._file.close()

    def _seal(self, clear: bytes) -> None:
        sealed = self._cipher.encrypt(self._chunks.to_bytes(12, "big"), clear, None)
        self._on_disk(lambda: self._file.write(sealed))
        self._chunks += 1

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            sealed = self._on_disk(lambda: self._sealed_chunk(number))
            self._held = (number, self._cipher.decrypt(number.to_bytes(12, "big"), sealed, None))
        return self._held[1]

    def _sealed_chunk(self, number: int) -> bytes:
        self._file.seek(number * (_CHUNK + _TAG))
        return self._file.read(_CHUNK + _TAG)

    @staticmethod
    def _on_disk(act: Callable[[], Result]) -> Result:
        try:
            return act()
        except OSError as refusal:
            raise Unavailable("package.no_room") from refusal
