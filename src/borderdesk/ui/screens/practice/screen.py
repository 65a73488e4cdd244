"""The practice page: wires stories, training record and class to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.practice.certificate import open_certificate
from borderdesk.ui.screens.practice.presenter import PracticePresenter
from borderdesk.ui.screens.practice.state import DoneLine
from borderdesk.ui.screens.practice.view import RecordCard, StoriesCard, TrainerCard
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Label


class PracticeScreen(Screen):
    """In practice: the stories. In a real workspace: the way there, the record, and for some the class."""

    name: ClassVar[str] = "practice"

    def __init__(self, around: Surroundings, route: Route, printers: Printers | None = None) -> None:
        super().__init__(around, route)
        self.printers = printers or SystemPrinters()
        self.presenter = PracticePresenter(around.workspace)
        self.about = Label(_about_practice if around.practice else _about_record, muted=True)
        self.column.add(self.about)
        self.modules: list[StoriesCard] = []
        self.record_card = RecordCard(self._add, lambda: open_certificate(around, self.printers))
        self.trainer_card = TrainerCard(
            lambda: around.navigate(Route("class")), lambda: around.navigate(Route("stories"))
        )
        if around.practice:
            self._add_modules()
        else:
            for card in (self.record_card, self.trainer_card):
                self.column.add(card)
            self.foot.set_primary(
                lambda: tr("Open practice"), around.practise, icon="forward", name="practice.enter"
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
        state = self.presenter.record()
        self.record_card.show_done(state.done)
        self.trainer_card.show_acts(leads_class=state.leads_class, writes=state.writes)

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
            title=lambda: tr("Adding to the record"),
            on_done=self._added,
            on_error=self.around.notices.show,
        )

    def _added(self, changes: Changes) -> None:
        self.around.changed(changes)
        self.around.notices.tell(lambda: tr("Added to your training record."))


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
