"""Translated sentences that come from outside, in the ``.po`` files translators work with.

Called where a content pack is checked, and by ``catalogue`` for those that were installed. A sentence whose
places to fill were lost or invented would fail in front of a traveller, so such a file is turned away whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING

from borderdesk.text.fragments import as_reviewed, tells_review
from borderdesk.text.reviewers import reviewer
from borderdesk.text.unseen import SIGNS

if TYPE_CHECKING:
    from gettext import GNUTranslations

    import polib

MOST_BYTES = 4 << 20
_MARKUP = re.compile(rf"<[A-Za-z/!?]|\]\(|\w://|[{SIGNS}]")
"""What a window could take for more than words: tags, links, signs that move the writing about."""
_UNSAFE_RULE = re.compile(r"/|%(?!\s*[1-9])")
"""A rule for plurals that could divide by nothing, in front of a traveller."""


class SentencesError(ValueError):
    """A file of sentences that cannot be used: a dotted ``code`` and the ``fields`` of its notice."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


@dataclass(frozen=True)
class Sentences:
    """What a file holds: its language, who reviewed it and when, and the sentences by their English.

    ``reviewed_by`` is "" until somebody has signed, and once a sentence was changed after it was read;
    ``status`` starts with ``draft`` until then. ``read`` are the sentences that somebody signed one by one.
    """

    language: str
    reviewed_by: str
    reviewed_on: date | None
    status: str
    said: dict[tuple[str, str], tuple[str, ...]]
    read: frozenset[str] = frozenset()

    @property
    def draft(self) -> bool:
        return self.status.startswith("draft")

    def was_read(self, english: str) -> bool:
        """Whether somebody signed a sentence, by itself or with the whole file."""
        return english in self.read or bool(self.reviewed_by and not self.draft)


def read_sentences(data: bytes) -> Sentences:
    """Read and check a file; a sentence for one context only is passed over, since none is looked up so.

    :raises SentencesError: ``sentences.unreadable`` (``what``), ``sentences.language``,
        ``sentences.places`` (``line``, ``sentence``), ``sentences.too_large``, ``sentences.header``
        (``field``), ``sentences.twice``, ``sentences.markup`` (``line``, ``sentence``).
    """
    from borderdesk.text.catalogue import shipped_sentences  # late: catalogue calls this module

    file = _parsed(data)
    language = file.metadata.get("Language", "")
    if not language:
        raise SentencesError("sentences.language")
    if _UNSAFE_RULE.search(file.metadata.get("Plural-Forms", "")):
        raise SentencesError("sentences.unreadable", what="Plural-Forms")
    filled = {one: many or one for one, many in shipped_sentences()}
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    read, unread, changed = set[str](), set[str](), False
    for entry in file:
        if entry.obsolete or entry.msgctxt is not None or not entry.translated():
            continue
        forms = tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
        wanted = places_to_fill(filled.get(entry.msgid) or entry.msgid_plural or entry.msgid)
        wrong = ""
        if wanted is not None and any(places_to_fill(form) != wanted for form in forms):
            wrong = "sentences.places"
        elif any(adds_markup(entry.msgid, form) for form in forms):
            wrong = "sentences.markup"
        elif (entry.msgid, entry.msgid_plural) in said:
            wrong = "sentences.twice"
        if wrong:
            raise SentencesError(wrong, line=entry.linenum, sentence=entry.msgid)
        said[entry.msgid, entry.msgid_plural] = forms
        review = as_reviewed(("", entry.msgid, entry.msgid_plural), forms, entry.tcomment.split("\n"))
        (unread if review.draft else read).add(entry.msgid)
        changed |= review.draft and tells_review(entry.tcomment)
    by = "" if changed else reviewer(file.metadata.get("X-Reviewed-By", ""))
    status = file.metadata.get("X-Status", "").strip()
    return Sentences(language, by, _day(file.metadata), status, said, frozenset(read - unread))


def reviews_in(data: bytes) -> dict[str, bool]:
    """The English of each sentence of an installed file, and whether somebody read what it says."""
    try:
        file = read_sentences(data)
    except SentencesError:  # an earlier program asked for less when it was installed
        return {entry.msgid: False for entry in _parsed(data)}
    return {one: file.was_read(one) for one, _ in file.said}


def _day(header: dict[str, str]) -> date | None:
    told = header.get("X-Reviewed-On", "").strip()
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise SentencesError("sentences.header", field="X-Reviewed-On") from None


def as_catalogue(data: bytes) -> GNUTranslations:
    """The sentences as gettext looks them up; for files that :func:`read_sentences` let through."""
    from gettext import GNUTranslations  # late: as in catalogue

    return GNUTranslations(BytesIO(_parsed(data).to_binary()))


def _parsed(data: bytes) -> polib.POFile:
    import polib  # late: only what was installed needs it

    if len(data) > MOST_BYTES:
        raise SentencesError("sentences.too_large", megabytes=MOST_BYTES >> 20)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        if "\n" not in text or "\0" in text:  # one line alone would be taken for the name of a file
            raise ValueError(".po")
        file = polib.pofile(text)
        if not file:
            raise ValueError("msgid")
        file.metadata["Content-Type"] = "text/plain; charset=UTF-8"
        as_written = file.to_binary()
        _readable(as_written)
    except (OSError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError) as error:
        raise SentencesError("sentences.unreadable", what=_line_of(error)) from error
    return file


def _readable(compiled: bytes) -> None:
    """That gettext takes it: a rule for plurals may be anything at all."""
    from gettext import GNUTranslations  # late: as in catalogue

    GNUTranslations(BytesIO(compiled)).ngettext("one", "many", 2)


def _line_of(error: Exception) -> str:
    """What the reader said, without the beginning of the text that it takes for a file name."""
    said = str(error)
    at = said.find("(line ")
    return said[at:].split(")")[0].strip("( ") if at >= 0 else said.splitlines()[0][:80] if said else ""


def adds_markup(english: str, text: str) -> bool:
    """Whether a translation holds a tag, a link or an unseen sign that its English does not hold."""
    return not set(_MARKUP.findall(text)) <= set(_MARKUP.findall(english))


def places_to_fill(text: str) -> set[tuple[str, str, str]] | None:
    """The places to fill, each with how it is filled; ``None`` for a sentence that is never filled."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return None
    return {(name, spec or "", turned or "") for _, name, spec, turned in parsed if name is not None}
