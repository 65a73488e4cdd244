"""A long paper before it is printed."""

from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from tests.journeys.pages.post import PdfPrinters
from tests.ui.screens.counter import Counter

from borderdesk.slips.content import PrintedDocument
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.preview_sheet import MOST_SHOWN


def long_paper(pages: int) -> PrintedDocument:
    written = BytesIO()
    canvas = Canvas(written)
    for page in range(pages):
        canvas.drawString(72, 720, f"Page {page}")
        canvas.showPage()
    canvas.save()
    return PrintedDocument("Report", written.getvalue(), pages)


def test_a_long_paper_shows_its_first_pages_and_says_that_all_are_printed(
    counter: Counter, tmp_path: Path
) -> None:
    sheet = PaperSheet(
        counter.screen.around,
        lambda: "Report",
        "longPaper",
        PdfPrinters(tmp_path / "tray"),
        lambda _language, _family: long_paper(MOST_SHOWN + 3),
    )
    sheet.open_in(counter.window)
    sheet.draw()
    counter.find(f"longPaper.page.{MOST_SHOWN}")
    assert len(sheet.pictures) == MOST_SHOWN
    assert counter.text("longPaper.waiting") == "The first 24 of 27 pages are shown. All are printed."
    assert sheet.primary_button.plain_text() == "Print 27 pages"
