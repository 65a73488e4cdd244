"""The Preconditions screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.text import tr
from borderdesk.ui.questions.form_reading import TextMode
from borderdesk.ui.screens.form_step import FormStepScreen
from borderdesk.ui.screens.person.steps import BeforeTheTalk
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.pre.presenter import ADULT, AGREEMENT, PLACE, PrePresenter
from borderdesk.ui.screens.pre.state import PreState
from borderdesk.ui.screens.pre.view import ClosingCard, MissingCard
from borderdesk.ui.screens.sight.view import invite_words
from borderdesk.ui.screens.step_cards import card_at
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Surroundings
from borderdesk.ui.widgets import Button, Label


class PreconditionsScreen(FormStepScreen):
    """PRE-1 alone, then the rows, then three buttons of which one closes the page."""

    name: ClassVar[str] = "pre"
    text_mode: ClassVar[TextMode] = TextMode.OFFICER  # statements about the room, not questions to the person

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = PrePresenter(self.controller)
        self.invite = Label(invite_words, "small", muted=True, name="pre.invite")
        self.place = self.add_stack([self.presenter.key(PLACE)])
        self.rows = self.add_stack(self.presenter.row_keys())
        self.closing = ClosingCard()
        self.column.add(self.closing)
        self.adult = self.add_stack([self.presenter.key(ADULT)])
        self.missing = MissingCard()
        self.column.add(self.missing)
        self.reason = self.add_stack(self.presenter.reason_keys())
        self.column.add(self.invite)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), around.back)
        self.go_on_button: Button = self.foot.set_primary(
            lambda: tr("Start anyway"), self._primary_pressed, icon="forward"
        )
        self._asked_reason = False
        self._connect()
        self._show()

    def title(self) -> str:
        return tr("Before we talk")

    def sop(self) -> str:
        """The row's own card: an interpreter and an adult beside a child have others than the talk."""
        return card_at(self.controller, self) or "S04"

    def enter(self) -> None:
        state = self.presenter.state()
        if not self._rows_shown(state):
            self.place.focus_first()
        elif not self._focus_kept() and not self._first_open_row():
            self.closing.focus_first()

    def _focus_kept(self) -> bool:
        at = self.controller.position
        stacks = [self.rows, self.adult, self.reason]
        if self.route.get("at", "") == at:
            stacks.append(self.place)  # answered: only the way back leads to it
        return any(stack.focus_question(at) for stack in stacks if not stack.isHidden())

    def leave(self) -> None:
        for stack in (self.rows, self.reason):
            stack.commit()
        super().leave()

    def person_talk(self) -> PersonTalk:
        """Rights, whom the person prefers, and the agreement to talk."""
        return BeforeTheTalk(self.controller)

    def settle_height(self) -> None:
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        self._show()

    def _connect(self) -> None:
        self.controller.changed.connect(self._show)
        self.place.given.connect(self._place_given)
        self.place.end_reached.connect(self._after_place)
        self.rows.end_reached.connect(self.closing.focus_first)
        self.rows.given.connect(lambda _key, _by_key: self._reask())
        self.adult.end_reached.connect(self._to_primary)
        self.reason.end_reached.connect(self._to_primary)
        self.closing.closed_with.connect(self._close)
        self.missing.jump.connect(self._jump)

    def _rows_shown(self, state: PreState) -> bool:
        # Taken up again at the counter, the rows wait until somebody says that the place is private.
        return state.place_answered and (not state.private or self.around.mode.current is Mode.PRIVATE)

    def _show(self, _changes: object = None) -> None:
        state = self.presenter.state()
        rows = self._rows_shown(state)
        self.rows.setVisible(rows)
        self.closing.setVisible(rows)
        self.adult.setVisible(rows and state.closing_given)
        asked = rows and state.reason_needed and self._asked_reason
        self.missing.setVisible(asked)
        self.reason.setVisible(asked or bool(self.controller.value(self.presenter.reason_keys()[0])))
        if asked:
            self.missing.show_rows(state.missing)
        question = self.controller.shown(self.presenter.key(AGREEMENT)).label
        self.closing.show_answers(question, state.closing)
        self._show_primary(state, rows=rows)
        low = self.is_low()
        self.invite.setVisible(not rows and low)
        self.foot.set_note(invite_words if not rows and not low else "")

    def _show_primary(self, state: PreState, *, rows: bool) -> None:
        button = self.go_on_button
        waits = not rows and state.place_answered
        button.setVisible(waits or (rows and state.closing_given))
        if waits:  # its answer is chosen already, and choosing it again does nothing
            button.say(lambda: tr("It is private here: continue"))
            button.set_available(True)
            self.foot.show_reasons()
            return
        anyway = bool(state.missing)
        button.say((lambda: tr("Start anyway")) if anyway else (lambda: tr("Continue")))
        if state.adult_needed:
            button.set_available(False, lambda: tr("Say which adult stays with the child."))
        else:
            button.set_available(state.can_go_on, lambda: tr("Choose a reason to start anyway."))
        self.foot.show_reasons()

    def _place_given(self, _key: str, by_key: bool) -> None:
        if self.presenter.state().private:
            self.around.mode.enter_private()
        self._show()
        if by_key:
            self._after_place()

    def _after_place(self) -> None:
        state = self.presenter.state()
        if state.private and self.around.mode.current is not Mode.PRIVATE:
            self.around.mode.enter_private()
        if self._rows_shown(state) and not self._first_open_row():
            # All answered: Tab still comes to every row.
            self.rows.focus_question(self.rows.shown_keys()[0])

    def _first_open_row(self) -> bool:
        for key in self.rows.shown_keys():
            question = self.controller.shown(key)
            if not question.answered and not question.readonly:
                return self.rows.focus_question(key)
        return False

    def _close(self, value: str) -> None:
        self.rows.commit()
        state = self.presenter.close_with(value)
        if state.can_go_on:
            self._go_on()
            return
        self._asked_reason = True
        self._show()
        if state.adult_needed:
            self.adult.focus_first()
        elif not self.reason.focus_first():
            self.missing.setFocus()

    def _reask(self) -> None:
        # A row put right after the closing answer: the list of what is missing follows.
        self._show()

    def _jump(self, key: str) -> None:
        if not self.rows.focus_question(key):
            self.place.focus_question(key)

    def _to_primary(self) -> None:
        self.go_on_button.setFocus()

    def _primary_pressed(self) -> None:
        if self._rows_shown(self.presenter.state()):
            self._go_on()
        else:
            self._after_place()

    def _go_on(self) -> None:
        self.leave()
        if not self.controller.unsaved:
            self.finish()
