"""IEC material to hand out: pictograms, large type, few words, one or two languages; called by ``desk``.

It looks like any leaflet on the counter: no code, no station, no name. Always an A4 sheet: one leaflet, two
of A5, or small cards in eight panels. Each panel is whole by itself, in one language, and with two languages
every leaflet folds between them, so that it can show one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, sqrt

from borderdesk.domain.errors import RuleBroken
from borderdesk.slips.content import Leaflet, LeafletPaper, LeafletText, PrintedDocument
from borderdesk.slips.pictograms import draw_pictogram
from borderdesk.slips.sheet import A4, Area, Sheet, first_baseline, paragraph_height
from borderdesk.slips.text_layout import Style
from borderdesk.slips.wording import DRAFT, where_to_ask
from borderdesk.text.catalogue import tr_in

TITLE = "Leaflet"
"""The PDF's own title: neutral, like every paper's."""

_EDGE = 8.0
"""What printers leave blank at the edge of a sheet, in millimetres."""
_MARGINS = {LeafletPaper.A4: 16.0, LeafletPaper.A5: 11.0, LeafletPaper.CARDS: 4.0}
_LARGEST = 32.0
_OF_ROOM = 0.18
"""The size of the title in points, to the square root of the panel's area in millimetres."""
_LEAST = 10.0
_LEAST_ON_CARD = {"lo": 9.5}
_LEAST_SECOND = 8.5
"""The smallest type in points; on a card Lao, and what needs less height."""
_LEADING = {"my": 1.6, "km": 1.5}
_USUAL_LEADING = 1.4
"""Burmese and Khmer letters stand under and over one another and need more height than Lao."""
_DEEPER = {"my": 0.09, "km": 0.03}
"""The room they need above a box, in millimetres to the point of their size."""
_SMALLER = 0.94
_TIGHTER = 0.9
_SMALL_PICTOGRAM = 11.0
"""The edge of pictograms that stand in a row beside the title, in millimetres: where words beside large ones
have no room."""
_PADDING = 0.8
_INDENT = 0.5
"""How far points stand in, in millimetres to the point of their size."""


@dataclass(frozen=True, slots=True)
class _Type:
    """The type of one panel; made smaller together until everything has its room."""

    title: Style
    lead: Style
    point: Style
    ask: Style
    marks: Style

    @classmethod
    def of(cls, size: float, family: str, least: float, leading: float) -> _Type:
        """Type with a title of ``size`` points, nothing under ``least``."""
        full = Style(max(least, size), bold=True, family=family, leading=leading)
        lead = replace(full, size=max(least, size * 0.72))
        point = replace(lead, size=max(least, size * 0.65), bold=False)
        ask = replace(lead, size=max(least, size * 0.55))
        return cls(full, lead, point, ask, replace(point, size=least, leading=leading - 0.05))

    def tighter(self) -> _Type:
        """The same with its lines closer together."""
        styles = (self.title, self.lead, self.point, self.ask, self.marks)
        return _Type(*(replace(style, leading=style.leading * _TIGHTER) for style in styles))


def draw_leaflet(
    leaflet: Leaflet, paper: LeafletPaper = LeafletPaper.A4, family: str = "noto"
) -> PrintedDocument:
    """The leaflet as a PDF in memory, one page; the same leaflet gives the same bytes.

    :raises RuleBroken: ``leaflet.too_long`` where the words have no room in the smallest type.
    """
    sheet = Sheet(TITLE, A4, leaflet.practice)
    count = len(leaflet.texts)
    rows, columns = {
        LeafletPaper.A4: (count, 1),
        LeafletPaper.A5: (2, count),
        LeafletPaper.CARDS: (4, 2),
    }[paper]
    width, height = sheet.width / columns, sheet.height / rows
    places = [(row, column) for row in range(rows) for column in range(columns)]
    sheet.new_page([Area(column * width, row * height, width, height) for row, column in places])
    for row in range(1, rows):
        line = sheet.fold_line if paper is LeafletPaper.A4 else sheet.cut_line
        line(0, row * height, sheet.width, row * height)
    for column in range(1, columns):
        line = sheet.fold_line if count > 1 else sheet.cut_line
        line(column * width, 0, column * width, sheet.height)
    margin = _MARGINS[paper]
    for row, column in places:
        x, room_across = _inset(column, columns, width, margin)
        y, room_down = _inset(row, rows, height, margin)
        text = leaflet.texts[row if paper is LeafletPaper.A4 else column % count]
        least = _LEAST
        if paper is LeafletPaper.CARDS:
            least = _LEAST_ON_CARD.get(text.language, _LEAST_SECOND)
        _Panel(sheet, leaflet, text, Area(x, y, room_across, room_down), family, least).draw()
    return sheet.finish()


