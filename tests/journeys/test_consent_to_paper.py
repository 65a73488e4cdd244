"""Acceptance story 9: what the person keeps back is struck out on screen and missing on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from tests.journeys.pages.consent import ConsentPage
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.print import PrintPage
from tests.journeys.pages.refer import ReferPage
from tests.ui.screens.office import Office, PdfPrinters
from tests.ui.screens.referred import BIRTH_YEAR, NAME, NATIONALITY, new_case, open_desk

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.paper import OpenedPdf, page_picture

AGENCY = "lwu-bokeo"


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    theme.apply(theme.Appearance())
    paper = tmp_path / "printer"
    paper.mkdir()
    workspace = open_desk(tmp_path)
    made = Office(qtbot, workspace, PdfPrinters(paper))
    yield made
    made.close()
    workspace.close()
    set_language("en")
    theme.show_status(False)


def test_what_is_taken_off_in_consent_is_withheld_on_paper(office: Office, tmp_path: Path) -> None:
    code = new_case(office.workspace, needs={"IR_10": "no"})
    desk.record_person(
        office.workspace, code, Person(name_as_used=NAME, birth_year=BIRTH_YEAR, nationality=NATIONALITY)
    )
    office.show("refer", case=code)
    refer = ReferPage(office)
    refer.accepts("yes")
    refer.choose(AGENCY)
    refer.hand_over("accompanied")
    refer.go_on()

    consent = ConsentPage(office)
    assert consent.told()["name"] == f"Name as used: {NAME}"
    consent.take_off("name")
    assert consent.struck() == {"name"}
    assert consent.told()["name"] == "Name as used: withheld"
    consent.agree_to_all()
    consent.answer("R5b", "not_said")
    consent.given_by("signature")
    consent.go_on()

    page = PrintPage(office)
    page.wait_for_pages(1)
    page.print_now()
    page.wait_printed(1)
    case, number, check = office.screen.presenter.state().reference  # type: ignore[attr-defined]  # the print screen
    payload = f"BD1:{case}:{number}:{check.replace('-', '')}"
    assert len(payload.split(":")) == 4
    assert set(scanned(office.printers.printed())) == {payload}
    assert desk.check_slip(office.workspace, payload).genuine is True
    assert [job.docName() for job in office.printers.jobs] == ["BorderDesk"]

    for size in ("a4", "a5", "card"):
        slip = text_of(desk.slip_pdf(office.workspace, code, number, size=size).pdf)
        for word in (*NAME.split(), BIRTH_YEAR, NATIONALITY):
            assert word not in slip, f"{word} is on the {size} slip"

    receiver = text_of(desk.referral_form_pdf(office.workspace, code, number, copies=(2,)).pdf)
    assert "withheld" in receiver
    assert NAME not in receiver
    station = text_of(desk.referral_form_pdf(office.workspace, code, number, copies=(1,)).pdf)
    assert NAME in station

    page.go_to_record()
    happened = FilePage(office).happened()
    assert happened[:2] == [
        "Slip of R1 printed",
        "Referral R1 issued to Lao Women's Union provincial centre, Bokeo",
    ]
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"%PDF"]
    assert left == [tmp_path / "printer" / "0.pdf"]
    assert office.window.windowTitle() == "BorderDesk"


def text_of(pdf: bytes) -> str:
    """All text of a paper, as search and copy give it."""
    with OpenedPdf(pdf) as document:
        return "\n".join(document.getAllText(page).text() for page in range(document.pageCount()))


def scanned(pdf: bytes) -> list[str]:
    """What a scanner reads from the first page that came out of the printer."""
    with OpenedPdf(pdf) as document:
        picture = page_picture(document, 0, 200).convertToFormat(QImage.Format.Format_Grayscale8)
    size, stride = (picture.width(), picture.height()), picture.bytesPerLine()
    image = Image.frombytes("L", size, bytes(picture.constBits()), "raw", "L", stride)
    return [code.text for code in zxingcpp.read_barcodes(image)]
