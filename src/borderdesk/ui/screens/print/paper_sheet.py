"""A paper before it is printed or saved: its real pages, what can be chosen about it, printer and folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import language, ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say
from borderdesk.ui.screens.print.paper import OpenedPdf, Printers, page_picture, print_pages
from borderdesk.ui.screens.print.view import PagePicture
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Choice, FolderChooser, FormRow, Label, Sheet

_DPI = 84

Draw = Callable[..., PrintedDocument]
"""Draws the paper in a language with a font family, and with what is chosen; runs beside the window."""
Save = Callable[..., Path]
"""Writes it, drawn in a language, into a folder, with what is chosen; says which file it is."""


class PagesSheet(Sheet):
    """Shows a paper as it will be printed; prints it, and saves it where there is a ``save``.

    ``options`` stand above the pages and ``chosen`` gives what they say; whoever made them calls :meth:`draw`
    when one of them is chosen anew.
    """

    WIDTH = 760

    def __init__(
        self,
        around: Surroundings,
        title: Say,
        name: str,
        printers: Printers,
        draw: Draw,
        save: Save | None = None,
        *,
        languages: bool = True,
        options: tuple[QWidget, ...] = (),
        chosen: Callable[[], dict[str, object]] = dict,
    ) -> None:
        super().__init__(title, name=name, width=self.WIDTH)
        self._around, self._name, self._printers = around, name, printers
        self._draw_paper, self._save_paper, self._chosen = draw, save, chosen
        self.drawn: PrintedDocument | None = None
        self.language = Choice(name=f"{name}.language")
        self.language.show_choices([("lo", lambda: tr("Lao")), ("en", lambda: tr("English"))], language())
        self.language.activated.connect(lambda _at: self.draw())
        language_row = FormRow(lambda: tr("Language"), self.language)
        language_row.setVisible(languages)
        self.printer = Choice(name=f"{name}.printer")
        names = printers.names()
        self.printer.show_choices([(each, each) for each in names])
        printer_row = FormRow(lambda: tr("Printer"), self.printer)
        printer_row.setVisible(bool(names))
        self.waiting = Label(lambda: tr("The pages are being drawn."), muted=True, name=f"{name}.waiting")
        self.written = Label("", muted=True, name=f"{name}.written")
        self.written.hide()
        self._pages = QWidget()
        self._page_column = QVBoxLayout(self._pages)
        self._page_column.setContentsMargins(0, 0, 0, 0)
        self._page_column.addWidget(self.waiting)
        self.pictures: list[PagePicture] = []
        for part in (*options, language_row, printer_row, self.written, self._pages):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.save_button = Button(
            lambda: tr("Save in a folder"), icon="stick", on_click=self._ask_folder, name=f"{name}.save"
        )
        if save is not None:
            self.foot.add_secondary(self.save_button)
        self.primary_button = self.foot.set_primary(self._print_words, self._print, icon="print")
        self._show_acts()

    def draw(self) -> None:
        """Draw the pages as they are chosen now."""
        self.drawn = None
        self._show_acts()
        self._around.jobs.run(
            partial(self._draw_paper, **self._chosen()),
            self.language.key(),
            theme.appearance().family,
            owner=self,
            lane="free",
            title=lambda: tr("Drawing the pages"),
            on_done=self._show_pages,
            on_error=self._not_drawn,
        )

    def _not_drawn(self, error: Exception) -> None:
        self.close_sheet()
        self._around.notices.show(error)

    def _show_pages(self, drawn: PrintedDocument) -> None:
        self.drawn = drawn
        self.waiting.hide()
        for old in self.pictures:
            self._page_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pictures = []
        with OpenedPdf(drawn.pdf) as document:
            for page in range(drawn.pages):
                words = tr("Page {page} of {pages}", page=page + 1, pages=drawn.pages)
                picture = PagePicture(page_picture(document, page, _DPI), words)
                picture.setObjectName(f"{self._name}.page.{page + 1}")
                self._page_column.addWidget(picture)
                self.pictures.append(picture)
        self._show_acts()
        self._place()

    def _show_acts(self) -> None:
        self.save_button.set_available(self.drawn is not None)
        if not self._printers.names():
            self.primary_button.set_available(False, lambda: tr("No printer on this PC."))
        else:
            self.primary_button.set_available(self.drawn is not None)
        self.primary_button.say(self._print_words)
        self.foot.show_reasons()

    def _print_words(self) -> str:
        return ntr("Print {n} page", "Print {n} pages", self.drawn.pages if self.drawn else 1)

    def _print(self) -> None:
        drawn, around = self.drawn, self._around
        if drawn is None:
            return
        around.jobs.run(
            print_pages,
            self._printers,
            self.printer.key(),
            drawn.pdf,
            tuple(range(drawn.pages)),
            "",
            owner=around.window,
            lane="free",
            title=lambda: tr("Printing"),
            on_done=lambda pages: around.notices.tell(
                lambda: ntr("Take {n} page from the printer.", "Take {n} pages from the printer.", pages)
            ),
            on_error=lambda error: around.notices.show(_of_a_paper(error)),
        )
        self.close_sheet()

    def _ask_folder(self) -> None:
        FolderChooser(
            lambda: tr("Choose the folder for the paper"),
            self.save_to,
            self._around.jobs,
            name=f"{self._name}Folder",
        ).open_in(self._around.window)

    def save_to(self, folder: Path) -> None:
        """Write the paper into the chosen folder."""
        if self._save_paper is None:
            return
        self._around.jobs.run(
            partial(self._save_paper, **self._chosen()),
            self.language.key(),
            folder,
            owner=self,
            lane="free",
            on_done=self._saved,
            on_error=self._around.notices.show,
        )

    def _saved(self, path: Path) -> None:
        self.written.say(partial(_saved_words, path.name))
        self.written.show()
        self._around.announce(self.written.plain_text())


def _saved_words(name: str) -> str:
    return tr("{file} is in the folder.", file=name)


def _of_a_paper(error: Exception) -> Exception:
    """The printer's refusal without the words about a referral."""
    if isinstance(error, BorderDeskError) and error.code == "print.failed":
        return Unavailable("paper.not_printed")
    return error
