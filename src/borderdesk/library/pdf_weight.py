"""How much the pages of a PDF are to draw, known before any is drawn.

Drawings may be drawn by other drawings, so that a file of a few kilobytes keeps a reader busy for years.
Counted are bytes of what tells a page how it is drawn, once each time that it is used. Called by enclosure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from borderdesk.domain.errors import RuleBroken

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_OF_A_PAGE = 4 << 20
"""A page this full already takes an old PC some seconds; a crowded one of words has 50 kB."""
MOST_IN_ALL = 32 << 20
MOST_OBJECTS = 100_000
"""Parts of a PDF; each is looked at. Long ones with a mark at each paragraph have some ten thousand."""

_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]*)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_DOTS = 64
"""Dots of a picture that weigh as much as a byte."""


def check_objects(data: bytes) -> None:
    """:raises RuleBroken: ``document.pdf_parts`` (``most``), before anything of it is read."""
    if data.count(b"endobj") > MOST_OBJECTS:
        raise RuleBroken("document.pdf_parts", most=MOST_OBJECTS)


def check_weight(reader: PdfReader) -> None:
    """That no page is too much to draw, nor all of them to look through.

    :raises RuleBroken: ``document.pdf_heavy`` (``page``, the first that is too much).
    """
    weighing, left = _Weighing(), MOST_IN_ALL
    for number, page in enumerate(reader.pages, start=1):
        weight = weighing.page(page)
        left -= weight
        if weight > MOST_OF_A_PAGE or left < 0:
            raise RuleBroken("document.pdf_heavy", page=number)


def held(holder: Any, name: str) -> Any:
    """What a dictionary has under a name, wherever that lies; None where it has none, or is no dictionary."""
    return holder[name] if isinstance(holder, dict) and name in holder else None


class _Weighing:
    """What was weighed is known by where it lies, so that each drawing is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}

    def page(self, page: Any) -> int:
        resources = held(page, "/Resources")  # pypdf brings down what stands above a page
        return self._used(list(_contents(held(page, "/Contents"))), resources) + sum(
            self._drawing(each, resources) for each in _marks_beside(page)
        )

    def _drawing(self, drawing: Any, resources: Any) -> int:
        """A form, the cell of a pattern, or a picture."""
        if not hasattr(drawing, "get_data"):
            return 0
        if held(drawing, "/Subtype") == "/Image":
            dots = int(held(drawing, "/Width") or 0) * int(held(drawing, "/Height") or 0)
            return abs(dots) // _DOTS + 1
        resources = held(drawing, "/Resources") or resources
        key = (id(drawing), id(resources))
        if key not in self._known:
            # While it is weighed: one that draws itself has no end.
            self._known[key] = MOST_IN_ALL
            self._known[key] = self._used([drawing.get_data()], resources) * _cells(drawing)
        return self._known[key]

    def _used(self, contents: list[bytes], resources: Any) -> int:
        weight = sum(map(len, contents))
        if not isinstance(resources, dict) or weight > MOST_OF_A_PAGE:
            return weight
        drawings = list(_drawings(resources))
        names: Counter[bytes] = Counter()
        if drawings:
            for content in contents:
                names.update(_plain(name) for name in _NAME.findall(content))
        for name, drawing in drawings:
            times = names[name.encode()] if name.isascii() else weight
            if times and weight <= MOST_IN_ALL:
                weight += times * self._drawing(drawing, resources)
        return weight


def _plain(name: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name) if b"#" in name else name


def _contents(found: Any) -> Iterator[bytes]:
    if isinstance(found, list):
        read = 0
        for each in found:
            for content in _contents(each.get_object()):
                yield content
                read += len(content)
            if read > MOST_OF_A_PAGE:
                return
    elif hasattr(found, "get_data"):
        yield found.get_data()


def _drawings(resources: Any) -> Iterator[tuple[str, Any]]:
    """What a page or form may draw, by the name that it uses for it."""
    for kind, inner in (("/XObject", ()), ("/Pattern", ()), ("/ExtGState", ("/SMask", "/G"))):
        group = resources.get(kind)
        group = group.get_object() if group is not None else None
        for name, drawing in group.items() if isinstance(group, dict) else ():
            drawing = drawing.get_object()
            for step in inner:
                drawing = held(drawing, step)
            yield str(name)[1:], drawing


def _marks_beside(page: Any) -> Iterator[Any]:
    """How notes and fields on a page look."""
    notes = held(page, "/Annots")
    for note in notes if isinstance(notes, list) else ():
        look = held(held(note.get_object(), "/AP"), "/N")
        yield look
        if isinstance(look, dict) and not hasattr(look, "get_data"):
            yield from (each.get_object() for each in look.values())


def _cells(drawing: Any) -> int:
    """How many cells of a pattern lie over one another; 1 for what is none."""
    over = 1.0
    box = held(drawing, "/BBox")
    if held(drawing, "/PatternType") == 1 and isinstance(box, list) and len(box) == 4:
        for low, step in ((0, "/XStep"), (1, "/YStep")):
            side = abs(float(box[low + 2]) - float(box[low]))
            over *= max(1.0, side / max(abs(float(drawing.get(step, side))), 1e-6))
    return int(min(over, MOST_IN_ALL))
