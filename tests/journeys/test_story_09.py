"""Acceptance story 9: what the person keeps back is struck out on screen and withheld on paper."""

import re

import zxingcpp
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from tests.journeys.pages.consent import ConsentPage
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.print import PrintPage
from tests.journeys.pages.refer import ReferPage
from tests.journeys.pages.traveller import FACTS, NAME, NATIONALITY

from borderdesk import desk
from borderdesk.ui.paper import OpenedPdf


def test_a_name_that_is_kept_back_is_on_no_paper(checkpoint: Post) -> None:
    Officer(checkpoint).screen_to("refer")
    refer = ReferPage(checkpoint)
    refer.accepts("yes")
    refer.choose_first()
    refer.hand_over("accompanied")
    refer.open_details()
    for question, text in {"R1e": NAME, "R1f": NATIONALITY, "R2b": FACTS}.items():
        checkpoint.screen.details.focus_question(question)  # type: ignore[attr-defined]  # cards are built where seen
        checkpoint.type(f"answer.{question}.text", text)
    refer.go_on()
    consent = ConsentPage(checkpoint)
    consent.agree_to_all()
    assert NAME in consent.told()["name"]
    consent.take_off("name")
    assert "name" in consent.struck()
    assert NAME not in checkpoint.everything_said()
    consent.given_by("signature")
    code = checkpoint.case_code()
    consent.go_on()

    paper = PrintPage(checkpoint)
    checkpoint.rest()
    slip = "\n".join(pages_of(checkpoint.screen.drawn.pdf))  # type: ignore[attr-defined]  # shown and printed
    assert "Service card" in slip
    never = (NAME, NATIONALITY, FACTS, "traffick", "victim", "suspect", "asylum", "O2", "O1-")
    assert [word for word in never if word.lower() in slip.lower()] == []
    paper.print_now()
    checkpoint.wait(lambda: checkpoint.sees("print.banner"))
    checkpoint.rest()
    paper.paper("form")
    checkpoint.rest()
    form = pages_of(checkpoint.screen.drawn.pdf)  # type: ignore[attr-defined]  # as above
    receivers = "\n".join(page for page in form if "Copy 2 of 3" in page)
    assert "withheld" in receivers
    assert NATIONALITY in receivers
    assert [page for page in form if NAME in page and "ສະບັບ 1/3" not in page] == []
    paper.print_now()
    checkpoint.rest()

    printed = checkpoint.printers.papers()
    assert len(printed) == 2
    assert [job.docName() for job in checkpoint.printers.printed] == ["BorderDesk", "BorderDesk"]
    expected = f"BD1:{re.escape(code)}:R1:[0-9A-Z]{{8}}"
    read = [square for pdf in printed for square in squares(pdf)]
    assert read
    assert {bool(re.fullmatch(expected, square)) for square in read} == {True}
    assert desk.check_slip(checkpoint.workspace, read[0]).genuine


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, as the preview reads them."""
    with OpenedPdf(pdf) as document:
        return [document.getAllText(page).text() for page in range(document.pageCount())]


def squares(pdf: bytes) -> list[str]:
    """What a scanner reads from the square codes of a paper."""
    found = []
    with OpenedPdf(pdf) as document:
        for page in range(document.pageCount()):
            points = document.pagePointSize(page)
            size = QSize(round(points.width() * 200 / 72), round(points.height() * 200 / 72))
            drawn = document.render(page, size)
            flat = drawn.convertToFormat(QImage.Format.Format_RGBA8888)
            picture = Image.frombytes("RGBA", (flat.width(), flat.height()), bytes(flat.constBits()))
            white = Image.new("RGBA", picture.size, "white")
            white.alpha_composite(picture)
            found += [code.text for code in zxingcpp.read_barcodes(white.convert("L"))]
    return found
