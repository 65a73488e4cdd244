"""The referral composer: wires the draft, its presenter and the parts of the view to the window.

Opened with ``Route("refer", case=code)``. From here the officer goes to consent, or back to the record.
"""

from __future__ import annotations

from typing import ClassVar

from borderdesk.domain.case import CaseState
from borderdesk.domain.errors import BorderDeskError
from borderdesk.forms import Layout
from borderdesk.text import tr
from borderdesk.ui.questions.blocks import Block, HeadingBlock, QuestionBlock, blocks_of, question_blocks
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.question_stack import QuestionStack
from borderdesk.ui.screens.person.aloud import AloudLine
from borderdesk.ui.screens.person.steps import referral
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.refer.answers import NamedAnswers
from borderdesk.ui.screens.refer.draft_screen import ReferralDraftScreen
from borderdesk.ui.screens.refer.presenter import PERSON_GROUPS, ReferPresenter
from borderdesk.ui.screens.refer.state import Act, Answer, ReferState
from borderdesk.ui.screens.refer.view import DetailsToggle, NeedChips, ReceiverList, RefusalCard
from borderdesk.ui.screens.steps import go_on
from borderdesk.ui.shell.screen import Route, Surroundings

_ELSEWHERE = frozenset({"needs"})
"""Questions of the optional groups that stand on the screen already."""


