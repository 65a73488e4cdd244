"""Words: one line, several lines with the reminder of what not to write, and a box for a scanner."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.text.lao import without_breaks
from borderdesk.ui import theme
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.typed_field import TypedField, write_plain_digits
from borderdesk.ui.widgets import Button, Label, TextArea, TextField

LINE_LIMIT = 500
AREA_LIMIT = 10_000
"""Characters kept where the form sets no limit of its own."""


class TextLine(TypedField):
    """One line of text."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.box = TextField(name=f"answer.{question.key}.text")
        self._most = question.bounds.length or LINE_LIMIT
        self.box.setMaxLength(self._most)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.box)
        self.watch(self.box)
        self._limit = _LimitLine(self._most)
        column.addWidget(self._limit)
        self._put(question.value)
        self.show_question(question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, state and value."""
        super().show_question(question)
        self.box.setAccessibleName(f"{question.code}, {question.label}" if question.code else question.label)
        self.box.setAccessibleDescription(question.hint)

    def typed_value(self) -> tuple[str, str]:
        """The text without blanks around it; any text is a value."""
        return without_breaks(self.box.text()).strip(), ""

    def put_value(self, value: str) -> None:
        """Show the stored text, the caret where it was."""
        place = self.box.cursorPosition()
        # An answer from elsewhere may be longer than what can be typed here: it is shown whole.
        self.box.setMaxLength(max(self._most, len(value)))
        self.box.setText(value)
        self.box.setCursorPosition(min(place, len(value)))

    def text_was_typed(self) -> None:
        """Show what is left once most of the room is used."""
        self._limit.count(len(self.box.text()))


class ScannerLine(TextLine):
    """A text box that a bar code scanner types into; the Enter a scanner sends goes on."""


class DigitsLine(TextLine):
    """Text of digits, such as a phone number: kept with its leading zero, digits on every layout."""

    digits_only = True

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        write_plain_digits(self.box)


class MaskedLine(TextLine):
    """Words that nobody looking on should read; the button shows them as long as it is wanted."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.box.setEchoMode(TextField.EchoMode.Password)
        self.eye = Button(
            self._eye_words, "quiet", icon="eye", on_click=self._flip, name=f"answer.{question.key}.eye"
        )
        column = self.layout()
        if column is not None:
            column.addWidget(self.eye)
            column.setAlignment(self.eye, Qt.AlignmentFlag.AlignLeft)

    def _eye_words(self) -> str:
        hidden = self.box.echoMode() == TextField.EchoMode.Password
        return tr("Show what I typed") if hidden else tr("Hide what I typed")

    def _flip(self) -> None:
        hidden = self.box.echoMode() == TextField.EchoMode.Password
        self.box.setEchoMode(TextField.EchoMode.Normal if hidden else TextField.EchoMode.Password)
        self.eye.say(self._eye_words)

    def stops(self) -> list[QWidget]:
        """The box, then what shows its words."""
        return [*super().stops(), self.eye]


class TextBlock(TypedField):
    """Three to eight lines, with the reminder what never to write down."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._length = question.bounds.length or AREA_LIMIT
        self.box = TextArea(name=f"answer.{question.key}.text")
        self.box.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.box)
        self.warning = Label(
            lambda: (
                tr("These signs are compared now and are not kept.")
                if question.passing
                else tr("Write no names, no shelter names and no sexual detail.")
            ),
            kind="small",
            muted=True,
        )
        column.addWidget(self.warning)
        self._limit = _LimitLine(self._length)
        column.addWidget(self._limit)
        self.watch(self.box)
        self._put(question.value)
        self._fit_lines()
        self.show_question(question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, state and value."""
        super().show_question(question)
        self.box.setAccessibleName(f"{question.code}, {question.label}" if question.code else question.label)
        self.box.setAccessibleDescription(self.warning.plain_text())

    def typed_value(self) -> tuple[str, str]:
        """The text, or the remark that it is too long to be kept."""
        value = without_breaks(self.box.toPlainText()).strip()
        if len(value) > self._length:
            over = len(value) - self._length
            return value, ntr(
                "{n} letter too many. Shorten the text.", "{n} letters too many. Shorten the text.", over
            )
        return value, ""

    def put_value(self, value: str) -> None:
        """Show the stored text, the caret where it was."""
        place = self.box.textCursor().position()
        self.box.setPlainText(value)
        cursor = self.box.textCursor()
        cursor.setPosition(min(place, len(value)))
        self.box.setTextCursor(cursor)

    def text_was_typed(self) -> None:
        """Grow with the text, and show what is left once most of the room is used."""
        self._limit.count(len(self.box.toPlainText()))
        self._fit_lines()

    def _fit_lines(self) -> None:
        least = max(3, self.question.lines)
        lines = max(least, min(8, self.box.document().lineCount() + 1))
        spacing = QFontMetricsF(theme.font("body")).lineSpacing()
        height = round(lines * spacing) + theme.px(20)
        if self.box.height() != height:
            self.box.setFixedHeight(height)


class _LimitLine(Label):
    """How many letters are left; shown from four fifths of the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__("", kind="small", muted=True)
        self._most = limit
        self.hide()

    def count(self, used: int) -> None:
        left = self._most - used
        self.setVisible(used >= 0.8 * self._most)
        self.setText(ntr("{n} letter left", "{n} letters left", max(left, 0)))
