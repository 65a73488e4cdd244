"""Packs that a desk keeps for writing to sticks: those it signed, and those it received and hands on.

A signed pack is kept as its files, a received one as the very file that came. Used by packs and pack_install.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from borderdesk.desk.installed import PackKind, kind_of
from borderdesk.domain.errors import Damaged, RuleBroken, Unavailable
from borderdesk.domain.values import iso, moment
from borderdesk.exchange import CONTENT_LIMITS, ContentFile, ContentPack
from borderdesk.store.database import Transaction

_KEPT = "content.kept:"
_MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class SignedPack:
    """A pack that can be written to sticks; ``received`` from another desk, or else signed here.

    ``withdrawn`` where the key that signed it is: desks that have heard of that take it no more.
    """

    number: int
    title_en: str
    title_lo: str
    draft: bool
    created: datetime
    files: int
    kinds: tuple[str, ...]
    received: bool = False
    withdrawn: bool = False

    def title(self, language: str) -> str:
        return self.title_lo if language == "lo" else self.title_en


def keep_signed(transaction: Transaction, pack: ContentPack, key: str) -> None:
    """Keep a pack that this desk signs with the key of that name."""

    def put(data: bytes) -> str:
        return transaction.attachments.put(data, _MEDIA_TYPE)

    files = [
        [file.path, put(file.data), {address: put(data) for address, data in file.media.items()}]
        for file in pack.files
    ]
    _keep(transaction, pack, key=key, files=files)


def keep_received(transaction: Transaction, pack: ContentPack, station: str, file: bytes) -> None:
    """Keep the file of a pack that was signed elsewhere."""
    if transaction.setting(f"{_KEPT}{pack.number}") is None:
        sha256 = transaction.attachments.put(file, _MEDIA_TYPE)
        paths = [[each.path] for each in pack.files]
        _keep(transaction, pack, station=station, received=sha256, files=paths)


def _keep(transaction: Transaction, pack: ContentPack, **more: object) -> None:
    told = {
        "title": [pack.title_en, pack.title_lo],
        "draft": pack.draft,
        "created": iso(pack.created),
        "withdrawn": list(pack.withdrawn),
        **more,
    }
    transaction.set_setting(f"{_KEPT}{pack.number}", told)


def told_of(transaction: Transaction, number: int) -> SignedPack | None:
    """What the list says of a kept pack; None for one that is not kept."""
    kept: dict[str, Any] | None = transaction.setting(f"{_KEPT}{number}")
    if kept is None:
        return None
    kinds = {kind_of(path) for path, *_ in kept["files"]}
    title_en, title_lo = kept["title"]
    return SignedPack(
        number,
        title_en,
        title_lo,
        kept["draft"],
        moment(kept["created"]),
        len(kept["files"]),
        tuple(kind.value for kind in PackKind if kind in kinds),
        "received" in kept,
    )


def received_file(transaction: Transaction, number: int) -> tuple[str, bytes] | None:
    """Station and file of a pack that was received; None for one signed here.

    :raises RuleBroken: ``pack.not_signed_here``.
    """
    kept: dict[str, Any] | None = transaction.setting(f"{_KEPT}{number}")
    if kept is None:
        raise RuleBroken("pack.not_signed_here", number=number)
    if "received" not in kept:
        return None
    return kept["station"], transaction.attachments.get(kept["received"]).content


def signed_pack(transaction: Transaction, number: int) -> tuple[ContentPack, str]:
    """A pack that was signed here, and the name of the key."""
    kept: dict[str, Any] = transaction.setting(f"{_KEPT}{number}")

    def get(sha256: str) -> bytes:
        return transaction.attachments.get(sha256).content

    files = tuple(
        ContentFile(path, get(sha256), {address: get(each) for address, each in media.items()})
        for path, sha256, media in kept["files"]
    )
    title_en, title_lo = kept["title"]
    created = moment(kept["created"])
    pack = ContentPack(number, title_en, title_lo, kept["draft"], created, tuple(kept["withdrawn"]), files)
    return pack, kept["key"]


def read_whole(path: Path) -> bytes:
    """The file of a pack, to be checked and kept as one.

    :raises Damaged: ``package.too_large``. :raises Unavailable: ``package.not_found``, ``stick.unreadable``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(CONTENT_LIMITS.package + 1)
    except FileNotFoundError as missing:
        raise Unavailable("package.not_found") from missing
    except OSError as refusal:
        raise Unavailable("stick.unreadable") from refusal
    if len(data) > CONTENT_LIMITS.package:
        raise Damaged("package.too_large")
    return data
