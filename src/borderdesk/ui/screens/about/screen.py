"""The About page at work: everything is read in the free lane, nothing here needs a network."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import Check, FormInfo, HealthLine, Verification
from borderdesk.text import tr
from borderdesk.ui.screens.about.presenter import AboutPresenter, write_report
from borderdesk.ui.screens.about.view import FormsCard, HealthCard, ReportSheet, SelfTestCard, WordsCard
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import FolderChooser

_Found = tuple[list[HealthLine], list[FormInfo], Verification, tuple[str, ...]]


class AboutScreen(Screen):
    """Health, self-test, forms, key words; *Make a report*."""

    name: ClassVar[str] = "about"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = AboutPresenter(around.station, around.practice)
        self._found: _Found | None = None
        self._tests: list[Check] = []
        self.health_card = HealthCard()
        self.test_card = SelfTestCard()
        self.forms_card = FormsCard()
        self.words_card = WordsCard()
        for card in (self.health_card, self.test_card, self.forms_card, self.words_card):
            self.column.add(card)
        self.column.add_stretch()
        self.report_button = self.foot.set_primary(
            lambda: tr("Make a report"), self._show_report, icon="note", name="about.report"
        )
        self.report_button.set_available(False)
        self.test_card.asked.connect(self._self_test)

    def title(self) -> str:
        return tr("About this program")

    def sop(self) -> str:
        """The card about the care of data and devices."""
        return "S20"

    def enter(self) -> None:
        self._load()

    def retranslate(self) -> None:
        self._load()

    def _load(self) -> None:
        workspace = self.around.workspace

        def read() -> _Found:
            return (
                desk.health(workspace),
                desk.form_list(workspace),
                desk.verify(workspace),
                desk.card_words(workspace),
            )

        self.around.jobs.run(read, owner=self, lane="free", on_done=self._loaded)

    def _loaded(self, found: _Found) -> None:
        self._found = found
        health, forms, _verification, words = found
        state = self.presenter.state(health, forms, words)
        self.health_card.show_state(state)
        self.forms_card.show_forms(state.forms)
        self.words_card.words.show_words(state.words)
        self.test_card.show_lines(self.presenter.self_test(self._tests))
        self.report_button.set_available(True)

    def _self_test(self) -> None:
        self.test_card.running(True)
        self.around.jobs.run(
            desk.self_test,
            owner=self,
            lane="free",
            title=lambda: tr("Self-test"),
            on_done=self._tested,
            on_error=self._test_failed,
        )

    def _tested(self, checks: list[Check]) -> None:
        self._tests = checks
        self.test_card.running(False)
        self.test_card.show_lines(self.presenter.self_test(checks))
        ok = all(check.ok for check in checks)
        self.around.announce(
            tr("The self-test found nothing to look at.") if ok else tr("Look at the self-test.")
        )

    def _test_failed(self, error: Exception) -> None:
        self.test_card.running(False)
        self.around.notices.show(error)

    def _show_report(self) -> None:
        if self._found is None:
            return
        health, forms, verification, _words = self._found
        text = self.presenter.report(health, forms, verification, self._tests, self.around.workspace.now())
        sheet = ReportSheet(text, lambda: self._choose_place(sheet, text))
        sheet.open_in(self.around.window)

    def _choose_place(self, sheet: ReportSheet, text: str) -> None:
        sheet.close_sheet()
        FolderChooser(
            lambda: tr("Choose the stick for the report"),
            lambda folder: self._write(folder, text),
            self.around.jobs,
            name="reportChooser",
        ).open_in(self.around.window)

    def _write(self, folder: Path, text: str) -> None:
        self.around.jobs.run(
            write_report,
            folder,
            self.presenter.report_name(),
            text,
            owner=self,
            lane="free",
            on_done=lambda path: self.around.notices.tell(
                lambda: tr("{file} is on the stick. Safe to remove.", file=path.name)
            ),
            on_error=self.around.notices.show,
        )
