"""The file that a document may bring: a PDF, a picture or a sound, told by what is in it, never by a name.

Nothing that runs, opens something else or leads out is let in: every object of a PDF is looked at, also where
it lies compressed or under a name in disguise, because the reader on screen is not to be trusted to be deaf.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import is_zipfile

from borderdesk.domain.errors import RuleBroken
from borderdesk.library.media_files import MOST_PIXELS, check_whole
from borderdesk.library.pdf_weight import check_objects, check_weight, held

if TYPE_CHECKING:
    from pypdf import PdfReader


class Medium(StrEnum):
    """What kind of file a document brings."""

    PDF = "pdf"
    PICTURE = "picture"
    SOUND = "sound"


MOST_BYTES = {Medium.PDF: 12 << 20, Medium.PICTURE: 4 << 20, Medium.SOUND: 8 << 20}
"""Larger files are turned away: everything is read from memory on an old PC."""
MOST_PAGES = 1_000
SIDE = (36, 3_400)
"""Points of a page's side: from a stamp to a poster of size A0. A larger one takes an old PC's memory."""
MOST_UNPACKED = 32 << 20
"""Bytes of one packed part of a PDF when it is unpacked; more holds the window up for seconds."""
MOST_PICTURE = MOST_PIXELS * 4
MOST_UNPACKED_IN_ALL = 1 << 30
MOST_TEXT = 4 << 20
"""Bytes of the words of one PDF that are kept for searching."""
PAGE_BREAK = "\f"

_BEGINNINGS = (
    (0, b"%PDF-", "pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (8, b"WAVE", "wav"),
    (4, b"ftypM4A", "m4a"),
)
_MEDIA = {"pdf": Medium.PDF, "png": Medium.PICTURE, "jpg": Medium.PICTURE}
ENDINGS = {
    medium: tuple(dict.fromkeys(end for *_, end in _BEGINNINGS if _MEDIA.get(end, Medium.SOUND) is medium))
    for medium in Medium
}
"""How the file of each kind may end beside its document."""

_ALSO = {"jpg": ("jpeg",), "md": ("txt", "markdown"), "ogg": ("oga", "opus")}
"""Other endings by which people name such a file."""
_PDF_END = b"%%EOF"
_ARCHIVE_END = b"PK\x05\x06"

_RUNS = {"/JavaScript", "/JS", "/Launch", "/AA", "/XFA", "/RichMedia", "/Rendition", "/ImportData", "/Movie"}
_CARRIES = {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/Filespec", "/FileAttachment"}
_LEADS_OUT = {"/URI", "/GoToR", "/GoToE", "/SubmitForm", "/Thread"}
_PLAIN = {"/GoTo"}
"""The one act on opening that only turns to a page."""
_PICTURES = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
_DEFLATED = {"/FlateDecode", "/Fl"}


def ending_of(data: bytes) -> str:
    """The ending that a file's content asks for.

    :raises RuleBroken: ``document.kind_unknown``.
    """
    for at, beginning, ending in _BEGINNINGS:
        if data[at : at + len(beginning)] == beginning and (ending != "wav" or data.startswith(b"RIFF")):
            return ending
    raise RuleBroken("document.kind_unknown")


def medium_of(data: bytes) -> Medium:
    """The kind of a file by its content; :raises RuleBroken: ``document.kind_unknown``."""
    return _MEDIA.get(ending_of(data), Medium.SOUND)


def check_enclosed(data: bytes) -> Medium:
    """Look a file through that somebody wants to add.

    :raises RuleBroken: ``document.kind_unknown``, ``document.file_too_large`` (``megabytes``), for pictures
        and sounds as ``media_files.check_whole``, and for a PDF ``document.media_more``,
        ``document.pdf_unreadable``, ``document.pdf_locked``, ``document.pdf_pages`` (``most``),
        ``document.pdf_side`` or ``document.pdf_heavy`` (``page``), ``document.pdf_parts`` (``most``),
        ``document.pdf_unpacks`` (``megabytes``),
        ``document.pdf_active``, ``document.pdf_carries`` or ``document.pdf_leads_out`` (``what``).
    """
    medium = medium_of(data)
    if len(data) > MOST_BYTES[medium]:
        raise RuleBroken("document.file_too_large", megabytes=MOST_BYTES[medium] >> 20)
    if is_zipfile(BytesIO(data)):
        # Archives are read from their end, which a file of another kind may hold as a remark.
        raise RuleBroken("document.media_more", at=data.rfind(_ARCHIVE_END))
    if medium is not Medium.PDF:
        check_whole(data, ending_of(data))
    else:
        end = data.rfind(_PDF_END) + len(_PDF_END)
        if end >= len(_PDF_END) and data[end:].strip(b"\0\t\n\f\r \x1a"):
            raise RuleBroken("document.media_more", at=end)
        check_objects(data)
        with _readable():
            reader = _opened(data)
            unpacked = 0
            for value in _objects(reader):
                _check(value, 0)
                unpacked += _unpacked(value)
                if unpacked > MOST_UNPACKED_IN_ALL:
                    raise RuleBroken("document.pdf_unpacks", megabytes=MOST_UNPACKED_IN_ALL >> 20)
            _check_sides(reader)
            check_weight(reader)
    return medium


def is_known(ending: str) -> bool:
    """Whether a file that ends so could become a document here."""
    known = {"md", *(each for endings in ENDINGS.values() for each in endings)}
    return ending in known or any(ending in _ALSO.get(each, ()) for each in known)


def require_named(name: str, holds: str) -> None:
    """Turn a file away whose name says something else than what it ``holds`` (an ending; "md" for a text).

    A name without an ending says nothing.

    :raises RuleBroken: ``document.not_its_name`` (``file``, ``says``, ``holds``).
    """
    _, dot, says = name.rpartition(".")
    if dot and says.lower() not in (holds, *_ALSO.get(holds, ())):
        said = "Markdown" if holds == "md" else holds
        raise RuleBroken("document.not_its_name", file=name, says=says.lower(), holds=said)


def pdf_text(data: bytes, progress: Callable[[str, int, int], object] = lambda *_: None) -> str:
    """The words of a PDF, page by page with a form feed between; "" where it is pictures only.

    A page whose words cannot be told, such as of a font without its letters, has none. Takes a second or two
    for a long one, so it is done once, by who adds it; ``progress`` is told before each page and may stop it.
    """
    with _readable():
        reader = _opened(data)
    pages = []
    for number, page in enumerate(reader.pages):
        progress("pages", number, len(reader.pages))
        with suppress(RuleBroken), _readable():
            pages.append(page.extract_text().replace(PAGE_BREAK, " "))
        pages += [""] * (number + 1 - len(pages))
    text = PAGE_BREAK.join("".join(sign for sign in page if sign >= " " or sign == "\n") for page in pages)
    return text.encode("utf-8", "ignore")[:MOST_TEXT].decode("utf-8", "ignore") if text.strip() else ""


def pdf_pages(data: bytes) -> int:
    """How many pages a PDF has; :raises RuleBroken: ``document.pdf_unreadable``."""
    with _readable():
        return len(_opened(data).pages)


def read_pages(data: bytes) -> tuple[str, ...]:
    """The pages of words that came along with a PDF.

    :raises RuleBroken: ``document.not_text``, ``document.too_large``.
    """
    if len(data) > MOST_TEXT:
        raise RuleBroken("document.too_large", kilobytes=MOST_TEXT >> 10)
    try:
        return tuple(data.decode("utf-8").split(PAGE_BREAK))
    except UnicodeDecodeError as error:
        raise RuleBroken("document.not_text") from error


class _readable:  # noqa: N801  stands for a with-block
    """Whatever a broken PDF makes its reader stumble over is one coded error."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *_: object) -> None:
        from pypdf.errors import PyPdfError  # late: only who adds a PDF needs the reader

        stumbled = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
        on_its_own = (AssertionError, RecursionError, NotImplementedError)
        if isinstance(error, (*stumbled, *on_its_own, MemoryError, OSError, zlib.error)):
            raise RuleBroken("document.pdf_unreadable") from error


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader  # late: see above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # else what it stumbles over goes to the terminal
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise RuleBroken("document.pdf_locked")
    pages = len(reader.pages)
    if not pages:
        raise RuleBroken("document.pdf_unreadable")
    tree: Any = reader.root_object["/Pages"]
    if max(pages, int(tree.get("/Count", 0))) > MOST_PAGES:  # the reader on screen goes by what is said
        raise RuleBroken("document.pdf_pages", most=MOST_PAGES)
    return reader


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Everything that lies in the file, also what no page leads to, and the trailer."""
    from pypdf.generic import IndirectObject  # late: see above

    yield reader.trailer
    placed = {(number, generation) for generation, rows in reader.xref.items() for number in rows}
    placed |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(placed):
        if number and generation < 65_535:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _check(value: Any, depth: int) -> None:
    """A value and what lies in it; what it refers to is looked at where that lies."""
    if depth > 60:
        raise RuleBroken("document.pdf_unreadable")
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_name(str(key))
            if key == "/OpenAction":
                _check_opening(inner)
            _check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth + 1)
    elif isinstance(value, str) and value.startswith("/"):
        _check_name(str(value))


def _check_sides(reader: PdfReader) -> None:
    for number, page in enumerate(reader.pages, start=1):
        box, unit = page.cropbox, float(page.get("/UserUnit", 1))
        if not all(SIDE[0] <= abs(float(side)) * unit <= SIDE[1] for side in (box.width, box.height)):
            raise RuleBroken("document.pdf_side", page=number)


def _unpacked(value: Any) -> int:
    """Bytes that a packed part of a PDF takes when it is shown.

    :raises RuleBroken: ``document.pdf_unpacks``.
    """
    from pypdf.errors import LimitReachedError  # late: see above
    from pypdf.generic import StreamObject

    if not isinstance(value, StreamObject):
        return 0
    said = held(value, "/Filter") or []
    names = [str(each.get_object()) for each in (said if isinstance(said, list) else [said])]
    most = MOST_PICTURE if held(value, "/Subtype") == "/Image" else MOST_UNPACKED
    if not names:
        return len(value._data)
    if _PICTURES & set(names):
        size = int(value.get("/Width", 0)) * int(value.get("/Height", 0))
    elif set(names) <= _DEFLATED:
        size = len(_inflated(value._data, len(names), most))
    else:
        try:
            size = len(value.get_data())
        except LimitReachedError:
            size = most + 1
    if size > most:
        raise RuleBroken("document.pdf_unpacks", megabytes=most >> 20)
    return size


def _inflated(data: bytes, times: int, most: int) -> bytes:
    """What is packed so many times, up to a little more than ``most``; nothing of damaged parts."""
    for _ in range(times):
        try:
            data = zlib.decompressobj().decompress(data, most + 1)
        except zlib.error:
            return b""
    return data


def _check_name(name: str) -> None:
    if name in _RUNS:
        raise RuleBroken("document.pdf_active", what=name[1:])
    if name in _CARRIES:
        raise RuleBroken("document.pdf_carries", what=name[1:])
    if name in _LEADS_OUT:
        raise RuleBroken("document.pdf_leads_out", what=name[1:])


def _check_opening(act: Any) -> None:
    """On opening a PDF may turn to a page, as office programs have it, and do nothing else."""
    act = act.get_object()
    if isinstance(act, dict) and act.get("/S") not in _PLAIN:
        raise RuleBroken("document.pdf_active", what="OpenAction")
