"""What a content pack carries: files by the path they are used under, and the pictures and sounds of forms.

The container is that of every package, not sealed, since nothing in it is secret: each line of its entries
names a file and its digest, the file itself lies beside it under that digest. So no name in the package can
lead anywhere, and every byte is under the signature. Written and read by desk.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from borderdesk.domain.errors import Damaged, RuleBroken
from borderdesk.exchange import canonical
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.exchange.identity import DeviceIdentity
from borderdesk.exchange.manifest import Limits, PackageKind
from borderdesk.exchange.opening import OpenPackage
from borderdesk.exchange.packing import WrittenPackage, write_package
from borderdesk.exchange.progress import Progress, no_progress

CONTENT_ROLE = "content"
"""What the card of a content key says it is."""
CONTENT_LIMITS = Limits(
    package=160 << 20,
    manifest=2 << 20,
    attachments=4_000,
    attachment=64 << 20,
    entries=3_000,
    line=64 << 10,
    unpacked=16 << 20,
)
"""The largest content pack, looked at before anything is unpacked."""
_FORMAT = 1
_TITLE = 120
PATH = re.compile(
    r"forms/[A-Za-z0-9_-]{1,64}\.xml|directory/[a-z]{1,20}\.toml"
    r"|library/[a-z]{2,3}/[A-Z]\d{2}\.(?:md|txt|pdf|png|jpg|ogg|mp3|wav|m4a)"
    r"|recordings/[A-Za-z0-9_-]{1,64}/[A-Za-z_][A-Za-z0-9_-]{0,63}\.[a-z]{2,3}\.(?:ogg|mp3|wav|m4a)"
    r"|i18n/[a-z]{2,3}/(?:translations|wording)\.po"
    r"|health/[a-z][a-z0-9_]{0,40}\.toml"
    r"|practice/stories/[a-z0-9][a-z0-9_]{0,47}\.toml",
    re.ASCII,
)
"""The only paths there can be."""
_ADDRESS = re.compile(r"jr://(?:images|audio|video)/[\w][\w. -]{0,99}")
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class ContentFile:
    """A file by the path it is used under; ``media`` are a form's pictures and sounds by address."""

    path: str
    data: bytes = field(repr=False)
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def line(self) -> bytes:
        """How the pack lists it."""
        document: dict[str, object] = {"path": self.path, "sha256": self.sha256, "size": len(self.data)}
        if self.media:
            document["media"] = {
                address: hashlib.sha256(data).hexdigest() for address, data in self.media.items()
            }
        return canonical.canonical_json(document)


@dataclass(frozen=True)
class ContentPack:
    """A whole pack. ``draft`` says that texts in it wait for review; ``withdrawn`` are fingerprints of
    content keys that must not be believed any more.
    """

    number: int
    title_en: str
    title_lo: str
    draft: bool
    created: datetime
    withdrawn: tuple[str, ...]
    files: tuple[ContentFile, ...] = field(repr=False)

    @property
    def listing(self) -> str:
        """SHA-256 of everything it says: the same pack written twice has the same."""
        lines = [canonical.canonical_json(self.described()), *(file.line() for file in self.files)]
        return hashlib.sha256(b"\n".join(lines)).hexdigest()

    def described(self) -> dict[str, object]:
        """What the manifest says beside what every manifest says."""
        return {
            "content": _FORMAT,
            "draft": self.draft,
            "title": {"en": self.title_en, "lo": self.title_lo},
            "withdrawn": sorted(self.withdrawn),
        }


def fit_title(title: str) -> bool:
    """Whether a title is one short line."""
    return 0 < len(title) <= _TITLE and title.isprintable()


