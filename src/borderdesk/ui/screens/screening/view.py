"""The parts of the screening picker: four questions in a card, and the forms below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_bar import AnswerBar
from borderdesk.ui.questions.numbers import NumberField
from borderdesk.ui.questions.shown import Bounds, ShownChoice, ShownQuestion
from borderdesk.ui.said import Say
from borderdesk.ui.screens.row_button import RowButton
from borderdesk.ui.screens.screening.presenter import AGE_GROUPS, DIRECTIONS, LARGEST_PARTY
from borderdesk.ui.screens.screening.state import FormTile, Intake, PickerState
from borderdesk.ui.widgets import Button, Card, Chip, Choice, Flow, Label, SectionTitle

NARROW = 480
"""Effective pixels of the card under which its two fields stand one under the other."""


def _one_of(key: str, label: str, choices: Mapping[str, str], value: str) -> ShownQuestion:
    return ShownQuestion(
        key=key,
        code=label,
        control="select1",
        type="string",
        label=label,
        value=value,
        choices=tuple(ShownChoice(name, tr(text)) for name, text in choices.items()),
    )


def _named(say: Say, field: QWidget) -> QVBoxLayout:
    part = QVBoxLayout()
    part.setSpacing(theme.px(4))
    part.addWidget(Label(say, buddy=field))
    part.addWidget(field)
    part.addStretch(1)
    return part


class IntakeCard(Card):
    """Direction and age group as bars, language and party as fields. Signals ``given(name, value)`` and
    ``ready()`` when the keyboard asks for what comes after the last bar."""

    given = Signal(str, str)
    ready = Signal()

    def __init__(self) -> None:
        super().__init__(name="screening.intake")
        self._intake = Intake()
        self.direction = AnswerBar(self._direction())
        self.age_group = AnswerBar(self._age_group())
        self.party = NumberField(self._party())
        self.language = Choice(name="screening.language")
        self.why = Label(
            lambda: tr("Not sure counts as under 18, so that no child is missed."),
            "small",
            muted=True,
            name="screening.notSure",
        )
        self._ask(lambda: tr("Direction"), self.direction)
        self._ask(lambda: tr("Age group"), self.age_group)
        self.add(self.why)
        self._lower = self._lower_row()
        self.body.addLayout(self._lower)
        self._connect()
        self.why.hide()

    def show_intake(self, intake: Intake) -> None:
        """Show what was chosen."""
        self._intake = intake
        self.direction.show_question(self._direction())
        self.age_group.show_question(self._age_group())
        self.party.show_question(self._party())
        self.party.put_value(str(intake.party))
        self.language.choose(intake.language)
        self.why.setVisible(intake.age_group == "unsure")

    def show_languages(self, languages: Sequence[tuple[str, str]]) -> None:
        """Offer these languages."""
        self.language.show_choices(languages, self._intake.language)
        self.language.setAccessibleName(tr("Language"))

    def _ask(self, say: Say, bar: QWidget) -> None:
        self.add(Label(say, "question"))
        self.add(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.effective_width(self.width()) < NARROW
        self._lower.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _lower_row(self) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(24))
        row.addLayout(_named(lambda: tr("Language"), self.language), 1)
        row.addLayout(_named(lambda: tr("People in the party"), self.party), 1)
        return row

    def _connect(self) -> None:
        self.direction.answered.connect(self._direction_given)
        self.age_group.answered.connect(self._age_group_given)
        self.direction.next_requested.connect(self.age_group.take_focus)
        self.age_group.next_requested.connect(self.language.setFocus)
        self.age_group.previous_requested.connect(self.direction.take_focus)
        self.party.answered.connect(lambda value, _by_key: self.given.emit("party", value or "1"))
        self.party.next_requested.connect(self.ready)
        self.language.activated.connect(lambda _index: self.given.emit("language", self.language.key()))

    def _direction_given(self, value: str, by_key: bool) -> None:
        self.given.emit("direction", value)
        if by_key and value:
            self.age_group.take_focus()

    def _age_group_given(self, value: str, by_key: bool) -> None:
        self.given.emit("age_group", value)
        if by_key and value:
            self.ready.emit()

    def _direction(self) -> ShownQuestion:
        return _one_of("direction", tr("Direction"), DIRECTIONS, self._intake.direction)

    def _age_group(self) -> ShownQuestion:
        return _one_of("age_group", tr("Age group"), AGE_GROUPS, self._intake.age_group)

    def _party(self) -> ShownQuestion:
        return ShownQuestion(
            key="party",
            code="",
            control="input",
            type="int",
            label=tr("People in the party"),
            value=str(self._intake.party),
            bounds=Bounds(start=1, end=LARGEST_PARTY),
        )


class TileTitle(SectionTitle):
    """A heading that asks for one line and wraps only where it has less room."""

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self.plain_text()) + margins.left() + margins.right() + 2
        return QSize(width, self.heightForWidth(width))


class FormTileCard(Card):
    """One form: what it is, how long it takes, and what is unfinished in it.

    Signals ``start_asked(form)``, ``continue_asked(draft)``, ``group_asked(code)``.
    """

    start_asked = Signal(str)
    continue_asked = Signal(str)
    group_asked = Signal(str)

    def __init__(self, tile: FormTile, line_words: Mapping[str, str]) -> None:
        super().__init__(name=f"screening.tile.{tile.form}")
        head = QWidget()
        flow = Flow(theme.px(12), parent=head)
        flow.addWidget(TileTitle(tile.title))
        if tile.minutes:
            flow.addWidget(Chip(ntr("about {n} minute", "about {n} minutes", tile.minutes)))
        if tile.draft:
            flow.addWidget(Chip(lambda: tr("Draft")))
        start = Button(
            lambda: tr("Start"),
            name=f"screening.start.{tile.form}",
            on_click=partial(self.start_asked.emit, tile.form),
        )
        start.setAccessibleName(f"{tr('Start')}: {tile.title}")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.addWidget(head)
        words.addWidget(Label(tile.about, muted=True))
        self._top.addLayout(words, 1)
        self._top.addWidget(start, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._top)
        for group in tile.groups:
            self.add(
                RowButton(
                    group.words,
                    lead=group.short,
                    name=f"screening.group.{group.short}",
                    on_click=partial(self.group_asked.emit, group.group),
                )
            )
        for line in tile.unfinished:
            row = RowButton(
                line_words[line.draft],
                lead=line.short,
                name=f"screening.continue.{line.short}.{tile.form}",
                on_click=partial(self.continue_asked.emit, line.draft),
            )
            self.add(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.effective_width(self.width()) < NARROW
        self._top.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )


class TileColumn(QWidget):
    """The forms, one card each. Signals as :class:`FormTileCard`."""

    start_asked = Signal(str)
    continue_asked = Signal(str)
    group_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))

    def show_state(self, state: PickerState, line_words: Mapping[str, str]) -> None:
        """Show the forms anew."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(SectionTitle(lambda: tr("Steps")))
        for tile in state.tiles:
            card = FormTileCard(tile, line_words)
            card.start_asked.connect(self.start_asked)
            card.continue_asked.connect(self.continue_asked)
            card.group_asked.connect(self.group_asked)
            self._column.addWidget(card)
