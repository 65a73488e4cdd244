"""What the library does, without Qt: lists, search, one document, bookmarks, "I have read this"."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from borderdesk import desk
from borderdesk.desk import Changes, LibraryRow, Workspace
from borderdesk.domain.errors import Unavailable
from borderdesk.library.document import Document, Kind
from borderdesk.library.enclosure import Medium
from borderdesk.library.index import Piece, marked, written_so
from borderdesk.library.markup import Line, Section, Shape
from borderdesk.text import language, ntr, tr, tr_in, translatable
from borderdesk.text.catalogue import LANGUAGES, WRITTEN
from borderdesk.text.dates import short_date, short_moment
from borderdesk.text.spoken import SPOKEN, language_name, shown_instead, understood
from borderdesk.ui.screens.library.state import (
    Chapter,
    LibraryLine,
    LibraryState,
    Part,
    PersonText,
    ReaderState,
    Shelf,
    Written,
)

MOST_FOUND = 20
"""Results shown for a search; more words find fewer."""


_MEDIA = {
    Medium.PDF: translatable("PDF"),
    Medium.PICTURE: translatable("Picture"),
    Medium.SOUND: translatable("Sound"),
}


class LibraryPresenter:
    """The lists and the search; at a ``counter`` only neutral titles are said."""

    def __init__(self, workspace: Workspace, *, counter: bool, shelf: Shelf = Shelf.SOP) -> None:
        self._workspace = workspace
        self.counter = counter
        self.shelf = shelf
        self.words = ""
        self._rows: dict[str, LibraryRow] = {}
        self.load()

    def load(self) -> None:
        """Read the list again: another language, something marked or read."""
        self._rows = {row.id: row for row in desk.library(self._workspace)}

    @property
    def _searching(self) -> bool:
        """From the second letter on; one stands nearly everywhere."""
        return len(self.words.strip()) > 1

    def state(self) -> LibraryState:
        """The list now."""
        if self._searching:
            lines = self._found()
            if len(lines) > MOST_FOUND:
                said = tr("More than {n} documents found. Another word finds fewer.", n=MOST_FOUND)
                return LibraryState(self.shelf, self.words, lines[:MOST_FOUND], said)
            said = ntr("{n} document found", "{n} documents found", len(lines))
            return LibraryState(self.shelf, self.words, lines, said if lines else self._nothing())
        rows = [row for row in self._rows.values() if self._on_shelf(row)]
        if self.shelf is Shelf.RECENT:
            rows.sort(key=lambda row: row.changed_on or date.min, reverse=True)
        lines = tuple(LibraryLine(row.id, self._title(row), self._note(row)) for row in rows)
        return LibraryState(self.shelf, "", lines, "" if lines else self._nothing())

    def _on_shelf(self, row: LibraryRow) -> bool:
        if self.shelf is Shelf.MARKED:
            return row.bookmarked
        if self.shelf is Shelf.RECENT:
            return row.recent or row.changed_since_read
        return row.kind.value == self.shelf.value

    def _nothing(self) -> str:
        if self._searching:
            return tr("No document matches. Try fewer letters, or another word.")
        if self.shelf is Shelf.MARKED:
            return tr("No bookmarks yet. Open a document and press Bookmark.")
        return tr("Nothing has changed lately.")

    def _found(self) -> tuple[LibraryLine, ...]:
        lines = []
        for hit in desk.search_library(self.words, language(), MOST_FOUND + 1):
            row = self._rows.get(hit.document.id)
            if row is not None:
                hidden = self.counter and row.sensitive
                snippet = () if hidden else _parts(hit.snippet)
                note = self._note(row, hit.language, 0 if hidden else hit.page)
                lines.append(LibraryLine(row.id, self._title(row), note, snippet))
        return tuple(lines)

    def _title(self, row: LibraryRow) -> str:
        return row.neutral_title if self.counter else row.title

    def _note(self, row: LibraryRow, found_in: str = "", page: int = 0) -> str:
        notes = [tr(_MEDIA[row.medium])] if row.medium is not None else []
        if page:
            notes.append(tr("page {page}", page=page))
        if row.changed_since_read:
            notes.append(tr("Changed since you read it"))
        elif row.read:
            notes.append(tr("Read"))
        if self.shelf is Shelf.RECENT and row.changed_on is not None:
            notes.append(short_date(row.changed_on))
        shown_in = found_in or row.language
        if shown_in != language():
            notes.append(tr("in {language}", language=language_name(shown_in, language())))
        if row.draft:
            notes.append(tr("Draft"))
        return " · ".join(notes)


class ReaderPresenter:
    """One document; ``words`` are marked in it where it was found by them.

    :raises Unavailable: ``document.missing``.
    """

    def __init__(self, workspace: Workspace, document_id: str, *, counter: bool, words: str = "") -> None:
        self._workspace = workspace
        self._id = document_id
        self.counter = counter
        self.words = words
        self.agreed = False
        """Whether the officer said that it may be shown although others may see."""
        self.found = desk.document(document_id, language())

    def load(self) -> None:
        """Read it again: the program speaks another language now."""
        self.found = desk.document(self._id, language())

    @property
    def veiled(self) -> bool:
        """Whether the text waits until the officer says that it may be shown here."""
        return self.counter and self.found.document.sensitive and not self.agreed

    def state(self) -> ReaderState:
        """The document now."""
        text = self.found.document
        read = [each for each in desk.read_by(self._workspace, text.id) if each.version == text.version]
        chapters = () if self.veiled else tuple(self._chapters())
        mine = (str(self._workspace.user.id), self._workspace.device)
        return ReaderState(
            id=text.id,
            place=text.neutral_title if self.counter else text.title,
            title=text.title,
            veiled=self.veiled,
            draft=text.draft,
            fallback=self._fallback(),
            chapters=chapters,
            found_in=self._found_in(chapters),
            pictograms=() if self.veiled else text.pictograms,
            see_also=() if self.veiled else self._see_also(),
            facts=() if self.veiled else tuple(self._facts(read)),
            bookmarked=text.id in desk.bookmarks(self._workspace),
            read=any((each.user, each.device) == mine for each in read),
            leaflet=text.kind is Kind.IEC and text.medium is not Medium.SOUND,
            card=text.kind is Kind.SOP and text.medium is not Medium.SOUND,
            for_person=text.kind is Kind.IEC,
            medium=None if self.veiled else text.medium,
        )

    def file_for_person(self, code: str) -> bytes:
        """The file in the person's language, else in another; :raises Unavailable: as ``file``."""
        return desk.document_file(desk.document(self._id, code).document)

    def file(self) -> bytes:
        """The file that the document brings; :raises Unavailable: ``document.file_missing``."""
        return desk.document_file(self.found.document)

    def sought_in_file(self) -> str:
        """What to look for in the PDF: the words as typed where a page has them so, else the longest that one
        has. The library finds words anywhere on a page, a PDF's own search only what stands in one run.
        """
        pages = [" ".join(page.split()).casefold() for page in self.found.document.pages]
        typed = " ".join(self.words.split())
        tries = (typed, *sorted(typed.split(), key=len, reverse=True))
        held = (each for each in tries if any(each.casefold() in page for page in pages))
        return next(held, typed)

    def _chapters(self) -> list[Chapter]:
        return [
            Chapter(section.title, tuple(self._written(line) for line in section.lines))
            for section in _own_words(self.found.document)
        ]

    def _found_in(self, chapters: tuple[Chapter, ...]) -> tuple[int, ...]:
        """The sections with the words, from the first where they stand as they were typed."""
        found, exact = [], None
        for number, chapter in enumerate(chapters):
            hits = [line for line in chapter.lines if any(part.hit for part in line.parts)]
            if hits:
                found.append(number)
                said = ("".join(part.text for part in line.parts) for line in hits)
                if exact is None and any(written_so(text, self.words) for text in said):
                    exact = len(found) - 1
        return (*found[exact or 0 :], *found[: exact or 0])

    def _written(self, line: Line) -> Written:
        mark = {Shape.NUMBERED: f"{line.number}.", Shape.BULLET: "•", Shape.PARAGRAPH: ""}[line.shape]
        return Written(_parts(marked(line.text, self.words)), mark)

    def _fallback(self) -> str:
        if not self.found.fallback:
            return ""
        asked, shown = self.found.asked, self.found.document.language
        return shown_instead(asked, shown, language())

    def _see_also(self) -> tuple[tuple[str, str], ...]:
        named = []
        for name in self.found.document.named():
            try:
                other = desk.document(name, language()).document
            except Unavailable:
                continue
            named.append((name, other.neutral_title if self.counter else other.title))
        return tuple(named)

    def _facts(self, read: list[desk.ReadBy]) -> list[str]:
        facts = list(desk.document_facts(self.found.document, language()))
        if read:
            readers = ", ".join(f"{each.user} {short_moment(each.at)}" for each in read)
            facts.append(tr("Read by {readers}", readers=readers))
        return facts

    def bookmark(self) -> bool:
        """Mark it, or take the mark away; whether it is marked now."""
        marked_now = self._id not in desk.bookmarks(self._workspace)
        return self._id in desk.set_bookmark(self._workspace, self._id, marked_now)

    def mark_read(self) -> Changes:
        """Write down that this version was read."""
        return desk.mark_read(self._workspace, self._id, self.found.document.version).changes

    def person_languages(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of the languages a person may choose."""
        return tuple((code, own) for code, (own, _) in SPOKEN.items())

    def for_person(self, code: str) -> tuple[PersonText, ...]:
        """The text for a person who reads ``code``; where there is none, Lao and English, which say so."""
        found = desk.document(self._id, code)
        if found.document.language in understood(code) and found.document.medium is not Medium.SOUND:
            return (self._person_text(found.document, ""),)
        both = {name: desk.document(self._id, name).document for name in LANGUAGES}
        texts = [text for name, text in both.items() if text.language == name and text.medium is None]
        texts = texts or [found.document]
        return tuple(self._person_text(text, code) for text in texts)

    def sound_for_person(self, code: str) -> bytes:
        """What can be heard of it in this language, where a sound takes the place of a text; empty if not."""
        found = desk.document(self._id, code).document
        if found.medium is not Medium.SOUND or found.language not in understood(code):
            return b""
        with suppress(Unavailable):
            return desk.document_file(found)
        return b""

    def _person_text(self, text: Document, missing: str) -> PersonText:
        lines = [line.text for section in _own_words(text) for line in section.lines]
        lead = lines[0] if lines else ""
        said_in = text.language if text.language in WRITTEN else language()
        told = shown_instead(missing, text.language, said_in) if missing else ""
        draft = tr_in(said_in, "Draft content, not validated") if text.draft else ""
        drawn = text.pictograms or self.found.document.pictograms
        return PersonText(text.language, text.title, lead, tuple(lines[1:]), draft, told, drawn)


def _own_words(text: Document) -> tuple[Section, ...]:
    """The sections; none of a file added without words, whose title stands in their place and above them."""
    return () if text.medium is not None and text.markdown == text.title else text.sections


def _parts(pieces: tuple[Piece, ...]) -> tuple[Part, ...]:
    return tuple(Part(piece.text, piece.hit) for piece in pieces)
