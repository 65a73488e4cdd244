"""Prints one recovery share on one page of paper; called by the wizard. Nothing is written to disk."""

from __future__ import annotations

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.said import shown
from borderdesk.ui.shell.door import RECOVERY_SHARES


def print_share(number: int, words: str) -> bool:
    """Print share ``number``; ``False`` when this PC has no printer that is ready."""
    from PySide6.QtCore import QMarginsF, QRectF, Qt  # late: only where somebody prints
    from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    default = QPrinterInfo.defaultPrinter()
    if default.isNull():
        return False
    printer = QPrinter(default, QPrinter.PrinterMode.HighResolution)
    printer.setDocName("BorderDesk")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF(15, 15, 15, 15)
        )
    )
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    page.moveTo(0, 0)
    needed, count = RECOVERY_SHARES
    face = QFont(list(theme.FAMILIES[theme.appearance().family]))
    face.setPointSize(16)
    face.setBold(True)
    painter.setFont(face)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    title = tr("Recovery share {number} of {count}", number=number, count=count)
    used = painter.drawText(page, flags, shown(title))
    face.setBold(False)
    face.setPointSize(14)
    painter.setFont(face)
    numbered = "   ".join(f"{place}. {word}" for place, word in enumerate(words.split(), 1))
    rest = page.adjusted(0, used.height() * 2, 0, 0)
    used = painter.drawText(rest, flags, numbered)
    face.setPointSize(11)
    painter.setFont(face)
    rest = rest.adjusted(0, used.height() + printer.resolution() / 3, 0, 0)
    text = tr(
        "Keep this paper apart from the PC. {needed} of {count} shares open it.", needed=needed, count=count
    )
    painter.drawText(rest, flags, shown(text))
    painter.end()
    return True
