"""One document as a value, and reading it from bytes that somebody brought.

Shipped cards and files that are added later pass the same check, so there is one place where a script, a
web address or a file that is not what its name says is turned away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from borderdesk.domain.errors import RuleBroken
from borderdesk.library import pictograms
from borderdesk.library.enclosure import Medium
from borderdesk.library.markup import Section, sections
from borderdesk.text.reviewers import reviewer
from borderdesk.text.toml_files import TomlError, read_toml
from borderdesk.text.unseen import UNSEEN

MOST_BYTES = 256 * 1024
"""A card is a page or two; anything larger is not one."""

_FENCE = "+++"
_ID = re.compile(r"[A-Z]\d{2}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_HTML = re.compile(r"<[A-Za-z/!?]")
_ADDRESS = re.compile(r"\w://|\bwww\.|(?<![\w])(?:javascript|data|file|mailto|vbscript):", re.I)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*(\S+)")
_ENTITY = re.compile(r"&#?\w+;")
_LONGEST = 4_000
"""Letters of a line; a paragraph has far fewer, and marks are looked for within a line."""
_LONGEST_FACT = 400
MOST_HEADINGS, MOST_LINES = 100, 500
"""Of a document; a shipped card has 7 and 15. Each is laid out at once when it is opened, on an old PC."""
_NAMED = re.compile(r"\b[SI]\d{2}\b")


T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Kind(StrEnum):
    """A card for the officer, or material for the person."""

    SOP = "sop"
    IEC = "iec"


class Direction(StrEnum):
    """Whom IEC material is for."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    BOTH = "both"


@dataclass(frozen=True)
class Document:
    """A document in one language.

    ``neutral_title`` is what a counter may show; ``sensitive`` asks before it is shown there. ``version``
    is a day and a number, ``2026112101``. ``reviewed_by`` is "none" until somebody has signed. Where
    it brings a file, ``medium`` says of which kind and ``pages`` are the words of its pages. ``pictograms``
    are names of shipped drawings that say the same. By ``keywords`` it is found, and they are shown nowhere:
    the words of the trade, which its own text avoids.
    """

    id: str
    kind: Kind
    language: str
    title: str
    neutral_title: str
    sensitive: bool
    audience: tuple[str, ...]
    direction: Direction
    version: str
    status: str
    translation: str
    reviewed_by: str
    sources: tuple[str, ...]
    review_date: date
    markdown: str = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    pictograms: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    medium: Medium | None = None
    pages: tuple[str, ...] = field(default=(), repr=False)

    @property
    def draft(self) -> bool:
        """Whether no named authority has signed it yet, whatever it calls itself; the banner says so."""
        return self.status.startswith("draft") or not reviewer(self.reviewed_by)

    @property
    def words_read(self) -> bool:
        """Whether somebody who knows its language has read all of it, which is not yet to stand for it."""
        return not self.translation.startswith("draft") and bool(reviewer(self.reviewed_by))

    @property
    def changed_on(self) -> date | None:
        """The day its version names; ``None`` for another numbering."""
        try:
            return date(int(self.version[:4]), int(self.version[4:6]), int(self.version[6:8]))
        except ValueError:
            return None

    def named(self) -> tuple[str, ...]:
        """The ids of other documents that its text names, in order."""
        found = dict.fromkeys(_NAMED.findall(self.markdown))
        found.pop(self.id, None)
        return tuple(found)


