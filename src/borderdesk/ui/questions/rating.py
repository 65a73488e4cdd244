"""A range answered by pressing: a bar of its steps for ``rating``, a searched list for ``picker``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from borderdesk.ui.questions.answer_bar import AnswerBar
from borderdesk.ui.questions.filter_list import FilterList
from borderdesk.ui.questions.shown import Bounds, ShownChoice, ShownQuestion

MOST_IN_A_BAR = 10
MOST_IN_A_LIST = 2000


def steps_of(bounds: Bounds) -> list[str]:
    """The values of a range in their order; an open range has none."""
    if bounds.start is None or bounds.end is None:
        return []
    low, high = Decimal(str(bounds.start)), Decimal(str(bounds.end))
    step = abs(Decimal(str(bounds.step))) or Decimal(1)
    count = int(abs(high - low) / step) + 1
    if count > MOST_IN_A_LIST:
        return []
    way = step if high >= low else -step
    return [_written(low + place * way) for place in range(count)]


def _written(number: Decimal) -> str:
    whole = number.to_integral_value()
    return str(int(number)) if number == whole else format(number.normalize(), "f")


def _with_steps(question: ShownQuestion) -> ShownQuestion:
    unit = f" {question.unit}" if question.unit else ""
    steps = steps_of(question.bounds)
    # The stored form of a value may differ from the step it is (2.0 and 2).
    same = next(
        (s for s in steps if question.value and Decimal(s) == Decimal(question.value)), question.value
    )
    return replace(question, value=same, choices=tuple(ShownChoice(s, f"{s}{unit}") for s in steps))


class RatingBar(AnswerBar):
    """One press for a whole rating; the keys 1 to 9 choose by place."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(_with_steps(question), parent)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, value and state; the steps are the range's own."""
        super().show_question(_with_steps(question))
        for option in self.options:
            option.face.number = 0  # beside a number it would read as part of it


class StepList(FilterList):
    """All steps as a list, for a range with many of them."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(_with_steps(question), parent)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, value and state; the steps are the range's own."""
        super().show_question(_with_steps(question))
