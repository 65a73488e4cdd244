"""The SOP and IEC library: what there is, reading it, finding words, and who has read which version.

The documents are content and need no workspace; bookmarks and "I have read this" do.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.facts import DocumentRead
from borderdesk.domain.people import fold_user
from borderdesk.domain.roles import Act, Role
from borderdesk.domain.values import moment
from borderdesk.library import catalogue
from borderdesk.library.catalogue import Found as Found
from borderdesk.library.document import Document, Kind
from borderdesk.library.enclosure import Medium
from borderdesk.library.index import Hit as LibraryHit
from borderdesk.store.database import Transaction
from borderdesk.text import LANGUAGES
from borderdesk.text import language as spoken

_BOOKMARKS = "library.bookmarks."
RECENT = timedelta(days=30)
"""For so long after the day of its version a document counts as recently changed."""


@dataclass(frozen=True)
class LibraryRow:
    """A document in the list, in the language of the moment or, where there is no text in it, another.

    ``read_version`` is what the signed-in user last said they had read, "" for none.
    """

    id: str
    kind: Kind
    title: str
    neutral_title: str
    sensitive: bool
    language: str
    fallback: bool
    draft: bool
    version: str
    changed_on: date | None
    recent: bool
    bookmarked: bool
    read_version: str
    medium: Medium | None = None
    """What kind of file it brings along, if any."""

    @property
    def read(self) -> bool:
        """Whether the user has read this very version."""
        return self.read_version == self.version

    @property
    def changed_since_read(self) -> bool:
        """Whether the user has read an older version only."""
        return bool(self.read_version) and not self.read


@dataclass(frozen=True)
class ReadBy:
    """Who has read which version, and when; ``device`` is the PC where they said so."""

    user: str
    device: str
    version: str
    at: datetime


@dataclass(frozen=True)
class Readers:
    """Who has read a document: ``now`` the version in use, ``before`` an older one only.

    ``missing`` are those of the people known here who have read no version of it, by role number and PC.
    """

    id: str
    title: str
    neutral_title: str
    version: str
    now: tuple[ReadBy, ...]
    before: tuple[ReadBy, ...]
    missing: tuple[tuple[str, str], ...] = ()


@permitted(Act.READ_CONTENT)
def library(workspace: Workspace, language: str | None = None) -> list[LibraryRow]:
    """Every document, SOP cards first, in ``language`` or that of the program."""
    asked = language or spoken()
    kept = bookmarks(workspace)
    with workspace.store.read() as transaction:
        read = _last_read(transaction, workspace)
    today = workspace.clock().date()
    return [_row(catalogue.found(name, asked), kept, read, today) for name in catalogue.ids()]


def _row(found: Found, kept: frozenset[str], read: dict[str, str], today: date) -> LibraryRow:
    text = found.document
    day = text.changed_on
    return LibraryRow(
        id=text.id,
        kind=text.kind,
        title=text.title,
        neutral_title=text.neutral_title,
        sensitive=text.sensitive,
        language=text.language,
        fallback=found.fallback,
        draft=text.draft,
        version=text.version,
        changed_on=day,
        recent=day is not None and today - RECENT <= day <= today,
        bookmarked=text.id in kept,
        read_version=read.get(text.id, ""),
        medium=text.medium,
    )


def document(document_id: str, language: str) -> Found:
    """A document in ``language``; in English, visibly, where it has no text in it.

    :raises Unavailable: ``document.missing``.
    """
    return catalogue.found(document_id, language)


def document_languages(document_id: str) -> tuple[str, ...]:
    """The languages that a document has a text in, by code; none where it does not exist."""
    return tuple(code for code in catalogue.languages() if catalogue.text_of(document_id, code) is not None)


def document_file(document: Document) -> bytes:
    """The PDF, picture or sound that a document brings along.

    :raises Unavailable: ``document.file_missing``.
    """
    return catalogue.enclosed(document)


def search_library(words: str, language: str, limit: int = 40) -> list[LibraryHit]:
    """Documents with all these words, best first; tone marks, variants and case make no difference."""
    from borderdesk.library.index import shipped  # late: the break dictionary is loaded with it

    return shipped().search(words, language, limit)


def index_library() -> None:
    """Make the index of words ready, so that the first keystroke need not wait; runs in a lane of its own."""
    from borderdesk.library.index import shipped  # late: see above

    shipped()


@permitted(Act.OWN_ACCESS)
def bookmarks(workspace: Workspace) -> frozenset[str]:
    """The ids of the documents that the signed-in user has marked."""
    with workspace.store.read() as transaction:
        return frozenset(transaction.setting(_BOOKMARKS + workspace.user.id, []))


@permitted(Act.OWN_ACCESS)
def set_bookmark(workspace: Workspace, document_id: str, marked: bool) -> frozenset[str]:
    """Mark a document for oneself, or take the mark away; all marks afterwards.

    :raises Unavailable: ``document.missing``.
    """
    catalogue.found(document_id, spoken())
    name = _BOOKMARKS + workspace.user.id
    with workspace.store.write() as transaction:
        kept = set(transaction.setting(name, []))
        kept = kept | {document_id} if marked else kept - {document_id}
        transaction.set_setting(name, sorted(kept))
    return frozenset(kept)


@permitted(Act.READ_CONTENT)
def mark_read(workspace: Workspace, document_id: str, version: str) -> Done[None]:
    """Write down that the signed-in user has read this version; a second time changes nothing.

    :raises Unavailable: ``document.missing``.
    :raises RuleBroken: ``document.other_version`` when no text has this version any more.
    """
    texts = [catalogue.text_of(document_id, code) for code in catalogue.languages()]
    there = [text for text in texts if text is not None]
    if not there:
        raise Unavailable("document.missing", id=document_id)
    if all(text.version != version for text in there):
        raise RuleBroken("document.other_version", id=document_id)
    with workspace.store.write() as transaction:
        if (document_id, version) in _own_reading(transaction, workspace):
            return Done(None, Changes())
        subject = f"document:{document_id}"
        return Done(None, workspace.record(transaction, subject, DocumentRead(document_id, version)))


@permitted(Act.READ_CONTENT)
def read_by(workspace: Workspace, document_id: str) -> list[ReadBy]:
    """Who has read which version of a document, latest first; on every PC whose records are here."""
    zone = workspace.clock().tzinfo
    with workspace.store.read() as transaction:
        return [
            ReadBy(entry.actor, entry.device, fact.version, moment(entry.at).astimezone(zone))
            for entry, fact in reversed(list(facts_of(transaction, DocumentRead)))
            if fact.document == document_id
        ]


@permitted(Act.READ_CONTENT)
def readers(workspace: Workspace, language: str | None = None) -> list[Readers]:
    """Who has read what and who has not, document by document, on every PC whose records are here.

    Latest reading first. Asked are those who work at a counter: officers, shift leads, health.
    """
    zone = workspace.clock().tzinfo
    last: dict[str, dict[tuple[str, str], ReadBy]] = {}
    with workspace.store.read() as transaction:
        asked = _asked(transaction, workspace)
        for entry, fact in facts_of(transaction, DocumentRead):
            at = moment(entry.at).astimezone(zone)
            device = workspace.device if workspace.is_own(entry.device) else entry.device
            told = ReadBy(entry.actor, device, fact.version, at)
            last.setdefault(fact.document, {})[entry.actor, device] = told
    found = []
    for name in catalogue.ids():
        text = catalogue.found(name, language or spoken()).document
        newest = _newest(name) or text.version
        latest_first = sorted(last.get(name, {}).values(), key=lambda each: each.at, reverse=True)
        found.append(
            Readers(
                name,
                text.title,
                text.neutral_title,
                newest,
                tuple(each for each in latest_first if each.version == newest),
                tuple(each for each in latest_first if each.version != newest),
                tuple(each for each in asked if each not in last.get(name, {})),
            )
        )
    return found


def _newest(name: str) -> str:
    """The newest version in a language that officers read; a translation for travellers asks nobody anew."""
    texts = (catalogue.text_of(name, code) for code in LANGUAGES)
    return max((text.version for text in texts if text is not None), default="")


def _asked(transaction: Transaction, workspace: Workspace) -> list[tuple[str, str]]:
    """Everybody known here who works at a counter: role number and PC, as that PC itself says."""
    found = []
    for subject in transaction.journal.subjects("user:"):
        _, device, user = subject.split(":", 2)
        if workspace.is_own(device) and device != workspace.device:
            continue
        told = fold_user(user, [each for each in transaction.journal.of(subject) if each.device == device])
        if told is not None and told.role in (Role.OFFICER, Role.SHIFT_LEAD, Role.HEALTH):
            found.append((user, device))
    return sorted(found, key=lambda each: (each[1] != workspace.device, each[1], each[0]))


def _own_reading(transaction: Transaction, workspace: Workspace) -> list[tuple[str, str]]:
    """Documents and versions that this user has read on this PC, oldest first."""
    return [
        (fact.document, fact.version)
        for entry, fact in facts_of(transaction, DocumentRead, workspace.device)
        if entry.actor == workspace.user.id
    ]


def _last_read(transaction: Transaction, workspace: Workspace) -> dict[str, str]:
    return dict(_own_reading(transaction, workspace))
