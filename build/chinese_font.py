"""Make ``NotoSansSC-Regular.ttf`` from Noto Sans CJK: what simplified Chinese needs, as a PDF can hold it.

``python build/chinese_font.py NotoSansCJK-Regular.ttc``. The whole collection has 19 MB and PostScript
outlines, which reportlab cannot embed; kept are the 6,763 characters of GB 2312 with its punctuation.
Needs fontTools, which nothing else does: the finished font is a resource. Formats: OpenType 1.9; GB 2312-80.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts" / "NotoSansSC-Regular.ttf"
FAMILY = "Noto Sans SC"
_NAMES = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: "NotoSansSC-Regular", 16: FAMILY, 17: "Regular"}
_SIMPLIFIED = 2
"""The place of the mainland's shapes in the collection."""

_TOLERANCE = 1.0
"""How far a curve may move, in thousandths of the em."""


def characters() -> set[int]:
    """GB 2312: rows 1 to 9 are signs, 16 to 87 characters; and what typing puts between them."""
    rows = [*range(0xA1, 0xAA), *range(0xB0, 0xF8)]
    found = {
        ord(text)
        for row in rows
        for cell in range(0xA1, 0xFF)
        if (text := bytes((row, cell)).decode("gb2312", "ignore"))
    }
    return {code for code in found if code >= 0x2E80} | {
        0x20,
        0xB7,
        0x2014,
        0x2018,
        0x2019,
        0x201C,
        0x201D,
        0x2026,
    }


def main(collection: str) -> None:
    font = TTFont(collection, fontNumber=_SIMPLIFIED)
    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    options.hinting = False
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    _outlines(font)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    font.recalcTimestamp = False
    font.save(TARGET)
    print(f"{TARGET.name}: {len(font.getGlyphOrder())} glyphs, {TARGET.stat().st_size / 1e6:.1f} MB")


def _outlines(font: TTFont) -> None:
    """Quadratic outlines instead of PostScript ones."""
    drawn = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), glyphs
    font["loca"] = newTable("loca")
    font["maxp"].tableVersion = 0x00010000
    for field in (
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    for name in ("CFF ", "VORG"):
        if name in font:
            del font[name]
    font.sfntVersion = "\x00\x01\x00\x00"


if __name__ == "__main__":
    main(sys.argv[1])
