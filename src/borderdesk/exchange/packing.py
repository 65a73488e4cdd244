"""Writing a package to a stick: whole or not at all. Called by desk when it exports and when it answers.

One pass: entries are compressed, put into the container, sealed and written as they come, with bounded
memory and no clear text on any disk. The manifest comes last in the container, because only then are
sizes and digests known.
"""

import hashlib
import itertools
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from borderdesk import __version__
from borderdesk.domain.errors import Damaged, RuleBroken
from borderdesk.exchange import signing
from borderdesk.exchange.container import ContainerWriter
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem, Stick
from borderdesk.exchange.identity import Card, DeviceIdentity, require_names
from borderdesk.exchange.manifest import (
    ATTACHMENTS,
    ENTRIES,
    LIMITS,
    MANIFEST,
    MAXIMUM_NUMBER,
    SIGNATURE,
    FileRecord,
    Limits,
    Manifest,
    PackageKind,
)
from borderdesk.exchange.opening import open_package
from borderdesk.exchange.progress import Progress, no_progress
from borderdesk.exchange.sealing import seal

_BATCH = 1 << 16
_PART = ".part"


@dataclass(frozen=True)
class WrittenPackage:
    """A package that is whole on the stick: SHA-256 in hex and size in bytes of the file as it lies there."""

    path: Path
    sha256: str
    size: int
    manifest: Manifest

    @property
    def counts(self) -> Mapping[str, int]:
        """``entries`` and ``attachments``."""
        return {"entries": self.manifest.entries, "attachments": len(self.manifest.attachments)}


def write_package(
    folder: Path,
    *,
    kind: PackageKind | str,
    sender: DeviceIdentity,
    number: int,
    recipients: Sequence[Card],
    station: str,
    role: str,
    entry_ranges: Mapping[str, tuple[int, int]],
    entries: Iterable[bytes],
    created: datetime,
    attachments: Iterable[tuple[str, bytes]] = (),
    extra: Mapping[str, object] | None = None,
    practice: bool = False,
    progress: Progress = no_progress,
    files: FileSystem = REAL_FILES,
    limits: Limits = LIMITS,
) -> WrittenPackage:
    """Write ``entries`` (lines, no newline) and ``attachments`` (SHA-256 in hex, data) to ``folder``.

    ``station`` and ``role`` are those on the sender's card. The file is called by station and number only,
    and never replaces another: if the name is taken, ``-2`` and so on follows the number. Where the sender
    is among the recipients, the finished file is also opened and checked as a reader would.

    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is left on it.
    :raises RuleBroken: ``package.no_recipient``, ``package.too_much``.
    :raises Damaged: ``stick.misread`` if the stick gives back other bytes, ``package.attachment_differs``.
    :raises ValueError: what no caller may ask for: a number of 0, a line with a newline, a naive time.
    Whatever ``entries``, ``attachments`` or ``progress`` raise comes through, likewise leaving nothing.
    """
    kind = PackageKind(kind)
    require_names(sender.device_id, station, role)
    if not 0 < number <= MAXIMUM_NUMBER:
        raise ValueError("number")
    if kind.secret and not recipients:
        raise RuleBroken("package.no_recipient")
    stick = Stick(folder, files)
    target = _free_name(stick, folder, f"{station}-{number:06d}", kind.suffix)
    part = target.with_name(target.name + _PART)
    contents = _Contents(limits, progress)
    description = Manifest(
        kind=kind,
        number=number,
        device=sender.device_id,
        station=station,
        role=role,
        recipients=tuple(card.fingerprint for card in recipients),
        entry_ranges=dict(entry_ranges),
        entries=0,
        entries_size=0,
        files={},
        created=created,
        program=__version__,
        practice=practice,
        extra=dict(extra or {}),
    )
    chunks = contents.chunks(description, sender, entries, attachments)
    try:
        sha256, size = _write(stick, part, chunks, [card.recipient for card in recipients], limits)
        _read_back(stick, part, sha256, size, progress)
        if sender.recipient in (card.recipient for card in recipients):
            _open_once(part, sender, station, role, practice, limits, progress)
        stick.rename(part, target)
        stick.sync_folder()
    except BaseException:
        # The target was free before, so what has that name now is ours.
        stick.discard(part)
        stick.discard(target)
        raise
    return WrittenPackage(target, sha256, size, contents.manifest)


def write_copy(
    folder: Path,
    data: bytes,
    *,
    name: str,
    kind: PackageKind,
    files: FileSystem = REAL_FILES,
    progress: Progress = no_progress,
) -> Path:
    """Hand on a package that was written elsewhere, as it is; it never replaces another.

    :raises Unavailable: as :func:`write_package`; nothing is left on the stick.
    :raises Damaged: ``stick.misread`` if the stick gives back other bytes.
    """
    stick = Stick(folder, files)
    target = _free_name(stick, folder, name, kind.suffix)
    part = target.with_name(target.name + _PART)
    try:
        with stick.creating(part) as file:
            stick.write(file, data)
            stick.sync(file)
        _read_back(stick, part, hashlib.sha256(data).hexdigest(), len(data), progress)
        stick.rename(part, target)
        stick.sync_folder()
    except BaseException:
        stick.discard(part)
        stick.discard(target)
        raise
    return target


