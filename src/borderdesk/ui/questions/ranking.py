"""RankList: put a list in order with Up and Down buttons; nothing has to be dragged."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.shell.keys import is_enter
from borderdesk.ui.widgets import Button, Label


class RankList(AnswerField):
    """Rows in their present order. The order counts as the answer once it was confirmed or changed."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Label, Label, Button, Button]] = []
        self.confirm = Button(
            lambda: tr("Keep this order"), on_click=self._confirm, name=f"answer.{question.key}.keep"
        )
        self.show_question(question)

    def _order(self) -> list[ShownChoice]:
        known = {choice.value: choice for choice in self.question.choices}
        ranked = [known.pop(value) for value in self.question.value.split() if value in known]
        return ranked + list(known.values())

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, choices, order and state."""
        super().show_question(question)
        order = self._order()
        while len(self._rows) < len(order):
            self._add_row(len(self._rows))
        for place, row in enumerate(self._rows):
            shown = place < len(order)
            for widget in row:
                widget.setVisible(shown)
            if not shown:
                continue
            number, text, up, down = row
            label = order[place].label
            number.setText(f"{place + 1}." if question.value else "–")
            text.setText(label)
            up.setEnabled(place > 0 and not question.readonly)
            down.setEnabled(place < len(order) - 1 and not question.readonly)
            up.setAccessibleName(
                tr(
                    "{answer}, move up, now {place} of {total}",
                    answer=label,
                    place=place + 1,
                    total=len(order),
                )
            )
            down.setAccessibleName(
                tr(
                    "{answer}, move down, now {place} of {total}",
                    answer=label,
                    place=place + 1,
                    total=len(order),
                )
            )
        self._grid.addWidget(self.confirm, len(self._rows), 1, Qt.AlignmentFlag.AlignLeft)
        self.confirm.setVisible(not question.value and bool(order) and not question.readonly)

    def _add_row(self, place: int) -> None:
        name = f"answer.{self.question.key}"
        number, text = Label("", kind="small", muted=True), Label("")
        up = Button(lambda: tr("Up"), on_click=lambda: self._move(place, -1), name=f"{name}.up.{place + 1}")
        down = Button(
            lambda: tr("Down"), on_click=lambda: self._move(place, 1), name=f"{name}.down.{place + 1}"
        )
        self._rows.append((number, text, up, down))
        for column, widget in enumerate(self._rows[-1]):
            self._grid.addWidget(widget, place, column)

    def stops(self) -> list[QWidget]:
        """Up and Down of each row, then the confirmation."""
        buttons = [button for row in self._rows for button in row[2:] if button.isEnabled()]
        return [*buttons, self.confirm]

    def _move(self, place: int, by: int) -> None:
        order = [choice.value for choice in self._order()]
        target = place + by
        if 0 <= target < len(order):
            order[place], order[target] = order[target], order[place]
            self.answered.emit(" ".join(order), False)
            row = self._rows[target]
            button = row[2] if by < 0 else row[3]
            (button if button.isEnabled() else row[3 if by < 0 else 2]).setFocus()

    def _confirm(self) -> None:
        self.answered.emit(" ".join(choice.value for choice in self._order()), True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button took goes on."""
        if is_enter(event):
            self.next_requested.emit()
        else:
            super().keyPressEvent(event)
