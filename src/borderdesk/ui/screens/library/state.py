"""What the library and one document show, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from borderdesk.library.enclosure import Medium


class Shelf(StrEnum):
    """The lists of the library."""

    SOP = "sop"
    IEC = "iec"
    MARKED = "marked"
    RECENT = "recent"


@dataclass(frozen=True)
class Part:
    """A stretch of text; ``hit`` where it is what was searched for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class LibraryLine:
    """A document in a list; ``note`` is small (draft, language, read), ``snippet`` is what was found."""

    id: str
    title: str
    note: str
    snippet: tuple[Part, ...] = ()


@dataclass(frozen=True)
class LibraryState:
    """The list as it stands; ``words`` is what is searched for, blank for a plain list."""

    shelf: Shelf
    words: str
    lines: tuple[LibraryLine, ...]
    said: str
    """How many were found, or what to do when there is nothing."""


@dataclass(frozen=True)
class Written:
    """A line of a document; ``mark`` stands before it: a number with a full stop, a bullet, or nothing."""

    parts: tuple[Part, ...]
    mark: str = ""


@dataclass(frozen=True)
class Chapter:
    """A section to read."""

    title: str
    lines: tuple[Written, ...]


@dataclass(frozen=True)
class ReaderState:
    """A document on screen. ``place`` is the title that may stand anywhere; ``veiled`` shows no text yet."""

    id: str
    place: str
    title: str
    veiled: bool
    draft: bool
    fallback: str
    chapters: tuple[Chapter, ...]
    found_in: tuple[int, ...]
    """The sections with the words that led here; first the one to go to."""
    see_also: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    bookmarked: bool
    read: bool
    leaflet: bool
    """Whether it can be handed out on paper."""
    card: bool
    """Whether it can be printed for the officers of the post."""
    for_person: bool
    pictograms: tuple[str, ...] = ()
    medium: Medium | None = None
    """What kind of file it brings; none while the text is veiled."""


@dataclass(frozen=True)
class PersonText:
    """IEC material as the person sees it: large, without anything of the program around it."""

    language: str
    title: str
    lead: str
    """Its first words; blank where it is a file without any."""
    points: tuple[str, ...]
    draft: str
    """Says that nobody has validated it yet; blank when somebody has."""
    missing: str
    """Says that there is no text in the language asked for; blank when there is."""
    pictograms: tuple[str, ...] = ()
