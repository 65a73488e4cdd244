"""The Markdown of a document, cut into sections of plain lines; called when a document is read.

Only what a card needs is understood: headings, paragraphs, numbered and bulleted lines; each row of a table
is a bulleted line of its cells. Marks for bold and
italics, code and links are taken off; pictures are left out but for their words. Nothing here can run,
load or lead anywhere, which is why this and not a general renderer stands behind screen and paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(.*)")
_BULLET = re.compile(r"[-*+]\s+(.*)")
_ROW = re.compile(r"\|(.*)\|")
_UNDER_HEADINGS = re.compile(r"[|:\s-]+")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"([-*_]\s*){3,}")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_MARKS = re.compile(r"(\*\*|__|(?<!`)`+(?!`))(.{1,400}?)\1|(?<![\w*])([*_])(\S(?:.{0,400}?\S)?)\3(?![\w*])")
"""What is marked is a sentence or two: to look further for the other mark takes long in a hostile line."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")
_ASIDE = 0xF0000
"""Signs written with a backslash wait in a private area while marks are taken off."""
_DEEPEST = 4
"""Marks within marks; deeper ones stay as they were typed."""
_PUT_ASIDE = re.compile("[\U000f0000-\U000f007f]")


class Shape(StrEnum):
    """How a line stands on the page."""

    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or one point of a list; ``number`` is what stands before a numbered one."""

    text: str
    shape: Shape = Shape.PARAGRAPH
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; the first may have no heading."""

    title: str
    lines: tuple[Line, ...]


def sections(body: str) -> tuple[Section, ...]:
    """The sections of a document's Markdown; a heading of the first level is its title and left out."""
    found: list[Section] = []
    title, lines = "", list[Line]()
    open_line = False
    for raw in body.splitlines():
        text = raw.strip()
        heading = _HEADING.fullmatch(text)
        if heading:
            if lines or title:
                found.append(Section(title, tuple(lines)))
            title, lines = ("" if len(heading[1]) == 1 else plain(heading[2])), []
            open_line = False
        elif not text or _RULE.fullmatch(text) or (_ROW.fullmatch(text) and _UNDER_HEADINGS.fullmatch(text)):
            open_line = False
        else:
            line = _line(text)
            if open_line and line.shape is Shape.PARAGRAPH:
                # A line that goes on from the one before it.
                lines[-1] = Line(f"{lines[-1].text} {line.text}", lines[-1].shape, lines[-1].number)
            else:
                lines.append(line)
            open_line = True
    if lines or title:
        found.append(Section(title, tuple(lines)))
    return tuple(found)


def plain(text: str) -> str:
    """A line of Markdown without its marks."""
    text = _ESCAPED.sub(lambda sign: chr(_ASIDE + ord(sign[1])), text)
    text = _LINKED.sub(r"\1", text)
    for _ in range(_DEEPEST):
        text = _MARKS.sub(lambda mark: mark[2] or mark[4], text)
    return _PUT_ASIDE.sub(lambda sign: chr(ord(sign[0]) - _ASIDE), text)


def _line(text: str) -> Line:
    if numbered := _NUMBERED.fullmatch(text):
        return Line(plain(numbered[2]), Shape.NUMBERED, int(numbered[1]))
    if bullet := _BULLET.fullmatch(text):
        return Line(plain(bullet[1]), Shape.BULLET)
    if row := _ROW.fullmatch(text):
        cells = (plain(cell.strip().replace("\\|", "|")) for cell in _CELLS.split(row[1]))
        return Line(" · ".join(filter(None, cells)), Shape.BULLET)
    return Line(plain(text.removeprefix("> ")))
