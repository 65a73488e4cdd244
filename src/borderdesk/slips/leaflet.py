"""IEC material as an A4 leaflet to hand out: large type, few words, one or two languages; called by ``desk``.

It looks like any leaflet on the counter: no code, no station, no name. Each language has half of the page,
so that it can be folded to show one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from borderdesk.slips.content import Leaflet, LeafletText, PrintedDocument
from borderdesk.slips.sheet import A4, Sheet, first_baseline, paragraph_height
from borderdesk.slips.text_layout import Style
from borderdesk.slips.wording import ASK, DRAFT
from borderdesk.text.catalogue import WRITTEN, tr_in

TITLE = "Leaflet"
"""The PDF's own title: neutral, like every paper's."""

_MARGIN = 18.0
_TOP = 24.0
_FOOT = 16.0
_GAP = 3.0
_INDENT = 9.0
_SMALLER = 0.92
_LEAST = 0.55


@dataclass(frozen=True, slots=True)
class _Type:
    """The type of one half; made smaller together until everything has its room."""

    title: Style
    lead: Style
    point: Style

    def at(self, scale: float) -> _Type:
        """The same at another size; never under 10 pt."""
        return _Type(*(replace(style, size=max(10, style.size * scale)) for style in self.styles()))

    def styles(self) -> tuple[Style, Style, Style]:
        return self.title, self.lead, self.point


def draw_leaflet(leaflet: Leaflet, family: str = "noto") -> PrintedDocument:
    """The leaflet as a PDF in memory, one page; the same leaflet gives the same bytes."""
    sheet = Sheet(TITLE, A4, leaflet.practice)
    sheet.new_page()
    small = Style(10, family=family)
    if leaflet.draft:
        _draft_strip(sheet, leaflet, replace(small, bold=True))
    width, height = A4
    room = (height - _TOP - _FOOT) / max(1, len(leaflet.texts))
    full = _Type(
        Style(26, bold=True, family=family), Style(19, bold=True, family=family), Style(17, family=family)
    )
    halves = [_fitted(text, full, width - 2 * _MARGIN, room - 8) for text in leaflet.texts]
    for place, (text, chosen) in enumerate(zip(leaflet.texts, halves, strict=True)):
        top = _TOP + place * room
        if place:
            sheet.rule(_MARGIN, top, width - _MARGIN, top)
        _draw_half(sheet, text, chosen, top + 4, width - 2 * _MARGIN)
    foot = height - _FOOT + 7
    sheet.text(_said(ASK, leaflet), _MARGIN, foot, small)
    sheet.text(f"{leaflet.document_id} · {leaflet.version}", width - _MARGIN, foot, small, "right")
    return sheet.finish()


def _draft_strip(sheet: Sheet, leaflet: Leaflet, style: Style) -> None:
    width, _ = A4
    sheet.box(_MARGIN, 9, width - 2 * _MARGIN, 9, 1)
    sheet.text(_said(DRAFT, leaflet), width / 2, 9 + 6.2, style, "centre")


def _said(message: str, leaflet: Leaflet) -> str:
    """A sentence of the leaflet itself in its languages; Lao and English where it has no other."""
    spoken = [text.language for text in leaflet.texts if text.language in WRITTEN]
    return " · ".join(dict.fromkeys(tr_in(language, message) for language in spoken or ["lo", "en"]))


def _fitted(text: LeafletText, full: _Type, width: float, room: float) -> _Type:
    """The largest type in which a text has room."""
    scale = 1.0
    while _height(text, full.at(scale), width) > room and scale > _LEAST:
        scale *= _SMALLER
    return full.at(scale)


def _height(text: LeafletText, chosen: _Type, width: float) -> float:
    points = sum(paragraph_height(point, width - _INDENT, chosen.point) + _GAP for point in text.points)
    return (
        paragraph_height(text.title, width, chosen.title)
        + paragraph_height(text.lead, width, chosen.lead)
        + 2 * _GAP
        + points
    )


def _draw_half(sheet: Sheet, text: LeafletText, chosen: _Type, top: float, width: float) -> None:
    language = text.language
    y = sheet.paragraph(text.title, _MARGIN, top, width, chosen.title, language=language) + _GAP
    y = sheet.paragraph(text.lead, _MARGIN, y, width, chosen.lead, language=language) + _GAP
    for point in text.points:
        middle = y + first_baseline(chosen.point) - chosen.point.size * 0.11
        sheet.disc(_MARGIN + 2.5, middle, 1.3)
        left, room = _MARGIN + _INDENT, width - _INDENT
        y = sheet.paragraph(point, left, y, room, chosen.point, language=language) + _GAP
