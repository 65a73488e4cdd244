"""Printing a leaflet: its real page, the languages on it, the printer."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import LANGUAGES, ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say
from borderdesk.ui.screens.library.presenter import PERSON_LANGUAGES
from borderdesk.ui.screens.print.paper import OpenedPdf, Printers, page_picture, print_pages
from borderdesk.ui.screens.print.view import PagePicture
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Choice, FormRow, Label, Sheet

PREVIEW_DPI = 96


class LeafletSheet(Sheet):
    """Shows a leaflet as it will be printed, and prints it."""

    WIDTH = 640

    def __init__(self, around: Surroundings, document_id: str, printers: Printers) -> None:
        super().__init__(lambda: tr("Print leaflet"), name="leaflet", width=self.WIDTH)
        self._around, self._id, self._printers = around, document_id, printers
        self.drawn: PrintedDocument | None = None
        self.languages = Choice(name="leaflet.languages")
        self.languages.show_choices(_offered(document_id))
        self.printer = Choice(name="leaflet.printer")
        names = printers.names()
        self.printer.show_choices([(name, name) for name in names])
        printer_row = FormRow(lambda: tr("Printer"), self.printer)
        printer_row.setVisible(bool(names))
        self._page = QWidget()
        self._page_column = QVBoxLayout(self._page)
        self._page_column.setContentsMargins(0, 0, 0, 0)
        self.waiting = Label(lambda: tr("The pages are being drawn."), muted=True, name="leaflet.waiting")
        self._page_column.addWidget(self.waiting)
        self.picture: PagePicture | None = None
        self.column.add(FormRow(lambda: tr("Languages"), self.languages))
        self.column.add(printer_row)
        self.column.add(self._page)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.primary_button = self.foot.set_primary(
            lambda: ntr("Print {n} page", "Print {n} pages", 1), self._print, icon="print"
        )
        self.languages.activated.connect(lambda _at: self.draw())
        self._show_primary()

    def draw(self) -> None:
        """Draw the page in the chosen languages."""
        self.drawn = None
        self._show_primary()
        first, _, second = self.languages.key().partition(" ")
        self._around.jobs.run(
            desk.leaflet_pdf,
            self._around.workspace,
            self._id,
            first,
            second,
            theme.appearance().family,
            owner=self,
            lane="free",
            title=lambda: tr("Drawing the pages"),
            on_done=self._show_page,
            on_error=self._not_drawn,
        )

    def _not_drawn(self, error: Exception) -> None:
        self.close_sheet()
        self._around.notices.show(error)

    def _show_page(self, drawn: PrintedDocument) -> None:
        self.drawn = drawn
        self.waiting.hide()
        if self.picture is not None:
            self._page_column.removeWidget(self.picture)
            self.picture.hide()
            self.picture.deleteLater()
        with OpenedPdf(drawn.pdf) as document:
            words = tr("Page {page} of {pages}", page=1, pages=drawn.pages)
            self.picture = PagePicture(page_picture(document, 0, PREVIEW_DPI), words)
        self.picture.setObjectName("leaflet.page")
        self._page_column.addWidget(self.picture)
        self._show_primary()
        self._place()

    def _show_primary(self) -> None:
        if not self._printers.names():
            self.primary_button.set_available(False, lambda: tr("No printer on this PC."))
        else:
            self.primary_button.set_available(self.drawn is not None)
        self.foot.show_reasons()

    def _print(self) -> None:
        drawn, around = self.drawn, self._around
        if drawn is None:
            return
        owner = around.window
        around.jobs.run(
            print_pages,
            self._printers,
            self.printer.key(),
            drawn.pdf,
            tuple(range(drawn.pages)),
            self._id,
            owner=owner,
            lane="free",
            title=lambda: tr("Printing"),
            on_done=lambda pages: around.notices.tell(
                lambda: ntr("Take {n} page from the printer.", "Take {n} pages from the printer.", pages)
            ),
            on_error=lambda error: around.notices.show(_of_a_leaflet(error)),
        )
        self.close_sheet()


def _offered(document_id: str) -> list[tuple[str, Say]]:
    """What can be printed: Lao beside another language that the leaflet is written in, or one alone."""
    offered: list[tuple[str, Say]] = [
        ("lo en", lambda: tr("Lao and English")),
        ("lo", lambda: tr("Lao")),
        ("en", lambda: tr("English")),
    ]
    for code, (_, name) in PERSON_LANGUAGES.items():
        if code not in LANGUAGES and not desk.document(document_id, code).fallback:
            offered.append((f"lo {code}", partial(_with_lao, name)))
            offered.append((code, partial(tr, name)))
    return offered


def _with_lao(name: str) -> str:
    return tr("Lao and {language}", language=tr(name))


def _of_a_leaflet(error: Exception) -> Exception:
    """The printer's refusal without the words about a referral."""
    if isinstance(error, BorderDeskError) and error.code == "print.failed":
        return Unavailable("leaflet.not_printed")
    return error
