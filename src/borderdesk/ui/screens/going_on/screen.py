"""Going on at work: explain, give the new identity, lock; unlocked again, say what comes next."""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.restored import WentOn
from borderdesk.desk.set_back import Standing
from borderdesk.text import tr
from borderdesk.ui.screens.going_on.presenter import GoingOnPresenter
from borderdesk.ui.screens.going_on.view import GoingOnView
from borderdesk.ui.screens.page_work import PageWork
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class GoingOnScreen(Screen):
    """``Route("goingon")``: a PC that was set back to an old copy of itself."""

    name: ClassVar[str] = "goingon"

    def __init__(self, around: Surroundings, route: Route) -> None:
        self._standing: Standing | None = None
        self.presenter = GoingOnPresenter(around.workspace.user.role)
        super().__init__(around, route)
        self._words: tuple[str, ...] = ()
        self.view = GoingOnView()
        self._work = PageWork(self, self.view.work, lambda: tr("Going on"), lambda _step, _done, _total: "")
        self.column.add(self.view)
        self.column.add_stretch()
        self.view.hide()

    def title(self) -> str:
        return self.presenter.title(self._standing)

    def sop(self) -> str:
        """The card about the care of data and devices."""
        return "S20"

    def enter(self) -> None:
        workspace = self.around.workspace
        self.around.jobs.run(
            lambda: (desk.standing(workspace), desk.card_words(workspace)),
            owner=self,
            lane="free",
            on_done=lambda found: self._loaded(*found),
        )

    def retranslate(self) -> None:
        self.enter()

    def _loaded(self, standing: Standing, words: tuple[str, ...]) -> None:
        self._standing, self._words = standing, words
        state = self.presenter.state(standing, words)
        self.view.show_state(state)
        self.view.show()
        button = self.foot.set_primary(lambda: state.act, self._act, icon="right")
        button.set_available(not state.reason, lambda: state.reason)
        self.around.place_changed()
        if button.isEnabled():
            button.setFocus()

    def _act(self) -> None:
        if self._standing is None or not self._standing.behind:
            self.around.navigate(Route("transfer"))
            return
        self.around.notices.clear()
        self._work.start(desk.go_on, on_done=self._went_on, on_error=self._failed)

    def _went_on(self, _went: WentOn) -> None:
        self.around.lock()

    def _failed(self, error: Exception) -> None:
        self.around.notices.show(error)
        self.enter()
