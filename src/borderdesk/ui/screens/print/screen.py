"""The print preview: draws the papers in the free lane, shows them, prints them, writes down that it did.

Opened with ``Route("print", case=code, number="R1")``; without ``number`` it shows the latest referral.
The referral is sealed already: nothing that happens to the paper can undo it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError, RuleBroken, Unavailable
from borderdesk.domain.values import CaseCode
from borderdesk.files import put
from borderdesk.text import ntr, tr
from borderdesk.text.dates import clock_time
from borderdesk.ui import theme
from borderdesk.ui.paper import Printers, SystemPrinters, page_pictures, print_pages
from borderdesk.ui.screens.panes import Panes
from borderdesk.ui.screens.print.presenter import PrintPresenter
from borderdesk.ui.screens.print.state import Drawn, Paper, PrintState, Size, Wishes
from borderdesk.ui.screens.print.view import PREVIEW_DPI, CodeCard, Options, PageColumn
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.volumes import on_a_stick
from borderdesk.ui.widgets import Confirm
from borderdesk.ui.widgets.chooser import FolderChooser

PRINTER = "printer"
"""The preference that keeps which printer was used last."""


class PrintScreen(Screen):
    """Slip and referral form as real pages, and the one act that prints them."""

    name: ClassVar[str] = "print"
    needs_private: ClassVar[bool] = True
    wide: ClassVar[bool] = True

    def __init__(
        self,
        around: Surroundings,
        route: Route,
        *,
        printers: Printers | None = None,
        may_keep: Callable[[Path], bool] = on_a_stick,
    ) -> None:
        self.code = str(route["case"])
        super().__init__(around, route)
        self.printers: Printers = printers or SystemPrinters()
        self._may_keep = may_keep
        self.presenter: PrintPresenter | None = None
        self.drawn: Drawn | None = None
        self._printing = False
        self._seen = False
        self.options = Options()
        self.by_hand = CodeCard()
        self.pages = PageColumn()
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self.by_hand, self.options):
            column.addWidget(part)
        self.panes = Panes(self.pages, beside, self.column)
        self.column.add(self.panes)
        self.column.add_stretch()
        # Not back to the agreement: that referral is sealed, and the record is where it is now.
        self.foot.set_back(lambda: tr("Go to the record"), self._go_to_record)
        self.primary_button = self.foot.set_primary(
            lambda: tr("Print"), self._print, icon="print", name="print.primary"
        )
        self._connect()

    def _connect(self) -> None:
        self.options.paper_chosen.connect(lambda name: self._wish(paper=Paper(name)))
        self.options.size_chosen.connect(lambda name: self._wish(size=Size(name)))
        self.options.language_chosen.connect(lambda code: self._wish(second_language=code))
        self.options.copy_ticked.connect(self._tick_copy)
        self.options.no_copy_wanted.connect(self._person_wants_none)
        self.options.stick_asked.connect(self._ask_stick)
        self.by_hand.copied.connect(self._copied)

    def title(self) -> str:
        """The place."""
        return tr("Print")

    def record_code(self) -> str:
        """The short code of the record."""
        return short_code(CaseCode(self.code))

    def sop(self) -> str:
        """The card about referring."""
        return "S08"

    def enter(self) -> None:
        """Look up the referral and draw its first paper."""
        self.around.idle.interview_running = False
        try:
            self.presenter = PrintPresenter(
                self.around.workspace,
                self.code,
                str(self.route.get("number", "")),
                font=theme.appearance().family,
            )
        except BorderDeskError as error:
            self.panes.hide()
            self.primary_button.set_available(False)
            self.around.notices.show(error)
            return
        names = self.printers.names()
        kept = str(desk.preference(self.around.workspace, PRINTER, ""))
        self.options.show_printers(names, kept)
        self.by_hand.setVisible(not names)
        if self.route.get("issued"):
            self.banner.show_text(
                lambda: tr("Referral {number} is saved and sealed.", number=self._number()),
                lambda: tr("Look at the pages, then print."),
            )
        self._show_state()
        self._draw()

    def mode_changed(self, mode: Mode) -> None:
        """The papers are for Private mode only."""
        self.panes.setVisible(mode is Mode.PRIVATE and self.presenter is not None)

    def retranslate(self) -> None:
        """Notes and page names follow the program language."""
        self._show_state()

    def _number(self) -> str:
        return self.presenter.number if self.presenter is not None else ""

    # options

    def _wish(self, **changes: object) -> None:
        if self.presenter is not None:
            self.presenter.wish(**changes)
            self._show_state()
            self._draw()

    def _tick_copy(self, copy: int, wanted: bool) -> None:
        if self.presenter is not None:
            self.presenter.tick_copy(copy, wanted)
            self._show_state()
            self._draw()

    def _person_wants_none(self, none: bool) -> None:
        if self.presenter is not None:
            self.presenter.person_wants_none(none)
            self._show_state()
            self._draw()

    def _show_state(self) -> None:
        if self.presenter is None:
            return
        state = self.presenter.state(self.drawn)
        self.options.show_state(state)
        self.by_hand.show_reference(state.reference)
        self._show_primary(state)

    def _show_primary(self, state: PrintState) -> None:
        count = len(self.drawn.pages) if self.drawn is not None else 0
        if state.printed:
            self.primary_button.say(lambda: ntr("Print {n} page again", "Print {n} pages again", count))
        else:
            self.primary_button.say(
                lambda: ntr("Issue and print {n} page", "Issue and print {n} pages", count)
            )
        if not self.printers.names():
            self.primary_button.set_available(False, lambda: tr("No printer on this PC."))
        else:
            self.primary_button.set_available(self.drawn is not None and not self._printing)
        self.foot.show_reasons()
        self.options.stick.set_available(self.drawn is not None)

    # drawing

    def _draw(self) -> None:
        if self.presenter is None:
            return
        self.drawn = None
        wishes = self.presenter.wishes
        if wishes.paper is Paper.FORM and self.presenter.state().form_refused:
            self.pages.show_pages()
            self.pages.empty.hide()
            self._show_state()
            return
        self.around.jobs.run(
            partial(_with_pictures, self.presenter.draw, wishes),
            owner=self,
            lane="free",
            title=lambda: tr("Drawing the pages"),
            on_done=partial(self._draw_done, wishes),
            on_error=lambda error: self.around.notices.show(error, retry=self._draw),
        )

    def _draw_done(self, wishes: Wishes, found: tuple[Drawn, list[QImage]]) -> None:
        if self.presenter is None or wishes != self.presenter.wishes:
            return  # something else was chosen meanwhile: that comes next
        first = not self._seen
        self._seen = True
        self.drawn, images = found
        self.pages.show_pages(images)
        self._show_state()
        if first and self.primary_button.isEnabled():
            self.primary_button.setFocus()
            # What had the focus while the pages were drawn was kept in view; they are read from their top.
            self.column.verticalScrollBar().setValue(0)

    # printing

    def _print(self) -> None:
        drawn, presenter = self.drawn, self.presenter
        if drawn is None or presenter is None or self._printing:
            return
        name = self.options.printer_choice.key()
        self._printing = True
        self._show_state()
        self.around.jobs.run(
            print_pages,
            self.printers,
            name,
            drawn.pdf,
            drawn.pages,
            presenter.number,
            owner=self,
            lane="free",
            title=lambda: tr("Printing"),
            on_done=lambda pages: self._printed(drawn, pages, name),
            on_error=self._not_printed,
        )

    def _printed(self, drawn: Drawn, pages: int, printer: str) -> None:
        self._printing = False
        if self._mark(drawn, "printer"):
            with suppress(Unavailable):  # a long import writes: the paper came out all the same
                desk.set_preference(self.around.workspace, PRINTER, printer)
            at = clock_time(self.around.clock())
            user = self.around.user
            form_next = drawn.paper is Paper.SLIP and self._form_still_wanted()
            self.banner.show_text(
                lambda: ntr("Take {n} page from the printer", "Take {n} pages from the printer", pages),
                lambda: tr("Printed by {user} {time}", user=user, time=at),
                kind="info",
                action=((lambda: tr("Referral form")), self._show_form) if form_next else None,
            )
            self.around.announce(self.banner.plain_text())
        self._show_state()
        self.primary_button.setFocus()

    def _form_still_wanted(self) -> bool:
        return self.presenter is not None and not self.presenter.state().form_refused

    def _show_form(self) -> None:
        self.banner.clear()
        self._wish(paper=Paper.FORM)

    def _not_printed(self, error: Exception) -> None:
        self._printing = False
        self._show_state()
        if not isinstance(error, BorderDeskError):
            error = Unavailable("print.failed", number=self._number())
        self.around.notices.show(error, retry=self._print)

    def _mark(self, drawn: Drawn, to: str) -> bool:
        if self.presenter is None:
            return False
        try:
            changes = self.presenter.mark(drawn, to)
        except BorderDeskError as error:
            self.around.notices.show(error, retry=lambda: self._mark(drawn, to))
            return False
        self.around.changed(changes)
        return True

    def _copied(self) -> None:
        if self.presenter is None:
            return
        try:
            changes = self.presenter.mark_copied()
        except BorderDeskError as error:
            self.around.notices.show(error, retry=self._copied)
            return
        self.around.changed(changes)
        self._go_to_record()

    def _go_to_record(self) -> None:
        self.around.navigate(Route("file", case=self.code))

    # a stick

    def _ask_stick(self) -> None:
        Confirm(
            lambda: tr("Save this PDF to a stick?"),
            lambda: tr("The PDF is not sealed: whoever holds the stick can read it. It leaves this PC."),
            lambda: tr("Choose the stick"),
            self._choose_stick,
            name="print.askStick",
        ).open_in(self)

    def _choose_stick(self) -> None:
        FolderChooser(
            lambda: tr("Save to which stick?"), self.save_to, self.around.jobs, name="print.chooser"
        ).open_in(self)

    def save_to(self, folder: Path) -> None:
        """Write the PDF into a folder on a stick; refused for a folder of this PC."""
        drawn, presenter = self.drawn, self.presenter
        if drawn is None or presenter is None:
            return
        if not self._may_keep(folder):
            self.around.notices.show(RuleBroken("print.not_a_stick"), retry=self._choose_stick)
            return
        path = folder / presenter.file_name(drawn)
        self.around.jobs.run(
            _write_whole,
            path,
            drawn.pdf,
            owner=self,
            lane="free",
            title=lambda: tr("Saving to the stick"),
            on_done=lambda _none: self._kept(drawn, path.name),
            on_error=lambda error: self.around.notices.show(error, retry=self._choose_stick),
        )

    def _kept(self, drawn: Drawn, name: str) -> None:
        if self._mark(drawn, "stick"):
            self.banner.show_text(
                lambda: tr("Saved on the stick as {name}", name=name),
                lambda: tr("Print it, then delete it from the stick."),
                kind="info",
            )
        self._show_state()


def _with_pictures(draw: Callable[[Wishes], Drawn], wishes: Wishes) -> tuple[Drawn, list[QImage]]:
    """The paper, and its pages as they are shown."""
    drawn = draw(wishes)
    return drawn, page_pictures(drawn.pdf, drawn.pages, PREVIEW_DPI)


def _write_whole(path: Path, pdf: bytes) -> None:
    """Write a file whole or not at all.

    :raises Unavailable: ``print.stick_gone``.
    """
    beside = path.with_suffix(".part")
    try:
        beside.write_bytes(pdf)
        put(beside, path)
    except OSError as error:
        with suppress(OSError):  # the stick may be out
            beside.unlink()
        raise Unavailable("print.stick_gone") from error
