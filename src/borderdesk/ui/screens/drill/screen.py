"""The page of one story: wires presenter and cards to the window."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.drill.presenter import DrillPresenter
from borderdesk.ui.screens.drill.state import FeedbackState
from borderdesk.ui.screens.drill.view import FeedbackCard, StepsCard, StoryCard
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button


class DrillScreen(Screen):
    """Read, work through the steps, compare."""

    name: ClassVar[str] = "drill"
    _title = ""

    def __init__(self, around: Surroundings, route: Route, printers: Printers | None = None) -> None:
        super().__init__(around, route)
        self.printers = printers or SystemPrinters()
        self.presenter = DrillPresenter(around.workspace, str(route["drill"]))
        self.state = self.presenter.load()
        self.feedback_card = FeedbackCard(lambda: around.navigate(Route("document", id=self.sop())))
        self.story_card = StoryCard(self._print)
        self.steps_card = StepsCard(self._open)
        for card in (self.feedback_card, self.story_card, self.steps_card):
            self.column.add(card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), lambda: around.navigate(Route("practice")))
        self.again = self.foot.add_secondary(
            Button(lambda: tr("Begin anew"), icon="retry", on_click=self._begin, name="drill.again")
        )
        self.compared = False
        self._card = ""
        self._show()
        self.heading.say(self.title)

    def title(self) -> str:
        return self._title

    def sop(self) -> str:
        """The card of what differed first, else of the story's module."""
        return self._card or self.presenter.card()

    def enter(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()

    def refresh(self, changes: Changes) -> None:
        self._show()

    def retranslate(self) -> None:
        self._show()
        if self.compared:
            self.feedback_card.show_state(self.presenter.said_before(self.state.case))

    def _show(self) -> None:
        self.state = state = self.presenter.load()
        self._title = state.title
        self.story_card.story.say(state.story)
        self.story_card.print.setVisible(state.document)
        self.story_card.draft.setVisible(state.draft)
        self.steps_card.show_state(state)
        if not state.case:
            self.foot.set_primary(lambda: tr("Begin"), self._begin, icon="forward")
        elif state.complete:
            self.foot.set_primary(lambda: tr("Compare with the story"), self._compare, icon="forward")
        else:
            self.foot.set_primary(lambda: tr("Go on"), self._go_on, icon="forward")
        self.again.setVisible(bool(state.case) and state.complete)

    def _begin(self) -> None:
        try:
            draft = self.presenter.begin()
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(draft.case_code, draft.form, draft.id))

    def _go_on(self) -> None:
        self._open(next(step.form for step in self.state.steps if not step.done))

    def _open(self, form: str) -> None:
        try:
            draft = self.presenter.draft_of(self.state.case, form)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(self.state.case, form, draft))

    def _compare(self) -> None:
        try:
            found, _changes = self.presenter.compare(self.state.case)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.show_feedback(found)

    def _print(self) -> None:
        sheet = PaperSheet(
            self.around,
            lambda: tr("The document for a class"),
            "specimen",
            self.printers,
            self.presenter.document_sheet,
        )
        sheet.open_in(self.around.window)
        sheet.draw()

    def show_feedback(self, found: FeedbackState) -> None:
        """Show the comparison at the top of the page."""
        self.compared = True
        self._card = found.card
        self.feedback_card.show_state(found)
        self.column.verticalScrollBar().setValue(0)
        self.around.announce(found.summary)
