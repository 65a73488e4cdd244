"""The shipped document fonts, loaded once per process; called by ``text_layout`` and ``sheet``.

A family is a Lao face and a Latin face side by side, since Noto Sans Lao has no Latin letters and
Phetsarath has digits but no letters. The scripts of the neighbours have a face each, whatever the family;
it is read when a text first needs it. reportlab embeds the glyphs, HarfBuzz places them; both read the
same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFont

from borderdesk.resources import resource

FAMILIES = {
    "noto": ("NotoSansLao", "NotoSans"),
    "phetsarath": ("Phetsarath", "NotoSans"),
}
"""Family name to the file stems of its Lao and its Latin face."""

_THAI = (range(0x0E00, 0x0E80),)
_BURMESE = (range(0x1000, 0x10A0), range(0xA9E0, 0xAA00), range(0xAA60, 0xAA80))
_KHMER = (range(0x1780, 0x1800), range(0x19E0, 0x1A00))
_CHINESE = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0xFF00, 0xFFF0))

SCRIPTS = (
    (_THAI, "NotoSansThai-Regular", "NotoSansThai-Bold"),
    (_BURMESE, "NotoSansMyanmar-Regular", "NotoSansMyanmar-Bold"),
    (_KHMER, "NotoSansKhmer-Regular", "NotoSansKhmer-Bold"),
    (_CHINESE, "NotoSansSC-Regular", "NotoSansSC-Regular"),
)
"""Characters of a script and the stems of its faces; Chinese has one weight, to keep the program small."""

_PRIVATE_USE = 0xE000
_NO_BREAK_SPACE = 0xA0


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One font file: ``embedded`` writes it into a PDF, ``shaper`` places its glyphs, ``units`` to the em.

    ``codes`` holds for each glyph the character that stands for it in a PDF.
    """

    name: str
    embedded: Any
    shaper: uharfbuzz.Font
    units: int
    codes: tuple[int, ...]

    def covers(self, character: str) -> bool:
        """Whether the face itself has a glyph for ``character``."""
        glyph = self.embedded.face.charToGlyph.get(ord(character))
        return bool(glyph)

    def advance(self, code: int) -> int:
        """The width the PDF gives the character ``code``, in thousandths of the em."""
        width: float = self.embedded.face.getCharWidth(code)
        return round(width)

    def code_of(self, glyph: int) -> int:
        """The character that stands for ``glyph`` in the PDF."""
        return self.codes[glyph]


@cache
def family(name: str, bold: bool) -> tuple[Face, Face]:
    """The Lao and the Latin face of a document family; ``KeyError`` for an unknown one."""
    lao, latin = FAMILIES[name]
    weight = "Bold" if bold else "Regular"
    return _face(f"{lao}-{weight}"), _face(f"{latin}-{weight}")


def script_face(character: str, bold: bool) -> Face | None:
    """The face that has a neighbour's ``character``, or none."""
    for ranges, regular, heavy in SCRIPTS:
        if any(ord(character) in each for each in ranges):
            face = _face(heavy if bold else regular)
            return face if face.covers(character) else None
    return None


@cache
def _face(stem: str) -> Face:
    path = str(resource("fonts", f"{stem}.ttf"))
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))
    embedded = TTFont(stem, path, asciiReadable=False)
    codes = _codes_of_glyphs(embedded.face, shaper)
    return Face(stem, embedded, shaper, shaper.face.upem, codes)


def _codes_of_glyphs(face: Any, shaper: uharfbuzz.Font) -> tuple[int, ...]:
    """A character for each glyph, since reportlab embeds by character: a private one where there is none.

    The number of a private character comes from the glyph, so that the same text gives the same file in
    every process. reportlab turns U+00A0 into a space, which therefore stands for no glyph but its own.
    """
    codes = []
    for glyph in range(shaper.face.glyph_count):
        known = (code for code in face.glyphToChar.get(glyph, ()) if face.charToGlyph.get(code) == glyph)
        code = next((code for code in known if code != _NO_BREAK_SPACE), _PRIVATE_USE + glyph)
        if face.charToGlyph.get(code) != glyph:
            face.charToGlyph[code] = glyph
            face.charWidths[code] = round(shaper.get_glyph_h_advance(glyph) * 1000 / shaper.face.upem)
        codes.append(code)
    return tuple(codes)
