"""The outcome page's parts: headline, reasons, what is not known, flags, and the sheet for another step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.domain.values import Outcome
from borderdesk.text import tr
from borderdesk.ui import icons, theme
from borderdesk.ui.screens.outcome.presenter import headline
from borderdesk.ui.screens.outcome.state import FlagLine, OutcomeState, ReasonLine
from borderdesk.ui.screens.row_button import RowButton
from borderdesk.ui.widgets import Button, Card, Label, RadioTile, SectionTitle, Sheet, TextArea
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class HeadlineCard(QFrame):
    """The act in large words on its status colour, with its shape; colour is never alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome.code")
        self._icon, self._status = "outcome_dashed_circle", "not_completed"
        self.words = Label("", "page", name="outcome.headline")
        self.lead = Label("", name="outcome.lead")
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self.words)
        column.addWidget(self.lead)
        self._row = QHBoxLayout(self)
        self._row.addLayout(column, 1)
        self._row.setContentsMargins(theme.px(64), theme.px(12), theme.px(16), theme.px(12))

    def show_outcome(self, state: OutcomeState) -> None:
        """Show the act; the code is there for tests and supervisors only, as a property."""
        self._icon, self._status = state.icon, state.status
        self.words.say(state.headline)
        self.lead.say(state.lead)
        for widget in (self, self.words):
            widget.setProperty("code", state.outcome.value)
            widget.setProperty("outcome.code", state.outcome.value)
        self._ink()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = theme.status(self._status)
        painter.setBrush(fill)
        painter.setPen(QPen(theme.color("hairline"), 1))
        radius, side = theme.px(8), theme.px(32)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        mark = QRectF(theme.px(16), theme.px(16), side, side)
        icons.paint(painter, self._icon, mark, ink)
        painter.end()

    def _ink(self) -> None:
        _fill, ink = theme.status(self._status)
        for label in (self.words, self.lead):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), ink)
            label.setPalette(palette)


class SentenceCard(Card):
    """A titled list of sentences; each with an answer leads to it. ``opened(place)`` when one is pressed."""

    opened = Signal(int)

    def __init__(self, title: Callable[[], str], name: str) -> None:
        super().__init__(title, name=name)
        self._name = name
        self._lines: list[QWidget] = []

    def show_lines(self, lines: Sequence[ReasonLine]) -> None:
        """Show the sentences, or hide where there are none."""
        for old in self._lines:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(place, line) for place, line in enumerate(lines)]
        for widget in self._lines:
            self.add(widget)
        self.setVisible(bool(lines))

    def _line(self, place: int, line: ReasonLine) -> QWidget:
        name = f"{self._name}.{line.code or place}"
        if not line.path:
            return Label(line.words, name=name)
        return RowButton(line.words, end=line.code, name=name, on_click=lambda: self.opened.emit(place))


