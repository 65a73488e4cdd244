"""All texts that wait for review in a language, and the files they stand in. Called by translations.

In a source tree these are its own files. For an author's folder they are that folder's files over those in
use, and whatever changes goes into the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.directory import FILES
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.exchange.content import PATH
from borderdesk.resources import content, resource
from borderdesk.text.catalogue import LANGUAGES, NEIGHBOURS, SOURCE_LANGUAGE, WRITTEN
from borderdesk.text.document_blocks import Blocks, Half
from borderdesk.text.form_tables import Table
from borderdesk.text.fragments import Catalogue, Source, read_catalogues, read_notices
from borderdesk.text.reviews import FILE as REVIEWS
from borderdesk.text.reviews import Reviews
from borderdesk.text.toml_rows import Rows

SHEETS = (
    "questions",
    "sentences",
    "notices",
    "forms",
    "library",
    "directory",
    "practice",
    "health",
)
"""Kinds of texts, as the sheets of the workbook and in their order."""
_ROWS = (
    ("directory", "directory"),
    ("practice", "practice"),
    ("practice", "practice/stories"),
    ("health", "health"),
)
"""Sheets of rows and the folders these stand in."""


@dataclass(frozen=True)
class _Shelf:
    """Where files are written, read, and which there are in a folder with an ending."""

    path: Callable[[str], Path]
    read: Callable[[str], bytes | None]
    names: Callable[[str, str], list[str]]


def sources_of(
    language: str, i18n: Path | None = None, folder: Path | None = None, *, placed: bool = True
) -> list[Source]:
    """Every file with texts in ``language``: of the tree that ``i18n`` belongs to, or for a ``folder``.
    Without ``placed`` questions do not know which form and code they belong to, which takes a while.

    :raises RuleBroken: ``translation.language``, ``translation.source`` (``file``) for a damaged file.
    :raises Unavailable: ``translation.file``.
    """
    words = i18n or resource("i18n")
    if language not in WRITTEN or not any((words / language).glob("*.po")):
        raise RuleBroken("translation.language", language=language)
    tree = words.parent
    shelf = _in_tree(tree)
    if i18n is None:  # packs may have brought other documents, names and exercises than those that ship
        shelf = _Shelf(shelf.path, content().read, content().names)
    if folder:
        shelf = _over(folder, shelf)
    kept = folder / f".{REVIEWS.replace('.', f'-{language}.')}" if folder else words / language / REVIEWS
    before = kept if kept.is_file() else words / language / REVIEWS
    with reading(before.name):
        reviews = Reviews(kept, before.read_bytes() if before.is_file() else None)
    return [
        *_catalogues(words, language, placed=placed),
        *read_notices(words, language),
        *_tables(shelf, language, reviews),
        *_documents(shelf, language, reviews),
        *_rows(shelf, language, reviews),
    ]


def carried(source: Source) -> bool:
    """Whether a content pack can carry what changes in this file."""
    if isinstance(source, Rows):
        inside = source.name.split("/")[0] != "directory" or source.path.name in FILES
        return inside and PATH.fullmatch(source.name) is not None
    return True


def _in_tree(root: Path) -> _Shelf:
    def path(name: str) -> Path:
        return root.joinpath(*name.split("/"))

    def read(name: str) -> bytes | None:
        return path(name).read_bytes() if path(name).is_file() else None

    def names(folder: str, ending: str) -> list[str]:
        return sorted(each.name for each in path(folder).glob(f"*{ending}"))

    return _Shelf(path, read, names)


def _over(folder: Path, below: _Shelf) -> _Shelf:
    """The files of a folder over those that are in use. An author may lay the folder out in another way: a
    file is taken by its name wherever it lies, a document by that of its language's folder too.
    """
    own = _in_tree(folder)
    lying = [each for each in sorted(folder.rglob("*.*")) if each.suffix in (".md", ".toml")]

    def path(name: str) -> Path:
        parts = name.split("/")
        named = parts[-2:] if parts[0] == "library" else parts[-1:]
        elsewhere = (each for each in lying if list(each.parts[-len(named) :]) == named)
        return own.path(name) if own.path(name).is_file() else next(elsewhere, own.path(name))

    def read(name: str) -> bytes | None:
        return path(name).read_bytes() if path(name).is_file() else below.read(name)

    def names(place: str, ending: str) -> list[str]:
        loose = [each.name for each in folder.glob("*.md")] if place == "forms" else []
        return sorted({*own.names(place, ending), *below.names(place, ending), *loose})

    return _Shelf(path, read, names)


def _files(shelf: _Shelf, folder: str, ending: str) -> Iterator[tuple[str, bytes]]:
    for name in shelf.names(folder, ending):
        with reading(name):
            data = shelf.read(f"{folder}/{name}")
        if data is not None and name != REVIEWS:
            yield f"{folder}/{name}", data


def _tables(shelf: _Shelf, language: str, reviews: Reviews) -> Iterator[Table]:
    for name, data in _files(shelf, "forms", ".md"):
        if f"({language})".encode() not in data:
            continue
        with reading(name):
            yield Table.read(shelf.path(name), name, data, language, reviews)


def _documents(shelf: _Shelf, language: str, reviews: Reviews) -> Iterator[Source]:
    for name, _ in _files(shelf, f"library/{language}", ".md"):
        halves = {}
        for each in WRITTEN:
            place = name.replace(f"/{language}/", f"/{each}/")
            with reading(place):
                data = shelf.read(place)
                if data is not None:
                    halves[each] = Half.read(shelf.path(place), data)
        own, english = halves.pop(language), halves.pop(SOURCE_LANGUAGE, None)
        with reading(name):
            if english is not None:
                yield Blocks.read(own, english, tuple(halves.values()), name, language, reviews)


def _rows(shelf: _Shelf, language: str, reviews: Reviews) -> Iterator[Source]:
    for sheet, folder in _ROWS:
        for name, data in _files(shelf, folder, ".toml"):
            with reading(name):
                yield Rows.read(shelf.path(name), sheet, name, data, language, reviews)


def _catalogues(words: Path, language: str, *, placed: bool) -> list[Catalogue]:
    """The program's sentences; in a neighbour's language also those that only another language has."""
    if language in LANGUAGES:
        return read_catalogues(words, language)
    shelf = _in_tree(words.parent)
    places: dict[str, dict[str, str]] = {Path(name).stem: {} for name in shelf.names("forms", ".md")}
    if placed:
        for table in _tables(shelf, LANGUAGES[0], Reviews(shelf.path(REVIEWS), None)):
            places[table.room] = table.places()
    found = read_catalogues(words, language, places)
    by_room = {each.room: each for each in found}
    for other in NEIGHBOURS:
        for each in read_catalogues(words, other) if other != language else ():
            if each.room in by_room:
                by_room[each.room].want(each)
    return found


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Names the file in what goes wrong with it.

    :raises RuleBroken: ``translation.source``. :raises Unavailable: ``translation.file``.
    """
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        if (
            isinstance(error, OSError) and error.errno
        ):  # without a number it is polib's word for a damaged file
            raise Unavailable("translation.file", file=name) from error
        raise RuleBroken("translation.source", file=name) from error
