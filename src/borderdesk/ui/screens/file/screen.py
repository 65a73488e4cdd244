"""The case file: wires one record's presenter, its parts and its sheets to the window.

Opened with ``Route("file", case=code)``, from Records, Today and after each referral.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint

from borderdesk import desk
from borderdesk.desk import Changes
from borderdesk.domain.case import CaseState, Person
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import CaseCode, ReferralStep, Verdict
from borderdesk.text import tr
from borderdesk.ui.screens.file.others_card import OtherRecords
from borderdesk.ui.screens.file.presenter import FilePresenter
from borderdesk.ui.screens.file.sheets import ContactSheet, PersonSheet, ReplySheet, TakeBackSheet
from borderdesk.ui.screens.file.state import FileState
from borderdesk.ui.screens.file.view import Summary, Timeline
from borderdesk.ui.screens.panes import Panes
from borderdesk.ui.screens.steps import draft_route, go_on
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, FormRow, Label


class FileScreen(Screen):
    """One record, the newest first."""

    name: ClassVar[str] = "file"
    needs_private: ClassVar[bool] = True
    wide: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        self.code = str(route["case"])
        super().__init__(around, route)
        self.presenter = FilePresenter(around.workspace, self.code)
        self.state: FileState | None = None
        self.notes = Label("", strong=True, name="file.notes")
        self.column.add(self.notes)
        self.others = OtherRecords()
        self.others.opened.connect(lambda code: around.navigate(Route("file", case=code)))
        self.others.decided.connect(self._decide_other)
        self.column.add(self.others)
        self.summary = Summary()
        self.timeline = Timeline()
        self.panes = Panes(self.timeline, self.summary, self.column, left=True, width=320)
        self.panes.narrowed.connect(self._stand_below)
        self.summary.jump.clicked.connect(self._jump)
        self.column.add(self.panes)
        self.column.add_stretch()
        self.timeline.answers_asked.connect(self._flip_answers)
        self.timeline.amendment_asked.connect(self._amend)
        self._make_acts()
        # Not back to a finished agreement or print: the list is where a record is found again.
        self.foot.set_back(lambda: tr("Records"), lambda: around.navigate(Route("records")))
        self.primary_button = self.foot.set_primary("", self._go_on, icon="forward")

    def _make_acts(self) -> None:
        acts: list[tuple[str, str, Callable[[], str], Callable[[], None]]] = [
            ("reply", "inbox", lambda: tr("Note a reply"), self._reply),
            ("print", "print", lambda: tr("Print again"), self._print),
            ("person", "user", lambda: tr("Name as used"), self._person),
            ("contact", "note", lambda: tr("Child protection told"), self._contact),
            ("card", "card", lambda: tr("Service card without a code"), self._card),
            ("refer", "exports", lambda: tr("Refer to another service"), self._refer),
            ("takeBack", "undo", lambda: tr("Take an agreement back"), self._take_back),
            ("document", "passport", lambda: tr("Document check"), partial(self._form, "travel_document")),
            ("mixed", "transfer", lambda: tr("Mixed movement"), partial(self._form, "mixed_movement")),
        ]
        self.acts: dict[str, Button] = {}
        for key, icon, say, on_click in acts:
            button = Button(say, "quiet", icon=icon, on_click=on_click, name=f"file.act.{key}")
            self.summary.acts.addWidget(button)
            self.acts[key] = button

    def _stand_below(self, below: bool) -> None:
        self.summary.jump.setVisible(below)
        self.timeline.set_below(below)

    def _jump(self) -> None:
        """The timeline's heading to the top of the window, and the keyboard to it."""
        self.timeline.heading.setFocus()
        whole = self.column.widget()
        if whole is not None:
            self.column.verticalScrollBar().setValue(self.timeline.mapTo(whole, QPoint(0, 0)).y())

    def title(self) -> str:
        """The place."""
        return tr("Record")

    def record_code(self) -> str:
        """The short code of the record."""
        return short_code(CaseCode(self.code))

    def sop(self) -> str:
        """Following up is on the card about referring."""
        return "S08"

    def enter(self) -> None:
        """Read the record."""
        self.around.idle.interview_running = False
        self._load()
        if self.primary_button.isVisible():
            self.primary_button.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Something about this record was written."""
        if f"case:{self.code}" in changes.subjects:
            self._load()

    def retranslate(self) -> None:
        """Every sentence is worked out anew."""
        self._load()

    def mode_changed(self, mode: Mode) -> None:
        """The record is for Private mode only."""
        self.panes.setVisible(mode is Mode.PRIVATE and self.state is not None)
        self.notes.setVisible(mode is Mode.PRIVATE and bool(self.notes.plain_text()))
        self._show_others()

    def _load(self) -> None:
        try:
            self.state = self.presenter.state()
        except BorderDeskError as error:
            self.state = None
            self.panes.hide()
            self.notes.hide()
            self.others.hide()
            self.primary_button.hide()
            self.around.notices.show(error, retry=self._load)
            if error.code == "store.busy":
                self._load_after_import()
            return
        self._show(self.state)

    def _load_after_import(self) -> None:
        """That somebody looked at this record cannot be written now: behind what is being written, it can."""

        def written(_state: CaseState) -> None:
            self.around.notices.clear()
            self._load()

        self.around.jobs.run(
            desk.case, self.around.workspace, self.code, owner=self, lane="write", on_done=written
        )

    def _show(self, state: FileState) -> None:
        private = self.around.mode.current is Mode.PRIVATE
        self.panes.setVisible(private)
        self.summary.show_state(state, private=private)
        self.timeline.show_lines(state.lines, may_amend=state.can_refer)
        self.notes.say("\n".join(state.notes))
        self.notes.setVisible(bool(state.notes) and private)
        self.others.show_records(state.others)
        self._show_others()
        self.acts["reply"].setVisible(bool(state.referrals))
        self.acts["print"].setVisible(state.can_print)
        self.acts["person"].setVisible(state.can_refer)
        self.acts["contact"].setVisible(state.needs_contact and state.can_refer)
        self.acts["refer"].setVisible(state.can_refer_again)
        self.acts["card"].setVisible(state.can_offer_card)
        self.acts["takeBack"].setVisible(bool(state.agreements))
        for further in ("document", "mixed"):
            self.acts[further].setVisible(state.can_refer)
        waiting = any(each.waiting for each in state.referrals)
        self.primary_button.say(state.next or (lambda: tr("Note a reply")))
        self.primary_button.setVisible(bool(state.next) or waiting)

    def _show_others(self) -> None:
        private = self.around.mode.current is Mode.PRIVATE
        self.others.setVisible(private and self.state is not None and bool(self.state.others))

    # acts

    def _form(self, form: str) -> None:
        """A further form of this record."""
        try:
            draft = desk.start_form(self.around.workspace, self.code, form).value
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(self.code, form, draft.id))

    def _go_on(self) -> None:
        if self.state is None:
            return
        if not self.state.next:
            self._reply()
            return
        try:
            go_on(self.around, self.code)
        except BorderDeskError as error:
            self.around.notices.show(error)

    def _amend(self, form: str) -> None:
        try:
            draft = desk.start_form(self.around.workspace, self.code, form).value
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(self.code, form, draft.id))

    def _flip_answers(self, place: int) -> None:
        row = self.timeline.rows[place]
        sealed = row.line.sealed
        if sealed is None:
            return
        if row.open:
            row.show_answers(None)
            return
        try:
            row.show_answers(self.presenter.answers(sealed))
        except BorderDeskError as error:
            self.around.notices.show(error)

    def _refer(self) -> None:
        self.around.navigate(Route("refer", case=self.code, another=True))

    def _card(self) -> None:
        self.around.navigate(Route("rights_card", case=self.code))

    def _print(self) -> None:
        self.around.navigate(Route("print", case=self.code))

    def _reply(self) -> None:
        if self.state is None or not self.state.referrals:
            return
        ReplySheet(self.state.referrals, self.presenter.read_stub, self._save_reply, self._problem).open_in(
            self
        )

    def _save_reply(self, number: str, step: ReferralStep, detail: str) -> None:
        self._write(lambda: self.presenter.note_reply(number, step, detail))

    def _take_back(self) -> None:
        if self.state is not None:
            TakeBackSheet(self.state.agreements, self._save_taken_back).open_in(self)

    def _save_taken_back(self, receiver: str, reason: str) -> None:
        self._write(lambda: self.presenter.take_back(receiver, reason))

    def _person(self) -> None:
        PersonSheet(self.presenter.person(), self._save_person, self._problem).open_in(self)

    def _save_person(self, person: Person) -> None:
        self.around.changed(self.presenter.note_person(person))

    def _decide_other(self, code: str, verdict: Verdict) -> None:
        self._write(lambda: self.presenter.decide_other(code, verdict))

    def _contact(self) -> None:
        ContactSheet(self._save_contact, self._problem).open_in(self)

    def _save_contact(self, who: str) -> None:
        self.around.changed(self.presenter.note_contact(who))

    def _write(self, act: Callable[[], Changes]) -> None:
        try:
            changes = act()
        except BorderDeskError as error:
            self.around.notices.show(error, retry=lambda: self._write(act))
            return
        self.around.changed(changes)

    def _problem(self, error: BorderDeskError, row: FormRow) -> None:
        self.around.notices.show(error, row=row)