def list_packages(folder: Path) -> tuple[Path, ...]:
    """The files in ``folder`` that are called like packages, by name; none if the folder cannot be read."""
    suffixes = {kind.suffix for kind in PackageKind}
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.suffix in suffixes and path.is_file()))
    except OSError:
        return ()


class _Contents:
    """Makes the bytes of the container and, while they pass, the manifest."""

    def __init__(self, limits: Limits, progress: Progress) -> None:
        self._limits = limits
        self._progress = progress
        self._files: dict[str, FileRecord] = {}
        self._entries = 0
        self._entries_size = 0
        self.manifest: Manifest

    def chunks(
        self,
        description: Manifest,
        sender: DeviceIdentity,
        entries: Iterable[bytes],
        attachments: Iterable[tuple[str, bytes]],
    ) -> Iterator[bytes]:
        container = ContainerWriter()
        expected = sum(last - first + 1 for first, last in description.entry_ranges.values())
        try:
            yield from container.add(ENTRIES, self._recorded(ENTRIES, self._compressed(entries, expected)))
            for done, (sha256, data) in enumerate(attachments, 1):
                name = ATTACHMENTS + sha256
                if name in self._files:
                    continue
                self._require_attachment(sha256, data)
                yield from container.add(name, self._recorded(name, [data]))
                self._progress("attach", done, 0)
            signed = self._finished(description).encode()
            if len(signed) > self._limits.manifest:
                raise OverflowError("manifest")
            yield from container.add(MANIFEST, [signed])
            comment = f"{description.kind} {description.station}-{description.number:06d}"
            yield from container.add(SIGNATURE, [signing.sign(sender.signing, signed, comment)])
            yield from container.finish()
        except OverflowError as much:
            raise RuleBroken("package.too_much") from much

    def _finished(self, description: Manifest) -> Manifest:
        packed = self._files[ENTRIES].size
        if self._entries_size > self._limits.unpacked_from(packed):
            raise OverflowError("ratio")
        self.manifest = replace(
            description,
            entries=self._entries,
            entries_size=self._entries_size,
            files=dict(sorted(self._files.items())),
        )
        return self.manifest

    def _compressed(self, entries: Iterable[bytes], expected: int) -> Iterator[bytes]:
        packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)  # with the header and trailer of gzip
        for lines in self._batches(entries):
            block = b"\n".join(lines) + b"\n"
            # One count for the whole batch: a line with a newline in it would be read back as two.
            if block.count(b"\n") != len(lines) or not all(lines):
                raise ValueError("an entry is empty or holds a newline")
            self._entries += len(lines)
            self._entries_size += len(block)
            if self._entries > self._limits.entries or self._entries_size > self._limits.unpacked:
                raise OverflowError("entries")
            yield packer.compress(block)
            self._progress("pack", self._entries, expected)
        yield packer.flush()

    def _batches(self, entries: Iterable[bytes]) -> Iterator[list[bytes]]:
        lines: list[bytes] = []
        size = 0
        for line in entries:
            if len(line) > self._limits.line:
                raise OverflowError("line")
            lines.append(line)
            size += len(line)
            if size >= _BATCH:
                yield lines
                lines, size = [], 0
        if lines:
            yield lines

    def _require_attachment(self, sha256: str, data: bytes) -> None:
        if len(data) > self._limits.attachment or len(self._files) > self._limits.attachments:
            raise OverflowError("attachments")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged("package.attachment_differs")

    def _recorded(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        digest = hashlib.sha256()
        size = 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        self._files[name] = FileRecord(size, digest.hexdigest())


def _write(
    stick: Stick, part: Path, chunks: Iterator[bytes], addresses: Sequence[str], limits: Limits
) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    with stick.creating(part) as file:

        def write(data: bytes) -> None:
            nonlocal size
            size += len(data)
            if size > limits.package:
                raise RuleBroken("package.too_much")
            digest.update(data)
            stick.write(file, data)

        if addresses:
            seal(chunks, write, addresses)
        else:
            for chunk in chunks:
                write(chunk)
        stick.sync(file)
    return digest.hexdigest(), size


def _read_back(stick: Stick, part: Path, sha256: str, size: int, progress: Progress) -> None:
    digest = hashlib.sha256()
    done = 0
    for chunk in stick.chunks_back(part):
        digest.update(chunk)
        done += len(chunk)
        progress("verify", done, size)
    if digest.hexdigest() != sha256:
        raise Damaged("stick.misread")


def _open_once(
    part: Path,
    sender: DeviceIdentity,
    station: str,
    role: str,
    practice: bool,
    limits: Limits,
    progress: Progress,
) -> None:
    card = Card(sender.device_id, role, station, "", sender.signing_key, sender.recipient)
    trusted = {card.device_id: card}
    with open_package(part, sender, trusted, practice=practice, limits=limits, progress=progress) as package:
        for _ in package.entries():
            pass


def _free_name(stick: Stick, folder: Path, name: str, suffix: str) -> Path:
    for copy in itertools.count(1):
        path = folder / (f"{name}{suffix}" if copy == 1 else f"{name}-{copy}{suffix}")
        if not stick.exists(path):
            return path
    raise AssertionError("itertools.count ended")
