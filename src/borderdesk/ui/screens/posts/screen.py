"""The page of border posts and their crisis plans: wires presenter, lists and papers to the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.assessing import begin_assessment
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.posts.presenter import PostsPresenter
from borderdesk.ui.screens.posts.state import PostsState, VisitLine
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class PostsScreen(Screen):
    """Visits and crisis plans with their papers; nothing here is about a person, and no post is ranked."""

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
        self.plans_card = Card(lambda: tr("Crisis plans"), name="posts.plans")
        self.no_plan = Label(
            lambda: tr("No crisis plan was finished yet. One begins in Screening."),
            muted=True,
            name="posts.noPlan",
        )
        self.plans_card.add(self.no_plan)
        self.plan_rows = RowList("posts.planRows")
        self.plans_card.add(self.plan_rows)
        for part in (self.about, self.card, self.plans_card):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), around.back)
        self.compare_button = self.foot.add_secondary(
            Button(lambda: tr("Compare posts"), on_click=lambda: self._paper(""), name="posts.compare")
        )
        self.begin_button = self.foot.set_primary(
            lambda: tr("Begin an assessment"),
            lambda: begin_assessment(around, "poe_assessment"),
            icon="forward",
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
        self.rows.show_rows(
            [self._row("visit", place, line, self._paper) for place, line in enumerate(state.visits)]
        )
        self.empty.setVisible(not state.visits)
        self.plan_rows.show_rows(
            [self._row("plan", place, line, self._plan_paper) for place, line in enumerate(state.plans)]
        )
        self.no_plan.setVisible(not state.plans)
        self.compare_button.setVisible(state.posts > 1)
        self.begin_button.setVisible(state.may_assess)

    def _row(self, kind: str, place: int, line: VisitLine, on_report: Callable[[str], object]) -> ActionRow:
        name = f"posts.{kind}.{place}"
        read = Button(
            lambda: tr("Read it"), icon="eye", on_click=partial(self._read, line.code), name=f"{name}.read"
        )
        report = Button(
            lambda: tr("Report"), icon="print", on_click=partial(on_report, line.code), name=f"{name}.report"
        )
        for button, words in ((read, tr("Read it")), (report, tr("Report"))):
            button.setAccessibleName(f"{words}: {line.post}, {line.detail}")
        icon = "overview" if kind == "visit" else "screening"
        return ActionRow(icon, line.post, line.detail, actions=[read, report], name=name, first=not place)

    def _read(self, code: str) -> None:
        self.around.navigate(Route("form", assessment=code))

    def _plan_paper(self, code: str) -> None:
        self._open(
            PaperSheet(
                self.around,
                lambda: tr("The plan on paper"),
                "planPaper",
                self.printers,
                partial(self.presenter.plan_paper, code),
                partial(self.presenter.save_plan, code),
                on_stick=True,
            )
        )

    def _paper(self, code: str) -> None:
        self._open(
            PaperSheet(
                self.around,
                (lambda: tr("Report of the visit")) if code else (lambda: tr("Border posts side by side")),
                "postPaper",
                self.printers,
                partial(self.presenter.paper, code),
                partial(self.presenter.save, code),
                on_stick=True,
            )
        )

    def _open(self, sheet: PaperSheet) -> None:
        sheet.open_in(self.around.window)
        sheet.draw()
