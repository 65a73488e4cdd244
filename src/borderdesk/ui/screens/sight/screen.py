"""The First sight screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.screens.form_step import FormStepScreen
from borderdesk.ui.screens.mark_tiles import ReadingLine
from borderdesk.ui.screens.person.steps import invitation
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.sight.presenter import SightPresenter
from borderdesk.ui.screens.sight.view import SightView, invite_words
from borderdesk.ui.screens.step_cards import card_at
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Surroundings
from borderdesk.ui.widgets import Button, Label


class SightScreen(FormStepScreen):
    """Look at the whole party; nobody is asked."""

    name: ClassVar[str] = "sight"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = SightPresenter(self.controller)
        self._in_story = around.practice and bool(desk.drill_of_case(around.workspace, self.draft.case_code))
        self.reading = ReadingLine("sight")
        self.view = SightView(self.reading)
        self.invite = Label(invite_words, "small", muted=True, name="sight.invite")
        self.before = Label("", "small", muted=True, name="sight.before")
        self.column.add(self.before)
        self.column.add(self.view)
        self.column.add(self.invite)
        self.column.add_stretch()
        self.put_above_foot(self.reading)
        self.back_button = self.foot.set_back(lambda: tr("Back"), self._back)
        self.nothing = self.foot.add_secondary(
            Button(lambda: tr("Nothing to note"), on_click=self._nothing_noted, name="sight.nothing")
        )
        self.foot.set_primary(
            lambda: tr("Rest looked at – not seen, continue"), self._continue, icon="forward"
        )
        self.controller.changed.connect(self._show)
        self.view.pressed.connect(self.presenter.press)
        self.view.digit.connect(self.presenter.press_digit)
        self.view.end_reached.connect(self._go_to_primary)
        self._show()

    def title(self) -> str:
        if self.around.mode.current is Mode.COUNTER:
            return tr("Desk note")
        return tr("First sight")

    def sop(self) -> str:
        """The row's own card: a child alone and danger have others than the first look."""
        return card_at(self.controller, self) or "S02"

    def enter(self) -> None:
        self.view.focus_row(self.controller.position)

    @property
    def at(self) -> str:
        return self.view.at

    def person_talk(self) -> PersonTalk:
        """A routine reason to come along."""
        return invitation(self.controller)

    def settle_height(self) -> None:
        self.put_above_foot(self.reading)
        self.view.grid.open_in_focus(self.is_low())
        # A low window has room for one line of buttons; the menu leads back too.
        self.back_button.setVisible(not self.is_low())
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        self._show()

    def _show(self, _changes: object = None) -> None:
        state = self.presenter.state()
        self.view.show_state(state, full_texts=self.around.mode.current is Mode.PRIVATE)
        # Each person of a group has a file, so that nobody of them is left uncounted or waiting; the person
        # of a story has one too, which the story goes on in.
        filed = self._in_story or bool(self.draft.intake.get("group"))
        self.nothing.setVisible(state.untouched and not filed)
        low = self.is_low()
        self.before.say(state.before)
        # The counter has short tags only, and a low window needs its height for the rows.
        self.before.setVisible(bool(state.before) and not low and self.around.mode.current is Mode.PRIVATE)
        self.invite.setVisible(state.invite and low)
        self.foot.set_note(invite_words if state.invite and not low else "")

    def _go_to_primary(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()

    def _continue(self) -> None:
        self.presenter.rest_not_seen()
        if not self.controller.unsaved:
            self.finish()

    def _nothing_noted(self) -> None:
        try:
            done = desk.nothing_noted(self.around.workspace, self.draft.id)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(Route("today"))
        self.around.changed(done.changes)
        self.around.notices.tell(lambda: tr("Counted. No file was opened."))

    def _back(self) -> None:
        if self.presenter.state().untouched and not self.draft.position:
            # Begun by mistake: nothing was marked, so nothing is left behind.
            desk.put_away(self.around.workspace, self.draft.id)
        self.around.back()
