"""Reading a package: checked as a whole before the first entry is given out. Called by desk when it imports.

The order is: size, seal, layout, signature, format, what the manifest says, digest of every file. Entries
then come out one line after the other from a spool that cannot change any more. Whether they form a chain
is for desk to check.
"""

import hashlib
import zlib
from collections.abc import Container as Names
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from borderdesk.domain.errors import Damaged, NotAllowed, Unavailable
from borderdesk.exchange import container, sealing, signing
from borderdesk.exchange.container import LayoutError, Member, member_chunks, read_directory
from borderdesk.exchange.filesystem import READ_SIZE
from borderdesk.exchange.identity import Card, DeviceIdentity
from borderdesk.exchange.manifest import (
    ATTACHMENTS,
    ENTRIES,
    LIMITS,
    MANIFEST,
    SIGNATURE,
    Limits,
    Manifest,
    decode_manifest,
)
from borderdesk.exchange.progress import Progress, no_progress
from borderdesk.exchange.spool import SealedSpool

_OTHER_MEMBERS = 3  # entries, manifest, signature


@dataclass(frozen=True)
class PackageFile:
    """A file that looks like a package, before anything is checked."""

    name: str
    size: int
    sealed: bool


class OpenPackage:
    """A package whose seal, signature and digests are all good. Use it in a ``with`` block.

    ``manifest`` is what the sender signed, ``sender`` the trusted card it was checked with, ``sha256`` that
    of the file as it came (receipts name it).
    """

    def __init__(
        self,
        name: str,
        sha256: str,
        size: int,
        manifest: Manifest,
        sender: Card,
        contents: "Contents",
        progress: Progress = no_progress,
    ) -> None:
        self.name = name
        self.sha256 = sha256
        self.size = size
        self.manifest = manifest
        self.sender = sender
        self._contents = contents
        self._progress = progress

    def __enter__(self) -> "OpenPackage":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget the contents."""
        self._contents.close()

    def entries(self) -> Iterator[bytes]:
        """The entry lines in the order they were packed, without newlines; may be asked for again.

        :raises Damaged: ``package.altered`` if lines or sizes are not as the manifest says (noticed at the
            end: apply in one transaction), ``package.too_large`` past the limits.
        """
        count = 0
        for lines in self._contents.line_batches(self.manifest):
            yield from lines
            count += len(lines)
            self._progress("read", count, self.manifest.entries)
        if count != self.manifest.entries:
            raise Damaged("package.altered")

    def attachment(self, sha256: str) -> bytes:
        """The attachment of that digest; ``KeyError`` if the manifest lists none."""
        if sha256 not in self.manifest.attachments:
            raise KeyError(sha256)
        return b"".join(self._contents.chunks(ATTACHMENTS + sha256))


def open_package(
    source: Path | bytes,
    identity: DeviceIdentity,
    trusted: Mapping[str, Card],
    *,
    revoked: Names[str] = (),
    practice: bool = False,
    limits: Limits = LIMITS,
    progress: Progress = no_progress,
) -> OpenPackage:
    """Open and check the package in ``source``. ``trusted`` holds cards by device id; a device in ``revoked``
    is refused although its card is known; ``practice`` is whether this workspace is a practice one.

    :raises Damaged: ``package.not_a_package``, ``package.truncated``, ``package.altered``,
        ``package.newer_format``, ``package.too_large``, ``package.sender_differs`` (a trusted device that
        speaks for another device, station or role), ``package.not_sealed`` (secret, but in clear).
    :raises NotAllowed: ``package.unknown_sender``, ``package.revoked_sender``, ``package.not_for_us``,
        ``package.practice``, ``package.not_practice``.
    :raises Unavailable: ``package.not_found``, ``stick.unreadable``, ``package.no_room``.
    Whatever ``progress`` raises comes through.
    """
    contents = Contents(limits)
    try:
        file = contents.load(source, identity, progress)
        signed, signature = contents.signed_manifest()
        sender = _sender_of(signature, trusted)
        if not signing.verify(sender.signing_key, signed, signature):
            raise Damaged("package.altered")
        if sender.device_id in revoked:
            raise NotAllowed("package.revoked_sender", station=sender.station)
        manifest = decode_manifest(signed)
        _check_sender(manifest, sender)
        _check_purpose(manifest, identity, sealed=file.sealed, practice=practice)
        contents.check(manifest, progress)
    except BaseException:
        contents.close()
        raise
    return OpenPackage(file.name, contents.sha256, file.size, manifest, sender, contents, progress)


class Contents:
    """The container of one package in a spool, and the checks on it. For opening and inspecting only."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._spool = SealedSpool(limits.package)
        self._members: dict[str, Member] = {}
        self.sha256 = ""

    def close(self) -> None:
        self._spool.close()

    def load(self, source: Path | bytes, identity: DeviceIdentity | None, progress: Progress) -> PackageFile:
        """Read the file once, opening its seal (``NotAllowed`` without a key), and find the members."""
        with Reader(source) as reader:
            file, head = look_at(reader, self._limits)
            digest = hashlib.sha256()

            def chunks() -> Iterator[bytes]:
                done = 0
                for chunk in reader.chunks(head):
                    digest.update(chunk)
                    done += len(chunk)
                    # The size was looked at before; a file that grows while it is read stays bounded.
                    if done > self._limits.package:
                        raise OverflowError("package")
                    yield chunk
                    progress("unseal", done, file.size)

            try:
                if file.sealed:
                    if identity is None:
                        raise NotAllowed("package.not_for_us")
                    sealing.unseal(chunks(), self._spool.write, identity.sealing)
                else:
                    for chunk in chunks():
                        self._spool.write(chunk)
                self._spool.finish()
                self._members = read_directory(self._spool, self._limits.attachments + _OTHER_MEMBERS)
            except OverflowError as much:
                raise Damaged("package.too_large") from much
            except LayoutError as fault:
                raise _broken(fault) from fault
            self.sha256 = digest.hexdigest()
        return file

    def signed_manifest(self) -> tuple[bytes, bytes]:
        """The manifest and its signature, neither checked."""
        manifest, signature = self._members.get(MANIFEST), self._members.get(SIGNATURE)
        if manifest is None or signature is None:
            raise Damaged("package.altered")
        if manifest.size > self._limits.manifest or signature.size > signing.MAXIMUM_SIZE:
            raise Damaged("package.too_large")
        return b"".join(self.chunks(MANIFEST)), b"".join(self.chunks(SIGNATURE))

    def check(self, manifest: Manifest, progress: Progress) -> None:
        """That exactly the files are there which the manifest lists, each with its size and digest."""
        limits = self._limits
        if set(self._members) != {*manifest.files, MANIFEST, SIGNATURE}:
            raise Damaged("package.altered")
        if (
            manifest.entries > limits.entries
            or manifest.entries_size > limits.unpacked_from(manifest.files[ENTRIES].size)
            or len(manifest.attachments) > limits.attachments
        ):
            raise Damaged("package.too_large")
        total = sum(file.size for file in manifest.files.values())
        done = 0
        for name, file in manifest.files.items():
            if name != ENTRIES and file.size > limits.attachment:
                raise Damaged("package.too_large")
            if self._members[name].size != file.size:
                raise Damaged("package.altered")
            digest = hashlib.sha256()
            for chunk in self.chunks(name):
                digest.update(chunk)
                done += len(chunk)
                progress("check", done, total)
            if digest.hexdigest() != file.sha256:
                raise Damaged("package.altered")

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            yield from member_chunks(self._spool, self._members[name], READ_SIZE)
        except LayoutError as fault:
            raise _broken(fault) from fault

    def line_batches(self, manifest: Manifest) -> Iterator[list[bytes]]:
        """The unpacked entry lines, as many as one block holds at a time."""
        rest = b""
        size = 0
        for block in self._unpacked():
            size += len(block)
            if size > manifest.entries_size:
                raise Damaged("package.altered")
            *lines, rest = (rest + block).split(b"\n")
            if len(rest) > self._limits.line or any(len(line) > self._limits.line for line in lines):
                raise Damaged("package.too_large")
            yield lines
        if rest or size != manifest.entries_size:
            raise Damaged("package.altered")

    def _unpacked(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            for packed in self.chunks(ENTRIES):
                left = packed
                while left and not unpacker.eof:
                    yield unpacker.decompress(left, READ_SIZE)
                    left = unpacker.unconsumed_tail
                if left or unpacker.unused_data:
                    raise Damaged("package.altered")
            while not unpacker.eof:
                block = unpacker.decompress(b"", READ_SIZE)
                if not block:
                    raise Damaged("package.altered")
                yield block
        except zlib.error as fault:
            raise Damaged("package.altered") from fault


class Reader:
    """The bytes of a source, however it is given; reading failures become coded."""

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        self._file: BinaryIO | None = None
        self.name = "" if isinstance(source, bytes) else source.name
        self.size = 0

    def __enter__(self) -> "Reader":
        if isinstance(self._source, bytes):
            self.size = len(self._source)
            return self
        try:
            self._file = self._source.open("rb", buffering=0)
            self.size = self._source.stat().st_size
        except FileNotFoundError as missing:
            raise Unavailable("package.not_found") from missing
        except OSError as refusal:
            raise Unavailable("stick.unreadable") from refusal
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def head(self, size: int) -> bytes:
        """The first ``size`` bytes, to be handed to ``chunks`` afterwards."""
        if isinstance(self._source, bytes):
            return self._source[:size]
        parts: list[bytes] = []
        while size > 0 and (part := self._read(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def chunks(self, head: bytes) -> Iterator[bytes]:
        if isinstance(self._source, bytes):
            for start in range(0, self.size, READ_SIZE):
                yield self._source[start : start + READ_SIZE]
            return
        yield head
        while chunk := self._read(READ_SIZE):
            yield chunk

    def _read(self, size: int) -> bytes:
        assert self._file is not None
        try:
            return self._file.read(size)
        except OSError as refusal:
            raise Unavailable("stick.unreadable") from refusal


def look_at(reader: Reader, limits: Limits) -> tuple[PackageFile, bytes]:
    """What can be told without a key, and the beginning of the file.

    :raises Damaged: ``package.not_a_package``, ``package.too_large``, ``package.truncated``.
    """
    if reader.size > limits.package:
        raise Damaged("package.too_large")
    head = reader.head(sealing.header_limit(reader.size))
    sealed = head.startswith(sealing.MAGIC)
    if not sealed and not head.startswith(container.MAGIC):
        if head and (sealing.MAGIC.startswith(head) or container.MAGIC.startswith(head)):
            raise Damaged("package.truncated")
        raise Damaged("package.not_a_package")
    clear = sealing.clear_size(head, reader.size) if sealed else reader.size
    if clear is None or clear % container.BLOCK:
        raise Damaged("package.truncated")
    return PackageFile(reader.name, reader.size, sealed), head


def _sender_of(signature: bytes, trusted: Mapping[str, Card]) -> Card:
    signer = signing.signer_key_id(signature)
    if signer is None:
        raise Damaged("package.altered")
    for card in trusted.values():
        if signing.key_id(card.signing_key) == signer:
            return card
    raise NotAllowed("package.unknown_sender")


def _check_sender(manifest: Manifest, sender: Card) -> None:
    said = (manifest.device, manifest.station, manifest.role)
    if said != (sender.device_id, sender.station, sender.role):
        raise Damaged("package.sender_differs", station=sender.station)


def _check_purpose(manifest: Manifest, identity: DeviceIdentity, *, sealed: bool, practice: bool) -> None:
    if manifest.kind.secret and not sealed:
        raise Damaged("package.not_sealed")
    # age does not say who sealed: without this, a recipient could seal a package on to somebody else.
    if sealed and identity.fingerprint not in manifest.recipients:
        raise NotAllowed("package.not_for_us")
    if manifest.practice and not practice:
        raise NotAllowed("package.practice")
    if practice and not manifest.practice:
        raise NotAllowed("package.not_practice")


def _broken(fault: LayoutError) -> Damaged:
    if fault.incomplete:
        return Damaged("package.truncated")
    return Damaged("package.altered")
