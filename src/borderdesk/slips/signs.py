"""Drawn signs: the square code, urgency marks, tick boxes, lines to write on; called by the documents.

All are vectors. As characters they would pull in a third font, and shape, not shade, has to carry the
meaning on a worn black-and-white printer.
"""

from __future__ import annotations

from functools import lru_cache

import segno

from borderdesk.domain.errors import RuleBroken
from borderdesk.slips.content import Reference, Urgency
from borderdesk.slips.sheet import Sheet

QR_VERSION = 3
QR_SIZE = 24.5
"""Edge of the square code with its quiet zone, in millimetres: 37 modules of 0.66 mm."""

_QUIET_ZONE = 4


def draw_square_code(sheet: Sheet, reference: Reference, x: float, y: float, size: float = QR_SIZE) -> None:
    """The reference's payload as a QR code (ISO/IEC 18004, version 3, level H) with top left at ``x``, ``y``.

    ``RuleBroken("slip.code_too_long")`` when it does not fit: 35 capital letters, digits and ``-:`` do.
    """
    modules = _modules(reference.payload)
    edge = size / (len(modules) + 2 * _QUIET_ZONE)
    for row, line in enumerate(modules):
        top = y + (row + _QUIET_ZONE) * edge
        start = None
        for column, dark in enumerate((*line, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                sheet.block(x + (start + _QUIET_ZONE) * edge, top, (column - start) * edge, edge)
                start = None


@lru_cache(maxsize=64)
def _modules(payload: str) -> tuple[tuple[int, ...], ...]:
    try:
        code = segno.make(payload, version=QR_VERSION, error="h", boost_error=False, micro=False)
    except segno.DataOverflowError:
        raise RuleBroken("slip.code_too_long", length=len(payload)) from None
    return tuple(tuple(row) for row in code.matrix)


def draw_urgency(sheet: Sheet, urgency: Urgency, x: float, y: float, height: float) -> float:
    """Two triangles, one, or a disc standing on the baseline ``y``; the width they take."""
    if urgency is Urgency.WITHIN_2_WEEKS:
        sheet.disc(x + height / 2, y - height / 2, height / 2)
        return height
    edge = height * 1.12
    count = 2 if urgency is Urgency.WITHIN_24_HOURS else 1
    for place in range(count):
        left = x + place * (edge + height * 0.15)
        sheet.shape([(left, y), (left + edge, y), (left + edge / 2, y - height)])
    return count * edge + (count - 1) * height * 0.15


def draw_tick_box(sheet: Sheet, x: float, y: float, edge: float = 3.4) -> float:
    """An empty box to tick, on the baseline ``y``; its width."""
    sheet.box(x, y - edge + 0.4, edge, edge, 0.8)
    return edge


def draw_writing_line(sheet: Sheet, x: float, y: float, width: float) -> None:
    """A line to write on, a little below the baseline ``y``."""
    sheet.rule(x, y + 0.9, x + width, y + 0.9)