def read_document(data: bytes) -> Document:
    """The document in a file's bytes.

    :raises RuleBroken: ``document.too_large``, ``document.not_text``, ``document.front_missing``,
        ``document.front_unreadable`` (``line``), ``document.field`` (``field``),
        ``document.pictogram`` (``name``), ``document.pictograms`` (``most``),
        ``document.html``, ``document.link``, ``document.unseen`` or
        ``document.long_line`` (``line``, counted from 1), ``document.empty``,
        ``document.too_long`` (``headings``, ``lines``: the most).
    """
    if len(data) > MOST_BYTES:
        raise RuleBroken("document.too_large", kilobytes=MOST_BYTES // 1024)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise RuleBroken("document.not_text") from error
    if "\0" in text or data.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf")):
        raise RuleBroken("document.not_text")
    opening, _, rest = text.partition("\n")
    front, fence, body = rest.partition(f"\n{_FENCE}\n")
    if opening.strip() != _FENCE or not fence:
        raise RuleBroken("document.front_missing")
    _check_body(body, first_line=front.count("\n") + 4)
    cut = sections(body)
    if not cut:
        raise RuleBroken("document.empty")
    if len(cut) > MOST_HEADINGS or sum(len(section.lines) for section in cut) > MOST_LINES:
        raise RuleBroken("document.too_long", headings=MOST_HEADINGS, lines=MOST_LINES)
    return _document(_facts(front), body.strip(), cut)


def _facts(front: str) -> dict[str, Any]:
    try:
        return read_toml(front.encode())
    except TomlError as error:
        raise RuleBroken("document.front_unreadable", line=error.line + 1) from error  # below the +++


def _document(facts: dict[str, Any], body: str, cut: tuple[Section, ...]) -> Document:
    if not _ID.fullmatch(_text(facts, "id")):
        raise RuleBroken("document.field", field="id")
    if not _LANGUAGE.fullmatch(_text(facts, "language")):
        raise RuleBroken("document.field", field="language")
    return Document(
        id=facts["id"],
        kind=_choice(facts, "kind", Kind),
        language=facts["language"],
        title=_text(facts, "title"),
        neutral_title=_text(facts, "neutral_title"),
        sensitive=_typed(facts, "sensitive", bool),
        audience=_texts(facts, "audience"),
        direction=_choice(facts, "direction", Direction),
        version=_text(facts, "version"),
        status=_text(facts, "status"),
        translation=_text(facts, "translation"),
        reviewed_by=_text(facts, "reviewed_by"),
        sources=_texts(facts, "sources"),
        review_date=_typed(facts, "review_date", date),
        markdown=body,
        sections=cut,
        pictograms=_pictograms(facts),
        keywords=_texts(facts, "keywords") if "keywords" in facts else (),
        medium=_choice(facts, "medium", Medium) if "medium" in facts else None,
    )


def _typed(facts: dict[str, Any], name: str, kind: type[T]) -> T:
    value = facts.get(name)
    if type(value) is not kind:  # a moment is a day too, but cannot be compared with one
        raise RuleBroken("document.field", field=name)
    return value


def _text(facts: dict[str, Any], name: str) -> str:
    value = _typed(facts, name, str)
    if not _is_line(value):
        raise RuleBroken("document.field", field=name)
    return value


def _is_line(value: object) -> bool:
    """Whether a fact is a short line of plain words."""
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_FACT or "\n" in value:
        return False
    return not (UNSEEN.search(value) or _HTML.search(value))


def _texts(facts: dict[str, Any], name: str) -> tuple[str, ...]:
    values = _typed(facts, name, list)
    if not values or not all(map(_is_line, values)):
        raise RuleBroken("document.field", field=name)
    return tuple(values)


def _pictograms(facts: dict[str, Any]) -> tuple[str, ...]:
    if "pictograms" not in facts:
        return ()
    named = _texts(facts, "pictograms")
    for name in named:
        if name not in pictograms.names():
            raise RuleBroken("document.pictogram", name=name)
    if len(named) > pictograms.MOST:
        raise RuleBroken("document.pictograms", most=pictograms.MOST)
    return named


def _choice(facts: dict[str, Any], name: str, kind: type[E]) -> E:
    try:
        return kind(_text(facts, name))
    except ValueError as error:
        raise RuleBroken("document.field", field=name) from error


def _check_body(body: str, first_line: int) -> None:
    """Nothing that could run or lead out: no HTML, no web address, links to other documents only."""
    for number, line in enumerate(body.split("\n"), start=first_line):
        if len(line) > _LONGEST:
            raise RuleBroken("document.long_line", line=number, most=_LONGEST)
        if UNSEEN.search(line):
            raise RuleBroken("document.unseen", line=number)
        if _HTML.search(line):
            raise RuleBroken("document.html", line=number)
        targets = [target for pair in _LINK.findall(line) for target in pair if target]
        leads_out = any(not _ID.fullmatch(target) for target in targets)
        if leads_out or _ADDRESS.search(line) or _ENTITY.search(line):
            raise RuleBroken("document.link", line=number)
