"""The group screen: wires presenter and view to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import ntr, tr
from borderdesk.ui.screens.group.presenter import GroupPresenter
from borderdesk.ui.screens.group.state import GroupPage
from borderdesk.ui.screens.group.view import AgeSheet, MemberCard
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets import Label


class GroupScreen(Screen):
    """``Route("group", group=code)``. Counter-safe: codes only.

    :raises Unavailable: ``group.missing``.
    """

    name: ClassVar[str] = "group"

    def __init__(self, around: Surroundings, route: Route) -> None:
        self.presenter = GroupPresenter(around.workspace, str(route["group"]))
        super().__init__(around, route)
        self.page: GroupPage | None = None
        self.lead = Label(self._lead, muted=True, name="group.lead")
        self.first_needs = Label(
            lambda: tr(
                "Water, rest and medical help first. Each person is seen alone; families wait together."
            ),
            "small",
            muted=True,
        )
        self.members = MemberCard()
        self.members.go_on.connect(self._go_on)
        self.members.apart_asked.connect(self._keep_apart)
        for part in (self.lead, self.first_needs, self.members):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), around.back)
        self.next_button = self.foot.set_primary(lambda: tr("Next person"), self._next, icon="forward")
        # Rows of a narrow window grow after they were laid out: the focus must stay where it can be seen.
        self.column.verticalScrollBar().rangeChanged.connect(lambda *_: soon(self, self._keep_focus_in_view))
        self._show()

    def title(self) -> str:
        return tr("Group {code}", code=self.presenter.group.short)

    def sop(self) -> str:
        """The card about mass arrivals."""
        return "S10"

    def enter(self) -> None:
        self._show()
        self.next_button.setFocus()

    def refresh(self, changes: Changes) -> None:
        self._show()

    def retranslate(self) -> None:
        self._show()

    def _keep_focus_in_view(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.column.isAncestorOf(focus):
            self.column.keep_in_view(focus)

    def _lead(self) -> str:
        if self.page is None:
            return ""
        people = ntr("{n} person", "{n} people", len(self.page.lines))
        waiting = ntr("{n} still waits", "{n} still wait", self.page.waiting)
        return f"{self.page.direction} · {people} · {waiting}"

    def _show(self) -> None:
        page = self.presenter.load()
        if page == self.page:
            return
        self.page = page
        self.lead.say(self._lead)
        self.members.show_page(page)
        self.next_button.set_available(page.waiting > 0, lambda: tr("Everybody was looked at."))
        self.foot.show_reasons()

    def _next(self) -> None:
        lines = self.page.lines if self.page is not None else ()
        waiting = next((line for line in lines if not line.begun), None)
        if waiting is not None:
            self._go_on(waiting.code)

    def _go_on(self, code: str) -> None:
        member = self.presenter.member(code)
        if member.draft:
            self.around.navigate(draft_route(code, member.form, member.draft))
        elif member.opened:
            self.around.navigate(Route("file", case=code))
        else:
            sheet = AgeSheet(member.short)
            sheet.chosen.connect(lambda age: self._begin(code, age))
            sheet.open_in(self.around.window)

    def _begin(self, code: str, age_group: str) -> None:
        try:
            draft = self.presenter.begin(code, age_group)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(code, draft.form, draft.id))

    def _keep_apart(self, code: str, apart: bool) -> None:
        try:
            changes = self.presenter.keep_apart(code, apart)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(changes)
        self.around.save_state.saved(self.around.clock())
        self._show()
