"""A picture of the library as an A4 page to hand out; called by ``desk``.

It looks like any leaflet on the counter: as large as the paper, nothing else but its number in the foot.
"""

from __future__ import annotations

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.sheet import A4, Sheet
from borderdesk.slips.text_layout import Style

TITLE = "Leaflet"
_MARGIN = 12.0
_FOOT = 16.0


def draw_picture(data: bytes, foot: str, *, practice: bool) -> PrintedDocument:
    """The picture in the middle of a page, lying or standing as it is."""
    width, height = A4
    sheet = Sheet(TITLE, A4, practice)
    sheet.new_page()
    sheet.picture(data, _MARGIN, _MARGIN, width - 2 * _MARGIN, height - _MARGIN - _FOOT)
    sheet.text(foot, width - _MARGIN, height - 8, Style(8), "right")
    return sheet.finish()
