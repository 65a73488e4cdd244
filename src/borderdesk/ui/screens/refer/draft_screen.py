"""What the composer and the consent screen share: the referral draft, saved per answer."""

from __future__ import annotations

from typing import Any

from borderdesk import desk
from borderdesk.desk.steps import REFERRAL, NextStep
from borderdesk.domain.case import CaseState
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import CaseCode
from borderdesk.text import notice, tr
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.form_reading import TextMode
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.screens.file_choice import file_chooser
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.person.turning import TalkTurning, pin_check
from borderdesk.ui.screens.refer.answers import NamedAnswers
from borderdesk.ui.screens.step_cards import card_at
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Label


class ReferralDraftScreen(Screen):
    """A screen over the referral draft of one case; subclasses build their parts in ``build``."""

    needs_private = True
    speaks = True
    text_mode = TextMode.OFFICER

    def __init__(self, around: Surroundings, route: Route) -> None:
        self.code = str(route["case"])
        super().__init__(around, route)
        self.controller: FormController | None = None
        self.draft_id = ""
        self.turning = TalkTurning(self, self.person_talk, check_pin=pin_check(around), back=self.focus_first)

    begins_draft = True
    """Whether opening the screen may begin a referral; otherwise it only goes on with one."""

    def build(self, controller: FormController, answers: NamedAnswers, state: CaseState) -> None:
        """Make the screen's parts for the opened draft."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Bring the screen up to date with the draft."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard on the next thing to answer."""
        raise NotImplementedError

    def person_talk(self) -> PersonTalk | None:
        """What this step says to the person; nothing before the draft is open."""
        return None

    def on_key(self, key: GlobalKey) -> bool:
        """F8 turns the screen to the person."""
        return key is GlobalKey.PERSON and self.turning.turn_to_talk()

    def record_code(self) -> str:
        """The short code of the record."""
        return short_code(CaseCode(self.code))

    def sop(self) -> str:
        """Referring and consent have one card; danger near and a child's agreement have their own."""
        return card_at(self.controller, self) or "S08"

    def enter(self) -> None:
        """Open the referral draft, or begin it with what is known already."""
        if self.controller is None:
            try:
                if not self._may_open():
                    self._show_finished()
                    return
                self._open()
            except BorderDeskError as error:
                self.around.notices.show(error, retry=self.enter)
                return
        self.around.idle.interview_running = True
        self.show_state()
        self.focus_first()

    def _may_open(self) -> bool:
        """Coming back to a referral that was sealed or not wanted must not begin another by itself."""
        workspace = self.around.workspace
        if any(draft.form == REFERRAL for draft in desk.drafts(workspace, self.code)):
            return True
        wanted = bool(self.route.get("another")) or desk.next_step(workspace, self.code) is NextStep.REFERRAL
        return self.begins_draft and wanted

    def _show_finished(self) -> None:
        self.column.add(
            Label(lambda: tr("This referral is finished. The record shows it."), name="refer.finished")
        )
        self.column.add_stretch()
        self.foot.set_primary(
            lambda: tr("Go to the record"),
            lambda: self.around.navigate(Route("file", case=self.code)),
            icon="forward",
        ).setFocus()

    def _open(self) -> None:
        workspace = self.around.workspace
        state = desk.case(workspace, self.code)
        self.draft_id = desk.start_form(workspace, self.code, REFERRAL).value.id
        opened = desk.open_draft(workspace, self.draft_id)
        controller = FormController(
            opened.session,
            keeper=opened.keeper,
            person_language=opened.spoken,
            text_mode=self.text_mode,
            media=QuestionMedia(
                desk.draft_media(workspace, opened.session.form, self.draft_id), file_chooser(self.around)
            ),
            parent=self,
        )
        controller.saved.connect(self.around.save_state.saved)
        controller.save_failed.connect(self._save_failed)

        def give(name: str, value: str) -> None:
            controller.answer(controller.key_for_name(name), value)

        self.build(controller, NamedAnswers(opened.session, give), state)
        self.controller = controller
        controller.changed.connect(lambda _changes: self.show_state())

    def _save_failed(self, error: BorderDeskError) -> None:
        fields: dict[str, Any] = dict(error.fields)
        self.around.save_state.failed(lambda: notice(error.code, **fields).happened)
        controller = self.controller
        if controller is not None:
            self.around.notices.show(error, retry=controller.save)

    def commit(self) -> None:
        """Hand over what is typed and not committed."""

    def leave(self) -> None:
        """Store what is typed; before leaving, covering and locking."""
        self.commit()
        if self.controller is not None and self.controller.unsaved:
            self.controller.save()

    def retranslate(self) -> None:
        """Another program language: the form's texts follow."""
        if self.controller is not None:
            self.controller.follow_program_language()
            self.show_state()
