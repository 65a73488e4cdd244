"""A paper over the screen before it is printed: what can be chosen about it, its real pages, the printer.

Leaflets and the reports on border posts build on it; the papers of a referral have a screen of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.domain.errors import BorderDeskError, RuleBroken, Unavailable
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import notice, ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.paper import Printers, page_pictures, print_pages
from borderdesk.ui.said import Say, said
from borderdesk.ui.screens.panes import Panes
from borderdesk.ui.screens.print.view import PagePicture, page_words
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Choice, FormRow, Label, Sheet
from borderdesk.ui.widgets.focus import reading_order, step_in_reading_order

PREVIEW_DPI = 96
MOST_SHOWN = 24
"""Pages that are shown, 3.6 MB each; a longer paper is printed all the same."""
_CHOICES_WIDTH = 300


class PreviewSheet(Sheet):
    """Pages of one paper beside its choices. A subclass says what is drawn and adds choices with ``offer``.

    ``drawn`` is what stands on screen and would be printed; ``None`` while it is drawn anew.
    """

    WIDTH = 940
    copies = 1
    """How many times it is printed."""

    def __init__(self, title: Say, around: Surroundings, printers: Printers, *, name: str) -> None:
        super().__init__(title, name=name, width=self.WIDTH)
        self._around, self._printers, self._name = around, printers, name
        self.drawn: PrintedDocument | None = None
        self._asked = 0
        self.said = Label(lambda: tr("The pages are being drawn."), muted=True, name=f"{name}.waiting")
        self.printer = Choice(name=f"{name}.printer")
        names = printers.names()
        self.printer.show_choices([(each, each) for each in names])
        row = FormRow(lambda: tr("Printer"), self.printer)
        if not names:
            row.hide()
        choices = QWidget()
        self.choices = QVBoxLayout(choices)
        self.choices.setContentsMargins(0, 0, 0, 0)
        self.choices.setSpacing(theme.px(12))
        # First, so that it is seen whatever the window's height.
        self.warning = Label("", "small", strong=True, name=f"{name}.warning")
        self.warning.hide()
        self.choices.addWidget(self.warning)
        self.choices.addWidget(row)
        self.choices.addWidget(self.said)
        pages = QWidget()
        self._pages = QVBoxLayout(pages)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self.pictures: list[PagePicture] = []
        self.column.add(Panes(pages, choices, self.column, left=True, width=_CHOICES_WIDTH))
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.primary_button = self.foot.set_primary(self._print_words, self._print, icon="print")

    def reading_parts(self) -> tuple[QWidget, ...]:
        """Its card: the choices, which a subclass adds, come before the foot bar."""
        return (self._card,)

    def first_stop(self) -> QWidget:
        """The first choice."""
        return next(iter(reading_order(self)), self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """From choice to choice, then the foot bar."""
        return step_in_reading_order(self, forward)

    # what a subclass says

    def paper(self) -> Callable[[], PrintedDocument]:
        """What draws the paper as it is chosen now; runs in the free lane."""
        raise NotImplementedError

    def once_printed(self) -> Callable[[int], object]:
        """Told how many pages left the printer, when the sheet is closed already."""
        return lambda _pages: None

    def offer(self, label: Say, choice: Choice, chosen: Callable[[], object] | None = None) -> None:
        """Add a choice above the printer; another one calls ``chosen``, or draws the paper anew."""
        self.choices.insertWidget(self.choices.count() - 2, FormRow(label, choice))
        choice.activated.connect(lambda _at: chosen() if chosen is not None else self.draw())

    def warn(self, words: Say) -> None:
        """What the officer must know of the paper; blank takes it away."""
        self.warning.say(words)
        self.warning.setVisible(bool(said(words)))

    # drawing and printing

    def draw(self) -> None:
        """Draw the pages as they are chosen."""
        self.drawn = None
        self._asked += 1
        self.show_acts()
        self._around.jobs.run(
            partial(_with_pictures, self.paper()),
            owner=self,
            lane="free",
            title=lambda: tr("Drawing the pages"),
            on_done=partial(self._show_pages, self._asked),
            on_error=partial(self._not_drawn, self._asked),
        )

    def show_acts(self) -> None:
        """What may be done now."""
        if not self._printers.names():
            self.primary_button.set_available(False, lambda: tr("No printer on this PC."))
        else:
            self.primary_button.set_available(self.drawn is not None)
        self.primary_button.say(self._print_words)
        self.foot.show_reasons()

    def _not_drawn(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        if not isinstance(error, RuleBroken):
            self.close_sheet()
            self._around.notices.show(error)
            return
        # Another choice may help, so the choices stay.
        self._clear()
        self.said.say(notice(error.code, None, **error.fields).brief)
        self.said.show()
        self._around.announce(self.said.plain_text())

    def _clear(self) -> None:
        for old in self.pictures:
            self._pages.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pictures = []

    def _show_pages(self, asked: int, found: tuple[PrintedDocument, list[QImage]]) -> None:
        if asked != self._asked:
            return  # something else was chosen meanwhile: that comes next
        drawn, images = found
        self.drawn = drawn
        self.said.say(
            lambda: tr(
                "The first {n} of {pages} pages are shown. All are printed.",
                n=len(images),
                pages=drawn.pages,
            )
        )
        self.said.setVisible(len(images) < drawn.pages)
        self._clear()
        for page, image in enumerate(images, start=1):
            picture = PagePicture(image, partial(page_words, page, drawn.pages))
            picture.setObjectName(f"{self._name}.page.{page}")
            self._pages.addWidget(picture)
            self.pictures.append(picture)
        self.show_acts()
        self._place()

    def _print_words(self) -> str:
        pages = self.drawn.pages if self.drawn is not None else 1
        return ntr("Print {n} page", "Print {n} pages", pages * self.copies)

    def _print(self) -> None:
        drawn, around = self.drawn, self._around
        if drawn is None:
            return
        around.jobs.run(
            print_pages,
            self._printers,
            self.printer.key(),
            drawn.pdf,
            tuple(range(drawn.pages)) * self.copies,
            "",
            owner=around.mode,  # ends with the desk: the sheet is closed, and the window outlives a lock
            lane="free",
            title=lambda: tr("Printing"),
            on_done=partial(_printed, around, self.once_printed()),
            on_error=lambda error: around.notices.show(_not_printed(error)),
        )
        self.close_sheet()


def _with_pictures(draw: Callable[[], PrintedDocument]) -> tuple[PrintedDocument, list[QImage]]:
    """The paper and its first pages as they are shown."""
    drawn = draw()
    return drawn, page_pictures(drawn.pdf, range(min(drawn.pages, MOST_SHOWN)), PREVIEW_DPI)


def _not_printed(error: Exception) -> Exception:
    """The printer's refusal without the words about a referral."""
    if isinstance(error, BorderDeskError) and error.code == "print.failed":
        return Unavailable("paper.not_printed")
    return error


def _printed(around: Surroundings, told: Callable[[int], object], pages: int) -> None:
    told(pages)
    around.notices.tell(partial(_take, pages))


def _take(pages: int) -> str:
    return ntr("Take {n} page from the printer.", "Take {n} pages from the printer.", pages)
