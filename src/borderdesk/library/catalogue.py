"""Which documents there are, and getting one in a language; read when first asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.library.document import Document, Kind, read_document
from borderdesk.library.enclosure import ENDINGS, Medium, read_pages
from borderdesk.resources import content, of_content
from borderdesk.text.spoken import understood

FALLBACK = "en"
"""What is shown where a document has no text in the language asked for; the reader says so."""


@dataclass(frozen=True)
class Found:
    """A document as it can be shown; ``asked`` is the language that was asked for."""

    document: Document
    asked: str

    @property
    def fallback(self) -> bool:
        """Whether it is shown in another language than the one asked for."""
        return self.document.language != self.asked


@of_content
def languages() -> tuple[str, ...]:
    """The languages that have any document, by code."""
    return tuple(content().folders("library"))


@of_content
def ids(kind: Kind | None = None) -> tuple[str, ...]:
    """The ids of all documents, SOP cards first, each kind in order of number."""
    names = sorted(
        {
            name.removesuffix(".md")
            for language in languages()
            for name in content().names(f"library/{language}", ".md")
        },
        key=lambda name: (name[0] != "S", name),
    )
    there = (name for name in names if _can_be_read(name))
    return tuple(name for name in there if kind is None or found(name, FALLBACK).document.kind is kind)


def _can_be_read(document_id: str) -> bool:
    """What an earlier program installed may be no document any more; one that is shipped always is."""
    paths = [f"library/{language}/{document_id}.md" for language in languages()]
    if not any(content().installed(path) is not None for path in paths):
        return True
    return any(text_of(document_id, language) is not None for language in languages())


def text_of(document_id: str, language: str) -> Document | None:
    """A document in exactly this language, or ``None``."""
    if not document_id.isalnum() or language not in languages():
        return None
    return _text(document_id, language)


@of_content
def _text(document_id: str, language: str) -> Document | None:
    path = f"library/{language}/{document_id}.md"
    brought, shipped = content().installed(path), content().shipped(path)
    if brought is not None:
        # It was checked when it was installed; a later program may ask for more than that one did.
        with suppress(RuleBroken):
            return _with_pages(read_document(brought))
    return None if shipped is None else _with_pages(read_document(shipped))


def _with_pages(document: Document) -> Document:
    if document.medium is not Medium.PDF:
        return document
    words = content().read(f"library/{document.language}/{document.id}.txt")
    return document if words is None else replace(document, pages=read_pages(words))


def enclosed(document: Document) -> bytes:
    """The file that a document brings along.

    :raises Unavailable: ``document.file_missing``.
    """
    for ending in ENDINGS.get(document.medium, ()) if document.medium else ():
        data = content().read(f"library/{document.language}/{document.id}.{ending}")
        if data is not None:
            return data
    raise Unavailable("document.file_missing", id=document.id)


def found(document_id: str, language: str) -> Found:
    """A document in ``language`` or a near one, else in English, else in whatever language it has.

    :raises Unavailable: ``document.missing``.
    """
    for code in (*understood(language), FALLBACK, *languages()):
        document = text_of(document_id, code)
        if document is not None:
            return Found(document, language)
    raise Unavailable("document.missing", id=document_id)
