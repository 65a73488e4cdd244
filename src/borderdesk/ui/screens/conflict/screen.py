"""One record's contradictions at work: a choice for each field, applied together by a third entry."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.desk import CaseContradictions, Contradiction, Done
from borderdesk.domain.case import CaseState
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.conflict.presenter import ConflictPresenter
from borderdesk.ui.screens.conflict.view import FieldCard
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Label


class ConflictScreen(Screen):
    """``Route("conflict", case=code)``."""

    name: ClassVar[str] = "conflict"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.code: str = route["case"]
        self.presenter = ConflictPresenter()
        self._record: CaseContradictions | None = None
        self._next: str = ""
        self.cards: list[FieldCard] = []
        self.intro = Label("", name="conflict.intro")
        self.column.add(self.intro)
        place = QWidget()
        self._fields = QVBoxLayout(place)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(theme.px(12))
        self.column.add(place)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), lambda: around.navigate(Route("review")))
        self.next = self.foot.add_secondary(
            Button(lambda: tr("Next record (N)"), on_click=self._go_on, name="conflict.next")
        )
        self.next.hide()
        self.apply = self.foot.set_primary(
            lambda: tr("Apply"), self._apply, icon="saved", name="conflict.apply"
        )
        self.apply.set_available(False, lambda: tr("Choose a value for each."))

    def title(self) -> str:
        return tr("Different values")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def record_code(self) -> str:
        return "" if self._record is None else self._record.short

    def enter(self) -> None:
        workspace, code = self.around.workspace, self.code

        def read() -> tuple[CaseContradictions, list[Contradiction]]:
            return desk.contradiction(workspace, code), desk.contradictions(workspace)

        self.around.jobs.run(read, owner=self, on_done=self._loaded, on_error=self.around.notices.show)

    def retranslate(self) -> None:
        if self._record is not None:
            chosen = self._choices()
            self._show(self._record)
            for card in self.cards:
                if card.field.name in chosen:
                    card.choose(chosen[card.field.name])

    def _loaded(self, found: tuple[CaseContradictions, list[Contradiction]]) -> None:
        record, everything = found
        self._record = record
        codes = [each.code for each in everything]
        later = [code for code in codes if code > self.code] + [code for code in codes if code < self.code]
        self._next = later[0] if later else ""
        self.next.setVisible(bool(self._next))
        self._show(record)
        self.around.place_changed()
        if self.cards:
            self.cards[0].first().setFocus()

    def _show(self, record: CaseContradictions) -> None:
        state = self.presenter.state(record)
        self.intro.say(state.intro if state.fields else tr("Nothing waits for a decision."))
        for card in self.cards:
            self._fields.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [FieldCard(field) for field in state.fields]
        for place, card in enumerate(self.cards):
            self._fields.addWidget(card)
            card.chosen.connect(self._chosen)
            card.step.connect(lambda by, at=place: self._step(at + by))
        self._chosen()

    def _choices(self) -> dict[str, str]:
        return {card.field.name: choice for card in self.cards if (choice := card.choice)}

    def _chosen(self) -> None:
        left = len(self.cards) - len(self._choices())
        self.apply.set_available(bool(self.cards) and not left, lambda: tr("Choose a value for each."))

    def _step(self, place: int) -> None:
        if 0 <= place < len(self.cards):
            self.cards[place].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers() and self._next:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        self.around.navigate(Route("conflict", case=self._next) if self._next else Route("review"))

    def _apply(self) -> None:
        self.apply.set_available(False)
        self.around.jobs.run(
            desk.resolve,
            self.around.workspace,
            self.code,
            self._choices(),
            owner=self,
            on_done=self._applied,
            on_error=self._failed,
        )

    def _applied(self, done: Done[CaseState]) -> None:
        short = self._record.short if self._record else ""
        self.around.announce(self.presenter.settled(short)[0])
        notices, presenter = self.around.notices, self.presenter
        self._go_on()
        notices.tell(lambda: presenter.settled(short)[0], lambda: presenter.settled(short)[1])

    def _failed(self, error: Exception) -> None:
        self._chosen()
        self.around.notices.show(error)
