"""Numbers: a box with steppers, and a range as labelled slider with steppers. Empty is never 0."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.text.lao import ascii_digits, without_breaks
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.slider import Slider
from borderdesk.ui.questions.typed_field import TypedField, write_plain_digits
from borderdesk.ui.shell.keys import is_enter
from borderdesk.ui.widgets import Button, Label, TextField

MOST_DIGITS = 18
"""Letters that can be typed into a number box."""


class NumberField(TypedField):
    """A whole or decimal number with its unit; ໐ to ໙ are accepted and shown as 0 to 9."""

    digits_only = True

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.box = TextField(name=f"answer.{question.key}.number")
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.box.setMaxLength(MOST_DIGITS)
        self.box.setMinimumWidth(theme.px(72))
        self.box.setMaximumWidth(theme.px(160))
        self.less = _stepper("−", f"answer.{question.key}.less", lambda: self.step(-1))
        self.more = _stepper("+", f"answer.{question.key}.more", lambda: self.step(1))
        self.unit = Label(question.unit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget in (self.less, self.box, self.more, self.unit):
            row.addWidget(widget)
        row.addStretch(1)
        self.watch(self.box)
        write_plain_digits(self.box)
        self._put(question.value)
        self.show_question(question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, state and value."""
        super().show_question(question)
        parts = [part for part in (question.code, question.label, question.unit) if part]
        self.box.setAccessibleName(", ".join(parts))
        self.box.setAccessibleDescription(question.hint)
        self.less.setAccessibleName(tr("{code}, one less", code=question.code or question.label))
        self.more.setAccessibleName(tr("{code}, one more", code=question.code or question.label))
        self.unit.setText(question.unit)
        self.unit.setVisible(bool(question.unit))
        for button in (self.less, self.more):
            button.setEnabled(not question.readonly)

    def stops(self) -> list[QWidget]:
        """The box, then its steppers."""
        return [self.box, self.less, self.more]

    def typed_value(self) -> tuple[str, str]:
        """The number as the form stores it, or why it is none."""
        text = ascii_digits(without_breaks(self.box.text())).strip()
        if not text:
            return "", ""
        try:
            number = Decimal(text if self.question.type == "int" else text.replace(",", "."))
        except InvalidOperation:
            return "", tr("Write digits only, for example 14.")
        if not number.is_finite():
            return "", tr("Write digits only, for example 14.")
        if self.question.type == "int":
            if number != number.to_integral_value():
                return "", tr("Write a whole number, for example 14.")
            if abs(number) >= 2**31:
                return "", tr("This number is too large.")
            return str(int(number)), ""
        return format(number.normalize(), "f"), ""

    def put_value(self, value: str) -> None:
        """Show the stored number, the caret where it was."""
        place = self.box.cursorPosition()
        self.box.setMaxLength(max(MOST_DIGITS, len(value)))  # a calculated one may be longer
        self.box.setText(value)
        self.box.setCursorPosition(min(place, len(value)))

    def step(self, by: int) -> None:
        """One step up or down from what is typed; from an empty box to the first number there is."""
        value, problem = self.typed_value()
        if problem:
            return
        bounds = self.question.bounds
        step = Decimal(str(bounds.step))
        if value:
            number = Decimal(value) + by * step
        else:
            first = bounds.start if bounds.start is not None else (1 if by > 0 else 0)
            number = Decimal(str(first))
        low, high = bounds.start, bounds.end
        if (low is not None and number < Decimal(str(low))) or (
            high is not None and number > Decimal(str(high))
        ):
            return
        text = str(int(number)) if self.question.type == "int" else format(number.normalize(), "f")
        self.put_value(text)
        self.commit()


