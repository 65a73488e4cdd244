"""From PDF bytes to pictures and to a printer; everything stays in memory.

Pages are drawn by QtPdf from the bytes, so that the preview shows what the printer gets. The print queue
only ever sees the name "BorderDesk".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from borderdesk.domain.errors import Unavailable

JOB_NAME = "BorderDesk"
PRINT_DPI = 300
"""Sharp for 9.5 pt Lao and for square codes of 0.6 mm modules, and light on an old PC."""


class OpenedPdf:
    """A PDF in memory, as a ``with`` block: QtPdf reads it from a buffer, no file is made."""

    def __init__(self, pdf: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._document = QPdfDocument()

    def __enter__(self) -> QPdfDocument:
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()
        self._buffer.close()


def page_picture(document: QPdfDocument, page: int, dpi: float) -> QImage:
    """A page on white paper at ``dpi`` dots an inch."""
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return paper


def page_pictures(pdf: bytes, pages: Sequence[int], dpi: float) -> list[QImage]:
    """These pages (from 0) as they are shown; for a lane beside the window, since a page takes 7 ms."""
    with OpenedPdf(pdf) as document:
        return [page_picture(document, page, dpi) for page in pages]


class Printers(Protocol):
    """The printers of this PC."""

    def names(self) -> list[str]:
        """Every printer, the default one first."""
        ...

    def open(self, name: str) -> QPrinter:
        """A printer ready to be drawn on."""
        ...


class SystemPrinters:
    """What the operating system offers."""

    def names(self) -> list[str]:
        """Every printer, the default one first."""
        names = [info.printerName() for info in QPrinterInfo.availablePrinters()]
        default = QPrinterInfo.defaultPrinterName()
        return sorted(names, key=lambda name: (name != default, name.casefold()))

    def open(self, name: str) -> QPrinter:
        """The printer of this name."""
        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def print_pages(printers: Printers, name: str, pdf: bytes, pages: Sequence[int], number: str) -> int:
    """Print these pages (from 0, again for each copy) of a PDF; how many were sent. Runs in its own lane.

    :raises Unavailable: ``print.failed`` with the referral's ``number``; the queue is then left empty.
    """
    printer = printers.open(name)
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    with OpenedPdf(pdf) as document:
        painter = QPainter()
        picture, shown = QImage(), -1
        for count, page in enumerate(pages):
            points = document.pagePointSize(page)
            size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
            layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
            layout.setMode(QPageLayout.Mode.FullPageMode)
            printer.setPageLayout(layout)
            ready = painter.begin(printer) if count == 0 else printer.newPage()
            if not ready:
                _give_up(printer, painter, number)
            target = printer.pageLayout().fullRectPixels(printer.resolution())
            if page != shown:  # copies of a page are drawn once
                picture, shown = page_picture(document, page, printer.resolution()), page
            painter.drawImage(QRectF(target), picture)
        ended = painter.end()
    if not ended or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise Unavailable("print.failed", number=number)
    return len(pages)


def _give_up(printer: QPrinter, painter: QPainter, number: str) -> None:
    printer.abort()
    if painter.isActive():
        painter.end()
    raise Unavailable("print.failed", number=number)
