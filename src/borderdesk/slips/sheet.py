"""A PDF in the making: exact text, rules, boxes and signs in millimetres; called by the two documents.

``y`` runs downwards from the top edge, as one reads. Text is drawn glyph by glyph inside an
``/ActualText`` span per line, so that search, copy and screen readers get the stored text back although
shaped glyphs stand in another order than letters. The file is made in memory and the same calls give the
same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import atan2, cos, degrees, radians, sin
from typing import Any, Literal

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.fonts import Face
from borderdesk.slips.text_layout import (
    PER_SIZE,
    Line,
    ShapedWord,
    Style,
    fitted_lines,
    single_line,
)

MM = 72 / 25.4
"""Points to the millimetre."""

A4 = (210.0, 297.0)
A5 = (148.0, 210.0)

THIN = 0.5
"""The thinnest rule a worn laser printer still shows, in points."""

Align = Literal["left", "centre", "right"]

_PRACTICE = "ຝຶກຫັດ PRACTICE"
_WATERMARK_GREY = 0.9
_THROUGH = "Multiply"
"""How a PDF lays one thing over another so that both are seen."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page, in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Move:
    """A step of an outline: ``act`` M begins, L is a straight line, C a cubic curve, Z closes."""

    act: Literal["M", "L", "C", "Z"]
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An outline in units of its own; ``fill`` and ``line`` are grey levels (0 black) or nothing."""

    moves: tuple[Move, ...]
    fill: float | None
    line: float | None
    width: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Glyphs of one font subset at one height: the operand of a ``TJ`` and where the pen then stands."""

    font: str
    rise: int
    operand: str
    start: int
    end: int