class RangeField(AnswerField):
    """A number between two ends: slider with tick marks and steppers. Nothing is chosen until touched."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.less = _stepper("−", f"answer.{question.key}.less", lambda: self.step(-1))
        self.more = _stepper("+", f"answer.{question.key}.more", lambda: self.step(1))
        upright = "vertical" in question.appearance
        self.slider = Slider(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self.slider.setObjectName(f"answer.{question.key}.slider")
        self.slider.setMinimumHeight(theme.px(200 if upright else 44))
        self.slider.setMinimumWidth(theme.px(56 if upright else 120))
        self.slider.ticks = "no-ticks" not in question.appearance
        self.slider.setRange(0, self._steps())
        self.slider.setSingleStep(1)
        self.slider.setPageStep(1)
        self.reading = Label("", kind="section")
        self.reading.setMinimumWidth(theme.px(64))
        self._low, self._high = Label("", kind="small", muted=True), Label("", kind="small", muted=True)
        if upright:
            self._build_upright()
        else:
            self._build_level()
        self.slider.valueChanged.connect(self._slid)
        self.slider.chosen_again.connect(self._slid)
        self.slider.installEventFilter(self)
        self.show_question(question)

    def _build_level(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.less)
        row.addWidget(self.slider, 1)
        row.addWidget(self.more)
        row.addWidget(self.reading)
        ends = QHBoxLayout()
        ends.addSpacing(theme.px(52))
        ends.addWidget(self._low)
        ends.addStretch(1)
        ends.addWidget(self._high)
        ends.addSpacing(theme.px(124))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(ends)

    def _build_upright(self) -> None:
        """Steppers above and below, the ends beside the slider."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        centre = Qt.AlignmentFlag.AlignHCenter
        grid.addWidget(self.more, 0, 0, centre)
        grid.addWidget(self.slider, 1, 0, 2, 1, centre)
        grid.addWidget(self.less, 3, 0, centre)
        grid.addWidget(self._high, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._low, 2, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.reading, 3, 1)
        grid.setColumnStretch(1, 1)

    def _ends(self) -> tuple[float, float, float]:
        bounds = self.question.bounds
        low = bounds.start if bounds.start is not None else 0.0
        high = bounds.end if bounds.end is not None else 10.0
        return low, high, abs(bounds.step) or 1.0

    def _steps(self) -> int:
        low, high, step = self._ends()
        return max(1, round(abs(high - low) / step))

    def _value_at(self, place: int) -> str:
        low, high, step = self._ends()
        number = Decimal(str(low)) + (1 if high >= low else -1) * place * Decimal(str(step))
        return str(int(number)) if number == number.to_integral_value() else format(number.normalize(), "f")

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, state and value."""
        super().show_question(question)
        low, _high, step = self._ends()
        if question.value:
            place = round(abs(float(question.value) - low) / step)
            self.slider.blockSignals(True)
            self.slider.setValue(place)
            self.slider.blockSignals(False)
        self.slider.show_handle(bool(question.value))
        unit = f" {question.unit}" if question.unit and question.value else ""
        self.reading.setText(f"{question.value or '–'}{unit}")
        self._low.setText(self._value_at(0))
        self._high.setText(self._value_at(self._steps()))
        spoken = question.value or tr("not answered")
        self.slider.setAccessibleName(f"{question.code or question.label}, {spoken}")
        self.slider.setAccessibleDescription(question.label)
        self.less.setAccessibleName(tr("{code}, one less", code=question.code or question.label))
        self.more.setAccessibleName(tr("{code}, one more", code=question.code or question.label))
        for widget in (self.slider, self.less, self.more):
            widget.setEnabled(not question.readonly)

    def stops(self) -> list[QWidget]:
        """The slider between its steppers."""
        return [self.less, self.slider, self.more]

    def take_focus(self) -> None:
        """Start at the slider."""
        self.slider.setFocus()

    def step(self, by: int) -> None:
        """One step; the first step of an unanswered range chooses its lowest value."""
        if not self.question.value:
            self._slid(0)
        else:
            self.slider.setValue(self.slider.value() + by)

    def _slid(self, place: int) -> None:
        self.answered.emit(self._value_at(place), False)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter goes on; Space chooses the lowest value while nothing is chosen; Backspace clears."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if is_enter(event):
                self.next_requested.emit()
                return True
            if event.key() == Qt.Key.Key_Space and not self.question.value:
                self._slid(0)
                return True
            if event.key() == Qt.Key.Key_Backspace and self.question.value:
                self.answered.emit("", True)
                return True
        return False


def _stepper(sign: str, name: str, act: Callable[[], object]) -> Button:
    button = Button(sign, on_click=act, name=name)
    button.setFixedSize(theme.px(44), theme.px(44))
    return button
