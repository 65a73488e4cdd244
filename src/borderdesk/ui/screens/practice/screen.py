"""The practice page: wires stories, training record and class to the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.screens.practice.presenter import PracticePresenter
from borderdesk.ui.screens.practice.state import DoneLine
from borderdesk.ui.screens.practice.view import (
    CertificateSheet,
    ClassCard,
    DifferentCard,
    RecordCard,
    StoriesCard,
)
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import FolderChooser, Label


class PracticeScreen(Screen):
    """In practice: the stories. In a real workspace: the way there, the record, and for some the class."""

    name: ClassVar[str] = "practice"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = PracticePresenter(around.workspace)
        self.about = Label(_about_practice if around.practice else _about_record, muted=True)
        self.column.add(self.about)
        self.modules: list[StoriesCard] = []
        self.record_card = RecordCard(self._add, partial(self._certificate, "", ""))
        self.class_card = ClassCard(self._certificate)
        self.different_card = DifferentCard()
        if around.practice:
            self._add_modules()
        else:
            for card in (self.record_card, self.class_card, self.different_card):
                self.column.add(card)
            self.foot.set_primary(
                lambda: tr("Open practice"), self._enter_practice, icon="forward", name="practice.enter"
            )
        self.column.add_stretch()
        self._show()

    def title(self) -> str:
        return tr("Practice")

    def sop(self) -> str:
        """Every story begins with the first look."""
        return "S02"

    def enter(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()
        self._look_for_waiting()

    def refresh(self, changes: Changes) -> None:
        if "drill.finished" in changes.kinds:
            self._show()
            self._look_for_waiting()

    def retranslate(self) -> None:
        self._show()
        self._look_for_waiting()

    def mode_changed(self, mode: Mode) -> None:
        self._show()

    def _enter_practice(self) -> None:
        self.around.jobs.run(
            self.presenter.ready,
            owner=self,
            title=lambda: tr("Opening practice"),
            on_done=lambda _none: self.around.practise(),
            on_error=self.around.notices.show,
        )

    def _add_modules(self) -> None:
        for module in self.presenter.modules():
            card = StoriesCard(module, lambda story: self.around.navigate(Route("drill", drill=story)))
            self.modules.append(card)
            self.column.add(card)

    def _show(self) -> None:
        if self.around.practice:
            for card, module in zip(self.modules, self.presenter.modules(), strict=True):
                card.show_module(module)
            return
        state = self.presenter.record(private=self.around.mode.current is Mode.PRIVATE)
        self.record_card.show_done(state.done)
        self.class_card.setVisible(state.leads_class)
        self.class_card.show_trainees(state.trainees)
        self.different_card.show_lines(state.different)

    def _look_for_waiting(self) -> None:
        if not self.around.practice:
            self.around.jobs.run(
                self.presenter.waiting,
                owner=self,
                lane="free",
                on_done=self._show_waiting,
                on_error=self.around.notices.show,
            )

    def _show_waiting(self, waiting: tuple[DoneLine, ...]) -> None:
        self.record_card.show_waiting(waiting)

    def _add(self) -> None:
        self.around.jobs.run(
            self.presenter.take_over,
            owner=self,
            lane="free",
            title=lambda: tr("Adding to the record"),
            on_done=self._added,
            on_error=self.around.notices.show,
        )

    def _added(self, changes: Changes) -> None:
        self.around.changed(changes)
        self.around.notices.tell(lambda: tr("Added to your training record."))

    def _certificate(self, user: str, device: str) -> None:
        sheet = CertificateSheet(
            user or self.around.user, lambda name: self._choose_place(sheet, user, device, name)
        )
        sheet.open_in(self.around.window)

    def _choose_place(self, sheet: CertificateSheet, user: str, device: str, name: str) -> None:
        sheet.close_sheet()
        FolderChooser(
            lambda: tr("Choose the stick for the certificate"),
            lambda folder: self.save_to(folder, user, device, name),
            self.around.jobs,
            name="certificateFolder",
        ).open_in(self.around.window)

    def save_to(self, folder: Path, user: str, device: str, name: str) -> None:
        """Write the certificate to the chosen stick."""
        self.around.jobs.run(
            self.presenter.save_certificate,
            folder,
            user,
            device,
            name,
            owner=self,
            lane="free",
            on_done=lambda path: self.around.notices.tell(
                lambda: tr("{file} is on the stick. Safe to remove.", file=path.name)
            ),
            on_error=self.around.notices.show,
        )


def _about_practice() -> str:
    return tr(
        "Choose a story, read it, and work as at the counter. Ask the person opens what the person says. "
        "At the end your answers are compared with the story."
    )


def _about_record() -> str:
    return tr(
        "Practice is a workspace of its own, with made-up people. Opening it closes this one; to come back, "
        "leave practice and sign in again."
    )
