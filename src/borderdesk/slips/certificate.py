"""What somebody practised, on one page in Lao and English, with room for two signatures; called by ``desk``.

It says what was done and when. It holds no mark, no count and nothing about how it was done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.sheet import A4, Sheet
from borderdesk.slips.text_layout import Style
from borderdesk.text.catalogue import tr_in, translatable
from borderdesk.text.dates import short_date

TITLE = "Certificate of practice"
"""The PDF's own title."""

_HEAD = translatable("Certificate of practice")
_WHO = translatable("{who} · station {station}")
_SAID = translatable("practised these stories with made-up people in BorderDesk:")
_MODULES = translatable("Modules: {modules}")
_MORE = translatable("and {n} more")
_NO_MARK = translatable("This paper says what was practised. It is no examination and holds no mark.")
_TRAINER = translatable("Trainer: name, signature, date")
_HEAD_OF = translatable("Head of the post: name, signature, date")
_LEFT = 22.0
_TOP = 26.0
_HALF = 112.0
_LINES_EACH = 6
_MOST_LINES = 10
_ROOM = 54.0
"""Lines of a column at least and at most, and the height they have."""


@dataclass(frozen=True, slots=True)
class Practised:
    """One story and the day it was last finished."""

    title_lo: str
    title_en: str
    day: date


@dataclass(frozen=True, slots=True)
class Certificate:
    """The page. ``who`` is a role number, or the name typed at the moment of printing."""

    who: str
    station: str
    modules: tuple[str, ...]
    practised: tuple[Practised, ...]
    day: date


def draw_certificate(certificate: Certificate, family: str = "noto") -> PrintedDocument:
    """The certificate as a PDF in memory, one page; never with the mark of practice sheets."""
    sheet = Sheet(TITLE, A4)
    sheet.new_page()
    width, height = A4
    sheet.box(12, 12, width - 24, height - 24, 1)
    for place, language in enumerate(("lo", "en")):
        top = _TOP + place * _HALF
        if place:
            sheet.rule(_LEFT, top - 6, width - _LEFT, top - 6)
        _draw_half(sheet, certificate, language, top, family)
    small = Style(10, family=family)
    foot = height - 36
    half = (width - 2 * _LEFT - 10) / 2
    for place, words in enumerate((_TRAINER, _HEAD_OF)):
        left = _LEFT + place * (half + 10)
        sheet.rule(left, foot, left + half, foot)
        y = sheet.paragraph(tr_in("lo", words), left, foot + 1, half, small)
        sheet.paragraph(tr_in("en", words), left, y, half, small, language="en")
    sheet.text(short_date(certificate.day), width - _LEFT, height - 16, small, "right")
    return sheet.finish()


def _draw_half(sheet: Sheet, certificate: Certificate, language: str, top: float, family: str) -> None:
    width = A4[0] - 2 * _LEFT
    body = Style(11, family=family)
    y = sheet.paragraph(
        tr_in(language, _HEAD), _LEFT, top, width, Style(20, bold=True, family=family), language=language
    )
    who = tr_in(language, _WHO).format(who=certificate.who, station=certificate.station)
    y = sheet.paragraph(who, _LEFT, y + 1, width, Style(14, bold=True, family=family), language=language)
    y = sheet.paragraph(tr_in(language, _SAID), _LEFT, y + 1, width, body, language=language) + 1
    column = width / 2
    small = replace(body, size=10)
    shown = certificate.practised[: 2 * _MOST_LINES]
    lines = min(max(_LINES_EACH, -(-len(shown) // 2)), len(shown))
    pitch = min(7.4, _ROOM / lines)
    for count, each in enumerate(shown):
        title = each.title_lo if language == "lo" else each.title_en
        left = _LEFT + (count // lines) * column
        line = f"{short_date(each.day)}  {title}"
        sheet.paragraph(
            line, left, y + (count % lines) * pitch, column - 3, small, language=language, max_lines=1
        )
    y += lines * pitch + 1
    if more := len(certificate.practised) - len(shown):
        y = sheet.paragraph(tr_in(language, _MORE).format(n=more), _LEFT, y, width, small, language=language)
    modules = ", ".join(tr_in(language, module) for module in certificate.modules)
    y = sheet.paragraph(
        tr_in(language, _MODULES).format(modules=modules), _LEFT, y, width, body, language=language
    )
    sheet.paragraph(tr_in(language, _NO_MARK), _LEFT, y + 1, width, small, language=language)
