"""A travel document that nobody issued, drawn from the data of a practice story; called by ``desk``.

It stands for a document of the state of Utopia, which the standard for travel documents uses for what no
country issues, and is marked as a specimen over its whole face. The lines with the arrows are drawn one sign
to a cell, as on a real one, so that a digit can be found by counting.
"""

from __future__ import annotations

from borderdesk.slips.content import ZONE_LINES, PrintedDocument, Specimen
from borderdesk.slips.sheet import A4, Sheet
from borderdesk.slips.text_layout import Style
from borderdesk.text.catalogue import tr_in, translatable

TITLE = "Specimen"
"""The PDF's own title."""
_SIZES = {
    "TD1": (85.6, 78.0),  # its front, and below it the lines of its back
    "TD2": (105.0, 74.0),
    "TD3": (125.0, 88.0),
    "MRV-A": (120.0, 80.0),
    "MRV-B": (105.0, 74.0),
}
"""Width and height in millimetres."""
_NAMES = {
    "TD1": "IDENTITY CARD",
    "TD2": "IDENTITY CARD",
    "TD3": "PASSPORT",
    "MRV-A": "VISA",
    "MRV-B": "VISA",
}
_STATE = "UTOPIA"
_SPECIMEN = "ຕົວຢ່າງ SPECIMEN"
_HEAD = translatable("A document for practice, issued by nobody")
_LOOK = translatable("Compare what is printed with the lines at the foot, and work out the check digits.")
_ROOM = translatable("What I found")
_LARGER = 1.42
_MARGIN = 3.0


def draw_specimen(specimen: Specimen, family: str = "noto") -> PrintedDocument:
    """The document alone, on a page of its own size, for the window."""
    width, height = _SIZES[specimen.kind]
    sheet = Sheet(TITLE, (width + 2 * _MARGIN, height + 2 * _MARGIN), practice=True)
    sheet.new_page()
    _Drawing(sheet, specimen, _MARGIN, _MARGIN, 1.0, family).draw()
    return sheet.finish()


def draw_specimen_sheet(
    specimen: Specimen, title: str, story: str, language: str, family: str = "noto"
) -> PrintedDocument:
    """The document enlarged on A4 with its story and room for what is found, for a class."""
    sheet = Sheet(TITLE, A4, practice=True)
    sheet.new_page()
    left, width = 16.0, A4[0] - 32
    body = Style(11, family=family)
    y = sheet.paragraph(title, left, 14, width, Style(17, bold=True, family=family), language=language)
    y = sheet.paragraph(tr_in(language, _HEAD), left, y, width, body, language=language)
    y = sheet.paragraph(story, left, y + 2, width, body, language=language) + 4
    across, down = (_LARGER * side for side in _SIZES[specimen.kind])
    _Drawing(sheet, specimen, (A4[0] - across) / 2, y, _LARGER, family).draw()
    y = sheet.paragraph(tr_in(language, _LOOK), left, y + down + 4, width, body, language=language)
    y = sheet.paragraph(
        tr_in(language, _ROOM), left, y + 3, width, Style(12, bold=True, family=family), language=language
    )
    while (y := y + 9) < A4[1] - 14:
        sheet.rule(left, y, left + width, y)
    return sheet.finish()


class _Drawing:
    """One document at a place of a sheet, ``scale`` times its size."""

    def __init__(
        self, sheet: Sheet, specimen: Specimen, x: float, y: float, scale: float, family: str
    ) -> None:
        self.sheet, self.specimen, self.scale, self.family = sheet, specimen, scale, family
        self.x, self.y = x, y
        self.width, self.height = _SIZES[specimen.kind]
        lines, self.signs = ZONE_LINES[specimen.kind]
        self.pitch = 4.6
        self.zone_top = self.height - 4 - lines * self.pitch

    def draw(self) -> None:
        """Frame, heading, picture, what is printed, the zone."""
        wide, high = self.width * self.scale, self.height * self.scale
        self.sheet.box(self.x, self.y, wide, high, 1.2)
        for line in range(3):  # the fine lines of a page that is hard to copy
            self._rule(3, 9.4 + line * 0.7, self.width - 3, 9.4 + line * 0.7)
        said = self.specimen.name or _NAMES[self.specimen.kind]
        self._text(f"{_STATE} · {said}", 4, 7.4, 9, bold=True)
        self._text(_SPECIMEN, self.width - 4, 7.4, 9, bold=True, right=True)
        self._picture(4, 14)
        self._printed(30 if self.width > 90 else 25)
        self._rule(2, self.zone_top - 1.2, self.width - 2, self.zone_top - 1.2)
        for place, signs in enumerate(self.specimen.zone):
            self._zone_line(signs, self.zone_top + (place + 0.8) * self.pitch)

    def _printed(self, left: float) -> None:
        given = self.specimen
        rows: list[list[tuple[str, str]]] = [
            [("Surname", given.family)],
            [("Given names", given.given)],
            [("Document no.", given.number), ("Nationality", given.nationality)],
            [("Date of birth", _day(given.birth)), ("Sex", given.sex)],
            [("Date of expiry", _day(given.expiry)), ("Issued by", given.issuer)],
        ]
        if given.child:
            rows.append([("Child", given.child)])
        step = min(9.0, (self.zone_top - 14.5) / len(rows))
        column = (self.width - left - 2) / 2
        for place, row in enumerate(rows):
            for number, (label, value) in enumerate(row):
                x, y = left + number * column, 14.4 + place * step
                self._text(label, x, y, 4.6)
                self._text(value, x, y + step * 0.46, 8.2 if step > 6 else 7.2, bold=True)

    def _picture(self, x: float, y: float) -> None:
        """Nobody's face: a head and shoulders in a frame."""
        width = 22.0 if self.width > 90 else 18.0
        height = min(width * 1.25, self.zone_top - y - 2)
        s = self.scale
        self.sheet.box(self.x + x * s, self.y + y * s, width * s, height * s)
        middle = x + width / 2
        self.sheet.disc(self.x + middle * s, self.y + (y + height * 0.36) * s, height * 0.19 * s)
        foot, top = y + height - 0.6, y + height * 0.64
        shoulders = [
            (-0.36, foot),
            (-0.3, top + 1.4),
            (-0.14, top),
            (0.14, top),
            (0.3, top + 1.4),
            (0.36, foot),
        ]
        self.sheet.shape([(self.x + (middle + dx * width) * s, self.y + dy * s) for dx, dy in shoulders])

    def _zone_line(self, line: str, y: float) -> None:
        cell = (self.width - 6) / self.signs
        style = Style(min(9.6, cell * 3.6) * self.scale, family=self.family)
        for place, sign in enumerate(line):
            x = self.x + (3 + (place + 0.5) * cell) * self.scale
            self.sheet.text(sign, x, self.y + y * self.scale, style, "centre", "en")

    def _text(
        self, text: str, x: float, y: float, size: float, *, bold: bool = False, right: bool = False
    ) -> None:
        style = Style(size * self.scale, bold=bold, family=self.family)
        place = self.x + x * self.scale, self.y + y * self.scale
        self.sheet.text(text, *place, style, "right" if right else "left", "en")

    def _rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        s = self.scale
        self.sheet.rule(self.x + x1 * s, self.y + y1 * s, self.x + x2 * s, self.y + y2 * s, 0.3)


def _day(written: str) -> str:
    """``2533-05-03`` as documents print it."""
    year, month, day = written.split("-")
    return f"{day}/{month}/{year}"
