"""The outcome screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent

from borderdesk.desk.workspace import Changes
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import CaseCode, Outcome
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.outcome.presenter import CARDS, OutcomePresenter
from borderdesk.ui.screens.outcome.state import OutcomeState, ReasonLine
from borderdesk.ui.screens.outcome.view import OtherStep, OutcomePage
from borderdesk.ui.screens.steps import go_on
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import LOW, Route, Screen, Surroundings
from borderdesk.ui.widgets import Button


class OutcomeScreen(Screen):
    """What the answers lead to. The program proposes, a person confirms or decides otherwise."""

    name: ClassVar[str] = "outcome"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        self.case = str(route["case"])
        super().__init__(around, route)
        self.presenter = OutcomePresenter(around.workspace, self.case)
        self.page = OutcomePage()
        self.page.reason_opened.connect(self._open_reason)
        self.page.card_asked.connect(lambda card: around.navigate(Route("document", id=card)))
        self.column.add(self.page)
        self.column.add_stretch()
        self.lower_button = self.foot.add_secondary(
            Button(
                lambda: tr("Ask for a lower step"), on_click=lambda: self._other(False), name="outcome.lower"
            )
        )
        self.higher_button = self.foot.add_secondary(
            Button(
                lambda: tr("Choose a higher step"), on_click=lambda: self._other(True), name="outcome.higher"
            )
        )
        self.foot.set_primary(lambda: tr("Confirm and continue"), self._confirm, icon="forward")
        self.page.service_card_asked.connect(
            lambda: around.navigate(Route("rights_card", case=self.case, go_on=True))
        )
        self.page.lower_asked.connect(lambda: self._other(False))
        self.page.higher_asked.connect(lambda: self._other(True))
        self.state: OutcomeState = self.presenter.load()
        self._show()

    def title(self) -> str:
        return tr("Next step")

    def sop(self) -> str:
        """The card of what is to be done now."""
        return CARDS[self.state.outcome]

    def record_code(self) -> str:
        return short_code(CaseCode(self.case))

    def enter(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()
        self.around.announce(self.state.headline)

    def refresh(self, changes: Changes) -> None:
        self.retranslate()

    def retranslate(self) -> None:
        self.state = self.presenter.load()
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "state"):
            self._show()

    def on_key(self, key: GlobalKey) -> bool:
        if key is GlobalKey.PRIORITY:
            self.around.navigate(Route("priority", case=self.case))
            return True
        return False

    def _show(self) -> None:
        self.setProperty("outcome.code", self.state.outcome.value)
        self.page.show_state(self.state)
        # One change at a time: a wish that waits for a supervisor is answered first.
        can_lower = bool(self.state.lower) and self.state.asked_lower is None
        can_higher = bool(self.state.higher)
        # A low window has room for one line of buttons: there these two stand at the end of the page.
        low = theme.effective_width(self.window().height()) < LOW
        self.lower_button.setVisible(can_lower and not low)
        self.higher_button.setVisible(can_higher and not low)
        self.page.show_other_steps(lower=can_lower and low, higher=can_higher and low)
        if self.primary is not None:
            settled = self.state.confirmed
            self.primary.say((lambda: tr("Continue")) if settled else (lambda: tr("Confirm and continue")))

    def _confirm(self) -> None:
        if not self.state.confirmed:
            try:
                changes = self.presenter.confirm()
            except BorderDeskError as error:
                self.around.notices.show(error)
                return
            self.around.changed(changes)
        go_on(self.around, self.case)

    def _other(self, higher: bool) -> None:
        offered = self.state.higher if higher else self.state.lower
        sheet = OtherStep(offered, higher=higher, guarded=self.state.outcome.guarded)
        sheet.chosen.connect(self._choose)
        sheet.open_in(self.around.window)

    def _choose(self, outcome: Outcome, reason: str) -> None:
        try:
            changes = self.presenter.choose(outcome, reason)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(changes)
        self.around.save_state.saved(self.around.clock())

    def _open_reason(self, line: ReasonLine) -> None:
        if "form" in self.around.registry:
            self.around.navigate(Route("form", case=self.case, form=line.form, question=line.path))
