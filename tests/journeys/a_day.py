"""A day at a desk in a process of its own: ``python -m tests.journeys.a_day WORKSPACE STICK``.

A traveller is screened, says everything there is to say, gets paper, is packed; the desk is hidden, locked
and closed. What it leaves on disk is looked at afterwards. The printer takes its paper along.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from tests.journeys.pages.consent import ConsentPage
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import PdfPrinters, Post
from tests.journeys.pages.print import PrintPage
from tests.journeys.pages.refer import ReferPage
from tests.journeys.pages.transfer import TransferPage
from tests.journeys.pages.traveller import FACTS, NAME, NAME_LAO, NATIONALITY
from tests.journeys.pages.waiting import Waiting

from borderdesk.ui.app import application


class PaperIsTaken(PdfPrinters):
    """A printer whose paper leaves the room: it prints to nowhere."""

    def __init__(self) -> None:
        self.printed: list[QPrinter] = []

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(os.devnull)
        self.printed.append(printer)
        return printer


def main(folder: Path, stick: Path) -> int:
    app = application()
    post = Post(Waiting(), folder, stick=stick, printers=PaperIsTaken())  # type: ignore[arg-type]  # waits alike
    post.unlock()
    officer = Officer(post)
    officer.screen_to("refer")
    refer = ReferPage(post)
    refer.accepts("yes")
    refer.choose_first()
    refer.hand_over("accompanied")
    refer.open_details()
    for question, text in {"R1e": f"{NAME} {NAME_LAO}", "R1f": NATIONALITY, "R2b": FACTS}.items():
        post.screen.details.focus_question(question)  # type: ignore[attr-defined]  # cards are built where seen
        post.type(f"answer.{question}.text", text)
    post.keys.function(Qt.Key.Key_F9)
    post.come_back()
    refer.go_on()
    consent = ConsentPage(post)
    consent.agree_to_all()
    consent.given_by("signature")
    assert NAME in " ".join(consent.told().values())
    consent.go_on()
    paper = PrintPage(post)
    post.rest()
    for name in ("slip", "form"):
        paper.paper(name)
        post.rest()
        paper.print_now()
        post.rest()
    assert len(post.printers.printed) == 2
    transfer = TransferPage(post)
    transfer.use_stick(stick)
    transfer.pack()
    transfer.hand_over()
    post.lock()
    post.unlock()
    post.close()
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
