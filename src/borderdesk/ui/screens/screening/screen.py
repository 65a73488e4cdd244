"""The screening picker screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.ui.screens.assessing import begin_assessment
from borderdesk.ui.screens.screening.presenter import GROUP, PickerPresenter
from borderdesk.ui.screens.screening.state import PickerState
from borderdesk.ui.screens.screening.view import IntakeCard, TileColumn
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.screens.today.presenter import TodayPresenter
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class PickerScreen(Screen):
    """Start a first sight, or go on with a form."""

    name: ClassVar[str] = "screening"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = PickerPresenter(around.workspace)
        self.intake = IntakeCard()
        self.tiles = TileColumn()
        self.column.add(self.intake)
        self.column.add(self.tiles)
        self.column.add_stretch()
        self.start_button = self.foot.set_primary(
            lambda: tr("Start first sight"), self._start, icon="forward"
        )
        self.intake.given.connect(self._given)
        self.intake.ready.connect(self._go_to_start)
        self.tiles.start_asked.connect(self._start_form)
        self.tiles.continue_asked.connect(self._continue)
        self.tiles.group_asked.connect(lambda group: around.navigate(Route("group", group=group)))
        self.state: PickerState | None = None
        self.retranslate()

    def title(self) -> str:
        return tr("Screening") if self._screens else tr("Health check")

    def sop(self) -> str:
        return "S02" if self._screens else "S15"

    @property
    def _screens(self) -> bool:
        """Health staff begin health checks here and nothing else."""
        return may(self.around.workspace.user.role, Act.SCREEN)

    def enter(self) -> None:
        if not self.intake.isHidden():
            self.intake.direction.take_focus()

    def refresh(self, changes: Changes) -> None:
        self._show_tiles()

    def leave(self) -> None:
        self.intake.party.commit()

    def retranslate(self) -> None:
        self.intake.show_languages(self.presenter.languages())
        self.intake.show_intake(self.presenter.intake)
        self._show_tiles()
        self._show_start()

    def _show_tiles(self) -> None:
        state = self.presenter.load()
        if state != self.state:
            self.state = state
            self.intake.setVisible(state.asks_intake)
            self.start_button.setVisible(state.asks_intake)
            words = TodayPresenter(self.around.workspace)
            lines = [line for tile in state.tiles for line in tile.unfinished]
            self.tiles.show_state(state, {line.draft: words.continue_words(line) for line in lines})

    def _given(self, name: str, value: str) -> None:
        self.intake.show_intake(self.presenter.choose(**{name: int(value) if name == "party" else value}))
        self._show_start()

    def _show_start(self) -> None:
        needed = self.presenter.still_needed()
        self.start_button.set_available(not needed, self.presenter.still_needed)
        self.foot.show_reasons()

    def _go_to_start(self) -> None:
        if self.presenter.intake.complete:
            self.start_button.setFocus()

    def _start(self) -> None:
        self.intake.party.commit()
        try:
            started = self.presenter.start()
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        draft = started.value
        self.around.navigate(draft_route(draft.case_code, draft.form, draft.id))

    def _start_form(self, form: str) -> None:
        """A tile's own Start: what is still to be said about the party stands in the strip."""
        self.intake.party.commit()
        needed = self.presenter.needed_for(form)
        if needed:
            self.banner.show_text(lambda: self.presenter.needed_for(form) or needed)
            counting = form == GROUP and self.presenter.intake.direction
            (self.intake.party if counting else self.intake.direction).take_focus()
            self.around.announce(needed)
            return
        self.banner.clear()
        if form in desk.ABOUT_NOBODY:
            begin_assessment(self.around, form)
            return
        try:
            if form == GROUP:
                group = self.presenter.start_group().value
                self.around.navigate(Route("group", group=group.code))
                return
            draft = self.presenter.start_form(form).value
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(draft.case_code, draft.form, draft.id))

    def _continue(self, draft: str) -> None:
        tiles = self.state.tiles if self.state is not None else ()
        for line in (line for tile in tiles for line in tile.unfinished):
            if line.draft == draft:
                self.around.navigate(draft_route(line.case, line.form, line.draft))
                return
