"""The window around the referral screens, with a printer that prints into a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.journeys.pages.shell import Desk

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui.app import hide_pin_check
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.screens.consent.screen import ConsentScreen
from borderdesk.ui.screens.file.screen import FileScreen
from borderdesk.ui.screens.print.screen import PrintScreen
from borderdesk.ui.screens.records.screen import RecordsScreen
from borderdesk.ui.screens.refer.screen import ReferScreen
from borderdesk.ui.screens.rights_card.screen import RightsCardScreen
from borderdesk.ui.screens.separate.screen import SeparateScreen
from borderdesk.ui.shell.screen import Registry, Route, Surroundings
from borderdesk.ui.shell.window import Window


class PdfPrinters:
    """Printers whose paper is a PDF file in ``folder``."""

    def __init__(self, folder: Path, names: tuple[str, ...] = ("Desk printer",)) -> None:
        self.folder = folder
        self._names = names
        self.jobs: list[QPrinter] = []
        self.broken = False

    def names(self) -> list[str]:
        return list(self._names)

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        folder = self.folder / "not there" if self.broken else self.folder
        printer.setOutputFileName(str(folder / f"{len(self.jobs)}.pdf"))
        self.jobs.append(printer)
        return printer

    def printed(self) -> bytes:
        """The last paper that came out."""
        return (self.folder / f"{len(self.jobs) - 1}.pdf").read_bytes()


class Office(Desk):
    """An unlocked window with the referral screens and a printer of its own."""

    def __init__(
        self,
        qtbot: QtBot,
        workspace: desk.Workspace,
        printers: PdfPrinters,
        *,
        stick: Path | None = None,
        language: str = "en",
        size: tuple[int, int] = (1366, 697),
    ) -> None:
        self._qtbot = qtbot
        set_language(language)
        self.workspace = workspace
        self.printers = printers
        self.stick = stick
        self.jobs = Jobs()
        self.window = Window(self.jobs, hide_pin_check)
        self.desk = self.window.open_desk(workspace, self.registry())
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def registry(self) -> Registry:
        """The screens of these tests."""
        office = self

        class PaperScreen(PrintScreen):
            def __init__(self, around: Surroundings, route: Route) -> None:
                super().__init__(
                    around, route, printers=office.printers, may_keep=lambda folder: folder == office.stick
                )

        registry = Registry()
        registry.register("refer", ReferScreen)
        registry.register("consent", ConsentScreen)
        registry.register("print", PaperScreen)
        registry.register(
            "rights_card",
            lambda around, route: RightsCardScreen(around, route, printers=office.printers),
        )
        registry.register("file", FileScreen)
        registry.register("records", RecordsScreen)
        registry.register("separate", SeparateScreen)
        return registry

    def show(self, screen: str, **params: object) -> None:
        """Go to a screen; where it shows private matter, say that it may."""
        self.desk.navigate(Route(screen, **params))
        if self.sees("askPrivate"):
            self.press("askPrivate.primary")
        self.find(screen)

    def wait_said(self, words: str) -> None:
        """Wait until these words are to be seen somewhere in the window."""
        self._qtbot.waitUntil(lambda: words in self.everything_said())

    def wait_unsaid(self, words: str) -> None:
        """Wait until these words are nowhere in the window."""
        self._qtbot.waitUntil(lambda: words not in self.everything_said())

    @property
    def screen(self) -> object:
        return self.desk.screen_shown

    def close(self) -> None:
        """Close the window; the workspace stays open for the test to look into."""
        self.window.desk = None
        self.window.close()
        self.window.deleteLater()
        self.jobs.stop()
        # Gone at once, screens and all: what a reader still brings must not ask a workspace that closes next.
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
