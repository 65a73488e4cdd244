"""Shaped words and lines that end where the language allows; called by ``sheet`` to measure and draw.

HarfBuzz places the glyphs, ICU says where a line may end, and each stretch of text takes the first face
that covers it. Everything is measured in thousandths of the type size, so a word is shaped once per
process whatever size it is printed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz

from borderdesk.slips.fonts import Face, family, script_face
from borderdesk.text.lao import line_segments, without_breaks

PER_SIZE = 1000
"""Units to the type size."""

_BOX_WIDTH = 600
_ELLIPSIS = "…"
_LAO = range(0x0E80, 0x0F00)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: ``size`` in points, ``family`` of ``fonts.FAMILIES``, ``leading`` as a factor."""

    size: float
    bold: bool = False
    family: str = "noto"
    leading: float = 1.5

    @property
    def pitch(self) -> float:
        """The distance between two baselines, in points."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph at its place: ``code`` stands for it in ``face``; ``x`` and ``y`` in units of ``PER_SIZE``."""

    face: Face
    code: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """A stretch of text between two places where a line may end.

    ``width`` includes trailing space and ``ink`` does not; both in units of ``PER_SIZE``. ``boxes`` are
    the places of characters that no face covers, listed in ``unshown``.
    """

    glyphs: tuple[Glyph, ...]
    width: int
    ink: int
    boxes: tuple[int, ...] = ()
    unshown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the exact ``text`` it shows and its shaped words; ``ink`` in units of ``PER_SIZE``."""

    text: str
    words: tuple[ShapedWord, ...]
    ink: int

    @property
    def unshown(self) -> frozenset[str]:
        return frozenset().union(*(word.unshown for word in self.words))


@lru_cache(maxsize=8192)
def shape(text: str, family_name: str, bold: bool) -> ShapedWord:
    """The glyphs of ``text``, without U+200B, on one line."""
    glyphs: list[Glyph] = []
    boxes: list[int] = []
    unshown: set[str] = set()
    width = ink = 0
    for face, stretch in _stretches(text, family(family_name, bold), bold):
        if face is None:
            for character in stretch:
                boxes.append(width)
                unshown.add(character)
                width = ink = width + _BOX_WIDTH
            continue
        buffer = uharfbuzz.Buffer()
        buffer.add_str(stretch)
        buffer.guess_segment_properties()
        uharfbuzz.shape(face.shaper, buffer)
        scale = PER_SIZE / face.units
        pen = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            place = width + round((pen + position.x_offset) * scale)
            glyphs.append(Glyph(face, face.code_of(info.codepoint), place, round(position.y_offset * scale)))
            pen += position.x_advance
            if not stretch[info.cluster].isspace():
                ink = width + round(pen * scale)
        width += round(pen * scale)
    return ShapedWord(tuple(glyphs), width, ink, tuple(boxes), frozenset(unshown))


@lru_cache(maxsize=2048)
def _line_of(text: str, family_name: str, bold: bool, language: str) -> Line:
    shown = without_breaks(text)
    return _joined(shown, [shape(word, family_name, bold) for word in line_segments(shown, language)])


def single_line(text: str, style: Style, language: str = "lo") -> Line:
    """``text`` on one line, however long."""
    return _line_of(text, style.family, style.bold, language)


def fitted_lines(
    text: str, style: Style, width: float, max_lines: int | None = None, language: str = "lo"
) -> tuple[Line, ...]:
    """``text`` broken into lines at most ``width`` points wide.

    A word wider than that is broken between letters. Text beyond ``max_lines`` is cut, and the last line
    then ends in "…". Text without any character gives no line.
    """
    room = int(width * PER_SIZE / style.size)
    lines = _broken(without_breaks(text), style.family, style.bold, room, language)
    if max_lines is None or len(lines) <= max_lines:
        return lines
    return (*lines[: max_lines - 1], _cut(lines[max_lines - 1].text, style, room))


@lru_cache(maxsize=2048)
def _broken(text: str, family_name: str, bold: bool, room: int, language: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    for paragraph in text.split("\n") if text else ():
        held: list[tuple[str, ShapedWord]] = []
        width = 0
        for segment, word in _segments_within(paragraph, family_name, bold, room, language):
            if held and width + word.ink > room:
                lines.append(_line(held))
                held, width = [], 0
            held.append((segment, word))
            width += word.width
        lines.append(_line(held))
    return tuple(lines)


def _segments_within(
    paragraph: str, family_name: str, bold: bool, room: int, language: str
) -> Iterator[tuple[str, ShapedWord]]:
    """The breakable pieces of a paragraph, pieces too wide for a line cut between letters."""
    for segment in _whole_codes(line_segments(paragraph, language)):
        word = shape(segment, family_name, bold)
        if word.ink <= room:
            yield segment, word
            continue
        piece = ""
        for letter in _letters(segment):
            if piece and shape(piece + letter, family_name, bold).ink > room:
                yield piece, shape(piece, family_name, bold)
                piece = letter
            else:
                piece += letter
        yield piece, shape(piece, family_name, bold)


def _whole_codes(segments: tuple[str, ...]) -> Iterator[str]:
    """Segments joined after a hyphen: a code or number split over two lines is misread and mistyped."""
    held = ""
    for segment in segments:
        held += segment
        if not held.endswith("-"):
            yield held
            held = ""
    if held:
        yield held


def _cut(text: str, style: Style, room: int) -> Line:
    kept = list(_letters(text.rstrip()))
    while kept and single_line("".join(kept) + _ELLIPSIS, style).ink > room:
        kept.pop()
    return single_line("".join(kept).rstrip() + _ELLIPSIS, style)


def _letters(text: str) -> tuple[str, ...]:
    """What a reader sees as letters: a consonant with its marks stays together."""
    from icu4py.breakers import CharacterBreaker  # late: only an overlong word needs it

    return tuple(CharacterBreaker(text, "lo"))


def _line(held: list[tuple[str, ShapedWord]]) -> Line:
    return _joined("".join(segment for segment, _ in held), [word for _, word in held])


def _joined(text: str, words: list[ShapedWord]) -> Line:
    ink = width = 0
    for word in words:
        ink = width + word.ink if word.ink else ink
        width += word.width
    return Line(text, tuple(words), ink)


def _stretches(text: str, faces: tuple[Face, Face], bold: bool) -> list[tuple[Face | None, str]]:
    """``text`` in stretches of one face: Lao letters in the Lao face, all else in the Latin one if it can.

    What neither has is in the face of its script. Codes and numbers thus look the same in every family. A
    space stays with what precedes it.
    """
    lao, latin = faces
    stretches: list[tuple[Face | None, str]] = []
    for character in text:
        face: Face | None
        if character.isspace() and stretches and stretches[-1][0]:
            face = stretches[-1][0]
        else:
            order = (lao, latin) if ord(character) in _LAO else (latin, lao)
            face = next((face for face in order if face.covers(character)), None)
            face = face or script_face(character, bold)
        if stretches and stretches[-1][0] is face:
            stretches[-1] = (face, stretches[-1][1] + character)
        else:
            stretches.append((face, character))
    return stretches