def _inset(place: int, count: int, room: float, margin: float) -> tuple[float, float]:
    """Where a panel's print begins and how long it is: as long in all, and clear of the sheet's edge."""
    edge = max(margin, _EDGE)
    before, after = (edge if at_edge else margin for at_edge in (place == 0, place == count - 1))
    length = room - edge - (edge if count == 1 else margin)
    return place * room + before + (room - before - after - length) / 2, length


class _Panel:
    """One language of one leaflet: beside the pictograms where it is wide, below them where it is high. Where
    the words have no room so, the pictograms are small and only title and lead stand beside them.
    """

    def __init__(
        self, sheet: Sheet, leaflet: Leaflet, text: LeafletText, area: Area, family: str, least: float
    ) -> None:
        self._sheet, self._leaflet, self._text, self._area = sheet, leaflet, text, area
        self._language = text.language
        self._gap = 0.028 * min(area.width, area.height)
        self._small = False
        self._words = self._beside_pictograms()
        try:
            self._type = self._fitted(family, least)
        except RuleBroken:
            if not leaflet.pictograms:
                raise
            self._small, self._words = True, area
            self._type = self._fitted(family, least)

    def draw(self) -> None:
        """Pictograms, words from the top, and at the foot where to ask."""
        self._draw_pictograms()
        sheet, words, kind = self._sheet, self._words, self._type
        across = self._head_width()
        y = self._paragraph(self._text.title, words.x, words.y, across, kind.title) + self._gap
        self._paragraph(self._text.lead, words.x, y, across, kind.lead)
        y = words.y + self._head_height(kind)
        indent = kind.point.size * _INDENT
        for point in self._text.points:
            middle = y + first_baseline(kind.point) - kind.point.size * 0.11
            sheet.disc(words.x + indent * 0.28, middle, kind.point.size * 0.076)
            y = self._paragraph(point, words.x + indent, y, words.width - indent, kind.point) + self._gap
        self._draw_foot()

    def _draw_foot(self) -> None:
        words, kind = self._words, self._type
        y = words.y + words.height - self._foot_height(kind)
        self._sheet.rule(words.x, y, words.x + words.width, y, 0.8)
        y = self._paragraph(self._ask(), words.x, y + 0.6, words.width, kind.ask) + self._deeper(kind)
        if self._leaflet.draft:
            self._sheet.box(words.x, y, words.width, words.y + words.height - y, 0.8)
        self._paragraph(self._marks(), words.x + _PADDING, y + 0.4, words.width - 2 * _PADDING, kind.marks)

    def _ask(self) -> str:
        return where_to_ask(self._leaflet.helpline, self._leaflet.printed_on, self._language)

    def _marks(self) -> str:
        """That it is a draft, and which leaflet it is."""
        draft = tr_in(self._language, DRAFT) if self._leaflet.draft else ""
        which = f"{self._leaflet.document_id} {self._leaflet.version}".strip()
        return " · ".join(part for part in (draft, which) if part)

    def _paragraph(self, text: str, x: float, top: float, width: float, style: Style) -> float:
        return self._sheet.paragraph(text, x, top, width, style, language=self._language)

    def _height(self, text: str, width: float, style: Style) -> float:
        return paragraph_height(text, width, style, language=self._language)

    def _fitted(self, family: str, least: float) -> _Type:
        """The largest type in which everything has room; at the least size the lines move closer."""
        size = min(_LARGEST, _OF_ROOM * sqrt(self._area.width * self._area.height))
        leading = _LEADING.get(self._language, _USUAL_LEADING)
        kind = _Type.of(size, family, least, leading)
        while self._needs(kind) > self._words.height and kind.title.size > least:
            size *= _SMALLER
            kind = _Type.of(size, family, least, leading)
        if self._needs(kind) > self._words.height:
            kind = kind.tighter()
        if self._needs(kind) > self._words.height:
            raise RuleBroken("leaflet.too_long", id=self._leaflet.document_id)
        return kind

    def _needs(self, kind: _Type) -> float:
        width = self._words.width
        indent = kind.point.size * _INDENT
        points = sum(
            self._height(point, width - indent, kind.point) + self._gap for point in self._text.points
        )
        return self._head_height(kind) + points + self._foot_height(kind)

    def _head_width(self) -> float:
        """What title and lead have: all but the small pictograms."""
        return self._words.width - (self._row() + 2 * self._gap if self._small else 0.0)

    def _head_height(self, kind: _Type) -> float:
        """Title and lead with the gaps below them, and no less than the small pictograms beside them."""
        width = self._head_width()
        title, lead = (self._text.title, kind.title), (self._text.lead, kind.lead)
        words = sum(self._height(text, width, style) + self._gap for text, style in (title, lead))
        return max(words, _SMALL_PICTOGRAM + self._gap) if self._small else words

    def _foot_height(self, kind: _Type) -> float:
        marks = self._height(self._marks(), self._words.width - 2 * _PADDING, kind.marks)
        ask = self._height(self._ask(), self._words.width, kind.ask) + self._deeper(kind)
        return ask + marks + 1.4

    def _deeper(self, kind: _Type) -> float:
        return kind.ask.size * _DEEPER.get(self._language, 0.0)

    # pictograms

    def _row(self) -> float:
        """How far the small pictograms reach."""
        count = len(self._leaflet.pictograms)
        return count * _SMALL_PICTOGRAM + (count - 1) * self._gap

    def _grid(self) -> tuple[int, int, float]:
        """Columns and rows of pictograms, and their edge."""
        count, area = len(self._leaflet.pictograms), self._area
        lines = 1 if count <= 4 else 2
        along = ceil(count / lines)
        wide = area.width > area.height
        length, across = (area.height, area.width * 0.23) if wide else (area.width, area.height * 0.3)
        edge = min((length - self._gap * (along - 1)) / along, (across - self._gap * (lines - 1)) / lines)
        return (lines, along, edge) if wide else (along, lines, edge)

    def _beside_pictograms(self) -> Area:
        """What they leave for the words."""
        area = self._area
        if not self._leaflet.pictograms:
            return area
        columns, rows, edge = self._grid()
        taken = self._gap * 2
        if area.width > area.height:
            taken += columns * (edge + self._gap) - self._gap
            return Area(area.x + taken, area.y, area.width - taken, area.height)
        taken += rows * (edge + self._gap) - self._gap
        return Area(area.x, area.y + taken, area.width, area.height - taken)

    def _draw_pictograms(self) -> None:
        if not self._leaflet.pictograms:
            return
        columns, _, edge = self._grid()
        left = self._area.x
        if self._small:
            columns, edge = len(self._leaflet.pictograms), _SMALL_PICTOGRAM
            left += self._area.width - self._row()
        step = edge + self._gap
        for place, name in enumerate(self._leaflet.pictograms):
            x = left + place % columns * step
            draw_pictogram(self._sheet, name, x, self._area.y + place // columns * step, edge)
