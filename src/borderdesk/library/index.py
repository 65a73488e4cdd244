"""Finding words in all documents while they are typed; kept in memory, made when first asked for.

Every document in every language is cut into words by the breaks of its script, and each word stands in one
long text by its search key: tone marks, spelling variants, digit scripts and case make no difference. A
keystroke is then a search in that text, which stays fast for thousands of pages. Words of scripts with
spaces are found from their beginning; in Lao and its neighbours, where people cut words differently, a
query is found anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from borderdesk.library import catalogue
from borderdesk.library.document import Document
from borderdesk.resources import of_content
from borderdesk.text.lao import line_segments, search_key, search_tokens, without_breaks

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u4e00-\u9fff"
_WORDS = re.compile(rf"[\w\u0300-\u036f{_UNSPACED}]+")
_STARTS_UNSPACED = re.compile(f"[{_UNSPACED}]").match
_CHUNK = re.compile(rf"[{_UNSPACED}]+|[^\W{_UNSPACED}]+")
_APART = "\x1f"
_SNIPPET = 90
"""Characters of text around a hit that a result shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; ``hit`` where it is what was searched for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A document in which all words were found, where the best place is, and that place in short.

    ``page`` counts from 1 where the words stand in the file it brings, else 0.
    """

    document: Document
    section: str
    snippet: tuple[Piece, ...]
    page: int = 0

    @property
    def language(self) -> str:
        """The language of the text that was found."""
        return self.document.language


@dataclass(frozen=True, slots=True)
class _Passage:
    """One line of a document; the first of each is its id and title, ``beside`` which stand its keywords."""

    document: int
    section: str
    text: str
    title: bool = False
    page: int = 0
    beside: str = ""


class Index:
    """Words of many documents; ``search`` finds them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self._passages: list[_Passage] = []
        self._starts: list[int] = []
        keys: list[str] = []
        at = 0
        for number, document in enumerate(self._documents):
            for passage in _passages(number, document):
                key = _APART + "".join(_joined(f"{passage.text} {passage.beside}")) + "\n"
                self._passages.append(passage)
                self._starts.append(at)
                keys.append(key)
                at += len(key)
        self._keys = "".join(keys)

    def search(self, words: str, language: str, limit: int = 40) -> list[Hit]:
        """Documents that hold every word of ``words``, best first; each document once.

        The text in ``language`` comes before a text in another, the very spelling before one that only
        counts as the same, a title before what stands below it.
        """
        searched = {key: some for chunk in _chunks(words) for key, some in self._found(chunk)}
        if not searched:
            return []
        wanted, found = list(searched), list(searched.values())
        together = set.intersection(*({self._passages[each].document for each in some} for some in found))
        counted: dict[int, int] = {}
        for some in found:
            for each in some:
                if self._passages[each].document in together:
                    counted[each] = counted.get(each, 0) + 1
        best: dict[str, tuple[bool, bool, bool, int, int]] = {}
        shown: dict[int, tuple[bool, bool, int, int]] = {}
        typed = _typed(words)
        for each, count in counted.items():
            passage = self._passages[each]
            document = self._documents[passage.document]
            text = f"{passage.text} {passage.beside}".casefold()
            other = not all(chunk in text for chunk in typed)
            rank = (document.language != language, other, not passage.title, -count, each)
            best[document.id] = min(best.get(document.id, rank), rank)
            place = (passage.title, other, -count, each)
            shown[passage.document] = min(shown.get(passage.document, place), place)
        ranked = sorted(best.values())[:limit]
        return [self._hit(shown[self._passages[each].document][3], wanted) for *_, each in ranked]

    def _found(self, chunk: str) -> Iterator[tuple[str, set[int]]]:
        """Where a word stands as it was typed; one that stands nowhere is cut into its own words."""
        key = search_key(chunk)
        passages = self._passages_with(key)
        parts = [part for part in search_tokens(chunk) if _searchable(part)]
        if passages or len(parts) < 2:
            yield key, passages
        else:
            for part in parts:
                yield part, self._passages_with(part)

    def _passages_with(self, key: str) -> set[int]:
        """Numbers of the passages that hold ``key``; each is looked into once."""
        sought = key if _STARTS_UNSPACED(key) else _APART + key
        found: set[int] = set()
        at = self._keys.find(sought)
        while at >= 0:
            passage = bisect_right(self._starts, at) - 1
            found.add(passage)
            if passage + 1 == len(self._starts):
                break
            at = self._keys.find(sought, self._starts[passage + 1])
        return found

    def _hit(self, number: int, wanted: list[str]) -> Hit:
        passage = self._passages[number]
        document = self._documents[passage.document]
        shown = passage
        if passage.title:
            # Found in the title only, which is shown anyway: say what the document begins with.
            shown = self._passages[number + 1]
        return Hit(document, shown.section, snippet(shown.text, wanted), shown.page)


