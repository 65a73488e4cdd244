"""The Today screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.screens.today.presenter import TodayPresenter
from borderdesk.ui.screens.today.state import TodayState
from borderdesk.ui.screens.today.view import TodayView
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button


class TodayScreen(Screen):
    """Where a day starts. Counter-safe: record codes and times only."""

    name: ClassVar[str] = "today"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = TodayPresenter(around.workspace)
        self.view = TodayView(self.presenter)
        self.column.add(self.view)
        self.column.add_stretch()
        self.state = self._found()
        self.view.new_asked.connect(lambda: around.navigate(Route("screening")))
        self.view.continue_asked.connect(self._continue)
        self.view.case_asked.connect(lambda case: around.navigate(Route("file", case=case)))
        self.view.group_asked.connect(lambda group: around.navigate(Route("group", group=group)))
        self.view.service_card_asked.connect(lambda: around.navigate(Route("rights_card")))
        self.view.note_written.connect(self._keep_note)
        self._show()

    @property
    def primary(self) -> Button | None:
        """The large button at the top."""
        return self.view.new

    def title(self) -> str:
        return tr("Today")

    def sop(self) -> str:
        """The card about opening and closing the desk."""
        return "S01"

    def enter(self) -> None:
        self._load()
        self.view.new.setFocus()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def leave(self) -> None:
        self.view.note.flush()

    def mode_changed(self, mode: Mode) -> None:
        self._load()

    def _found(self) -> TodayState:
        return self.presenter.load(private=self.around.mode.current is Mode.PRIVATE)

    def _load(self) -> None:
        found = self._found()
        if found != self.state:
            self.state = found
            self._show()

    def _show(self) -> None:
        self.view.show_state(self.state, can_open_cases="file" in self.around.registry)

    def _continue(self, place: int) -> None:
        line = self.state.unfinished[place]
        self.around.navigate(draft_route(line.case, line.form, line.draft))

    def _keep_note(self, text: str) -> None:
        self.around.changed(self.presenter.write_note(text))
