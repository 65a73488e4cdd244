"""What a package says about itself, signed by its sender, and how large one may be. Read by desk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from borderdesk.domain.errors import Damaged
from borderdesk.exchange import canonical
from borderdesk.exchange.identity import require_names

FORMAT = 1
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"
ENTRIES = "entries.jsonl.gz"
ATTACHMENTS = "attachments/"
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class PackageKind(StrEnum):
    """What travels. Content and cards need not be sealed, all else always is.

    ``RETURNED`` brings a checkpoint its own entries back, after its PC was set back to an old copy.
    """

    RECORDS = "records"
    RECEIPT = "receipt"
    CONTENT = "content"
    CARD = "card"
    RESEND_REQUEST = "resend-request"
    RETURNED = "returned"

    @property
    def secret(self) -> bool:
        return self not in (PackageKind.CONTENT, PackageKind.CARD)

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self]


_SUFFIXES = {
    PackageKind.RECORDS: ".bdpkg",
    PackageKind.RECEIPT: ".receipt",
    PackageKind.CONTENT: ".content",
    PackageKind.CARD: ".cards",
    PackageKind.RESEND_REQUEST: ".resend",
    PackageKind.RETURNED: ".returned",
}


@dataclass(frozen=True)
class Limits:
    """The largest package that is written or looked at, in bytes and counts."""

    package: int = 1 << 30
    manifest: int = 8 << 20
    attachments: int = 20_000
    attachment: int = 256 << 20
    entries: int = 5_000_000
    line: int = 8 << 20
    unpacked: int = 8 << 30
    ratio: int = 200
    """How much larger the entries may be than their gzip file, beyond the first 16 MiB."""

    def unpacked_from(self, packed: int) -> int:
        return min(self.unpacked, packed * self.ratio + (16 << 20))


LIMITS = Limits()


@dataclass(frozen=True)
class FileRecord:
    """One file of the package: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The signed description of a package.

    ``entry_ranges`` gives the first and last sequence number per device; ``recipients`` are card
    fingerprints, empty for a package that is not sealed; ``entries_size`` is that of the unpacked lines.
    """

    kind: PackageKind
    number: int
    device: str
    station: str
    role: str
    recipients: tuple[str, ...]
    entry_ranges: Mapping[str, tuple[int, int]]
    entries: int
    entries_size: int
    files: Mapping[str, FileRecord]
    created: datetime
    program: str
    practice: bool
    extra: Mapping[str, object] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def attachments(self) -> tuple[str, ...]:
        """SHA-256 of each attachment, in the order they lie in the package."""
        return tuple(name.removeprefix(ATTACHMENTS) for name in self.files if name.startswith(ATTACHMENTS))

    def encode(self) -> bytes:
        """The bytes that are signed. ``ValueError`` for ``extra`` that JSON cannot carry."""
        return canonical.canonical_json(
            {
                "counts": {"attachments": len(self.attachments), "entries": self.entries},
                "created": canonical.instant_text(self.created),
                "entries_size": self.entries_size,
                "entry_ranges": canonical.ranges_document(self.entry_ranges),
                "extra": dict(self.extra),
                "files": {
                    name: {"sha256": file.sha256, "size": file.size} for name, file in self.files.items()
                },
                "format": self.format,
                "kind": self.kind.value,
                "number": self.number,
                "practice": self.practice,
                "program": self.program,
                "recipients": list(self.recipients),
                "sender": {"device": self.device, "role": self.role, "station": self.station},
            }
        )


def decode_manifest(data: bytes) -> Manifest:
    """Read what ``Manifest.encode`` wrote. ``package.newer_format`` or ``package.altered`` (``Damaged``)."""
    try:
        document = canonical.read_json(data)
        newer = canonical.number_of(document, "format") > FORMAT
        # Before anything else: a newer format may spell everything else otherwise.
        if newer:
            raise Damaged("package.newer_format")
        canonical.require_canonical(document, data)
        return _manifest_from(document)
    except ValueError as fault:
        raise Damaged("package.altered") from fault


def _manifest_from(document: dict[str, object]) -> Manifest:
    sender = canonical.object_of(document, "sender")
    device, station, role = (canonical.text_of(sender, name) for name in ("device", "station", "role"))
    require_names(device, station, role)
    counts = canonical.object_of(document, "counts")
    files = {
        name: _file_from(name, record) for name, record in canonical.object_of(document, "files").items()
    }
    recipients = canonical.list_of(document, "recipients")
    if not all(isinstance(name, str) and _DIGEST.fullmatch(name) for name in recipients):
        raise ValueError("recipients")
    manifest = Manifest(
        kind=PackageKind(canonical.text_of(document, "kind")),
        number=canonical.number_of(document, "number", MAXIMUM_NUMBER),
        device=device,
        station=station,
        role=role,
        recipients=tuple(str(name) for name in recipients),
        entry_ranges=canonical.ranges_of(document, "entry_ranges"),
        entries=canonical.number_of(counts, "entries"),
        entries_size=canonical.number_of(document, "entries_size"),
        files=files,
        created=canonical.instant_of(document, "created"),
        program=canonical.text_of(document, "program"),
        practice=canonical.flag_of(document, "practice"),
        extra=canonical.object_of(document, "extra"),
        format=canonical.number_of(document, "format"),
    )
    if ENTRIES not in files or canonical.number_of(counts, "attachments") != len(manifest.attachments):
        raise ValueError("files")
    return manifest


MAXIMUM_NUMBER = 999_999_999


def _file_from(name: str, record: object) -> FileRecord:
    if not isinstance(record, dict):
        raise ValueError(name)
    file = FileRecord(canonical.number_of(record, "size"), canonical.text_of(record, "sha256"))
    if not _DIGEST.fullmatch(file.sha256):
        raise ValueError(name)
    # The only names there can be, so none can lead out of the package.
    if name not in (ENTRIES, ATTACHMENTS + file.sha256):
        raise ValueError(name)
    return file