class Sheet:
    """Draws on the pages of one document of ``size`` millimetres; ``finish`` gives the bytes."""

    def __init__(self, title: str, size: tuple[float, float], practice: bool = False) -> None:
        self.width, self.height = size
        self._title = title
        self._practice = practice
        self._buffer = BytesIO()
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=(self.width * MM, self.height * MM),
            invariant=1,
            pageCompression=1,
            lang="lo",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("BorderDesk")
        self._canvas.setProducer("BorderDesk")
        self._pages = 0
        self._unshown: frozenset[str] = frozenset()
        self._codes: dict[tuple[Face, int], tuple[str, str]] = {}
        self._pieces: dict[ShapedWord, tuple[_Piece, ...]] = {}

    def new_page(self, parts: Sequence[Area] = ()) -> None:
        """Begin a page; the one before is complete. ``parts`` are the pieces it will be cut into.

        A practice sheet is marked on each piece, so that none can pass for a real one by itself.
        """
        if self._pages:
            self._canvas.showPage()
        self._pages += 1
        if self._practice:
            for part in parts or (Area(0, 0, self.width, self.height),):
                self._watermark(part)

    def finish(self) -> PrintedDocument:
        """The finished document."""
        self._canvas.save()
        return PrintedDocument(self._title, self._buffer.getvalue(), self._pages, self._unshown)

    def text(
        self, text: str, x: float, y: float, style: Style, align: Align = "left", language: str = "lo"
    ) -> float:
        """One line with its baseline at ``y``; ``x`` is its left end, middle or right end. Its width."""
        line = single_line(text, style, language)
        width = line.ink * style.size / PER_SIZE / MM
        self._draw_line(line, x - _shift(align, width), y, style)
        return width

    def paragraph(
        self,
        text: str,
        x: float,
        top: float,
        width: float,
        style: Style,
        align: Align = "left",
        max_lines: int | None = None,
        language: str = "lo",
    ) -> float:
        """``text`` in lines of at most ``width``, the first line's box beginning at ``top``; its bottom."""
        lines = fitted_lines(text, style, width * MM, max_lines, language)
        for count, line in enumerate(lines):
            ink = line.ink * style.size / PER_SIZE / MM
            baseline = top + first_baseline(style) + count * style.pitch / MM
            left = x + _shift(align, width) - _shift(align, ink)
            self._draw_line(line, left, baseline, style, last=count == len(lines) - 1)
        return top + len(lines) * style.pitch / MM

    def rule(self, x1: float, y1: float, x2: float, y2: float, points: float = THIN) -> None:
        """A straight line."""
        self._canvas.setLineWidth(points)
        self._canvas.line(x1 * MM, self._up(y1), x2 * MM, self._up(y2))

    def cut_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A dashed line to cut or tear along."""
        self._canvas.saveState()
        self._canvas.setDash([3, 2.4])
        self.rule(x1, y1, x2, y2, 0.6)
        self._canvas.restoreState()

    def fold_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A finely dotted line to fold along."""
        self._canvas.saveState()
        self._canvas.setLineCap(1)
        self._canvas.setDash([0.1, 3])
        self.rule(x1, y1, x2, y2, 0.8)
        self._canvas.restoreState()

    def box(self, x: float, y: float, width: float, height: float, points: float = THIN) -> None:
        """An empty rectangle with its top left corner at ``x``, ``y``."""
        self._canvas.setLineWidth(points)
        self._canvas.rect(x * MM, self._up(y + height), width * MM, height * MM)

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """A black rectangle."""
        self._canvas.rect(x * MM, self._up(y + height), width * MM, height * MM, stroke=0, fill=1)

    def shape(self, points: list[tuple[float, float]]) -> None:
        """A black polygon."""
        outline = self._canvas.beginPath()
        outline.moveTo(points[0][0] * MM, self._up(points[0][1]))
        for x, y in points[1:]:
            outline.lineTo(x * MM, self._up(y))
        outline.close()
        self._canvas.drawPath(outline, stroke=0, fill=1)

    def disc(self, x: float, y: float, radius: float) -> None:
        """A black circle around ``x``, ``y``."""
        self._canvas.circle(x * MM, self._up(y), radius * MM, stroke=0, fill=1)

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A picture file, as large as fits into this room, in its middle; the practice mark shows through."""
        self._canvas.saveState()
        if self._practice:
            self._canvas.setBlendMode(_THROUGH)
        self._canvas.drawImage(
            ImageReader(BytesIO(data)),
            x * MM,
            self._up(y + height),
            width * MM,
            height * MM,
            preserveAspectRatio=True,
            anchor="c",
            mask="auto",
        )
        self._canvas.restoreState()

    def figure(self, figure: Figure, x: float, y: float, unit: float) -> None:
        """A figure whose corner lies at ``x``, ``y``, ``unit`` millimetres to its unit; ends are round."""
        canvas = self._canvas
        outline = canvas.beginPath()
        draw = {"M": outline.moveTo, "L": outline.lineTo, "C": outline.curveTo, "Z": outline.close}
        for move in figure.moves:
            across, down = move.numbers[::2], move.numbers[1::2]
            places = [
                ((x + a * unit) * MM, self._up(y + d * unit)) for a, d in zip(across, down, strict=True)
            ]
            draw[move.act](*(number for place in places for number in place))
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setLineWidth(figure.width * unit * MM)
        canvas.setStrokeGray(figure.line or 0)
        canvas.setFillGray(figure.fill or 0)
        filled, lined = figure.fill is not None, figure.line is not None
        canvas.drawPath(outline, stroke=int(lined), fill=int(filled), fillMode=1)
        canvas.restoreState()

    def _up(self, y: float) -> float:
        return (self.height - y) * MM

    def _watermark(self, area: Area) -> None:
        """Pale and large along the area's diagonal; what it comes to lie over shows through."""
        line = single_line(_PRACTICE, Style(1, bold=True))
        slope = min(45.0, degrees(atan2(area.height, area.width))) * 0.8
        ems = line.ink / PER_SIZE
        across = 0.86 * area.width / (ems * cos(radians(slope)))
        upright = 0.86 * area.height / (ems * sin(radians(slope)) + 1)
        size = min(across, upright) * MM
        self._canvas.saveState()
        self._canvas.setBlendMode(_THROUGH)
        self._canvas.setFillGray(_WATERMARK_GREY)
        self._canvas.translate((area.x + area.width / 2) * MM, self._up(area.y + area.height / 2))
        self._canvas.rotate(slope)
        self._draw_at(line, -ems * size / 2, -size * 0.3, size)
        self._canvas.restoreState()

    def _draw_line(self, line: Line, x: float, y: float, style: Style, last: bool = True) -> None:
        self._draw_at(line, x * MM, self._up(y), style.size, last)

    def _draw_at(self, line: Line, x: float, y: float, size: float, last: bool = True) -> None:
        """Draw with the baseline starting at ``x``, ``y`` in points of the page.

        The read text of a ``last`` line ends in a space, or a reader would join it to what stands beside
        it; a line that goes on must not, because Lao words go on without one.
        """
        read = f"{line.text} " if last else line.text
        code = ["/Span <</ActualText <FEFF", read.encode("utf-16-be").hex().upper(), ">>> BDC BT\n"]
        code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        font, rise, pen, start, open_array = "", 0, 0, 0, False
        boxes: list[int] = []
        for word in line.words:
            for piece in self._pieces_of(word):
                if piece.font != font or piece.rise != rise:
                    if open_array:
                        code.append("] TJ")
                    if piece.font != font:
                        code.append(f" {piece.font} {size:g} Tf")
                    if piece.rise != rise:
                        code.append(f" {piece.rise * size / PER_SIZE:.3f} Ts")
                    code.append(" [")
                    font, rise, open_array = piece.font, piece.rise, True
                if start + piece.start != pen:
                    code.append(str(pen - start - piece.start))
                code.append(piece.operand)
                pen = start + piece.end
            boxes.extend(start + place for place in word.boxes)
            start += word.width
        code.append("] TJ" if open_array else "")
        code.append(" 0 Ts ET" if rise else " ET")
        for place in boxes:
            left, edge = x + (place + 70) * size / PER_SIZE, size * 0.46
            code.append(f"\n{THIN} w {left:.2f} {y:.2f} {edge:.2f} {size * 0.7:.2f} re S")
        code.append(" EMC")
        self._canvas.addLiteral("".join(code))
        self._unshown |= line.unshown

    def _pieces_of(self, word: ShapedWord) -> tuple[_Piece, ...]:
        pieces = self._pieces.get(word)
        if pieces is None:
            pieces = self._pieces[word] = tuple(self._made_pieces(word))
        return pieces

    def _made_pieces(self, word: ShapedWord) -> list[_Piece]:
        pieces: list[_Piece] = []
        for glyph in word.glyphs:
            font, byte = self._code_of(glyph.face, glyph.code)
            end = glyph.x + glyph.face.advance(glyph.code)
            last = pieces[-1] if pieces else None
            if last and last.font == font and last.rise == glyph.y:
                gap = last.end - glyph.x
                operand = f"{last.operand}{gap}<{byte}>" if gap else f"{last.operand[:-1]}{byte}>"
                pieces[-1] = _Piece(font, glyph.y, operand, last.start, end)
            else:
                pieces.append(_Piece(font, glyph.y, f"<{byte}>", glyph.x, end))
        return pieces

    def _code_of(self, face: Face, code: int) -> tuple[str, str]:
        """The resource name of the font subset that holds the character, and its byte there in hex."""
        found = self._codes.get((face, code))
        if found is None:
            document = self._canvas._doc  # reportlab gives font subsets to whoever holds the document
            ((subset, byte),) = face.embedded.splitString(chr(code), document)
            found = face.embedded.getSubsetInternalName(subset, document), byte.hex().upper()
            self._codes[face, code] = found
        return found


def paragraph_height(
    text: str, width: float, style: Style, max_lines: int | None = None, language: str = "lo"
) -> float:
    """The height ``Sheet.paragraph`` will take, in millimetres."""
    return len(fitted_lines(text, style, width * MM, max_lines, language)) * style.pitch / MM


def line_width(text: str, style: Style) -> float:
    """The width of ``text`` on one line, in millimetres."""
    return single_line(text, style).ink * style.size / PER_SIZE / MM


def first_baseline(style: Style) -> float:
    """From the top of a line's box to its baseline, in millimetres: room for two marks above a letter."""
    return (style.pitch - style.size * 0.42) / MM


def _shift(align: Align, width: float) -> float:
    return {"left": 0.0, "centre": width / 2, "right": width}[align]
