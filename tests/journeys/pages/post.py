"""A whole desk on a folder, as at a border post: the program, its keyboard, its printer and its sticks.

Everything is real but the printer, whose paper is a PDF file, and the question which folder is a stick.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.keyboard import Keyboard, settle
from tests.journeys.pages.shell import PASSPHRASE, Desk

from borderdesk import desk
from borderdesk.ui import theme
from borderdesk.ui.screens import register_screens
from borderdesk.ui.screens.class_view.screen import ClassScreen
from borderdesk.ui.screens.library.document import DocumentScreen
from borderdesk.ui.screens.practice.screen import PracticeScreen
from borderdesk.ui.screens.print.screen import PrintScreen
from borderdesk.ui.screens.rights_card.screen import RightsCardScreen
from borderdesk.ui.screens.transfer.screen import TransferScreen
from borderdesk.ui.shell.screen import Registry, Route, Screen, Surroundings
from borderdesk.ui.widgets.focus import tab_stops

_Widget = TypeVar("_Widget", bound=QWidget)


class PdfPrinters:
    """One printer, whose paper falls into ``tray`` as PDF files."""

    def __init__(self, tray: Path) -> None:
        self.tray = tray
        tray.mkdir(exist_ok=True)
        self.printed: list[QPrinter] = []

    def names(self) -> list[str]:
        """The printers of this PC."""
        return ["Desk printer"]

    def open(self, name: str) -> QPrinter:
        """A printer that prints into the tray."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.tray / f"{len(self.printed)}.pdf"))
        self.printed.append(printer)
        return printer

    def papers(self) -> list[bytes]:
        """What came out, in order."""
        return [path.read_bytes() for path in sorted(self.tray.glob("*.pdf"))]


class PostRegistry(Registry):
    """Every screen of the program; printing goes to the post's printer, packing may meet a bad stick."""

    def __init__(self, printers: PdfPrinters, stick: Path, pack: Callable[..., Any]) -> None:
        super().__init__()
        self._printers, self._stick, self._pack = printers, stick, pack
        register_screens(self)

    def build(self, around: Surroundings, route: Route) -> Screen:
        if route.screen == "print":
            return PrintScreen(
                around, route, printers=self._printers, may_keep=lambda folder: folder == self._stick
            )
        if route.screen == "rights_card":
            return RightsCardScreen(around, route, printers=self._printers)
        if route.screen == "document":
            return DocumentScreen(around, route, printers=self._printers)
        if route.screen == "class":
            return ClassScreen(around, route, printers=self._printers)
        if route.screen == "practice":
            return PracticeScreen(around, route, printers=self._printers)
        if route.screen == "transfer":
            return TransferScreen(around, route, pack=self._pack)
        return super().build(around, route)


