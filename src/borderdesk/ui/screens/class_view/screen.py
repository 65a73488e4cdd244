"""The page of a class, for who leads one; reached from Practice."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.paper import OpenedPdf, Printers, SystemPrinters, page_picture
from borderdesk.ui.screens.class_view.presenter import ClassPresenter
from borderdesk.ui.screens.class_view.view import DifferCard, DrillsCard, PeopleCard
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.practice.certificate import open_certificate
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import TickTile

_DPI = 110


class ClassScreen(Screen):
    """Bars, people, differences, and all of it on paper; nobody is ranked."""

    name: ClassVar[str] = "class"

    def __init__(self, around: Surroundings, route: Route, printers: Printers | None = None) -> None:
        super().__init__(around, route)
        self.presenter = ClassPresenter(around.workspace)
        self.printers = printers or SystemPrinters()
        self.drills_card = DrillsCard()
        self.people_card = PeopleCard(partial(open_certificate, around, self.printers))
        self.differ_card = DifferCard()
        for card in (self.people_card, self.differ_card, self.drills_card):
            self.column.add(card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), around.back)
        self.print_button = self.foot.set_primary(
            lambda: tr("Print the class report"), self._print, icon="print", name="class.primary"
        )
        self._show()

    def title(self) -> str:
        return tr("The class")

    def sop(self) -> str:
        """Looking after the team."""
        return "S23"

    def enter(self) -> None:
        self._draw()
        self.print_button.setFocus()

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {"drill.finished", "content"}:
            self._show()
            self._draw()

    def retranslate(self) -> None:
        self._show()
        self._draw()

    def mode_changed(self, mode: Mode) -> None:
        self._show()

    def _show(self) -> None:
        private = self.around.mode.current is Mode.PRIVATE
        state = self.presenter.load(private=private)
        self.drills_card.show_state(state)
        self.people_card.show_trainees(state.trainees)
        self.differ_card.show_stories(state.stories, private=private)
        self.print_button.set_available(
            bool(state.trainees), lambda: tr("No training record has reached this desk yet.")
        )
        self.foot.show_reasons()

    def _draw(self) -> None:
        self.around.jobs.run(
            self.presenter.chart,
            theme.appearance().family,
            owner=self,
            lane="free",
            on_done=self._drawn,
            on_error=self.around.notices.show,
        )

    def _drawn(self, drawn: PrintedDocument | None) -> None:
        if drawn is None:
            self.drills_card.show_picture(None)
            return
        with OpenedPdf(drawn.pdf) as document:
            self.drills_card.show_picture(page_picture(document, 0, _DPI))

    def _print(self) -> None:
        without = TickTile(
            lambda: tr("Without role numbers"),
            lambda: tr("People are letters, in an order that tells nothing."),
            name="classReport.without",
        )
        sheet = PaperSheet(
            self.around,
            lambda: tr("The class report"),
            "classReport",
            self.printers,
            self.presenter.report,
            self.presenter.save_report,
            options=(without,),
            chosen=lambda: {"named": not without.isChecked()},
        )
        without.toggled.connect(lambda _on: sheet.draw())
        sheet.open_in(self.around.window)
        sheet.draw()