def write_content(
    folder: Path,
    pack: ContentPack,
    *,
    key: DeviceIdentity,
    station: str,
    practice: bool,
    progress: Progress = no_progress,
    files: FileSystem = REAL_FILES,
) -> WrittenPackage:
    """Write a pack, signed by a content key; the same pack always gives the same bytes.

    :raises Unavailable: as ``write_package``; nothing is left on the stick.
    """
    return write_package(
        folder,
        kind=PackageKind.CONTENT,
        sender=key,
        number=pack.number,
        recipients=[],
        station=station,
        role=CONTENT_ROLE,
        entry_ranges={},
        entries=(file.line() for file in pack.files),
        attachments=_attachments(pack),
        created=pack.created,
        extra=pack.described(),
        practice=practice,
        progress=progress,
        files=files,
        limits=CONTENT_LIMITS,
    )


def _attachments(pack: ContentPack) -> Iterator[tuple[str, bytes]]:
    for file in pack.files:
        for data in (file.data, *file.media.values()):
            yield hashlib.sha256(data).hexdigest(), data


def read_content(package: OpenPackage) -> ContentPack:
    """The pack in an opened package.

    :raises RuleBroken: ``package.other_kind``; ``pack.file_name`` for a path no pack can hold.
    :raises Damaged: ``package.newer_format`` for content of a newer program, ``pack.damaged``.
    """
    manifest = package.manifest
    if manifest.kind is not PackageKind.CONTENT:
        raise RuleBroken("package.other_kind", kind=str(manifest.kind))
    try:
        if canonical.number_of(dict(manifest.extra), "content") > _FORMAT:
            raise Damaged("package.newer_format")
        title = canonical.object_of(dict(manifest.extra), "title")
        pack = ContentPack(
            number=manifest.number,
            title_en=canonical.text_of(title, "en", _TITLE),
            title_lo=canonical.text_of(title, "lo", _TITLE),
            draft=canonical.flag_of(dict(manifest.extra), "draft"),
            created=manifest.created,
            withdrawn=tuple(_fingerprints(canonical.list_of(dict(manifest.extra), "withdrawn"))),
            files=tuple(_files(package)),
        )
    except ValueError as fault:
        raise Damaged("pack.damaged") from fault
    _require_whole(pack, manifest.attachments)
    return pack


def _fingerprints(values: list[object]) -> Iterator[str]:
    for value in values:
        if not isinstance(value, str) or not _DIGEST.fullmatch(value):
            raise ValueError("withdrawn")
        yield value


def _files(package: OpenPackage) -> Iterator[ContentFile]:
    read: dict[str, bytes] = {}

    def attachment(sha256: object) -> bytes:
        # Each is read once, however often lines name it.
        if not isinstance(sha256, str) or sha256 not in package.manifest.attachments:
            raise ValueError("sha256")
        if sha256 not in read:
            read[sha256] = package.attachment(sha256)
        return read[sha256]

    for line in package.entries():
        yield _file(line, attachment)


def _file(line: bytes, attachment: Callable[[object], bytes]) -> ContentFile:
    document = canonical.read_json(line)
    canonical.require_canonical(document, line)
    path = canonical.text_of(document, "path")
    if not PATH.fullmatch(path):
        shown = "".join(sign if sign.isprintable() else "?" for sign in path)[:80]
        raise RuleBroken("pack.file_name", file=shown)
    media = canonical.object_of(document, "media") if "media" in document else {}
    if not all(_ADDRESS.fullmatch(address) for address in media):
        raise ValueError("media")
    file = ContentFile(
        path,
        attachment(document.get("sha256")),
        {address: attachment(sha256) for address, sha256 in media.items()},
    )
    if len(file.data) != canonical.number_of(document, "size"):
        raise ValueError("size")
    return file


def _require_whole(pack: ContentPack, attachments: tuple[str, ...]) -> None:
    """Every path once, and nothing carried that no line names."""
    paths = [file.path for file in pack.files]
    named = {sha256 for sha256, _ in _attachments(pack)}
    if not paths or len(set(paths)) != len(paths) or named != set(attachments):
        raise Damaged("pack.damaged")
