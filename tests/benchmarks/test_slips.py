"""One warm A4 page of Lao and English: our exact, shaped text against reportlab's unshaped strings.

Run with ``--benchmark-enable``. Both draw the same lines with the same fonts and embed them; each round has
codes of its own, as each record does, so whole lines are never the same twice.
"""

from collections.abc import Callable
from io import BytesIO
from itertools import count

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from borderdesk.resources import resource
from borderdesk.slips.sheet import A4, MM, Sheet
from borderdesk.slips.text_layout import Style, fitted_lines
from borderdesk.text.lao import line_segments

LAO = (
    "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ ກົມຕຳຫຼວດກວດຄົນເຂົ້າ-ອອກເມືອງ ແບບຟອມສົ່ງຕໍ່ຜູ້ທີ່ຕ້ອງການ"
    "ຄວາມຊ່ວຍເຫຼືອຢ່າງຮີບດ່ວນ ເຈົ້າໜ້າທີ່ຢູ່ດ່ານອະທິບາຍໃຫ້ຮູ້ວ່າການຊ່ວຍເຫຼືອນີ້ບໍ່ເສຍຄ່າ ແລະ ປະຕິເສດໄດ້ທຸກເວລາ"
)
ENGLISH = "The officer explains that this help is free and that the person may say no at any time. "
ROWS = 12
_records = count()


def sentences() -> list[tuple[str, str]]:
    """The rows of one page, with the codes of a record of its own."""
    record = next(_records)
    return [(f"{LAO} {record}-{row}", f"{ENGLISH * 2}{record}-{row}") for row in range(ROWS)]


def ours() -> bytes:
    sheet, style = Sheet("Service card", A4), Style(10.5)
    sheet.new_page()
    y = 15.0
    for lao, english in sentences():
        y = sheet.paragraph(lao, 15, y, 180, style)
        y = sheet.paragraph(english, 15, y, 180, style)
    return sheet.finish().pdf


def reportlab_unshaped() -> bytes:
    """The same page by ``drawString``: no shaping, marks misplaced, text not exact on extraction."""
    pdfmetrics.registerFont(
        TTFont("PlainLao", str(resource("fonts", "NotoSansLao-Regular.ttf")), shapable=False)
    )
    pdfmetrics.registerFont(
        TTFont("PlainLatin", str(resource("fonts", "NotoSans-Regular.ttf")), shapable=False)
    )
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(A4[0] * MM, A4[1] * MM))
    y = 800.0
    for lao, english in sentences():
        for text, font in ((lao, "PlainLao"), (english, "PlainLatin")):
            line, width = "", 0.0
            canvas.setFont(font, 10.5)
            for segment in line_segments(text, "lo"):
                wide = pdfmetrics.stringWidth(segment, font, 10.5)
                if line and width + wide > 180 * MM:
                    canvas.drawString(42, y, line)
                    y, line, width = y - 15.7, "", 0.0
                line, width = line + segment, width + wide
            canvas.drawString(42, y, line)
            y -= 15.7
    canvas.save()
    return buffer.getvalue()


@pytest.mark.benchmark(group="one A4 page, warm")
@pytest.mark.parametrize("draw", [ours, reportlab_unshaped], ids=["ours", "reportlab unshaped"])
def test_one_page(benchmark: Callable[..., bytes], draw: Callable[[], bytes]) -> None:
    draw()
    assert benchmark(draw).startswith(b"%PDF")


def test_both_draw_as_many_lines() -> None:
    lao, english = sentences()[0]
    lines = [len(fitted_lines(text, Style(10.5), 180 * MM)) for text in (lao, english)]
    assert lines[0] >= 2
    assert lines[1] >= 1