class Post(Desk):
    """A desk at work. ``stick`` is the folder that counts as a stick; ``printers`` where paper comes out."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        *,
        stick: Path,
        printers: PdfPrinters,
        language: str = "en",
        size: tuple[int, int] = (1366, 697),
        pack: Callable[..., Any] = desk.pack,
    ) -> None:
        self.folder, self.stick, self.printers = folder, stick, printers
        super().__init__(
            qtbot,
            folder,
            language=language,
            size=size,
            screens=lambda: PostRegistry(printers, stick, pack),
        )
        self.keys = Keyboard(self.window)

    # Looking

    @property
    def workspace(self) -> desk.Workspace:
        """The open workspace."""
        assert self.window.desk is not None, "nobody is signed in"
        return self.window.desk.workspace

    @property
    def screen(self) -> Screen:
        """The screen shown."""
        assert self.window.desk is not None, "nobody is signed in"
        shown = self.window.desk.screen_shown
        assert shown is not None
        return shown

    @property
    def place(self) -> str:
        """The name of the screen shown; empty while nobody is signed in."""
        return self.screen.name if self.window.desk is not None else ""

    def find(self, name: str, kind: type[_Widget] = QWidget) -> _Widget:  # type: ignore[assignment]  # QWidget is the bound
        """The visible widget called ``name`` in this desk's own window, waited for."""

        def there() -> list[_Widget]:
            return [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]

        self._qtbot.waitUntil(lambda: bool(there()))
        return there()[-1]

    def wait(self, check: Callable[[], bool]) -> None:
        """Wait until ``check`` is so."""
        self._qtbot.waitUntil(check)
        settle()

    def wait_place(self, name: str) -> None:
        """Wait for a screen."""
        self.wait(lambda: self.window.desk is not None and self.place == name)

    def case_code(self) -> str:
        """The full code of the record at work."""
        return str(self.screen.route["case"])

    def stops(self) -> list[QWidget]:
        """Everything Tab can reach on the screen shown."""
        return tab_stops(self.screen)

    # Doing

    def press(self, name: str) -> None:
        """Bring a button into view and press it with the mouse."""
        self.bring_into_view(self.find(name, QAbstractButton))
        self.wait(lambda: self.find(name, QAbstractButton).isEnabled())
        super().press(name)
        settle()

    def type(self, name: str, text: str) -> None:
        """Replace what is in a field, letter by letter, in any script."""
        field = self.find(name)
        assert isinstance(field, (QLineEdit, QPlainTextEdit)), f"{name} is not a field to type in"
        field.setFocus()
        field.selectAll()
        self.keys.text(text)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll so that ``widget`` can be seen."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)
        settle()

    def show(self, screen: str, **params: object) -> None:
        """Go to a screen by its route; where it shows private matter, say that it may."""
        assert self.window.desk is not None
        self.window.desk.navigate(Route(screen, **params))
        self.allow_private()
        self.find(screen)

    def allow_private(self) -> None:
        """Say that private details may be shown here, where that is asked."""
        if self.sees("askPrivate"):
            self.press("askPrivate.primary")

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: not self.program.jobs.running())
        while self.program.jobs.running():  # what came of one job began another
            self.wait(lambda: not self.program.jobs.running())

    def choose_folder(self, chooser: str, folder: Path) -> None:
        """Type a folder into the sheet called ``chooser`` and choose it."""
        self.type(f"{chooser}.path", str(folder))
        self.keys.enter()
        self.rest()
        self.press(f"{chooser}.primary")
        self.rest()

    def choose_file(self, chooser: str, path: Path) -> None:
        """Type a file's path into the sheet called ``chooser`` and press Enter."""
        self.type(f"{chooser}.path", str(path))
        self.keys.enter()
        self.rest()

    def look(self, *, text_percent: int = 100, scheme: str = "light") -> None:
        """Another text size or other colours, as the settings set them."""
        theme.apply(theme.Appearance(scheme, text_percent))
        settle()

    # Set-up

    def set_up(
        self, *, station: str = "HXY", post: str = "checkpoint", user: str = "O1", card: Path | None = None
    ) -> tuple[str, ...]:
        """The whole wizard, Hide practised; with ``card``, the six words that were compared."""
        words: tuple[str, ...] = ()
        self.press("setup.primary")
        self.press(f"setup.post.{post}")
        self.press("setup.primary")
        self.choose("setup.station", "other")
        self.type("setup.stationCode", station)
        self.press("setup.primary")
        for name, text in {"user": user, "passphrase": PASSPHRASE, "passphraseAgain": PASSPHRASE}.items():
            self.type(f"setup.{name}", text)
        self.type("setup.pin", "2468")
        self.press("setup.primary")
        self.find("setup.share.words")
        shares = self.copy_shares()
        self.type("setup.readBack", shares[self.share_asked()])
        self.press("setup.primary")
        if post == "checkpoint":
            if card is not None:
                words = self._trust_in_set_up(card)
            else:
                self.find("setup.card.choose")
            self.press("setup.primary")
        self.find("setup.sample")
        self.press("setup.primary")
        self.press("setup.hide.try")
        assert self.window.covered
        self.come_back()
        self.wait(lambda: not self.window.covered)
        self.find("setup.hide.message")
        self.press("setup.primary")
        self.find("shell")
        return words

    def _trust_in_set_up(self, card: Path) -> tuple[str, ...]:
        self.press("setup.card.choose")
        self.choose_file("setup.chooser", card)
        words = tuple(self.text("setup.card.words").split())
        self.press("setup.card.same")
        self.find("setup.card.message")
        return words

    def close(self) -> None:
        """End the program: the key is dropped and the workspace is free again."""
        super().close()
        settle()
