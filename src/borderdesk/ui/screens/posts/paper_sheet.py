"""A border post's paper before it is printed or saved: its real pages, the language, printer and stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.slips.content import PrintedDocument
from borderdesk.text import language, ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.posts.presenter import PostsPresenter
from borderdesk.ui.screens.print.paper import OpenedPdf, Printers, page_picture, print_pages
from borderdesk.ui.screens.print.view import PagePicture
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Choice, FolderChooser, FormRow, Label, Sheet

PREVIEW_DPI = 84


class PaperSheet(Sheet):
    """Shows the report of one visit, or the comparison without ``code``; prints it, or saves it."""

    WIDTH = 760

    def __init__(
        self, around: Surroundings, presenter: PostsPresenter, code: str, printers: Printers
    ) -> None:
        title = (lambda: tr("Report of the visit")) if code else (lambda: tr("Border posts side by side"))
        super().__init__(title, name="postPaper", width=self.WIDTH)
        self._around, self._presenter, self._code, self._printers = around, presenter, code, printers
        self.drawn: PrintedDocument | None = None
        self.language = Choice(name="postPaper.language")
        self.language.show_choices([("lo", lambda: tr("Lao")), ("en", lambda: tr("English"))], language())
        self.printer = Choice(name="postPaper.printer")
        names = printers.names()
        self.printer.show_choices([(name, name) for name in names])
        printer_row = FormRow(lambda: tr("Printer"), self.printer)
        printer_row.setVisible(bool(names))
        self._pages = QWidget()
        self._page_column = QVBoxLayout(self._pages)
        self._page_column.setContentsMargins(0, 0, 0, 0)
        self.waiting = Label(lambda: tr("The pages are being drawn."), muted=True, name="postPaper.waiting")
        self.written = Label("", muted=True, name="postPaper.written")
        self._page_column.addWidget(self.waiting)
        self.pictures: list[PagePicture] = []
        for part in (
            FormRow(lambda: tr("Language"), self.language),
            printer_row,
            self.written,
            self._pages,
        ):
            self.column.add(part)
        self.written.hide()
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.save_button = self.foot.add_secondary(
            Button(lambda: tr("Save to a stick"), icon="stick", on_click=self._save, name="postPaper.save")
        )
        self.primary_button = self.foot.set_primary(self._print_words, self._print, icon="print")
        self.language.activated.connect(lambda _at: self.draw())
        self._show_acts()

    def draw(self) -> None:
        """Draw the pages in the chosen language."""
        self.drawn = None
        self._show_acts()
        self._around.jobs.run(
            self._presenter.paper,
            self._code,
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
                picture = PagePicture(page_picture(document, page, PREVIEW_DPI), words)
                picture.setObjectName(f"postPaper.page.{page + 1}")
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
            on_error=around.notices.show,
        )
        self.close_sheet()

    def _save(self) -> None:
        FolderChooser(
            lambda: tr("Choose the stick for the paper"),
            self._save_to,
            self._around.jobs,
            name="postFolder",
        ).open_in(self._around.window)

    def _save_to(self, folder: Path) -> None:
        self._around.jobs.run(
            self._presenter.save,
            self._code,
            self.language.key(),
            folder,
            owner=self,
            lane="free",
            on_done=self._saved,
            on_error=self._around.notices.show,
        )

    def _saved(self, paths: list[Path]) -> None:
        self.written.say(partial(_saved_words, paths[0].name))
        self.written.show()
        self._around.announce(self.written.plain_text())


def _saved_words(name: str) -> str:
    return tr("{file} is on the stick. Safe to remove.", file=name)
