"""Content packs on their way out: put together from an author's files, signed, written to sticks.

Signing fixes a pack for good: what is signed is kept, so any number of sticks get the very same bytes, and
it is installed at this desk first, so that the author sees what checkpoints will see.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from borderdesk.desk.content_trust import kept_key, signing_key, withdrawn_keys
from borderdesk.desk.installed import installed
from borderdesk.desk.pack_changes import KindChanges, pack_changes
from borderdesk.desk.pack_forms import require_usable
from borderdesk.desk.pack_install import PackPlace, install, places_of
from borderdesk.desk.pack_items import Review, blocking_reviews, checked_items, require_reviewed
from borderdesk.desk.pack_kept import (
    SignedPack,
    keep_signed,
    received_file,
    signed_pack,
    told_of,
)
from borderdesk.desk.pack_recordings import require_asked
from borderdesk.desk.pack_sources import read_sources
from borderdesk.desk.pack_stories import require_playable
from borderdesk.desk.workspace import Done, Progress, Workspace, facts_of, need, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.exchange import ContentFile, ContentPack, PackageKind, write_content, write_copy
from borderdesk.exchange.content import fit_title
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.database import Transaction

_TITLE = ("Content pack {number}", "ຊຸດເນື້ອຫາ {number}")


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
        require_playable(transaction, items)
        require_asked(transaction, items)
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
    return "" if _says_something(workspace, transaction, changes) else "pack.nothing_new"


def _says_something(workspace: Workspace, transaction: Transaction, changes: tuple[KindChanges, ...]) -> bool:
    """Whether a pack of these changes is worth signing. After a key was withdrawn even the same content is:
    it carries that word on, and what the key had signed is taken nowhere any more.
    """
    here = workspace.device
    signed = max((entry.seq for entry, _ in facts_of(transaction, facts.PackSigned, here)), default=0)
    withdrawn = (entry.seq for entry, _ in facts_of(transaction, facts.ContentKeyWithdrawn, here))
    return any(each.any for each in changes) or max(withdrawn, default=0) > signed


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
    require_reviewed(items, draft)
    with workspace.store.write() as transaction:
        require_asked(transaction, items)
        key = signing_key(workspace, transaction)
        changes = pack_changes(transaction, items)
        if not _says_something(workspace, transaction, changes):
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
        keep_signed(transaction, pack, key.device_id)
        fact = facts.PackSigned(number, key.fingerprint, pack.listing, len(files), draft)
        done = workspace.record(transaction, f"content:pack:{key.device_id}:{number}", fact)
        content, used = install(workspace, transaction, pack, items, key.fingerprint)
        told = need(told_of(transaction, number), "workspace.damaged")
    workspace.content.replace(content)
    return Done(told, done | used)


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


@permitted(Act.EDIT_CONTENT)
def write_pack(
    workspace: Workspace,
    number: int,
    folder: Path,
    progress: Progress = silent,
    *,
    files: FileSystem = REAL_FILES,
) -> WrittenPack:
    """Write a pack that was signed here, or received, to a stick: the same bytes every time.

    :raises RuleBroken: ``pack.not_signed_here``.
    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is left there.
    """
    with workspace.store.read() as transaction:
        received = received_file(transaction, number)
        if received is None:
            pack, device = signed_pack(transaction, number)
            key = kept_key(transaction, device)
    if received is not None:
        station, data = received
        name = f"{station}-{number:06d}"
        path = write_copy(folder, data, name=name, kind=PackageKind.CONTENT, files=files, progress=progress)
        return WrittenPack(path, number, len(data))
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
    """The packs that can be written to sticks here, highest number first: signed here, or received."""
    with workspace.store.read() as transaction:
        seen = facts_of(transaction, facts.PackInstalled, workspace.device)
        keys = {fact.number: fact.key for _, fact in seen}
        signed = facts_of(transaction, facts.PackSigned, workspace.device)
        keys |= {fact.number: fact.key for _, fact in signed}
        gone = withdrawn_keys(workspace, transaction)
        kept = [told_of(transaction, number) for number in sorted(keys, reverse=True)]
    return [replace(each, withdrawn=keys[each.number] in gone) for each in kept if each is not None]


@permitted(Act.EDIT_CONTENT)
def pack_places(workspace: Workspace) -> list[PackPlace]:
    """Which desk uses which pack, as far as their records packages have told; by station."""
    with workspace.store.read() as transaction:
        return places_of(workspace, transaction)
