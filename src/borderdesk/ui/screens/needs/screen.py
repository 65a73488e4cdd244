"""The Risk & needs screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.steps import NextStep
from borderdesk.text import tr
from borderdesk.ui.screens.form_step import FormStepScreen
from borderdesk.ui.screens.mark_tiles import ReadingLine
from borderdesk.ui.screens.needs.presenter import NeedsPresenter
from borderdesk.ui.screens.needs.state import NeedsState, Part
from borderdesk.ui.screens.needs.view import (
    DangerSummary,
    NeedsView,
    UrgencyCard,
    kept_apart_strip,
    no_embassy_strip,
)
from borderdesk.ui.screens.person import steps as person_steps
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.step_cards import card_at
from borderdesk.ui.screens.steps import step_route
from borderdesk.ui.shell.screen import Route, Surroundings


class NeedsScreen(FormStepScreen):
    """The danger block before the talk; after it the needs, with danger in one line above them."""

    name: ClassVar[str] = "needs"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = NeedsPresenter(self.controller)
        state = self.presenter.state()
        self._talk_follows = desk.next_step(around.workspace, self.case) is NextStep.INTERVIEW
        asking = (
            self._talk_follows or state.danger_open or route.get("at", "") in self.presenter.danger_keys()
        )
        self.part = Part.DANGER if asking else Part.NEEDS
        self.danger = self.add_stack(self.presenter.danger_keys())
        self.kept_apart, self.no_embassy = kept_apart_strip(), no_embassy_strip()
        self.summary = DangerSummary(self._ask_danger_again)
        self.reading = ReadingLine("needs")
        self.reading.heard = self._heard
        self.view = NeedsView(self.reading, len(state.groups))
        for part in (self.kept_apart, self.no_embassy, self.summary, self.view):
            self.column.add(part)
        self.lists = self.add_stack([key for group in state.groups for key in group.lists])
        self.urgency = UrgencyCard()
        self.column.add(self.urgency)
        self.column.add_stretch()
        self.put_above_foot(self.reading)
        self.foot.set_back(lambda: tr("Back"), around.back)
        self.foot.set_primary(self._primary_words, self._continue, icon="forward")
        self._connect()
        self._show()

    def title(self) -> str:
        return tr("Danger now") if self._in_danger_part() else tr("Needs today")

    def sop(self) -> str:
        """The question's own card, else that of the part."""
        return card_at(self.controller, self) or ("S07" if self._in_danger_part() else "S08")

    def enter(self) -> None:
        if self.part is Part.DANGER:
            if not self.danger.focus_question(str(self.route.get("at", ""))):
                self.danger.focus_first()
        elif not self.lists.focus_question(self.controller.position):
            self.view.focus_tile(self.controller.position)

    def leave(self) -> None:
        self.lists.commit()
        super().leave()

    def retranslate(self) -> None:
        super().retranslate()
        self._show()

    @property
    def at(self) -> str:
        focus = self.focusWidget()
        on_tile = focus is not None and self.view.isAncestorOf(focus)
        return self.view.at if on_tile else self.controller.position

    def person_talk(self) -> PersonTalk:
        """The questions of the part that is shown."""
        danger = self.presenter.danger_keys()
        keys = danger if self._in_danger_part() else self.presenter.need_keys()
        return person_steps.needs(self.controller, keys)

    def settle_height(self) -> None:
        self.put_above_foot(self.reading)
        for grid in self.view.grids:
            grid.open_in_focus(self.is_low())

    def _heard(self, key: str) -> bytes:
        question, spoken = key.partition(".")[0], self.controller.spoken_language
        return self.controller.sound_of(question, spoken) if spoken else b""

    def _in_danger_part(self) -> bool:
        # The window asks for the title while the screen is being built.
        return getattr(self, "part", Part.DANGER) is Part.DANGER

    def _connect(self) -> None:
        self.controller.changed.connect(self._show)
        self.danger.end_reached.connect(self._to_primary)
        self.view.pressed.connect(self.presenter.press)
        self.view.digit.connect(self.presenter.press_digit)
        self.view.end_reached.connect(self._after_tiles)
        self.lists.end_reached.connect(self._to_primary)

    def _show(self, _changes: object = None) -> None:
        state = self.presenter.state()
        asking_danger = self.part is Part.DANGER
        self.danger.setVisible(asking_danger)
        for widget in (self.summary, self.view, self.lists, self.urgency, self.reading):
            widget.setVisible(not asking_danger)
        self.kept_apart.setVisible(state.kept_apart and not asking_danger)
        self.no_embassy.setVisible(state.no_embassy and not asking_danger)
        self.summary.show_noted(state.danger_noted)
        self.view.show_state(state)
        self.urgency.show_urgency(state.urgency)
        if self.primary is not None:
            self.primary.say(self._primary_words)

    def _primary_words(self) -> str:
        state: NeedsState = self.presenter.state()
        if self.part is Part.NEEDS:
            return tr("Rest asked – not needed, continue")
        return tr("None of these") if state.danger_open and not state.danger_noted else tr("Continue")

    def _continue(self) -> None:
        self.leave()
        if self.part is Part.NEEDS:
            self.presenter.rest_not_needed()
            if not self.controller.unsaved:
                self.finish()
            return
        self.presenter.no_danger()
        if self.controller.unsaved:
            return
        if self._talk_follows:
            self.around.navigate(step_route(self.around, self.case, NextStep.INTERVIEW))
        else:
            self._turn_to(Part.NEEDS)

    def _ask_danger_again(self) -> None:
        self._turn_to(Part.DANGER)

    def _turn_to(self, part: Part) -> None:
        self.part = part
        self._show()
        self.heading.say(self.title)
        self.column.verticalScrollBar().setValue(0)
        self.enter()

    def _after_tiles(self) -> None:
        if not self.lists.focus_first():
            self._to_primary()

    def _to_primary(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()
