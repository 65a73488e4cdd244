"""Form files on a disk or stick: the form with the lists, pictures and sounds that lie beside it.

Needs no workspace; slow (up to seconds), for a worker. Called by the form checks, the preview and by
:mod:`borderdesk.desk.versions`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.forms import in_words
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.forms import FormDefinition, FormError, ImportedForm, import_form, load_form
from borderdesk.forms.inlining import CLIP_ENDINGS, clips_of, media_of, with_lists
from borderdesk.forms.markup import MAX_BYTES
from borderdesk.text.spoken import CODES

_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
}
MOST_MEDIA = 64 << 20
"""Bytes of pictures and sounds that one form may bring."""


@dataclass(frozen=True)
class FormFile:
    """A form file read with what lies beside it: lists written in, pictures and sounds by address."""

    imported: ImportedForm
    xform: str
    media: Mapping[str, bytes]


def read_form_file(path: Path) -> FormFile:
    """A form with its lists, pictures and sounds, from the file and its ``<name>-media`` folder.

    :raises RuleBroken: ``form.broken`` with sheet, row and what is wrong, ``form.media_too_large``.
    :raises Unavailable: ``form.file_unreadable``.
    """
    source = form_source(path)
    lists = lists_beside(path)
    try:
        imported = import_form(source, path.suffix.lstrip("."), lists)
        xform = with_lists(imported.xform, lists)
        form = load_form(xform)
    except FormError as error:
        raise RuleBroken("form.broken", what=in_words(error)) from error
    try:
        found = [(address, _beside(path, address)) for address in media_of(form)]
        found += _clips_beside(path, form)
        there = {address: place for address, place in found if place is not None}
        if sum(place.stat().st_size for place in there.values()) > MOST_MEDIA:
            raise RuleBroken("form.media_too_large", most=MOST_MEDIA >> 20)
        media = {address: place.read_bytes() for address, place in there.items()}
    except OSError as error:
        raise Unavailable("form.file_unreadable", file=path.name) from error
    return FormFile(imported, xform, media)


def form_source(path: Path) -> bytes:
    """What a form file holds, a byte more than one may hold at most: that is told by who reads it.

    :raises Unavailable: ``form.file_unreadable``.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unavailable("form.file_unreadable", file=path.name) from error


def _clips_beside(path: Path, form: FormDefinition) -> list[tuple[str, Path | None]]:
    """Recordings of questions that somebody put into the form's folder: ``AD_02.lo.mp3``."""
    folder = _media_folder(path)
    if not folder.is_dir():
        return []
    there = {file.stem: file for file in folder.iterdir() if file.suffix.lower() in CLIP_ENDINGS}
    return [(address, there[name]) for address, name in clips_of(form, CODES) if name in there]


class _ListsBeside(Mapping[str, str]):
    """Texts of list files by address or plain name, read when asked for: ODK's ``<name>-media`` folder
    first, then the form's own folder.
    """

    def __init__(self, form: Path) -> None:
        self._form = form

    def __getitem__(self, name: str) -> str:
        place = _beside(self._form, name)
        if place is None or place == self._form:
            raise KeyError(name)
        try:
            return place.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise FormError("form.encoding", detail=f"{name}: {error}") from error

    def __iter__(self) -> Iterator[str]:
        for folder in (_media_folder(self._form), self._form.parent):
            yield from (each.name for each in folder.glob("*.*"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def lists_beside(path: Path) -> Mapping[str, str]:
    """The lists that lie by a form file, by name. One that cannot be read raises FormError when asked for."""
    return _ListsBeside(path)


def _media_folder(path: Path) -> Path:
    return path.with_name(f"{path.stem}-media")


def _plain(address: str) -> str:
    return address.rpartition("/")[2]


def _beside(path: Path, address: str) -> Path | None:
    name = _plain(address)
    if name in ("", ".", "..") or Path(name).name != name:
        return None  # an address cannot lead out of the form's folders
    places = (_media_folder(path) / name, path.parent / name)
    return next((place for place in places if place.is_file()), None)


def media_type(name: str) -> str:
    """The media type by the ending of a file name."""
    return _TYPES.get(name[name.rfind(".") :].lower(), "application/octet-stream")
