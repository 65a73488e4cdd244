"""The priority screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import CaseCode
from borderdesk.text import tr
from borderdesk.ui.screens.priority.presenter import PriorityPresenter
from borderdesk.ui.screens.priority.view import PriorityCard
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class PriorityScreen(Screen):
    """Takes the place of the form until it is left; Esc does nothing here, F5 goes back."""

    name: ClassVar[str] = "priority"

    def __init__(self, around: Surroundings, route: Route) -> None:
        self.case = str(route["case"])
        super().__init__(around, route)
        self.presenter = PriorityPresenter(around.workspace, self.case)
        self.card = PriorityCard()
        self.card.done.connect(self._done)
        self.column.add(self.card)
        self.column.add_stretch()
        self.foot.set_primary(lambda: tr("Finish later"), around.back, icon="forward")
        self.retranslate()

    def title(self) -> str:
        return tr("Priority step")

    def record_code(self) -> str:
        return short_code(CaseCode(self.case))

    def sop(self) -> str:
        return "S07"

    def enter(self) -> None:
        self._to_next()
        words = " ".join(f"{step.number}. {step.words}" for step in self.presenter.load().steps)
        self.around.announce(words, assertive=True)

    def retranslate(self) -> None:
        self.card.show_state(self.presenter.load())

    def on_key(self, key: GlobalKey) -> bool:
        if key is GlobalKey.PRIORITY:
            self.around.back()
            return True
        return False

    def _done(self, step: str) -> None:
        try:
            changes = self.presenter.done(step)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(changes)
        self.around.save_state.saved(self.around.clock())
        self.card.show_state(self.presenter.load())
        self._to_next()

    def _to_next(self) -> None:
        if not self.card.focus_next() and self.primary is not None:
            self.primary.setFocus()
