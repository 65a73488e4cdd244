"""The shipped document fonts, loaded once per process; called by ``text_layout`` and ``sheet``.

A family is a Lao face and a Latin face side by side, since Noto Sans Lao has no Latin letters and
Phetsarath has digits but no letters. reportlab embeds the glyphs, HarfBuzz places them; both read the
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
