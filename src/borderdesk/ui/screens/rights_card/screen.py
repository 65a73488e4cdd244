"""The card for somebody who wants no referral or no talk: wires its parts to the window.

``Route("rights_card", case=code)`` after a refusal and from the record, with ``go_on=True`` where the work
goes on afterwards; without ``case`` it is for anybody at the counter, and nothing is written down.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import CaseCode
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.library.person_page import PersonLeaflet
from borderdesk.ui.screens.panes import Panes
from borderdesk.ui.screens.person.turning import Turning, pin_check
from borderdesk.ui.screens.person.windows import PersonPage
from borderdesk.ui.screens.rights_card.presenter import CardState, RightsCardPresenter
from borderdesk.ui.screens.rights_card.sheet import RightsCardSheet
from borderdesk.ui.screens.rights_card.view import OfferedCard, SafetyCard, WordsCard
from borderdesk.ui.screens.steps import go_on
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class RightsCardScreen(Screen):
    """Show the card, print it, and note whether it was taken; all of it may be left out."""

    name: ClassVar[str] = "rights_card"
    wide: ClassVar[bool] = True
    speaks = True

    def __init__(self, around: Surroundings, route: Route, *, printers: Printers | None = None) -> None:
        self.code = str(route.get("case", ""))
        super().__init__(around, route)
        self._printers: Printers = printers or SystemPrinters()
        self.presenter: RightsCardPresenter | None = None
        self.turning = Turning(self, pin_check(around), self._to_first, "personText")
        self.words = WordsCard()
        self.safety = SafetyCard()
        self.offered = OfferedCard(around.user)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self.safety, self.offered):
            column.addWidget(part)
        self.offered.setVisible(bool(self.code))
        self.column.add(Panes(beside, self.words, self.column, left=True, width=480))
        self.column.add_stretch()
        self.words.show_asked.connect(self.show_to_person)
        self.words.print_asked.connect(self.ask_print)
        self.offered.answered.connect(self._show_primary)
        self.offered.row.explained.activated.connect(lambda _at: self._show_primary())
        if self.code:
            self.foot.set_back(lambda: tr("Go to the record"), self._go_to_record)
            self.primary_button = self.foot.set_primary(lambda: tr("Save"), self._save, icon="saved")
        else:
            self.foot.set_back(lambda: tr("Back"), around.back)
            self.primary_button = self.foot.set_primary(
                lambda: tr("Print the card"), self.ask_print, icon="print"
            )
        self.words.print_button.setVisible(bool(self.code))

    def title(self) -> str:
        """The place."""
        return tr("Service card without a code")

    def record_code(self) -> str:
        """The short code of the record, if the card is for one."""
        return short_code(CaseCode(self.code)) if self.code else ""

    def sop(self) -> str:
        """The card about referring: a no is accepted there."""
        return "S08"

    def enter(self) -> None:
        """Look up what there is to say."""
        self.around.idle.interview_running = False
        try:
            self.presenter = RightsCardPresenter(self.around.workspace, self.code)
            state = self.presenter.state()
        except BorderDeskError as error:
            for part in (self.words, self.safety, self.offered):
                part.hide()
            self.primary_button.set_available(False)
            self.around.notices.show(error)
            return
        if state.explained_by and not self.offered.row.explained.key():
            self.offered.row.explained.choose(state.explained_by)
        self._show(state)
        self._to_first()

    def retranslate(self) -> None:
        """The words in the program's language."""
        if self.presenter is not None:
            self._show(self.presenter.state())

    def mode_changed(self, mode: Mode) -> None:
        """What is talked over before somebody goes is not for the counter."""
        self.safety.setVisible(mode is Mode.PRIVATE)

    def on_key(self, key: GlobalKey) -> bool:
        """F8 turns the card to the person."""
        if key is not GlobalKey.PERSON or self.presenter is None:
            return False
        self.show_to_person()
        return True

    def _show(self, state: CardState) -> None:
        self.words.show_words(state.words, state.aloud)
        self.mode_changed(self.around.mode.current)
        self.offered.stays.setVisible(state.stays_here)
        self._show_primary()

    def _show_primary(self) -> None:
        if not self.code:
            return
        still_open = []
        if not self.offered.row.explained.key():
            still_open.append(tr("Who explained it?"))
        if self.offered.answer() is None:
            still_open.append(tr("What about the card?"))
        reason = tr("Still open: {what}", what=" ".join(still_open)) if still_open else ""
        self.primary_button.set_available(not still_open, reason)
        self.foot.show_reasons()

    def _to_first(self) -> None:
        self.words.show_button.setFocus()

    # acts

    def show_to_person(self) -> None:
        """Turn the card to the person, in their language where it is written."""
        presenter = self.presenter
        if presenter is None:
            return
        self.turning.turn(lambda: self._person_page(presenter), act_there=True)

    def _person_page(self, presenter: RightsCardPresenter) -> PersonPage:
        language = presenter.turned_language()
        return PersonLeaflet(presenter.languages(), language, presenter.for_person, lambda _code: b"")

    def ask_print(self) -> None:
        """Look at the card as it will be printed."""
        presenter = self.presenter
        if presenter is None:
            return
        printed = partial(self._printed, presenter)
        sheet = RightsCardSheet(self.around, presenter.second_language(), self._printers, printed)
        sheet.open_in(self.around.window)
        sheet.draw()

    def _printed(self, presenter: RightsCardPresenter, second: str, pages: int) -> None:
        if not self.code:
            return  # a paper about nobody
        try:
            self.around.changed(presenter.mark_printed(second, pages))
        except BorderDeskError as error:
            self.around.notices.show(error, retry=partial(self._printed, presenter, second, pages))

    def _save(self) -> None:
        answer, who = self.offered.answer(), self.offered.row.who()
        if self.presenter is None or answer is None or not who:
            return
        try:
            changes = self.presenter.offered(answer, who, self.offered.explained())
        except BorderDeskError as error:
            self.around.notices.show(error, retry=self._save)
            return
        self.around.changed(changes)
        if self.route.get("go_on"):
            go_on(self.around, self.code)
        else:
            self._go_to_record()

    def _go_to_record(self) -> None:
        self.around.navigate(Route("file", case=self.code))
