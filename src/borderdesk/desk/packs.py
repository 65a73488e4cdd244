"""Content packs on their way out: put together from an author's files, signed, written to sticks.

Signing fixes a pack for good: what is signed is kept, so any number of sticks get the very same bytes, and
it is installed at this desk first, so that the author sees what checkpoints will see.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from borderdesk.desk.content_trust import kept_key, signing_key, withdrawn_keys
from borderdesk.desk.installed import PackKind, installed, kind_of
from borderdesk.desk.pack_changes import KindChanges, pack_changes
from borderdesk.desk.pack_forms import require_usable
from borderdesk.desk.pack_install import PackPlace, install, places_of
from borderdesk.desk.pack_items import PackItem, Review, blocking_reviews, checked_items
from borderdesk.desk.pack_sources import read_sources
from borderdesk.desk.workspace import Done, Progress, Workspace, facts_of, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.domain.values import iso, moment
from borderdesk.exchange import ContentFile, ContentPack, write_content
from borderdesk.exchange.content import fit_title
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.database import Transaction

_SIGNED = "content.signed:"
_TITLE = ("Content pack {number}", "ຊຸດເນື້ອຫາ {number}")
_MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class Composition:
    """A pack that could be signed: what it would change, who has reviewed which text, what is in the way.

    ``listing`` names exactly this content, for :func:`sign_pack`.
    """

    number: int
    draft: bool
    files: int
    listing: str
    changes: tuple[KindChanges, ...]
    reviews: tuple[Review, ...]
    blocking: tuple[Review, ...]
    missing: str
    """A code when signing is not possible yet for another reason; else empty."""


@dataclass(frozen=True)
class SignedPack:
    """A pack that was signed here; ``places`` counts the desks that say they use it or a newer one."""

    number: int
    title_en: str
    title_lo: str
    draft: bool
    created: datetime
    files: int
    kinds: tuple[str, ...]

    def title(self, language: str) -> str:
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True)
class WrittenPack:
    """A pack whole on the stick."""

    path: Path
    number: int
    size: int


@permitted(Act.EDIT_CONTENT)
def compose_pack(
    workspace: Workspace, sources: Sequence[Path], *, draft: bool = False, progress: Progress = silent
) -> Composition:
    """Read an author's files and folders and say what a pack of them would be. Nothing is changed.

    :raises RuleBroken: ``pack.broken`` with the file and what is wrong; as :func:`read_sources`.
    """
    files = read_sources(sources, progress)
    items = checked_items(files, workspace.clock().date(), progress)
    with workspace.store.read() as transaction:
        for item in items:
            require_usable(transaction, item)
        number = _next_number(workspace, transaction)
        changes = pack_changes(transaction, items)
        missing = _missing(workspace, transaction, changes)
    return Composition(
        number,
        draft,
        len(files),
        _digest(files),
        changes,
        tuple(review for item in items for review in item.reviews),
        blocking_reviews(items, draft),
        missing,
    )


def _missing(workspace: Workspace, transaction: Transaction, changes: tuple[KindChanges, ...]) -> str:
    try:
        signing_key(workspace, transaction)
    except RuleBroken as refused:
        return refused.code
    return "" if any(each.any for each in changes) else "pack.nothing_new"


@permitted(Act.EDIT_CONTENT)
def sign_pack(
    workspace: Workspace,
    sources: Sequence[Path],
    *,
    title_en: str = "",
    title_lo: str = "",
    draft: bool = False,
    listing: str = "",
    progress: Progress = silent,
) -> Done[SignedPack]:
    """Sign a pack of these files with the content key and install it here; ``listing`` is what was looked at.

    :raises RuleBroken: ``pack.unreviewed`` (``file``, ``count``) while a Lao text has no reviewer and the
        pack is not marked as a draft; ``pack.not_marked`` for such a text that does not say itself that it is
        one; ``pack.no_key``, ``pack.nothing_new``, ``pack.changed_since``, ``pack.title``; as
        :func:`compose_pack`.
    """
    files = read_sources(sources, progress)
    if listing and _digest(files) != listing:
        raise RuleBroken("pack.changed_since")
    made = workspace.clock().astimezone(UTC).replace(microsecond=0)
    items = checked_items(files, made.date(), progress)
    _require_reviewed(items, draft)
    with workspace.store.write() as transaction:
        key = signing_key(workspace, transaction)
        changes = pack_changes(transaction, items)
        if not any(each.any for each in changes):
            raise RuleBroken("pack.nothing_new")
        number = _next_number(workspace, transaction)
        pack = ContentPack(
            number,
            _titled(title_en, _TITLE[0], number),
            _titled(title_lo, _TITLE[1], number),
            draft,
            made,
            tuple(sorted(withdrawn_keys(workspace, transaction))),
            files,
        )
        _keep_signed(transaction, pack, key.device_id)
        fact = facts.PackSigned(number, key.fingerprint, pack.listing, len(files), draft)
        done = workspace.record(transaction, f"content:pack:{key.device_id}:{number}", fact)
        content, used = install(workspace, transaction, pack, items, key.fingerprint)
        told = _signed(transaction, number)
    workspace.content.replace(content)
    return Done(told, done | used)


def _require_reviewed(items: tuple[PackItem, ...], draft: bool) -> None:
    blocking = blocking_reviews(items, draft)
    if blocking:
        code = "pack.not_marked" if draft else "pack.unreviewed"
        raise RuleBroken(code, file=blocking[0].file, count=len(blocking))


def _titled(title: str, otherwise: str, number: int) -> str:
    title = title.strip() or otherwise.format(number=number)
    if not fit_title(title):
        raise RuleBroken("pack.title")
    return title


def _digest(files: Sequence[ContentFile]) -> str:
    return hashlib.sha256(b"\n".join(file.line() for file in files)).hexdigest()


def _next_number(workspace: Workspace, transaction: Transaction) -> int:
    """One more than any pack seen here, whoever signed it: packs of several keys stand in one row."""
    signed = [fact.number for _, fact in facts_of(transaction, facts.PackSigned, workspace.device)]
    seen = [fact.number for _, fact in facts_of(transaction, facts.PackInstalled)]
    here = [stamp.number for stamp in installed(transaction).stamps.values()]
    return max([*signed, *seen, *here], default=0) + 1


def _keep_signed(transaction: Transaction, pack: ContentPack, key: str) -> None:
    def put(data: bytes) -> str:
        return transaction.attachments.put(data, _MEDIA_TYPE)

    files = [
        [file.path, put(file.data), {address: put(data) for address, data in file.media.items()}]
        for file in pack.files
    ]
    kept = {
        "key": key,
        "title": [pack.title_en, pack.title_lo],
        "draft": pack.draft,
        "created": iso(pack.created),
        "withdrawn": list(pack.withdrawn),
        "files": files,
    }
    transaction.set_setting(f"{_SIGNED}{pack.number}", kept)


def _kept(transaction: Transaction, number: int) -> dict[str, Any]:
    kept: dict[str, Any] | None = transaction.setting(f"{_SIGNED}{number}")
    if kept is None:
        raise RuleBroken("pack.not_signed_here", number=number)
    return kept


def _signed_pack(transaction: Transaction, number: int) -> ContentPack:
    kept = _kept(transaction, number)

    def get(sha256: str) -> bytes:
        return transaction.attachments.get(sha256).content

    files = tuple(
        ContentFile(path, get(sha256), {address: get(each) for address, each in media.items()})
        for path, sha256, media in kept["files"]
    )
    title_en, title_lo = kept["title"]
    return ContentPack(
        number, title_en, title_lo, kept["draft"], moment(kept["created"]), tuple(kept["withdrawn"]), files
    )


@permitted(Act.EDIT_CONTENT)
def write_pack(
    workspace: Workspace,
    number: int,
    folder: Path,
    progress: Progress = silent,
    *,
    files: FileSystem = REAL_FILES,
) -> WrittenPack:
    """Write a signed pack to a stick, the same bytes every time.

    :raises RuleBroken: ``pack.not_signed_here``.
    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is left there.
    """
    with workspace.store.read() as transaction:
        pack = _signed_pack(transaction, number)
        key = kept_key(transaction, _kept(transaction, number)["key"])
    written = write_content(
        folder,
        pack,
        key=key,
        station=str(workspace.station),
        practice=workspace.practice,
        progress=progress,
        files=files,
    )
    return WrittenPack(written.path, number, written.size)


@permitted(Act.EDIT_CONTENT)
def signed_packs(workspace: Workspace) -> list[SignedPack]:
    """The packs that were signed at this desk, latest first."""
    with workspace.store.read() as transaction:
        numbers = [fact.number for _, fact in facts_of(transaction, facts.PackSigned, workspace.device)]
        return [_signed(transaction, number) for number in numbers[::-1]]


def _signed(transaction: Transaction, number: int) -> SignedPack:
    kept = _kept(transaction, number)
    title_en, title_lo = kept["title"]
    kinds = {kind_of(path) for path, _, _ in kept["files"]}
    return SignedPack(
        number,
        title_en,
        title_lo,
        kept["draft"],
        moment(kept["created"]),
        len(kept["files"]),
        tuple(kind.value for kind in PackKind if kind in kinds),
    )


@permitted(Act.EDIT_CONTENT)
def pack_places(workspace: Workspace) -> list[PackPlace]:
    """Which desk uses which pack, as far as their records packages have told; by station."""
    with workspace.store.read() as transaction:
        return places_of(workspace, transaction)
