"""The consent screen: agreements at the left, what the agency gets at the right; Continue seals the referral.

Opened with ``Route("consent", case=code)`` from the composer, which named the agency.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.domain.case import CaseState
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.blocks import question_blocks
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.form_reading import TextMode
from borderdesk.ui.questions.question_stack import QuestionStack
from borderdesk.ui.screens.consent.presenter import AGREEMENTS, HOW, OVERRIDE, ConsentPresenter
from borderdesk.ui.screens.consent.state import Act, ConsentState
from borderdesk.ui.screens.consent.view import PreviewCard
from borderdesk.ui.screens.panes import Panes
from borderdesk.ui.screens.person.aloud import AloudLine
from borderdesk.ui.screens.person.steps import Agreements
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.refer.answers import NamedAnswers
from borderdesk.ui.screens.refer.draft_screen import ReferralDraftScreen
from borderdesk.ui.screens.refer.view import RefusalCard
from borderdesk.ui.screens.steps import go_on
from borderdesk.ui.shell.screen import Route, Surroundings
from borderdesk.ui.widgets import Label, Say


class ConsentScreen(ReferralDraftScreen):
    """Four agreements, each for itself, and the live list."""

    name: ClassVar[str] = "consent"
    wide: ClassVar[bool] = True
    text_mode = TextMode.BOTH
    begins_draft = False

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.back_button = self.foot.set_back(lambda: tr("Back"), self._back)
        self.primary_button = self.foot.set_primary(
            lambda: tr("Continue to print"), self._act, icon="forward"
        )
        self.presenter: ConsentPresenter | None = None
        self._sealing = False

    def title(self) -> str:
        """The place."""
        return tr("Agreement")

    def build(self, controller: FormController, answers: NamedAnswers, state: CaseState) -> None:
        """Read-aloud text and questions at the left, the list beside them."""
        self.presenter = ConsentPresenter(self.around.workspace, self.code, self.draft_id, answers)
        key = controller.key_for_name
        self.aloud = AloudLine(self.name)
        names = ("consent_text", *AGREEMENTS, *HOW, *OVERRIDE)
        self.questions = QuestionStack(controller, place="consent")
        self.questions.show_blocks(question_blocks([key(name) for name in names]))
        self.refusal = RefusalCard(self.around.user, "consent")
        self.later = Label(lambda: tr("The person may change all of this later."), "small", muted=True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self.aloud, self.questions, self.refusal, self.later):
            column.addWidget(part)
        self.preview = PreviewCard()
        self.panes = Panes(left, self.preview, self.column)
        self.column.add(self.panes)
        self.column.add_stretch()
        self.preview.changed.connect(self._take_off)
        self.questions.end_reached.connect(self._end_reached)

    def show_state(self) -> None:
        """Everything as the draft has it now."""
        if self.presenter is None or self._sealing:
            return
        self.aloud.show_talk(self.person_talk())
        state = self.presenter.state()
        self.preview.setVisible(bool(state.agency))
        if state.agency:
            self.preview.show_state(state)
        self.refusal.setVisible(state.act is Act.REFUSED)
        self._show_primary(state)

    def _show_primary(self, state: ConsentState) -> None:
        words = {
            Act.ISSUE: lambda: tr("Continue to print"),
            Act.KEEP: lambda: tr("Keep for later"),
            Act.REFUSED: lambda: tr("Save: no referral"),
        }
        self.primary_button.say(words[state.act])
        open_now = state.still_open if state.act is Act.ISSUE else ""
        self.primary_button.set_available(not open_now, open_now)
        self.foot.show_reasons()
        notes: dict[Act, Say] = {
            Act.ISSUE: lambda: tr("Continue seals the referral. Nothing leaves this PC but the paper."),
            Act.KEEP: lambda: tr("The draft is kept. Nothing is passed on before the person agrees."),
            Act.REFUSED: "",
        }
        self.foot.set_note(notes[state.act] if not open_now else "")

    def person_talk(self) -> PersonTalk | None:
        """The agreements one by one, and the list."""
        presenter = self.presenter
        if self.controller is None or presenter is None:
            return None
        return Agreements(self.controller, presenter.agency, presenter.listed, presenter.take_off)

    def focus_first(self) -> None:
        """The first agreement not given yet."""
        if self.presenter is not None and not self.questions.focus_first():
            self.primary_button.setFocus()

    def _end_reached(self) -> None:
        if self.presenter is None:
            return
        state = self.presenter.state()
        if state.act is Act.REFUSED:
            self.refusal.explained.setFocus()
        elif state.first_open and self.controller is not None:
            self.questions.focus_question(self.controller.key_for_name(state.first_open))
        else:
            self.primary_button.setFocus()

    def _take_off(self, item: str, off: bool) -> None:
        if self.presenter is None:
            return
        self.presenter.take_off(item, off)
        row = self.preview.rows.get(item)
        if row is not None:
            self.around.announce(row.accessibleName())

    def _back(self) -> None:
        self.commit()
        self.around.navigate(Route("refer", case=self.code))

    def _act(self) -> None:
        self.commit()
        if self.presenter is None:
            return
        act = self.presenter.state().act
        if act is Act.KEEP:
            self.around.navigate(Route("file", case=self.code))
        elif act is Act.REFUSED:
            self._save_refusal()
        else:
            self._issue()

    def _issue(self) -> None:
        if self.presenter is None:
            return
        self._sealing = True
        try:
            done = self.presenter.issue()
        except BorderDeskError as error:
            self._sealing = False
            self.around.notices.show(error, retry=self._issue)
            return
        self.around.changed(done.changes)
        self.around.navigate(Route("print", case=self.code, number=done.value.number, issued=True))

    def _save_refusal(self) -> None:
        who = self.refusal.explained_by()
        if not who or self.presenter is None:
            return
        self._sealing = True
        try:
            changes = self.presenter.refuse(who)
        except BorderDeskError as error:
            self._sealing = False
            self.around.notices.show(error, retry=self._save_refusal)
            return
        self.around.changed(changes)
        go_on(self.around, self.code)

    def commit(self) -> None:
        """Hand over what is typed and not committed."""
        if self.presenter is not None and not self._sealing:
            self.questions.commit()
