"""Printing in the window: real pages, a real print job, what happens without a printer or when it fails."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.print import PrintPage
from tests.ui.screens.office import Office, PdfPrinters
from tests.ui.screens.referred import issued_case

from borderdesk import desk
from borderdesk.ui.paper import OpenedPdf, page_picture
from borderdesk.ui.screens.print.screen import PrintScreen


def prepared(workspace: desk.Workspace) -> str:
    """A record whose referral is sealed and not printed."""
    return issued_case(workspace)


@pytest.fixture
def referral_desk(own_desk: desk.Workspace) -> desk.Workspace:
    return own_desk


@pytest.fixture
def code(office: Office, prepared_desk: tuple[Path, str]) -> str:
    made = prepared_desk[1]
    office.show("print", case=made, number="R1", issued=True)
    PrintPage(office).wait_for_pages(1)
    return made


def test_the_page_is_drawn_from_the_bytes_that_are_printed(office: Office, code: str) -> None:
    page = PrintPage(office)

    assert page.pages() == ["Page 1 of 1"]
    assert page.act == "Issue and print 1 page"
    assert office.text("print.banner") == "Referral R1 is saved and sealed. Look at the pages, then print."


def test_pages_that_took_long_to_draw_are_seen_from_their_top(
    office: Office, prepared_desk: tuple[Path, str]
) -> None:
    before = Event()
    office.jobs.run(before.wait, owner=office.window, lane="free")
    office.window.resize(1366, 480)
    office.show("print", case=prepared_desk[1], number="R1", issued=True)
    assert isinstance(office.screen, PrintScreen)
    office.screen.options.printer_choice.setFocus()
    settle()
    bar = office.screen.column.verticalScrollBar()
    assert bar.value() > 0, "what has the focus meanwhile is kept in view"
    before.set()
    PrintPage(office).wait_for_pages(1)
    settle()
    assert bar.value() == 0


def test_printing_sends_one_job_named_borderdesk(office: Office, code: str) -> None:
    page = PrintPage(office)

    page.print_now()
    page.wait_printed(1)

    assert [printer.docName() for printer in office.printers.jobs] == ["BorderDesk"]
    assert office.text("print.banner").startswith("Take 1 page from the printer Printed by O1 14:05")
    assert page.act == "Print 1 page again"


def test_what_comes_out_is_the_slip_with_its_code(office: Office, code: str) -> None:
    page = PrintPage(office)
    page.print_now()
    page.wait_printed(1)

    read = scanned(office.printers.printed())

    case, number, check = office.screen.presenter.state().reference  # type: ignore[attr-defined]  # the print screen
    assert set(read) == {f"BD1:{case}:{number}:{check.replace('-', '')}"}


def test_without_the_persons_copy_two_a5_pages_are_printed(office: Office, code: str) -> None:
    page = PrintPage(office)
    page.no_copy_for_the_person()
    page.wait_for_pages(2)

    page.print_now()
    page.wait_printed(2)

    with OpenedPdf(office.printers.printed()) as document:
        sizes = {round(document.pagePointSize(number).width() / 72 * 25.4) for number in range(2)}
        assert (document.pageCount(), sizes) == (2, {148})


def test_a_page_drawn_for_an_earlier_choice_never_stands_for_the_last_one(office: Office, code: str) -> None:
    screen = office.screen
    assert isinstance(screen, PrintScreen)
    screen.options.copy_ticked.emit(1, False)
    screen.options.copy_ticked.emit(3, False)  # before the first was drawn
    office._qtbot.waitUntil(lambda: screen.drawn is not None)
    assert screen.drawn is not None
    assert screen.drawn.documents == ("slip.2",)


def test_after_the_slip_the_form_is_one_press_away(office: Office, code: str) -> None:
    page = PrintPage(office)
    page.print_now()
    page.wait_printed(1)

    office.screen.banner._act.click()  # type: ignore[attr-defined]  # the banner's own button
    page.wait_for_pages(4)

    assert page.act == "Issue and print 4 pages"


def test_a_print_that_fails_never_undoes_the_referral(office: Office, code: str) -> None:
    office.printers.broken = True
    page = PrintPage(office)

    page.print_now()
    office.wait_text("print.banner", "Referral R1 is saved. Printing did not work.")

    state = desk.case(office.workspace, code)
    assert [(each.number, each.printed) for each in state.referrals] == [("R1", 0)]
    office.printers.broken = False
    page.print_now()
    page.wait_printed(1)


def test_no_pdf_is_left_behind_by_looking_or_printing(office: Office, code: str, tmp_path: Path) -> None:
    page = PrintPage(office)
    page.print_now()
    page.wait_printed(1)

    out = {tmp_path / "0.pdf"}
    assert set(pdfs_in(tmp_path)) == out
    assert pdfs_in(office.workspace.folder) == []


def test_without_a_printer_the_code_is_shown_large_and_noted_as_copied(
    office: Office, printers: PdfPrinters
) -> None:
    made = issued_case(office.workspace)
    printers._names = ()
    office.show("print", case=made)

    assert office.text("print.code.case") == made
    assert office.text("print.code.number") == "R1"
    assert not office.find("print.primary").isEnabled()

    office.press("print.copied")
    assert FilePage(office).happened()[0] == "Code of R1 copied onto a printed blank"


def test_a_pdf_is_saved_to_a_stick_only(office: Office, code: str, tmp_path: Path) -> None:
    office.press("print.stick")
    assert "not sealed" in office.text("print.askStick.text")
    office.press("print.askStick.back")

    office.screen.save_to(office.workspace.folder)  # type: ignore[attr-defined]  # as the chooser does
    office.wait_text("print.banner", "Papers are saved to a stick only")
    assert pdfs_in(office.workspace.folder) == []

    assert office.stick is not None
    office.screen.save_to(office.stick)  # type: ignore[attr-defined]  # as the chooser does
    office.wait_text("print.banner", "Saved on the stick as BorderDesk-")
    assert [path.name for path in pdfs_in(office.stick)] == [f"BorderDesk-{code.split('-')[3]}-R1-slip.pdf"]


def test_a_stick_that_is_gone_leaves_no_half_file_and_says_so(
    office: Office, code: str, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    office.stick = gone

    office.screen.save_to(gone)  # type: ignore[attr-defined]  # as the chooser does

    office.wait_text("print.banner", "could not be written to the stick")


def pdfs_in(folder: Path) -> list[Path]:
    """Files that hold a PDF, whatever they are called."""
    return [path for path in folder.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"%PDF"]


def scanned(pdf: bytes) -> list[str]:
    """What a scanner reads from the first page of what was printed."""
    with OpenedPdf(pdf) as document:
        picture = page_picture(document, 0, 200).convertToFormat(QImage.Format.Format_Grayscale8)
    size, stride = (picture.width(), picture.height()), picture.bytesPerLine()
    image = Image.frombytes("L", size, bytes(picture.constBits()), "raw", "L", stride)
    return [code.text for code in zxingcpp.read_barcodes(image)]