def marked(text: str, words: str) -> tuple[Piece, ...]:
    """``text`` in pieces, those that hold a word of ``words`` marked as hits; joined, they are the text."""
    whole = [search_key(chunk) for chunk in _chunks(words)]
    pieces = _pieces(text, whole)
    if any(piece.hit for piece in pieces):
        return pieces
    return _pieces(text, [key for key in search_tokens(words) if _searchable(key)])


def written_so(text: str, words: str) -> bool:
    """Whether every word of ``words`` stands in ``text`` with its tone marks, whatever the case."""
    text = text.casefold()
    return all(chunk in text for chunk in _typed(words))


def _typed(words: str) -> list[str]:
    return _CHUNK.findall(without_breaks(words).casefold())


def _chunks(words: str) -> list[str]:
    """What was typed, cut at spaces, at signs and where scripts change."""
    return [chunk for chunk in _CHUNK.findall(without_breaks(words)) if _searchable(search_key(chunk))]


def snippet(text: str, keys: list[str]) -> tuple[Piece, ...]:
    """The part of ``text`` around its first hit, with "…" where it was cut."""
    pieces = _pieces(text, keys)
    length = sum(len(piece.text) for piece in pieces)
    if length <= _SNIPPET:
        return pieces
    before = 0
    for piece in pieces:
        if piece.hit:
            break
        before += len(piece.text)
    else:
        before = 0
    start = _word_start(text, max(0, before - _SNIPPET // 3))
    end = _word_start(text, min(length, start + _SNIPPET))
    cut: list[Piece] = []
    at = 0
    for piece in pieces:
        part = piece.text[max(0, start - at) : max(0, end - at)]
        if part:
            cut.append(Piece(part, piece.hit))
        at += len(piece.text)
    first = [Piece("… ")] if start else []
    last = [Piece(" …")] if end < length else []
    return (*first, *cut, *last)


def _word_start(text: str, at: int) -> int:
    """The beginning of the word in which ``at`` lies, so that no word is cut."""
    if at >= len(text):
        return len(text)
    place = 0
    for segment in line_segments(text, "lo"):
        if place + len(segment) > at:
            return place
        place += len(segment)
    return place


def _pieces(text: str, keys: list[str]) -> tuple[Piece, ...]:
    text = without_breaks(text)
    hits = [False] * len(text)
    words = list(_words(text))
    joined, starts = "", list[int]()
    for _, _, key in words:
        starts.append(len(joined) + (0 if _STARTS_UNSPACED(key) else 1))
        joined += key if _STARTS_UNSPACED(key) else _APART + key
    for key in keys:
        sought = key if _STARTS_UNSPACED(key) else _APART + key
        at = joined.find(sought)
        while at >= 0:
            first = max(0, bisect_right(starts, at + (len(sought) - len(key))) - 1)
            last = max(first, bisect_right(starts, at + len(sought) - 1) - 1)
            for begin, end, _ in words[first : last + 1]:
                hits[begin:end] = [True] * (end - begin)
            at = joined.find(sought, at + len(sought))
    pieces: list[Piece] = []
    begin = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hits[place] != hits[begin]:
            pieces.append(Piece(text[begin:place], hits[begin]))
            begin = place
    return tuple(pieces)


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Begin, end and search key of each word of ``text``."""
    at = 0
    for segment in line_segments(text, "lo"):
        for word in _WORDS.finditer(segment):
            key = search_key(word[0])
            if key:
                yield at + word.start(), at + word.end(), key
        at += len(segment)


def _joined(text: str) -> Iterator[str]:
    """The keys of ``text`` one after the other; words of scripts with spaces are kept apart."""
    for _, _, key in _words(text):
        yield key if _STARTS_UNSPACED(key) else _APART + key


def _searchable(key: str) -> bool:
    """One letter stands in nearly every line: it is not looked for."""
    return len(key) > 1


def _passages(number: int, document: Document) -> Iterator[_Passage]:
    beside = " ".join(document.keywords)
    yield _Passage(number, "", f"{document.id} {document.title}", title=True, beside=beside)
    for section in document.sections:
        for line in section.lines:
            yield _Passage(number, section.title, line.text)
    for page, words in enumerate(document.pages, start=1):
        # A line of print ends anywhere, so a page is one passage.
        text = " ".join(words.split())
        if text:
            yield _Passage(number, "", text, page=page)


@of_content
def shipped() -> Index:
    """The index of every document there is, in every language."""
    texts = (
        catalogue.text_of(name, language) for language in catalogue.languages() for name in catalogue.ids()
    )
    return Index(text for text in texts if text is not None)
