"""Documents made at this desk: added from a file, into an author's folder.

Everything goes into the folder that the next content pack is put together from, and reaches no screen before
that pack was looked at, signed and installed. So there is one way for content, whoever made it.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from borderdesk.desk.content_folder import read_bounded, require_there, write_whole
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import BorderDeskError, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.library import catalogue
from borderdesk.library.document import MOST_BYTES as MOST_TEXT
from borderdesk.library.document import Document, Kind, read_document
from borderdesk.library.enclosure import (
    ENDINGS,
    MOST_BYTES,
    check_enclosed,
    ending_of,
    is_known,
    require_named,
)
from borderdesk.text.dates import next_version

_OWN = "D"
"""The letter of documents added by a desk; S and I are the shipped cards and topics."""
_MOST = max(MOST_BYTES.values())
_DRAFT = "draft-unvalidated"


@dataclass(frozen=True)
class DocumentFacts:
    """What the author of a document says of it. Without ``id`` it is a new one; ``summary`` is shown with it.

    ``kind`` says whom it is for: officers (sop) or travellers (iec). Without ``pictograms`` it keeps those of
    the document that it takes the place of.
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
    pictograms: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddedDocument:
    """A document in the author's folder, not in use yet; ``files`` are what was written."""

    document: Document
    files: tuple[Path, ...]


# ------------------------------------------------------------------ documents
@permitted(Act.EDIT_CONTENT)
def add_document(workspace: Workspace, folder: Path, source: Path, said: DocumentFacts) -> AddedDocument:
    """Put a text, PDF, picture or sound into an author's folder as a draft, with its facts in front.

    :raises RuleBroken: as ``read_document``, ``check_enclosed`` and ``require_named``; nothing is written
        then.
    :raises Unavailable: ``document.unreadable``, ``content.unwritable``, ``content.folder_gone``.
    """
    require_there(workspace, folder)
    document, text, enclosed = _made_of(workspace, folder, source, said)
    place = folder / "library" / document.language / document.id
    card = place.with_suffix(".md")
    beside = [place.with_suffix(f".{ending}") for ends in ENDINGS.values() for ending in ends]
    files = [card]
    if enclosed is not None:
        # First, so that on a full disk no document is left that names a file which is not there.
        files.append(write_whole(place.with_suffix(f".{ending_of(enclosed)}"), enclosed))
    try:
        write_whole(card, text)
    except Unavailable:
        if not card.exists():
            for path in files[1:]:
                with suppress(OSError):
                    path.unlink()
        raise
    for path in beside:
        if path not in files:
            with suppress(OSError):
                path.unlink()
    return AddedDocument(document, tuple(files))


@permitted(Act.EDIT_CONTENT)
def check_document_file(workspace: Workspace, folder: Path, source: Path) -> None:
    """Refuse a file as :func:`add_document` would, before anything is said of it.

    :raises RuleBroken: as there. :raises Unavailable: ``document.unreadable``.
    """
    tomorrow = workspace.clock().date() + timedelta(days=1)
    _made_of(workspace, folder, source, DocumentFacts("-", "lo", ("-",), tomorrow))


def _made_of(
    workspace: Workspace, folder: Path, source: Path, said: DocumentFacts
) -> tuple[Document, bytes, bytes | None]:
    """The document, the text of its file, and the PDF, picture or sound beside it; nothing is written."""
    data = read_bounded(source, _MOST)
    medium = None
    try:
        medium = check_enclosed(data)
    except RuleBroken as error:
        if error.code != "document.kind_unknown":
            raise
        _require_text(source.name, data)
    require_named(source.name, ending_of(data) if medium is not None else "md")
    import tomlkit  # late: only who makes content needs it

    today = workspace.clock().date()
    name = said.id or _free_id(folder)
    if not said.title.strip():
        raise RuleBroken("document.field", field="title")
    body, above = said.summary.strip() or said.title, 0
    if medium is None:
        if len(data) > MOST_TEXT:
            raise RuleBroken("document.too_large", kilobytes=MOST_TEXT >> 10)
        written = data.decode("utf-8-sig").replace("\r\n", "\n")
        body = written.strip()
        above = written[: written.index(body)].count("\n")
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
    before = catalogue.text_of(name, said.language)
    named = said.pictograms or (before.pictograms if before is not None else ())
    if named:
        facts["pictograms"] = list(named)
    if said.review_date <= today:
        raise RuleBroken("document.field", field="review_date")
    if medium is not None:
        facts["medium"] = medium.value
    front = f"+++\n{tomlkit.dumps(facts)}+++\n\n"
    text = f"{front}{body}\n".encode()
    try:
        document = read_document(text)
    except RuleBroken as error:
        raise _at_its_line(error, front.count("\n") - above) from error
    return document, text, data if medium is not None else None


def _require_text(name: str, data: bytes) -> None:
    """Whether a file that is no PDF, picture or sound is plain text; said by what its author takes it for."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or (ending and not is_known(ending)):
        raise RuleBroken("document.not_text" if is_known(ending) else "document.kind_unknown")
    if not text.strip():
        raise RuleBroken("document.empty")
    if text.lstrip().startswith("+++"):
        raise RuleBroken("document.front_given")


def _at_its_line(error: RuleBroken, ahead: int) -> RuleBroken:
    """A refusal with the line as the author's own file counts it, without the facts put in front."""
    line = error.fields.get("line")
    if not isinstance(line, int):
        return error
    return RuleBroken(error.code, **{**error.fields, "line": max(1, line - ahead)})


def _free_id(folder: Path) -> str:
    taken = {*catalogue.ids(), *(path.stem for path in folder.rglob(f"{_OWN}??.md"))}
    free = (f"{_OWN}{number:02d}" for number in range(1, 100))
    name = next((each for each in free if each not in taken), "")
    if not name:
        raise RuleBroken("document.field", field="id")
    return name


def _version(folder: Path, name: str, language: str, today: date) -> str:
    """A version higher than what is in use and in the folder."""
    there = [catalogue.text_of(name, language)]
    with suppress(OSError, BorderDeskError):
        there.append(read_document((folder / "library" / language / f"{name}.md").read_bytes()))
    return next_version([each.version for each in there if each is not None], today)