class OutcomePage(QWidget):
    """Shows an :class:`OutcomeState`. ``reason_opened(ReasonLine)`` when a sentence is pressed,
    ``card_asked(id)`` for a flag's procedure card; ``service_card_asked()``; ``lower_asked()`` and
    ``higher_asked()`` where those stand on the page."""

    reason_opened = Signal(object)
    card_asked = Signal(str)
    service_card_asked = Signal()
    lower_asked = Signal()
    higher_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.service_card = RowButton(
            lambda: tr("Service card without a code"),
            name="outcome.serviceCard",
            on_click=self.service_card_asked.emit,
        )
        self.lower_row = RowButton(
            lambda: tr("Ask for a lower step"), name="outcome.lower", on_click=self.lower_asked.emit
        )
        self.higher_row = RowButton(
            lambda: tr("Choose a higher step"), name="outcome.higher", on_click=self.higher_asked.emit
        )
        self.headline = HeadlineCard()
        self.pending = Card(name="outcome.pending")
        self.pending_words = Label("", name="outcome.pending.words")
        self.pending.add(self.pending_words)
        self.reasons = SentenceCard(lambda: tr("Because"), "outcome.reasons")
        self.unknowns = SentenceCard(lambda: tr("Not known"), "outcome.unknowns")
        self.flags = Card(lambda: tr("To think of"), name="outcome.flags")
        self._flag_rows = RowList("outcome.flagRows")
        self.flags.add(self._flag_rows)
        self.note = Label(
            lambda: tr("This is not a decision about the person's status."),
            "small",
            muted=True,
            name="outcome.note",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        parts = (
            self.headline,
            self.service_card,
            self.pending,
            self.reasons,
            self.unknowns,
            self.flags,
            self.note,
        )
        for part in (*parts, self.lower_row, self.higher_row):
            column.addWidget(part)
        self.show_other_steps(lower=False, higher=False)
        self._state: OutcomeState | None = None
        self.reasons.opened.connect(lambda place: self._open("reasons", place))
        self.unknowns.opened.connect(lambda place: self._open("unknowns", place))

    def show_other_steps(self, *, lower: bool, higher: bool) -> None:
        """Offer the other steps at the end of the page."""
        self.lower_row.setVisible(lower)
        self.higher_row.setVisible(higher)

    def show_state(self, state: OutcomeState) -> None:
        """Show the outcome as it stands."""
        self._state = state
        self.headline.show_outcome(state)
        self.service_card.setVisible(state.card_fits)
        self.reasons.show_lines(state.reasons)
        self.unknowns.show_lines(state.unknowns)
        self._show_pending(state)
        self._show_flags(state)

    def _show_flags(self, state: OutcomeState) -> None:
        self._flag_rows.show_rows(
            [self._flag_row(line, first=place == 0) for place, line in enumerate(state.flags)]
        )
        self.flags.setVisible(bool(state.flags))

    def _flag_row(self, line: FlagLine, *, first: bool) -> ActionRow:
        name = f"outcome.flag.{line.flag}"
        acts = []
        if line.sop:
            words = tr("SOP card {id}", id=line.sop)
            acts = [
                Button(words, "quiet", name=f"{name}.sop", on_click=partial(self.card_asked.emit, line.sop))
            ]
            acts[0].setAccessibleName(f"{line.words}: {words}")
        return ActionRow(line.icon, line.words, line.advice, actions=acts, name=name, first=first)

    def _show_pending(self, state: OutcomeState) -> None:
        if state.asked_lower is not None:
            self.pending_words.say(
                tr("Sent for supervisor countersign. Until then: {headline}.", headline=state.headline)
            )
        else:
            self.pending_words.say(state.answered)
        self.pending.setVisible(state.asked_lower is not None or bool(state.answered))

    def _open(self, kind: str, place: int) -> None:
        if self._state is not None:
            lines = self._state.reasons if kind == "reasons" else self._state.unknowns
            self.reason_opened.emit(lines[place])


class OtherStep(Sheet):
    """Choose another step and say why; ``chosen(outcome, reason)``. Nothing is sent without a reason."""

    chosen = Signal(object, str)

    def __init__(self, offered: Sequence[Outcome], *, higher: bool, guarded: bool) -> None:
        title = (lambda: tr("Choose a higher step")) if higher else (lambda: tr("Ask for a lower step"))
        super().__init__(title, name="outcome.other")
        self._offered = tuple(offered)
        self._group = QButtonGroup(self)
        self.tiles: dict[Outcome, RadioTile] = {}
        for place, outcome in enumerate(self._offered):
            tile = RadioTile(partial(headline, outcome))
            tile.setObjectName(f"outcome.other.{outcome.value}")
            self._group.addButton(tile, place)
            self.tiles[outcome] = tile
            self.column.add(tile)
        self.reason = TextArea(name="outcome.reason", lines=3)
        self.reason.setAccessibleName(tr("Reason"))
        self.column.add(SectionTitle(lambda: tr("Reason")))
        self.column.add(self.reason)
        self.column.add(Label(lambda: tr("No names, no detail of harm."), "small", muted=True))
        if guarded and not higher:
            self.column.add(
                Label(
                    lambda: tr("A supervisor has to countersign. Until then nothing changes."),
                    "small",
                    muted=True,
                )
            )
        self.column.add_stretch()
        act = (
            (lambda: tr("Use the higher step"))
            if higher
            else (lambda: tr("Send for countersign"))
            if guarded
            else (lambda: tr("Use the lower step"))
        )
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.act = self.foot.set_primary(act, self._act)
        self._group.idToggled.connect(lambda _id, _on: self._settle())
        self.reason.textChanged.connect(self._settle)
        self._settle()

    def _settle(self) -> None:
        chosen = self._group.checkedId() >= 0
        written = bool(self.reason.toPlainText().strip())
        if not chosen:
            self.act.set_available(False, lambda: tr("Choose a step."))
        else:
            self.act.set_available(written, lambda: tr("Write the reason."))
        self.foot.show_reasons()

    def _act(self) -> None:
        outcome, reason = self._offered[self._group.checkedId()], self.reason.toPlainText().strip()
        self.close_sheet()
        self.chosen.emit(outcome, reason)
