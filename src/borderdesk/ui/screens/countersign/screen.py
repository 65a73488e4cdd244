"""The countersign page at work. One answer at a time; there is no way to answer several at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import OutcomeView, PendingLowering
from borderdesk.desk.workspace import Changes
from borderdesk.domain.case import CaseState
from borderdesk.text import tr
from borderdesk.ui.screens.countersign.presenter import CountersignPresenter
from borderdesk.ui.screens.countersign.view import LoweringCard, WaitingCard
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Label


class CountersignScreen(Screen):
    """The oldest wish is open; *Agree* or *Keep the higher* answers it."""

    name: ClassVar[str] = "countersign"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = CountersignPresenter()
        self._pending: list[PendingLowering] = []
        self._open: PendingLowering | None = None
        self._view: OutcomeView | None = None
        self._reading = PageReading(self)
        self._asked_for: str = str(route.get("case", ""))
        self.intro = Label("", name="countersign.intro")
        self.detail_card = LoweringCard()
        self.waiting_card = WaitingCard()
        for part in (self.intro, self.detail_card, self.waiting_card):
            self.column.add(part)
        self.column.add_stretch()
        self.detail_card.hide()
        self.waiting_card.hide()
        self.keep = self.foot.add_secondary(
            Button(
                lambda: tr("Keep the higher"), on_click=lambda: self._answer(False), name="countersign.keep"
            )
        )
        self.agree = self.foot.set_primary(
            lambda: tr("Agree"), lambda: self._answer(True), icon="saved", name="countersign.agree"
        )
        self.foot.hide()
        self.waiting_card.opened.connect(self._open_code)

    def title(self) -> str:
        return tr("Countersign")

    def sop(self) -> str:
        """The card about what is never held against a person."""
        return "S09"

    def record_code(self) -> str:
        return "" if self._open is None else self._open.short

    def enter(self) -> None:
        self._load()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self._view = None
        self._show()
        self._read_reasons()

    def _load(self) -> None:
        self._reading.start(partial(desk.countersign_list, self.around.workspace), self._loaded)

    def _loaded(self, pending: list[PendingLowering]) -> None:
        self._pending = sorted(pending, key=lambda item: item.asked_at)
        first = self._open is None
        wanted = self._open.code if self._open is not None else self._asked_for
        self._open_item(next((item for item in self._pending if item.code == wanted), None))
        if first and self._open is not None:
            # Not the act that changes the step: a stray Enter must do nothing.
            self.keep.setFocus()

    def _open_code(self, code: str) -> None:
        self._open_item(next((item for item in self._pending if item.code == code), None))

    def _open_item(self, item: PendingLowering | None) -> None:
        """Open ``item``, or else the oldest."""
        chosen = item or (self._pending[0] if self._pending else None)
        if self._open is None or chosen is None or chosen.code != self._open.code:
            self.detail_card.reason.clear()
            self.detail_card.reason_row.show_problem("")
            self._view = None
        self._open = chosen
        self._show()
        self._read_reasons()

    def _read_reasons(self) -> None:
        if self._open is not None and self._view is None:
            self.around.jobs.run(
                desk.outcome,
                self.around.workspace,
                self._open.code,
                owner=self,
                lane="free",
                on_done=self._reasons_read,
            )

    def _reasons_read(self, view: OutcomeView) -> None:
        if self._open is not None and view.code == self._open.code:
            self._view = view
            self._show()

    def _show(self) -> None:
        state = self.presenter.state(self._pending)
        self.intro.say(state.intro)
        self.waiting_card.show_state(state, self._open.code if self._open else "")
        self.detail_card.setVisible(self._open is not None)
        self.foot.setVisible(self._open is not None)
        if self._open is not None:
            self.detail_card.show_detail(self.presenter.detail(self._open, self._view))

    def _answer(self, agree: bool) -> None:
        item = self._open
        if item is None:
            return
        self._allow(False)
        self.around.jobs.run(
            desk.countersign,
            self.around.workspace,
            item.code,
            agree,
            self.detail_card.reason.toPlainText(),
            owner=self,
            on_done=self._answered(item.short, agree),
            on_error=self._refused,
        )

    def _answered(self, short: str, agree: bool) -> Callable[[desk.Done[CaseState]], None]:
        def done(result: desk.Done[CaseState]) -> None:
            self._allow(True)
            self._open = None
            self.around.notices.tell(
                lambda: self.presenter.answered(short, agree)[0],
                lambda: self.presenter.answered(short, agree)[1],
            )
            self.around.announce(self.presenter.answered(short, agree)[0])
            self.around.changed(result.changes)

        return done

    def _refused(self, error: Exception) -> None:
        self._allow(True)
        self.around.notices.show(error, row=self.detail_card.reason_row)
        self.detail_card.reason.setFocus()

    def _allow(self, allowed: bool) -> None:
        self.agree.setEnabled(allowed)
        self.keep.setEnabled(allowed)
