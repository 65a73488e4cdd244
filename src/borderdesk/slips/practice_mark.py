"""The practice mark over a PDF that the library brings; called by ``desk``.

It was not drawn here, so the mark is laid over each page: what is printed in practice must not pass for real.
"""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter

from borderdesk.slips.sheet import MM, Sheet


def marked_for_practice(pdf: bytes) -> bytes:
    """The same pages, each with the mark across what of it is shown.

    ``pdf`` has passed the check of documents that join the library.
    """
    written = PdfWriter(clone_from=BytesIO(pdf))
    for page in written.pages:
        page.transfer_rotation_to_content()
        shown = page.cropbox
        mark = _mark(float(shown.width) / MM, float(shown.height) / MM)
        stamp = PdfReader(BytesIO(mark)).pages[0]
        page.merge_translated_page(stamp, float(shown.left), float(shown.bottom))
    out = BytesIO()
    written.write(out)
    return out.getvalue()


def _mark(width: float, height: float) -> bytes:
    """The mark on an empty page, in millimetres."""
    sheet = Sheet("", (width, height), practice=True)
    sheet.new_page()
    return sheet.finish().pdf
