"""Content made at this desk: documents added from a file, rows of the directory, in an author's folder.

Everything goes into the folder that the next content pack is put together from, and reaches no screen before
that pack was looked at, signed and installed. So there is one way for content, whoever made it.
"""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from borderdesk.desk.directory import SERVICES, Receiver, read_services
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import BorderDeskError, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.library import catalogue
from borderdesk.library.document import MOST_BYTES as MOST_TEXT
from borderdesk.library.document import Document, Kind, read_document
from borderdesk.library.enclosure import ENDINGS, MOST_BYTES, check_enclosed, ending_of
from borderdesk.resources import content
from borderdesk.slips.content import confirmed_recently

_OWN = "D"
"""The letter of documents added by a desk; S and I are the shipped cards and topics."""
_MOST = max(MOST_BYTES.values())
_DRAFT = "draft-unvalidated"
_IN_USE = f"directory/{SERVICES}"


@dataclass(frozen=True)
class DocumentFacts:
    """What the author of a document says of it. Without ``id`` it is a new one; ``summary`` is shown with it.

    ``kind`` says whom it is for: officers (sop) or travellers (iec).
    """

    title: str
    language: str
    sources: tuple[str, ...]
    review_date: date
    kind: Kind = Kind.SOP
    neutral_title: str = ""
    sensitive: bool = True
    summary: str = ""
    id: str = ""


@dataclass(frozen=True)
class AddedDocument:
    """A document in the author's folder, not in use yet; ``files`` are what was written."""

    document: Document
    files: tuple[Path, ...]


@dataclass(frozen=True)
class DirectoryRow:
    """A service as it stands in the author's folder; ``number_prints`` on a card the person carries."""

    receiver: Receiver
    stale: bool
    number_prints: bool


# ------------------------------------------------------------------ documents
@permitted(Act.EDIT_CONTENT)
def add_document(workspace: Workspace, folder: Path, source: Path, said: DocumentFacts) -> AddedDocument:
    """Put a text, PDF, picture or sound into an author's folder as a draft, with its facts in front.

    :raises RuleBroken: as ``read_document`` and ``check_enclosed``; nothing is written then.
    :raises Unavailable: ``document.unreadable``, ``content.unwritable``.
    """
    data = _bytes_of(source)
    enclosed = None
    try:
        check_enclosed(data)
        enclosed = data
    except RuleBroken as error:
        if error.code != "document.kind_unknown" or _is_no_text(data):
            raise
    today = workspace.clock().date()
    name = said.id or _free_id(folder)
    if not said.title.strip():
        raise RuleBroken("document.field", field="title")
    body = said.summary.strip() or said.title
    if enclosed is None:
        if len(data) > MOST_TEXT:
            raise RuleBroken("document.too_large", kilobytes=MOST_TEXT >> 10)
        body = data.decode("utf-8-sig").replace("\r\n", "\n").strip()
    facts: dict[str, Any] = {
        "id": name,
        "kind": said.kind.value,
        "language": said.language,
        "title": said.title.strip(),
        "neutral_title": said.neutral_title.strip() or name,
        "sensitive": said.sensitive,
        "audience": ["officer" if said.kind is Kind.SOP else "person"],
        "direction": "both",
        "version": _version(folder, name, said.language, today),
        "status": _DRAFT,
        "translation": "original",
        "reviewed_by": "none",
        "sources": [each.strip() for each in said.sources],
        "review_date": said.review_date,
    }
    if said.review_date <= today:
        raise RuleBroken("document.field", field="review_date")
    if enclosed is not None:
        facts["medium"] = check_enclosed(enclosed).value
    text = f"+++\n{tomli_w.dumps(facts)}+++\n\n{body}\n".encode()
    document = read_document(text)
    place = folder / "library" / document.language / document.id
    written = [write_whole(place.with_suffix(".md"), text)]
    for ending in {each for endings in ENDINGS.values() for each in endings}:
        with suppress(OSError):
            place.with_suffix(f".{ending}").unlink()
    if enclosed is not None:
        written.append(write_whole(place.with_suffix(f".{ending_of(enclosed)}"), enclosed))
    return AddedDocument(document, tuple(written))


