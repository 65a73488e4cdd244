"""What the screens made for one form share: the open draft, saving at every answer, finishing, going on."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import CaseCode
from borderdesk.text import notice
from borderdesk.ui import theme
from borderdesk.ui.questions.blocks import question_blocks
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.field_news import FieldNews
from borderdesk.ui.questions.form_reading import TextMode
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.questions.question_stack import QuestionStack
from borderdesk.ui.screens.file_choice import file_chooser
from borderdesk.ui.screens.person.aloud import AloudLine
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.person.turning import TalkTurning, pin_check
from borderdesk.ui.screens.steps import step_route
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.screen import LOW, Route, Screen, Surroundings
from borderdesk.ui.soon import soon


class FormStepScreen(Screen):
    """A screen over one draft. ``text_mode`` is which texts its questions show.

    Every answer is one transaction of the draft's keeper. F5 shows the priority card, and so does an answer
    that makes the form's ``priority`` turn to yes. F8 turns the screen to the person.
    """

    speaks = True
    text_mode: ClassVar[TextMode] = TextMode.BOTH

    def __init__(self, around: Surroundings, route: Route) -> None:
        opened = desk.open_draft(around.workspace, route["draft"])
        self._was_low: bool | None = None
        self.draft = opened.draft
        self.case = opened.draft.case_code
        super().__init__(around, route)
        self.controller = FormController(
            opened.session,
            keeper=opened.keeper,
            person_language=opened.spoken,
            text_mode=self.text_mode,
            media=QuestionMedia(
                desk.draft_media(around.workspace, opened.session.form, opened.draft.id), file_chooser(around)
            ),
            parent=self,
        )
        self.controller.position = str(route.get("at", "")) or opened.draft.position
        self.aloud = AloudLine(self.name)
        self.column.add(self.aloud)
        self.controller.changed.connect(lambda _changes: self._show_aloud())
        self._priority = FieldNews(self.controller, "priority")
        self.turning = TalkTurning(
            self, self.person_talk, check_pin=pin_check(around), back=self.enter, at=self.person_at
        )
        self.controller.saved.connect(around.save_state.saved)
        self.controller.save_failed.connect(self._save_failed)
        self.controller.changed.connect(self._watch_priority)
        # Cards are built near the viewport and tiles open in focus: what grows must not push the focus away.
        self.column.verticalScrollBar().rangeChanged.connect(self._page_grew)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_aloud()

    def _show_aloud(self) -> None:
        self.aloud.show_talk(self.person_talk())

    def record_code(self) -> str:
        return short_code(CaseCode(self.case))

    @property
    def at(self) -> str:
        return self.controller.position

    def leave(self) -> None:
        if self.controller.unsaved:
            self.controller.save()

    def retranslate(self) -> None:
        self.controller.follow_program_language()

    def on_key(self, key: GlobalKey) -> bool:
        if key is GlobalKey.PRIORITY:
            self.show_priority()
            return True
        return key is GlobalKey.PERSON and self.turning.turn_to_talk()

    def person_talk(self) -> PersonTalk | None:
        """What this step says to the person now."""
        return None

    def person_at(self) -> str:
        """The page of it to begin with; empty for the first."""
        return ""

    def show_priority(self) -> None:
        """The priority card; the form waits and is not lost."""
        self.around.navigate(Route("priority", case=self.case))

    def finish(self) -> bool:
        """Seal the form and go on; ``False`` where it is not complete, with the reason shown."""
        try:
            done = desk.complete_form(self.around.workspace, self.draft.id)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return False
        self.around.changed(done.changes)
        self.around.navigate(step_route(self.around, self.case, done.value.next))
        return True

    def add_stack(self, keys: list[str]) -> QuestionStack:
        """Put these questions into the column."""
        stack = QuestionStack(self.controller, place=self.name)
        self.column.add(stack)
        stack.follow(self.column)
        stack.show_blocks(question_blocks(keys))
        return stack

    def put_above_foot(self, widget: QWidget) -> None:
        """Keep ``widget`` between the scrolling column and the foot bar; where the window is too low for
        that, at the end of the column."""
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.removeWidget(widget)
            self.column.body.removeWidget(widget)
            if self.is_low():
                self.column.body.insertWidget(self.column.body.count() - 1, widget)
            else:
                whole.insertWidget(whole.indexOf(self.foot), widget)

    def is_low(self) -> bool:
        """Whether the window is so low that only the foot bar may stand still below the column."""
        return theme.effective_width(self.window().height()) < LOW

    def settle_height(self) -> None:
        """The window became low, or high enough again; called while it is shown."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._check_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "controller"):
            self._check_height()

    def _page_grew(self) -> None:
        soon(self, self._keep_focus_in_view)

    def _keep_focus_in_view(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.column.isAncestorOf(focus):
            self.column.keep_in_view(focus)

    def _check_height(self) -> None:
        low = self.is_low()
        if low != self._was_low:
            self._was_low = low
            self.settle_height()

    def _save_failed(self, error: BorderDeskError) -> None:
        fields: dict[str, Any] = error.fields
        self.around.save_state.failed(lambda: notice(error.code, **fields).happened)
        self.around.notices.show(error, retry=self.controller.save)

    def _watch_priority(self, _changes: object) -> None:
        if self._priority.heard() == "yes":
            self.turning.when_back(self.show_priority)
