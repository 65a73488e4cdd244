"""The form player screen: wires controller, presenter and view to the window.

Opened with ``Route("form", …)`` by the factory the desk's wiring registers; it takes an
:class:`OpenedForm` and reports what the officer wants through its signals.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent

from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.blocks import Block, HeadingBlock, blocks_of, overview_blocks
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.field_news import FieldNews
from borderdesk.ui.questions.form_reading import TextMode
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.questions.question_stack import QuestionStack
from borderdesk.ui.questions.walk import questions_in
from borderdesk.ui.screens.file_choice import file_chooser
from borderdesk.ui.screens.form.opened import OpenedForm
from borderdesk.ui.screens.form.presenter import FormPresenter, Page
from borderdesk.ui.screens.form.side_lists import SideLists
from borderdesk.ui.screens.form.state import Depth, PageState
from borderdesk.ui.screens.form.view import SummaryCard
from borderdesk.ui.screens.person.aloud import AloudLine
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.person.turning import TalkTurning
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets import Button

LOW = 260
"""A content area lower than this shows one question at a time."""


class FormScreen(Screen):
    """A form, a section at a time.

    Signals: ``finish_requested()`` after the last page, or when the short set is enough;
    ``priority_requested()`` for F5 or a danger answer; ``sop_requested(id)``; ``next_form_requested(id)``
    when the form itself hands over (a child in the adult form); ``left_first_page()`` for Back on the
    first, and for Close at the end of a form that can only be read.
    """

    name: ClassVar[str] = "form"
    speaks = True
    needs_private: ClassVar[bool] = True

    finish_requested = Signal()
    priority_requested = Signal()
    sop_requested = Signal(str)
    next_form_requested = Signal(str)
    left_first_page = Signal()

    def __init__(self, around: Surroundings, route: Route, opened: OpenedForm) -> None:
        self.opened = opened
        self.controller = FormController(
            opened.session,
            keeper=opened.keeper,
            person_language=opened.person_language,
            readonly=opened.readonly,
            media=None if opened.media is None else QuestionMedia(opened.media, file_chooser(around)),
        )
        self.presenter = FormPresenter(self.controller)
        super().__init__(around, route)
        self.controller.setParent(self)
        self.speaks = not opened.readonly
        self._told: tuple[str, ...] = ()
        self._priority = FieldNews(self.controller, "priority")
        self._next_form = FieldNews(self.controller, "next_form")
        self._at = ""
        self._state: PageState | None = None
        self.turning = TalkTurning(
            self,
            lambda: None if opened.readonly else PersonTalk(self.controller),
            check_pin=opened.check_pin,
            back=lambda: self.stack.focus_first(),
            at=lambda: self.at,
            gave=lambda key: self._given(key, False),
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        # The place is a line here, not a title page: questions need the height.
        self.heading.setProperty("type", "section")
        self.summary = SummaryCard()
        self.aloud = AloudLine(self.name)
        for part in (self.aloud, self.summary):
            self.column.add(part)
        self.stack = QuestionStack(self.controller, place="form")
        self.stack.follow(self.column)
        self.column.add(self.stack)
        self.column.add_stretch()
        self._lists = SideLists(self)
        self.open_list, self.noted_list = self._lists.open_list, self._lists.noted_list
        self.back_button = self.foot.set_back(lambda: tr("Back"), self._back)
        self.more_button = self.foot.add_secondary(
            Button(lambda: tr("Ask more"), on_click=self._ask_more, name="form.more")
        )
        self.open_button = self.foot.add_secondary(
            Button("", "quiet", on_click=self._lists.flip_open, name="form.unanswered")
        )
        self.next_button = self.foot.set_primary(lambda: tr("Continue"), self._continue, name="form.next")
        self.stack.lead_to(self.back_button, self.more_button, self.open_button, self.next_button)
        if self.opened.old_version:
            self.banner.show_text(
                lambda: tr(
                    "Form of {day} – a newer one is used for new records.", day=self.opened.old_version
                )
            )

    def _connect(self) -> None:
        self.controller.saved.connect(self._saved)
        self.controller.save_failed.connect(self._save_failed)
        self.controller.structure_changed.connect(self._structure_changed)
        self.controller.item_added.connect(self._item_added)
        self.controller.changed.connect(self._show_state)
        self.stack.given.connect(self._given)
        self.stack.entered.connect(self._entered)
        self.stack.end_reached.connect(self.next_button.setFocus)
        self.stack.questions_added.connect(self._questions_added)
        for source in (self.summary.jump, self.open_list.jump, self.noted_list.jump, self.stack.jump_asked):
            source.connect(self.go_to_question)
        self.open_list.page_chosen.connect(self._go_to_page)
        self.noted_list.sop_asked.connect(self.sop_requested)

    # the window's side

    def title(self) -> str:
        """Progress, such as "3 / 5 Work"; the header strip shows it too."""
        return self.presenter.page_state().progress

    def record_code(self) -> str:
        """The short code of the record."""
        return self.opened.short_code

    def sop(self) -> str:
        """The SOP card of the question that has the keyboard, else of the page, else of what is nearest.

        A page may hold words only, such as a result: it belongs to the step before it.
        """
        page = self.presenter.keys_at(self.presenter.place)
        order = list(self.controller.questions)
        at = order.index(page[0]) if page and page[0] in order else 0
        keys = [self._at, *page, *reversed(order[:at]), *order[at:]]
        questions = (self.controller.questions[key] for key in keys if key in self.controller.questions)
        return next((q.extra["sop"] for q in questions if q.extra.get("sop")), "")

    def step(self) -> str:
        """The code of the question that has the keyboard, else of the page's first."""
        keys = [self._at, *self.presenter.keys_at(self.presenter.place)]
        questions = (self.controller.questions[key] for key in keys if key in self.controller.questions)
        return next((q.extra["code"] for q in questions if q.extra.get("code")), "")

    def enter(self) -> None:
        """Open the page of the kept position, the keyboard on its question."""
        self.around.idle.interview_running = True
        if not self.stack.keys():
            if self.opened.short_set_first and not self.opened.position and not self.opened.readonly:
                self.presenter.begin_with_short_set()
            if self._wants_one_by_one():
                self.presenter.switch_layout(True, self.opened.position)
            self.presenter.start(self.opened.position)
            self._show_page()
        if not self._restore_focus():
            self.stack.focus_first()

    def _restore_focus(self) -> bool:
        at = self._at or self.opened.position
        return bool(at) and at in self.controller.questions and self.stack.focus_question(at)

    def leave(self) -> None:
        """Store what is typed and not committed; before leaving, covering and locking."""
        self.stack.commit()
        if self.controller.unsaved:
            self.controller.save()

    def retranslate(self) -> None:
        """Another program language: officer texts follow, the person's line stays."""
        self.controller.follow_program_language()
        self.presenter.plan()
        self._fill_stack()
        self._state = None
        self._show_state()

    def mode_changed(self, mode: Mode) -> None:
        """Noted sentences about a person are for Private mode only."""
        if mode is not Mode.PRIVATE and self.asks_private() and not self.noted_list.isHidden():
            self._lists.close()

    def on_key(self, key: GlobalKey) -> bool:
        """F2 list, F4 texts, F5 priority step, F7 noted, F8 the person's screen."""
        acts = {
            GlobalKey.UNANSWERED: self._lists.flip_open,
            GlobalKey.NEXT_LANGUAGE: self._next_texts,
            GlobalKey.PRIORITY: self.priority_requested.emit,
            GlobalKey.NOTED: self._lists.flip_noted,
            GlobalKey.PERSON: self.turning.turn_to_talk,
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A very low window shows one question at a time; a taller one gives the sections back."""
        super().resizeEvent(event)
        if self.stack.keys() and self._wants_one_by_one() != self.presenter.one_by_one:
            soon(self, self._settle_layout)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen took its place: the interview no longer puts off the lock. A cover hides nothing."""
        super().hideEvent(event)
        if self.isHidden():
            self.around.idle.interview_running = False

    def _wants_one_by_one(self) -> bool:
        low = theme.effective_width(self.column.height()) < LOW
        return low or self.opened.session.form.style == "pages"

    def _settle_layout(self) -> None:
        wanted = self._wants_one_by_one()
        if wanted != self.presenter.one_by_one:
            self._lay_out_pages(wanted)

    # pages

    def _lay_out_pages(self, one_by_one: bool) -> None:
        self.stack.commit()
        keys = self.stack.shown_keys()
        self.presenter.switch_layout(one_by_one, self._at or (keys[0] if keys else ""))
        self._show_page()
        if not self._restore_focus():
            self.stack.focus_first()

    def _show_page(self) -> None:
        self._told = ()
        self.summary.show_problems([])
        self._fill_stack()
        self.column.verticalScrollBar().setValue(0)
        self._show_state()

    def _fill_stack(self) -> None:
        self.stack.show_blocks(self._blocks(self.presenter.page))
        shown = self.stack.keys()
        names = [self.controller.questions[key].name for key in shown]
        self.aloud.show_talk(None if self.opened.readonly else PersonTalk(self.controller, names))

    def _blocks(self, page: Page) -> list[Block]:
        if page.overview:
            return overview_blocks(self.controller, page.items)
        blocks = blocks_of(self.controller, page.items)
        quick = self.presenter.depth is Depth.QUICK
        # The section's own name stands in the progress line already.
        return [b for b in blocks if not (isinstance(b, HeadingBlock) and (quick or b.text == page.title))]

    def _show_state(self, _changes: object = None) -> None:
        state = self.presenter.page_state()
        if state != self._state:
            self._state = state
            self._show_page_state(state)
        self._lists.show_state()

    def _show_page_state(self, state: PageState) -> None:
        if state.progress != self.heading.plain_text():
            self.heading.say(state.progress)
            self.around.place_changed()
        self.more_button.setVisible(state.quick)
        words = self._primary_words(last=state.last, quick=state.quick)
        if words != self.next_button.plain_text():
            self.next_button.say(words)
        self.open_button.say(
            tr("Not answered {n} (F2)", n=state.not_answered) if state.not_answered else tr("Sections (F2)")
        )
        self.foot.set_note(state.note)

    def _primary_words(self, *, last: bool, quick: bool) -> str:
        if not last:
            return tr("Continue")
        if self.opened.readonly:
            return tr("Close")
        return tr("Finish asking") if quick else tr("Finish")

    def _continue(self) -> None:
        self.stack.commit()
        keys = self.stack.shown_keys()
        last = self.presenter.page_state().last
        if self.opened.readonly:
            self._go_on_reading(last)
            return
        if last:
            keys = [key for key in self.controller.questions if self.controller.relevant(key)]
        problems = self.presenter.problems(keys)
        found = tuple(problem.key for problem in problems)
        if found and (last or found != self._told):  # a form is sealed only without them
            self._told = found
            self.summary.show_problems(problems, stop=last)
            self.column.verticalScrollBar().setValue(0)
            self.summary.heading.setFocus()
            return
        if last:
            self.finish_requested.emit()
        elif self.presenter.go_on():
            self._show_page()
            self.stack.focus_first()

    def _go_on_reading(self, last: bool) -> None:
        if last:
            self.left_first_page.emit()
        elif self.presenter.go_on():
            self._show_page()
            self.next_button.setFocus()

    def _back(self) -> None:
        self.stack.commit()
        if self.presenter.go_back():
            self._show_page()
            self.stack.focus_first()
        else:
            self.left_first_page.emit()

    def _ask_more(self) -> None:
        self.stack.commit()
        self.presenter.ask_more()
        self._show_page()
        self.stack.focus_first()

    def _go_to_page(self, page: int) -> None:
        self.stack.commit()
        self.presenter.go_to(page)
        self._lists.close_drawer()
        self._show_page()
        self.stack.focus_first()

    def go_to_question(self, key: str) -> None:
        """Open the page of a question and put the keyboard on it; for links from other screens too."""
        page = self.presenter.page_of(key)
        if page is None:
            return
        self.stack.commit()
        self._lists.close_drawer()
        if page != self.presenter.place:
            self.presenter.go_to(page)
            self._show_page()
        self.stack.focus_question(key)

    # answers

    def _given(self, key: str, _by_key: bool) -> None:
        self._at = key
        if self._priority.heard() == "yes":
            self.turning.when_back(self.priority_requested.emit)
        following = self._next_form.heard()
        if following:
            self.turning.when_back(lambda: self.next_form_requested.emit(following))

    def _entered(self, key: str) -> None:
        self._at = key
        self.turning.follow(key)

    @property
    def at(self) -> str:
        """The question that has or had the keyboard, else the first of the page."""
        keys = self.stack.shown_keys()
        return self._at or (keys[0] if keys else "")

    def _structure_changed(self) -> None:
        self.presenter.replan(self._at)
        self._fill_stack()

    def _item_added(self, repeat: str) -> None:
        """The keyboard goes to the first question of the new item."""
        found = self.controller.repeat(repeat)
        fresh = found.instances[-1] if found is not None and found.instances else None
        keys = [self.controller.key_of(q) for q in questions_in(fresh.items)] if fresh is not None else []
        key = next((key for key in keys if self.controller.takes_answer(key)), None)
        if key is not None:
            self.go_to_question(key)

    def _saved(self, at: datetime) -> None:
        if self.around.save_state.failing:
            self.around.notices.clear()
        self.around.save_state.saved(at)

    def _save_failed(self, error: BorderDeskError) -> None:
        # The strip says it short and stays; the banner says why and offers to try again.
        self.around.save_state.failed()
        self.around.notices.show(error, retry=self.controller.save)

    # what is announced

    def _next_texts(self) -> None:
        mode = self.controller.next_text_mode()
        words = {
            TextMode.BOTH: tr("Both languages"),
            TextMode.PERSON: tr("The person's language"),
            TextMode.OFFICER: tr("The officer's language"),
        }
        self.around.announce(words[mode])

    def _questions_added(self, count: int) -> None:
        self.around.announce(ntr("{n} question added", "{n} questions added", count))
