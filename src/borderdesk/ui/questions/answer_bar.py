"""AnswerBar: the one widget for all short pick-one answers, and its vertical form for longer lists.

Equal segments in a row while every text fits two lines and a segment is at least 104 px wide, else one
under the other. One Tab stop; keys 1 to 9 choose by physical key, arrows move, Space chooses, Backspace
clears, Up, Down, Tab and Enter leave for the neighbour question.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import OptionField
from borderdesk.ui.questions.options import EDGE, RadioOption, fitting_columns, grid_height, place_grid
from borderdesk.ui.questions.reading import columns_for
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.shell.keys import is_enter, physical_digit

NARROWEST = 104
"""A segment narrower than this (100 % pixels) is stacked."""


class AnswerBar(OptionField):
    """Pick one of a few: a row of equal segments, or a column where the row would be too tight."""

    always_stacked = False

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.options: list[RadioOption] = []
        self._make_options(question.choices)
        self.show_question(question)

    def _make_options(self, choices: Sequence[ShownChoice]) -> None:
        for option in self.options:
            option.setParent(None)
            option.deleteLater()
        self.options = []
        for place, choice in enumerate(choices, start=1):
            number = place if place <= 9 else 0
            option = RadioOption(choice, number, self)
            option.setObjectName(f"answer.{self.question.key}.{choice.value}")
            option.clicked.connect(self._option_clicked)
            option.key_pressed.connect(self._key)
            option.tabbed.connect(self._tab)
            self.options.append(option)
            option.show()

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, choices, value and state; the focused option stays focused if it still exists."""
        old, self.question = self.question, question
        if [c.value for c in question.choices] != [o.face.choice.value for o in self.options]:
            held = next((o.face.choice.value for o in self.options if o.hasFocus()), None)
            self._make_options(question.choices)
            self.rearrange()
            self._focus_value(held)
        total = len(self.options)
        for place, (option, choice) in enumerate(zip(self.options, question.choices, strict=True), start=1):
            option.face.choice = choice
            option.setEnabled(not question.readonly)
            option.set_chosen(choice.value == question.value)
            option.setAccessibleName(
                tr(
                    "{code}, {answer}, {place} of {total}",
                    code=question.code,
                    answer=choice.spoken,
                    place=place,
                    total=total,
                )
            )
            option.setAccessibleDescription(question.label)
            option.update()
        self._choose_stop()
        if [(c.label, c.image) for c in old.choices] != [(c.label, c.image) for c in question.choices]:
            self.rearrange()

    def _focus_value(self, value: str | None) -> None:
        if value is not None:
            same = (option for option in self.options if option.face.choice.value == value)
            option = next(same, self.options[0] if self.options else None)
            if option is not None:
                option.setFocus()

    def _chosen(self) -> RadioOption | None:
        return next((option for option in self.options if option.isChecked()), None)

    def _choose_stop(self, stop: RadioOption | None = None) -> None:
        """Exactly one option is a Tab stop: the focused, else the chosen, else the first."""
        focused = next((option for option in self.options if option.hasFocus()), None)
        stop = stop or focused or self._chosen() or (self.options[0] if self.options else None)
        for option in self.options:
            policy = Qt.FocusPolicy.StrongFocus if option is stop else Qt.FocusPolicy.ClickFocus
            option.setFocusPolicy(policy)

    def stops(self) -> list[QWidget]:
        """The one option the Tab key stops at."""
        return [o for o in self.options if o.focusPolicy() == Qt.FocusPolicy.StrongFocus]

    # answering

    def _option_clicked(self) -> None:
        option = self.sender()
        if isinstance(option, RadioOption):
            self._choose(option, by_key=False)

    def _choose(self, option: RadioOption, *, by_key: bool) -> None:
        for other in self.options:
            other.set_chosen(other is option)
        self._choose_stop(option)
        if option.face.choice.value != self.question.value or by_key:
            self.answered.emit(option.face.choice.value, by_key)

    def clear(self, *, by_key: bool = False) -> None:
        """Take the answer back; a deliberate act of its own."""
        if self._chosen() is None or self.question.readonly:
            return
        for option in self.options:
            option.set_chosen(False)
        self.answered.emit("", by_key)

    def _key(self, event: QKeyEvent) -> None:
        here = next((place for place, o in enumerate(self.options) if o.hasFocus()), 0)
        digit, key = physical_digit(event), event.key()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if not plain:
            return
        if digit is not None:
            event.accept()
            if 1 <= digit <= len(self.options) and self.options[digit - 1].isEnabled():
                self.options[digit - 1].setFocus()
                self._choose(self.options[digit - 1], by_key=True)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.accept()
            self._move(here + (1 if key == Qt.Key.Key_Right else -1))
        elif key == Qt.Key.Key_Space:
            event.accept()
            if self.options[here].isEnabled():
                self._choose(self.options[here], by_key=True)
        elif key == Qt.Key.Key_Backspace:
            event.accept()
            self.clear(by_key=True)
        elif is_enter(event):
            event.accept()
            self.next_requested.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.accept()
            step = self._step(key) if key == Qt.Key.Key_Down else -self._step(key)
            if self.always_stacked and 0 <= here + step < len(self.options):
                self._move(here + step)
            elif step > 0:
                self.next_requested.emit()
            else:
                self.previous_requested.emit()

    def _step(self, key: int) -> int:
        """How many options an arrow key passes."""
        return 1

    def _move(self, place: int) -> None:
        option = self.options[max(0, min(place, len(self.options) - 1))]
        self._choose_stop(option)
        option.setFocus()

    def _tab(self) -> None:
        before = self.focusWidget()
        self.tabbed.emit()
        if isinstance(before, RadioOption) and self.window().focusWidget() is before:
            before.leave_forward()

    # layout

    @property
    def stacked(self) -> bool:
        """Whether the options stand one under the other at the present width."""
        return self._stacks_at(self.width())

    def _segment(self, width: int) -> float:
        """Width of one segment of a row, with the room of its focus ring."""
        return width / max(len(self.options), 1)

    def _stacks_at(self, width: int) -> bool:
        segment = self._segment(width)
        if self.always_stacked or segment - 2 * theme.px(EDGE) < theme.px(NARROWEST):
            return True
        texts = (option.face.text_at(segment, centred=True) for option in self.options)
        return any(text.lines > 2 or text.overflows for text in texts)

    def _heights(self, width: int, *, stacked: bool) -> list[int]:
        """Heights of the rows of options from the top."""
        if stacked:
            return [option.face.height_at(width, centred=False) for option in self.options]
        segment = self._segment(width)
        return [max((option.face.height_at(segment, centred=True) for option in self.options), default=0)]

    def heightForWidth(self, width: int) -> int:
        """One row of segments, or all of them stacked."""
        return sum(self._heights(width, stacked=self._stacks_at(width)))

    def arrange(self) -> None:
        """Place the options for the present width."""
        width, stacked = self.width(), self.stacked
        heights = self._heights(width, stacked=stacked)
        segment, top = self._segment(width), 0
        for place, option in enumerate(self.options):
            option.face.centred = not stacked
            if stacked:
                option.setGeometry(0, top, width, heights[place])
                top += heights[place]
            else:
                left = round(place * segment)
                option.setGeometry(left, 0, round((place + 1) * segment) - left, heights[0])


class ChoiceTiles(AnswerBar):
    """Pick one of six to nine, or of few long answers: one under the other, or in the columns asked for."""

    always_stacked = True

    def _columns(self, width: int) -> int:
        wanted = columns_for(self.question, len(self.options), theme.effective_width(width), several=False)
        return fitting_columns(self.options, width, wanted)

    def heightForWidth(self, width: int) -> int:
        """All rows of tiles."""
        return grid_height(self.options, width, self._columns(width))

    def arrange(self) -> None:
        """Place the options for the present width."""
        for option in self.options:
            option.face.centred = False
        place_grid(self.options, self.width(), self._columns(self.width()))

    def _step(self, key: int) -> int:
        return self._columns(self.width()) if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) else 1