def _bytes_of(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise Unavailable("document.unreadable") from error
    return data


def _is_no_text(data: bytes) -> bool:
    try:
        return "\0" in data.decode("utf-8-sig") or not data.strip() or data.lstrip().startswith(b"+++")
    except UnicodeDecodeError:
        return True


def _free_id(folder: Path) -> str:
    taken = {*catalogue.ids(), *(path.stem for path in folder.rglob(f"{_OWN}??.md"))}
    free = (f"{_OWN}{number:02d}" for number in range(1, 100))
    name = next((each for each in free if each not in taken), "")
    if not name:
        raise RuleBroken("document.field", field="id")
    return name


def _version(folder: Path, name: str, language: str, today: date) -> str:
    """The day and a number, higher than what is there of the same day."""
    day = f"{today:%Y%m%d}"
    there = [catalogue.text_of(name, language)]
    with suppress(OSError, BorderDeskError):
        there.append(read_document((folder / "library" / language / f"{name}.md").read_bytes()))
    same_day = (each.version[8:] for each in there if each is not None and each.version.startswith(day))
    return f"{day}{max((int(number) for number in same_day if number.isdecimal()), default=0) + 1:02d}"


# ------------------------------------------------------------------ directory
@permitted(Act.EDIT_CONTENT)
def directory_rows(workspace: Workspace, folder: Path | None = None) -> list[DirectoryRow]:
    """The services as they stand in an author's folder, else those in use; what needs a look is first.

    :raises RuleBroken: ``directory.unreadable``, ``directory.row``.
    """
    today = workspace.clock().date()
    told = [
        DirectoryRow(
            each,
            stale=not confirmed_recently(each.checked_on, today),
            number_prints=bool(each.phone) and confirmed_recently(each.phone_verified_on, today),
        )
        for each in read_services(_services(folder))
    ]
    return sorted(told, key=lambda row: (not row.stale, row.receiver.id))


@permitted(Act.EDIT_CONTENT)
def save_directory_row(
    workspace: Workspace,
    folder: Path,
    changed: Mapping[str, object],
    *,
    checked_by: str = "",
    office_number: bool = False,
) -> Receiver:
    """Add a service to an author's folder, or change some facts of one; the folder then holds all services.

    With ``checked_by`` it counts as checked today by that person. A number that is new and was not checked
    counts as never verified. A number is taken only with the word that it is an office's, not a person's.

    :raises RuleBroken: ``directory.personal_number``, ``directory.row`` (``row``, ``field``).
    :raises Unavailable: ``content.unwritable``.
    """
    data = _services(folder)
    name = str(changed.get("id", ""))
    rows = _rows(data)
    before = next((row for row in rows if row.get("id") == name), None)
    row = {**(before or {}), **changed}
    number = str(row.get("phone", ""))
    new_number = number != (before or {}).get("phone", "")
    if number and new_number and not office_number:
        raise RuleBroken("directory.personal_number", row=name)
    if new_number:
        row.pop("phone_verified_on", None)
    if checked_by.strip():
        row["checked_on"] = workspace.clock().date()
        row["checked_by"] = checked_by.strip()
        if number:
            row["phone_verified_on"] = row["checked_on"]
    after = [row if each is before else each for each in rows] if before is not None else [*rows, row]
    text = tomli_w.dumps({"service": after}).encode()
    made = next(each for each in read_services(text) if each.id == name)
    write_whole(_services_file(folder), text)
    return made


@permitted(Act.EDIT_CONTENT)
def remove_directory_row(workspace: Workspace, folder: Path, name: str) -> None:
    """Take a service out of an author's folder.

    :raises Unavailable: ``directory.missing``, ``content.unwritable``. :raises RuleBroken:
        ``directory.unreadable`` for the last one.
    """
    rows = _rows(_services(folder))
    after = [row for row in rows if row.get("id") != name]
    if len(after) == len(rows):
        raise Unavailable("directory.missing", id=name)
    text = tomli_w.dumps({"service": after}).encode()
    read_services(text)
    write_whole(_services_file(folder), text)


def _services_file(folder: Path) -> Path:
    return next(iter(sorted(folder.rglob(SERVICES))), folder / _IN_USE)


def _services(folder: Path | None) -> bytes:
    """The services of a folder; where it holds none, or there is no folder, those in use here."""
    if folder is not None:
        with suppress(OSError):
            return _services_file(folder).read_bytes()
    return content().read(_IN_USE) or b""


def _rows(data: bytes) -> list[dict[str, Any]]:
    read_services(data)
    rows: list[dict[str, Any]] = tomllib.loads(data.decode("utf-8-sig"))["service"]
    return rows


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; for the other desk modules.

    :raises Unavailable: ``content.unwritable``.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Unavailable("content.unwritable", file=path.name) from error
    return path
