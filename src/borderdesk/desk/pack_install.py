"""Content packs coming in: looked at, then installed as a whole or not at all, and told to the supervisor.

Drafts and records keep the form version they were made with; everything else of a kind is replaced by what
the newest pack says of it. Called by the transfer and packs pages and the command line.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.content_trust import content_cards, record_withdrawal, withdrawn_keys
from borderdesk.desk.installed import (
    Installed,
    PackKind,
    PackStamp,
    installed,
    kind_of,
    load_content,
    set_installed,
)
from borderdesk.desk.pack_changes import KindChanges, pack_changes
from borderdesk.desk.pack_forms import keep_form, require_usable
from borderdesk.desk.pack_items import (
    PackItem,
    Review,
    by_kind,
    checked_items,
    require_reviewed,
    waiting_reviews,
)
from borderdesk.desk.pack_kept import keep_received, read_whole
from borderdesk.desk.pack_stories import require_playable
from borderdesk.desk.refusals import refusals_noted
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, facts_of, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import DeviceId, moment
from borderdesk.exchange import (
    CONTENT_LIMITS,
    Card,
    ContentPack,
    OpenPackage,
    fingerprint_words,
    open_package,
    read_content,
)
from borderdesk.resources import SHIPPED, Content
from borderdesk.store.database import Transaction
from borderdesk.text import language

NEWS = timedelta(days=30)
"""For so long a pack that came into use counts as news."""
_MEDIA_TYPE = "application/octet-stream"
_KEYS = {
    "package.unknown_sender": "pack.unknown_key",
    "package.revoked_sender": "pack.withdrawn_key",
}


@dataclass(frozen=True)
class WithdrawnKey:
    """A content key that installing a pack would withdraw here for good; ``label`` is "" for one that was
    never accepted here. ``words`` are its six, as they were compared.
    """

    fingerprint: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class PackPreview:
    """What installing a pack would do; nothing has been done yet.

    ``already`` when it is in use as it is. ``older`` when a newer pack of one of its kinds is in use here:
    it is then installed only if that is asked for. ``waiting`` are Lao texts that nobody has reviewed, which
    keep their draft banner; ``withdraws`` names the content keys that it says must not be believed any more:
    it is then installed only if those are agreed to.
    """

    path: Path
    number: int
    station: str
    title_en: str
    title_lo: str
    draft: bool
    created: datetime
    already: bool
    older: bool
    changes: tuple[KindChanges, ...]
    waiting: tuple[Review, ...]
    withdraws: tuple[WithdrawnKey, ...]

    def title(self, language: str) -> str:
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True)
class PackResult:
    """What installing a pack did; ``changed`` is false when it was in use already."""

    number: int
    title_en: str
    title_lo: str
    kinds: tuple[str, ...]
    draft: bool
    changed: bool

    def title(self, language: str) -> str:
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True)
class PackPlace:
    """A desk and the content packs it says it uses: the highest number, and when that was installed there.

    ``number`` is 0 for a checkpoint that has told of none; ``newest`` whether no newer one is known here.
    """

    station: str
    device: str
    number: int
    installed_at: datetime | None
    draft: bool
    older: bool
    newest: bool


@permitted(Act.INSTALL_CONTENT)
def preview_pack(workspace: Workspace, path: Path, progress: Progress = silent) -> PackPreview:
    """Open and check a whole pack, and compare it with what is used here. Nothing is changed.

    :raises NotAllowed: ``pack.unknown_key``, ``pack.withdrawn_key``.
    :raises RuleBroken: ``pack.broken`` with the file and what is wrong with it; ``pack.file_name``;
        ``pack.unreviewed``, ``pack.not_marked``; ``package.other_kind``.
    :raises BorderDeskError: any other ``package.*`` code.
    """
    with refusals_noted(workspace, path):
        return _previewed(workspace, path, progress)


def _previewed(workspace: Workspace, path: Path, progress: Progress) -> PackPreview:
    card, pack, items = _opened(workspace, path, progress)
    with workspace.store.read() as transaction:
        # A form that would be refused is told now, not after somebody has agreed.
        for item in items:
            require_usable(transaction, item)
        require_playable(transaction, items)
        state = installed(transaction)
        changes = pack_changes(transaction, items)
        withdraws = _withdraws(workspace, transaction, pack)
    already = _already(state, items, pack)
    return PackPreview(
        path,
        pack.number,
        card.station,
        pack.title_en,
        pack.title_lo,
        pack.draft,
        pack.created,
        already,
        not already and _older(state, items, pack),
        changes,
        waiting_reviews(items),
        withdraws,
    )


@permitted(Act.INSTALL_CONTENT)
def install_pack(
    workspace: Workspace,
    path: Path,
    progress: Progress = silent,
    *,
    older: bool = False,
    withdrawing: Collection[str] = (),
) -> Done[PackResult]:
    """Install a pack in one transaction; the same one again changes nothing.

    :raises RuleBroken: ``pack.older`` unless ``older`` is asked for; ``pack.withdraws`` unless the
        fingerprints of all keys that it withdraws are among ``withdrawing``; as :func:`preview_pack`, and
        then nothing of the pack is installed.
    """
    with refusals_noted(workspace, path):
        return _installed(workspace, path, progress, older, withdrawing)


def _installed(
    workspace: Workspace, path: Path, progress: Progress, older: bool, withdrawing: Collection[str]
) -> Done[PackResult]:
    relays = workspace.post is Post.SUPERVISOR
    file = read_whole(path) if relays else b""
    card, pack, items = _opened(workspace, file or path, progress)
    kinds = tuple(kind.value for kind, _ in by_kind(items))
    result = PackResult(pack.number, pack.title_en, pack.title_lo, kinds, pack.draft, changed=False)
    with workspace.store.write() as transaction:
        state = installed(transaction)
        if _already(state, items, pack):
            return Done(result, Changes())
        if _older(state, items, pack) and not older:
            newest = max(stamp.number for stamp in _stamps_of(state, items))
            raise RuleBroken("pack.older", number=pack.number, newest=newest)
        withdraws = _withdraws(workspace, transaction, pack)
        if any(key.fingerprint not in withdrawing for key in withdraws):
            raise RuleBroken("pack.withdraws", number=pack.number, count=len(withdraws))
        content, changes = install(workspace, transaction, pack, items, card.fingerprint)
        if relays:
            keep_received(transaction, pack, card.station, file)
    workspace.content.replace(content)
    return Done(replace(result, changed=True), changes)


def _withdraws(workspace: Workspace, transaction: Transaction, pack: ContentPack) -> tuple[WithdrawnKey, ...]:
    """The keys it would withdraw here. No key can tell whose successor it is, so a person agrees to each."""
    cards = content_cards(workspace, transaction)
    known = withdrawn_keys(workspace, transaction)
    return tuple(
        WithdrawnKey(
            each,
            cards[each].label if each in cards else "",
            fingerprint_words(each, language()),
        )
        for each in sorted(set(pack.withdrawn) - known)
    )


def _opened(
    workspace: Workspace, source: Path | bytes, progress: Progress
) -> tuple[Card, ContentPack, tuple[PackItem, ...]]:
    with workspace.store.read() as transaction:
        cards = content_cards(workspace, transaction)
        withdrawn = withdrawn_keys(workspace, transaction)
        identity = device_identity(transaction)
    gone = {card.device_id for card in cards.values() if card.fingerprint in withdrawn}

    def opened(*, practice: bool) -> OpenPackage:
        return open_package(
            source,
            identity,
            cards,
            revoked=gone,
            practice=practice,
            limits=CONTENT_LIMITS,
            progress=progress,
        )

    try:
        try:
            package = opened(practice=workspace.practice)
        except NotAllowed as refused:
            if refused.code != "package.not_practice":
                raise
            package = opened(practice=False)  # a practice desk may practise with the real content
    except NotAllowed as refused:
        if refused.code in _KEYS:
            raise NotAllowed(_KEYS[refused.code]) from refused
        raise
    with package:
        pack = read_content(package)
        card = package.sender
    items = checked_items(pack.files, pack.created.date(), progress)
    require_reviewed(items, pack.draft)
    return card, pack, items


def _stamps_of(state: Installed, items: Iterable[PackItem]) -> list[PackStamp]:
    return [state.stamps[kind] for kind in {item.kind for item in items} if kind in state.stamps]


def _already(state: Installed, items: tuple[PackItem, ...], pack: ContentPack) -> bool:
    stamps = _stamps_of(state, items)
    return len(stamps) == len({item.kind for item in items}) and all(
        stamp.listing == pack.listing for stamp in stamps
    )


def _older(state: Installed, items: tuple[PackItem, ...], pack: ContentPack) -> bool:
    """Numbers tell, never a clock; another pack under the same number is no newer one either."""
    return any(
        stamp.number >= pack.number and stamp.listing != pack.listing for stamp in _stamps_of(state, items)
    )


def install(
    workspace: Workspace,
    transaction: Transaction,
    pack: ContentPack,
    items: tuple[PackItem, ...],
    key: str,
) -> tuple[Content, Changes]:
    """Put a checked pack in use within a transaction; the content to replace the workspace's with afterwards.

    :raises RuleBroken: ``pack.broken`` for a form whose id and version stand for another content here.
    """
    require_playable(transaction, items)
    before = installed(transaction)
    older = _older(before, items, pack)
    stamps = dict(before.stamps)
    files = dict(before.files)
    forms = before.forms
    for kind, those in by_kind(items):
        stamps[kind] = PackStamp(pack.number, key, pack.listing)
        files = {path: sha256 for path, sha256 in files.items() if kind_of(path) is not kind}
        if kind is PackKind.FORM:  # earlier ones stay as versions, but are not offered any more
            forms = tuple(item.form.id for item in those if item.form is not None)
        for item in those:
            if item.form is None:
                files[item.path] = transaction.attachments.put(item.file.data, _MEDIA_TYPE)
            else:
                keep_form(transaction, item, workspace.now())
    set_installed(transaction, Installed(stamps, files, forms))
    signs = any(facts_of(transaction, facts.PackSigned, workspace.device))
    if workspace.post is Post.CHECKPOINT and not signs:
        # Where packs are signed, the files of earlier ones are kept for writing them again; on a server that
        # several desks share, another one may still use them.
        transaction.attachments.remove(set(before.files.values()) - set(files.values()))
    known = withdrawn_keys(workspace, transaction)
    changes = Changes(frozenset({"content"}))
    for fingerprint in sorted(set(pack.withdrawn) - known):
        changes |= record_withdrawal(workspace, transaction, fingerprint, f"pack {pack.number}")
    kinds = tuple(kind.value for kind, _ in by_kind(items))
    fact = facts.PackInstalled(pack.number, key, pack.listing, kinds, pack.draft, older)
    changes |= workspace.record(transaction, f"content:at:{workspace.device}", fact)
    return load_content(transaction) or SHIPPED, changes


# ------------------------------------------------------------------ who has what
@permitted(Act.READ_CONTENT)
def pack_news(workspace: Workspace) -> tuple[int, datetime] | None:
    """The content pack that came into use here last, and when, where that is not long ago."""
    with workspace.store.read() as transaction:
        last = list(facts_of(transaction, facts.PackInstalled, workspace.device))[-1:]
    for entry, fact in last:
        at = moment(entry.at)
        if workspace.clock() - at <= NEWS:
            return fact.number, at
    return None


def places_of(workspace: Workspace, transaction: Transaction) -> list[PackPlace]:
    """Every desk that told of a pack, and every trusted checkpoint that did not; by station."""
    told: dict[str, tuple[facts.PackInstalled, str]] = {}
    for entry, fact in facts_of(transaction, facts.PackInstalled):
        # The latest word of a kind counts: a desk may have gone back to an older pack on purpose.
        told[entry.device] = (fact, entry.at)
    for _, going_on in facts_of(transaction, facts.DeviceContinues):
        told.pop(DeviceId(going_on.before), None)  # the same PC says it again under its new identity
    stations: dict[str, str] = {
        entry.device: fact.station for entry, fact in facts_of(transaction, facts.DeviceRegistered)
    }
    for card in trusted_cards(workspace, transaction).values():
        if card.role == Post.CHECKPOINT.value:
            stations[card.device_id] = card.station
        else:
            stations.setdefault(card.device_id, card.station)
    signed = (fact.number for _, fact in facts_of(transaction, facts.PackSigned, workspace.device))
    newest = max([0, *signed, *(fact.number for fact, _ in told.values())])
    waiting = {
        card.device_id
        for card in trusted_cards(workspace, transaction).values()
        if card.role == Post.CHECKPOINT.value
    }
    places = [
        PackPlace(
            stations.get(device, ""),
            device,
            fact.number,
            moment(at),
            fact.draft,
            fact.older,
            fact.number >= newest,
        )
        for device, (fact, at) in told.items()
    ]
    places += [
        PackPlace(stations[device], device, 0, None, draft=False, older=False, newest=not newest)
        for device in waiting - told.keys()
    ]
    return sorted(places, key=lambda place: (place.station, place.device))
