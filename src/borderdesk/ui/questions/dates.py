"""Dates as three boxes (day, month, year), partial dates, times, and both together.

No calendar pops up. A Buddhist-era year is never changed silently: the common-era year is offered.
Partial dates are stored as the first day of their month or year, as ODK does.
"""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.text.dates import as_common_era
from borderdesk.text.lao import ascii_digits
from borderdesk.ui import theme
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.typed_field import TypedField
from borderdesk.ui.widgets import Button, Label, TextField


class _BoxesField(TypedField):
    """Some small digit boxes in a row; a full box passes the keyboard to the next."""

    digits_only = True

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.boxes: dict[str, TextField] = {}
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.px(8))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(self.row)

    def add_box(self, part: str, digits: int, say: str) -> None:
        """One box named ``part`` for up to ``digits`` digits, captioned ``say`` above it."""
        box = TextField(name=f"{self.objectName()}.{part}")
        box.setMaxLength(digits)
        box.setFixedWidth(theme.px(44 + 12 * digits))
        box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        box.textEdited.connect(lambda _text, part=part: self._full(part))
        stack = QVBoxLayout()
        stack.setSpacing(theme.px(2))
        caption = Label(say, kind="small", muted=True, buddy=box)
        stack.addWidget(caption)
        stack.addWidget(box)
        self.row.addLayout(stack)
        self.boxes[part] = box
        self.watch(box)

    def finish_row(self) -> None:
        """Keep the boxes together at the left."""
        self.row.addStretch(1)

    def take_focus(self) -> None:
        """To the first box, its digits marked: they are typed anew, not added to."""
        first = next(iter(self.boxes.values()))
        if not first.hasFocus():
            first.setFocus()
            first.selectAll()

    def number(self, part: str) -> int | None:
        """What stands in a box, ``None`` where the field has no such box or it holds no number."""
        box = self.boxes.get(part)
        text = ascii_digits(box.text()).strip() if box is not None else ""
        return int(text) if text.isdecimal() else None

    def is_empty(self) -> bool:
        """Whether nothing is typed in any box."""
        return not any(box.text().strip() for box in self.boxes.values())

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, state and value."""
        super().show_question(question)
        for part, box in self.boxes.items():
            box.setAccessibleName(f"{question.code or question.label}, {_part_name(part)}")
            box.setAccessibleDescription(question.label)

    def fill(self, values: dict[str, str]) -> None:
        """Put texts into the boxes."""
        for part, box in self.boxes.items():
            box.setText(values.get(part, ""))

    def _full(self, part: str) -> None:
        box = self.boxes[part]
        plain = ascii_digits(box.text())
        if plain != box.text():
            place = box.cursorPosition()
            box.setText(plain)
            box.setCursorPosition(place)
        names = list(self.boxes)
        later = names[names.index(part) + 1 :]
        if later and len(plain) == box.maxLength() and box.cursorPosition() == len(plain):
            following = self.boxes[later[0]]
            following.setFocus()
            following.selectAll()

    def key_typed(self, editor: object, event: QKeyEvent) -> bool:
        """Backspace in an empty box goes back to the box before."""
        boxes = list(self.boxes.values())
        if (
            event.key() == Qt.Key.Key_Backspace
            and isinstance(editor, QLineEdit)
            and not editor.text()
            and editor in boxes[1:]
        ):
            boxes[boxes.index(editor) - 1].setFocus()
            return True
        if event.key() in (Qt.Key.Key_Slash, Qt.Key.Key_Period, Qt.Key.Key_Colon) and isinstance(
            editor, QLineEdit
        ):
            at = boxes.index(editor) if editor in boxes else -1
            if 0 <= at < len(boxes) - 1:
                boxes[at + 1].setFocus()
            return True
        return super().key_typed(editor, event) if isinstance(editor, QWidget) else False


def _part_name(part: str) -> str:
    names = {
        "day": tr("Day"),
        "month": tr("Month"),
        "year": tr("Year"),
        "hour": tr("Hour"),
        "minute": tr("Minute"),
    }
    return names[part]


class DateField(_BoxesField):
    """A date; ``month-year`` and ``year`` appearances leave the finer boxes out."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        parts = ["day", "month", "year"]
        if "month-year" in question.appearance:
            parts = ["month", "year"]
        elif "year" in question.appearance:
            parts = ["year"]
        for part in parts:
            self.add_box(part, 4 if part == "year" else 2, _part_name(part))
        self.with_time = question.type == "dateTime"
        if self.with_time:
            self.add_box("hour", 2, _part_name("hour"))
            self.add_box("minute", 2, _part_name("minute"))
        self.finish_row()
        self.era = Button("", kind="quiet", on_click=self._take_common_era, name=f"{self.objectName()}.era")
        self.era.hide()
        self.column.addWidget(self.era, 0, Qt.AlignmentFlag.AlignLeft)
        self._put(question.value)
        self.show_question(question)

    def typed_value(self) -> tuple[str, str]:
        """The date as ISO text, empty while incomplete, or why it cannot be one."""
        if self.is_empty():
            return "", ""
        year, month, day = self.number("year"), self.number("month"), self.number("day")
        missing = [p for p in self.boxes if self.number(p) is None]
        if missing:
            return "", tr("Fill in {part} too.", part=", ".join(_part_name(p).lower() for p in missing))
        if year is None or year < 1000:
            return "", tr("Write the year with four digits, for example 2026.")
        if as_common_era(year) is not None:
            return "", tr("Is this a Buddhist year? Use the button, or correct the year.")
        try:
            told = date(year, month or 1, day or 1)
        except ValueError:
            return "", tr("There is no such day. Check day and month.")
        if not self.with_time:
            return told.isoformat(), ""
        try:
            at = time(self.number("hour") or 0, self.number("minute") or 0)
        except ValueError:
            return "", tr("Write a time from 00:00 to 23:59.")
        return f"{told.isoformat()}T{at.hour:02}:{at.minute:02}:00.000", ""

    def put_value(self, value: str) -> None:
        """Show a stored date."""
        try:
            told = date.fromisoformat(value[:10])
        except ValueError:
            self.fill({})
            return
        clock = value[11:16].split(":") if len(value) > 11 else ["", ""]
        self.fill(
            {
                "day": str(told.day),
                "month": str(told.month),
                "year": str(told.year),
                "hour": clock[0],
                "minute": clock[-1],
            }
        )

    def text_was_typed(self) -> None:
        """Offer the common-era year beside a Buddhist one, as soon as it is complete."""
        year = self.number("year")
        common = as_common_era(year) if year is not None and len(self.boxes["year"].text()) == 4 else None
        self.era.setVisible(common is not None)
        if common is not None:
            self.era.setText(tr("{era} B.E.: use {common}", era=year, common=common))

    def _take_common_era(self) -> None:
        year = self.number("year")
        common = as_common_era(year) if year is not None else None
        if common is not None:
            self.boxes["year"].setText(str(common))
            self.boxes["year"].setFocus()
            self.commit()
            self._tell(self.typed_value()[1])

    def stops(self) -> list[QWidget]:
        """The boxes, then the year offer."""
        return [*super().stops(), self.era]


class TimeField(_BoxesField):
    """A time of day, 24 hours."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.add_box("hour", 2, _part_name("hour"))
        self.add_box("minute", 2, _part_name("minute"))
        self.finish_row()
        self._put(question.value)
        self.show_question(question)

    def typed_value(self) -> tuple[str, str]:
        """The time as ``HH:MM:00.000``, empty while incomplete, or why it cannot be one."""
        if self.is_empty():
            return "", ""
        hour, minute = self.number("hour"), self.number("minute")
        if hour is None or minute is None:
            missing = "hour" if hour is None else "minute"
            return "", tr("Fill in {part} too.", part=_part_name(missing).lower())
        try:
            at = time(hour, minute)
        except ValueError:
            return "", tr("Write a time from 00:00 to 23:59.")
        return f"{at.hour:02}:{at.minute:02}:00.000", ""

    def put_value(self, value: str) -> None:
        """Show a stored time."""
        parts = value[:5].split(":") if len(value) >= 5 else ["", ""]
        self.fill({"hour": parts[0], "minute": parts[-1]})
