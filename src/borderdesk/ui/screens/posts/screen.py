"""The page of border posts: wires presenter, list and papers to the window."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.posts.presenter import PostsPresenter
from borderdesk.ui.screens.posts.state import PostsState, VisitLine
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class PostsScreen(Screen):
    """Visits with their reports; nothing here is about a person, and no post is ranked."""

    name: ClassVar[str] = "posts"

    def __init__(self, around: Surroundings, route: Route, printers: Printers | None = None) -> None:
        super().__init__(around, route)
        self.presenter = PostsPresenter(around.workspace)
        self.printers = printers or SystemPrinters()
        self.about = Label(
            lambda: tr("Twice a year a team looks at the post. The report says what to ask for."), muted=True
        )
        self.card = Card(lambda: tr("Visits"), name="posts.visits")
        self.empty = Label(lambda: tr("No post was assessed yet."), muted=True, name="posts.empty")
        self.card.add(self.empty)
        self.rows = RowList("posts.rows")
        self.card.add(self.rows)
        for part in (self.about, self.card):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), around.back)
        self.compare_button = self.foot.add_secondary(
            Button(lambda: tr("Compare posts"), on_click=lambda: self._paper(""), name="posts.compare")
        )
        self.begin_button = self.foot.set_primary(
            lambda: tr("Begin an assessment"), self._begin, icon="forward"
        )
        self.state: PostsState | None = None
        self._show()

    def title(self) -> str:
        return tr("Border posts")

    def sop(self) -> str:
        """The card about looking at our own post."""
        return "S25"

    def enter(self) -> None:
        self._show()
        self.begin_button.setFocus()

    def refresh(self, changes: Changes) -> None:
        self._show()

    def retranslate(self) -> None:
        self.state = None
        self._show()

    def _show(self) -> None:
        state = self.presenter.load()
        if state == self.state:
            return
        self.state = state
        self.rows.show_rows([self._row(place, line) for place, line in enumerate(state.visits)])
        self.empty.setVisible(not state.visits)
        self.compare_button.setVisible(state.posts > 1)
        self.begin_button.setVisible(state.may_assess)

    def _row(self, place: int, line: VisitLine) -> ActionRow:
        name = f"posts.visit.{place}"
        report = Button(
            lambda: tr("Report"),
            icon="print",
            on_click=partial(self._paper, line.code),
            name=f"{name}.report",
        )
        report.setAccessibleName(f"{tr('Report')}: {line.post}, {line.detail}")
        return ActionRow("overview", line.post, line.detail, actions=[report], name=name, first=not place)

    def _begin(self) -> None:
        try:
            draft = self.presenter.begin()
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(draft.case_code, draft.form, draft.id))

    def _paper(self, code: str) -> None:
        sheet = PaperSheet(
            self.around,
            (lambda: tr("Report of the visit")) if code else (lambda: tr("Border posts side by side")),
            "postPaper",
            self.printers,
            partial(self.presenter.paper, code),
            partial(self.presenter.save, code),
            on_stick=True,
        )
        sheet.open_in(self.around.window)
        sheet.draw()