class ReferScreen(ReferralDraftScreen):
    """Needs, receivers, hand-over."""

    name: ClassVar[str] = "refer"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.back_button = self.foot.set_back(lambda: tr("Back"), around.back)
        self.primary_button = self.foot.set_primary(
            lambda: tr("Ask for agreement"), self._act, icon="forward"
        )
        self.presenter: ReferPresenter | None = None

    def title(self) -> str:
        """The place."""
        return tr("Referral")

    def build(self, controller: FormController, answers: NamedAnswers, state: CaseState) -> None:
        """The composer's parts, in reading order."""
        self.presenter = ReferPresenter(self.around.workspace, self.code, answers)
        key = controller.key_for_name
        self.accepts = self._stack(controller, question_blocks([key("accepts_help")]))
        self.refusal = RefusalCard(self.around.user, "refer")
        self.reason = self._stack(controller, question_blocks([key("declined_reason")]))
        self.needs = NeedChips()
        self.services = ReceiverList()
        how = ("handover_mode", "escort_same_sex", "urgency")
        self.how = self._stack(controller, question_blocks([key(name) for name in how]))
        self.toggle = DetailsToggle()
        self.details = self._stack(controller, self._detail_blocks(controller))
        self.aloud = AloudLine(self.name)
        parts = (self.aloud, self.accepts, self.refusal, self.reason, self.needs, self.services, self.how)
        for part in (*parts, self.toggle, self.details):
            self.column.add(part)
        self.column.add_stretch()
        self.needs.toggled.connect(self.presenter.toggle_need)
        self.services.chosen.connect(self._receiver_chosen)
        self.services.more_asked.connect(self._show_all)
        self.services.gap_asked.connect(self._report_gap)
        self.toggle.flipped.connect(self._details_flipped)
        self.accepts.end_reached.connect(self._after_accepts)
        self.how.end_reached.connect(self.primary_button.setFocus)
        self.details.hide()

    def _stack(self, controller: FormController, blocks: list[Block]) -> QuestionStack:
        stack = QuestionStack(controller, place="refer")
        stack.show_blocks(blocks)
        return stack

    def _detail_blocks(self, controller: FormController) -> list[Block]:
        elsewhere = {controller.key_for_name(name) for name in _ELSEWHERE}
        blocks: list[Block] = []
        for screen in controller.session.screens(Layout.SECTIONS):
            group = screen.key.rsplit("#", 1)[0]
            if group.rsplit("/", 1)[-1] in PERSON_GROUPS:
                blocks.append(HeadingBlock(group, str(screen.label)))
                blocks += blocks_of(controller, screen.items)
        return [b for b in blocks if not (isinstance(b, QuestionBlock) and b.key in elsewhere)]

    def retranslate(self) -> None:
        """Another program language: headings and questions follow."""
        super().retranslate()
        if self.controller is not None:
            self.details.show_blocks(self._detail_blocks(self.controller))

    def show_state(self) -> None:
        """Everything as the draft has it now."""
        if self.presenter is None:
            return
        self.aloud.show_talk(self.person_talk())
        state = self.presenter.state()
        wanted = state.accepts in (Answer.YES, Answer.LATER)
        refused = state.accepts is Answer.NO
        self.refusal.setVisible(refused)
        self.reason.setVisible(refused)
        for part in (self.needs, self.services, self.how, self.toggle):
            part.setVisible(wanted)
        self.details.setVisible(wanted and self.toggle.open)
        self.needs.show_needs(state.needs)
        self.services.show_receivers(state)
        self._show_primary(state)

    def _show_primary(self, state: ReferState) -> None:
        words = {
            Act.AGREEMENT: lambda: tr("Ask for agreement"),
            Act.KEEP: lambda: tr("Keep for later"),
            Act.REFUSED: lambda: tr("Save: no help wanted now"),
        }
        self.primary_button.say(words[state.act])
        open_now = state.still_open if state.act is Act.AGREEMENT else ""
        self.primary_button.set_available(not open_now, open_now)
        self.foot.show_reasons()
        later = tr("The draft is kept. Go on when the person is ready.")
        self.foot.set_note(later if state.act is Act.KEEP else "")

    def person_talk(self) -> PersonTalk | None:
        """Whether help is wanted, and what is safe."""
        return referral(self.controller) if self.controller is not None else None

    def focus_first(self) -> None:
        """The first thing not answered yet, from the top."""
        if self.presenter is None:
            return
        state = self.presenter.state()
        if state.accepts is Answer.OPEN:
            self.accepts.focus_first()
        else:
            self._after_accepts()

    def _after_accepts(self) -> None:
        state = self.presenter.state() if self.presenter is not None else None
        if state is None or state.accepts is Answer.OPEN:
            return
        if state.act is Act.REFUSED:
            self.refusal.explained.setFocus()
        elif not any(need.chosen for need in state.needs):
            next(iter(self.needs.tiles.values())).setFocus()
        elif not any(card.chosen for card in state.receivers) and self.services.tiles:
            next(iter(self.services.tiles.values())).setFocus()
        else:
            self.how.focus_first()

    def _receiver_chosen(self, receiver_id: str) -> None:
        if self.presenter is not None:
            self.presenter.choose_receiver(receiver_id)

    def _show_all(self) -> None:
        if self.presenter is not None:
            known = set(self.services.tiles)
            self.presenter.show_all()
            self.show_state()
            fresh = [tile for id, tile in self.services.tiles.items() if id not in known]
            if fresh:
                fresh[0].setFocus()

    def _report_gap(self) -> None:
        if self.presenter is None:
            return
        try:
            changes = self.presenter.report_gap()
        except BorderDeskError as error:
            self.around.notices.show(error, retry=self._report_gap)
            return
        self.around.changed(changes)
        self.show_state()
        self.around.announce(self.services.reported.plain_text())

    def _details_flipped(self, opened: bool) -> None:
        self.details.setVisible(opened)
        if opened:
            self.details.focus_first()

    def _act(self) -> None:
        self.commit()
        if self.presenter is None:
            return
        act = self.presenter.state().act
        if act is Act.REFUSED:
            self._save_refusal()
        elif act is Act.KEEP:
            self.around.navigate(Route("file", case=self.code))
        else:
            self.around.navigate(Route("consent", case=self.code))

    def _save_refusal(self) -> None:
        who = self.refusal.explained_by()
        if not who or self.presenter is None:
            return
        try:
            changes = self.presenter.refuse(who)
        except BorderDeskError as error:
            self.around.notices.show(error, retry=self._save_refusal)
            return
        self.around.changed(changes)
        go_on(self.around, self.code)

    def commit(self) -> None:
        """Hand over what is typed and not committed."""
        for stack in (self.accepts, self.reason, self.how, self.details) if self.presenter else ():
            stack.commit()
