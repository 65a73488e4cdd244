"""The story that a practice page is about: its person to be asked, its document kept above the page.

Called by the desk view of a practice workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.ui.notices import Notices
from borderdesk.ui.shell.practice_strip import PracticeStrip, StorySheet
from borderdesk.ui.shell.screen import Route

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
    from borderdesk.ui.shell.specimen_pane import SpecimenPane


class StoryAtHand:
    """``column`` is where the strip and the document lie, the document just above the ``page``."""

    def __init__(
        self,
        strip: PracticeStrip,
        workspace: Workspace,
        notices: Notices,
        column: QVBoxLayout,
        page: QWidget,
    ) -> None:
        self._strip, self._workspace, self._notices = strip, workspace, notices
        self._column, self._page = column, page
        self._story = ""
        self._specimen: SpecimenPane | None = None
        strip.ask_asked.connect(self._ask_the_person)
        strip.document_asked.connect(self._flip_document)

    @property
    def panes(self) -> list[QWidget]:
        """What F6 comes to: the document, while it is shown."""
        return [self._specimen] if self._specimen is not None and self._specimen.isVisible() else []

    def follow(self, route: Route) -> None:
        """Offer what the story of a place has; its document stays open from page to page."""
        case = str(route.get("case", ""))
        story = str(route.get("drill", "")) or desk.drill_of_case(self._workspace, case)
        if story != self._story and self._specimen is not None:
            self._specimen.hide()
        self._story = story
        self._strip.ask.setVisible(bool(story))
        self._strip.document.setVisible(bool(story) and desk.drill(story).specimen is not None)

    def fit_in(self, height: int) -> None:
        """The window has this height now."""
        if self._specimen is not None:
            self._specimen.fit_in(height)

    def _flip_document(self) -> None:
        """Show the document, or put it away."""
        from borderdesk.ui.shell.specimen_pane import SpecimenPane  # late: draws with QtPdf

        if self._specimen is None:
            self._specimen = SpecimenPane()
            self._column.insertWidget(self._column.indexOf(self._page), self._specimen)
        if self._specimen.isVisible():
            self._specimen.hide()
        else:
            self._specimen.show_story(self._workspace, self._story)

    def _ask_the_person(self) -> None:
        """What the person says, over the page that is being filled."""
        if not self._story:
            return
        try:
            answers = desk.what_the_person_says(self._workspace, self._story)
        except BorderDeskError as error:
            self._notices.show(error)  # a form that came since asks something else
            return
        StorySheet(answers).open_in(self._strip.window())
