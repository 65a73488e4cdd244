"""Quick hide: a working "Document tools" page over every window, and the way back.

The window shows a ``Cover`` at F9 and when nobody has been there. A blank screen looks odd, so the tools
are real. Behind it nothing of a record can be seen, focused or read aloud. F9, or the button of the last
card, asks for the hide-PIN; the third wrong one locks.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.shell.document_tools import check_zone, convert_date
from borderdesk.ui.shell.keys import is_enter, physical_digit
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.column import ScrollColumn
from borderdesk.ui.widgets.fields import FormRow, TextArea, TextField
from borderdesk.ui.widgets.focus import step_within
from borderdesk.ui.widgets.frames import Card
from borderdesk.ui.widgets.labels import Label, PageTitle

TRIES = 3


class Cover(QWidget):
    """The page that hides a window. ``check_pin`` says whether a hide-PIN is right."""

    came_back = Signal()
    gave_up = Signal()
    """Three wrong PINs, or no PIN to check: lock."""

    def __init__(self, check_pin: Callable[[str], bool] | None) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.check_pin = check_pin
        self._wrong = 0
        self.tools = DocumentTools()
        self.pad = CodePad(self._try)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tools)
        self.tools.column.add(self.pad)
        self.more = Button(lambda: tr("More tools"), "quiet", on_click=self.ask_pin, name="cover.more")
        self.tools.column.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.tools.column.add_stretch()
        self.pad.hide()
        self.hide()
        self._named()

    def cover(self, window: QWidget) -> None:
        """Fill ``window`` now, painted before this returns."""
        self.setParent(window)
        self.setGeometry(window.rect())
        self.tools.clear()
        self.pad.clear()
        self.pad.hide()
        self.more.show()
        self._wrong = 0
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repaint()

    def ask_pin(self) -> None:
        """Show the pad; without a hide-PIN the only way back is the passphrase."""
        if self.check_pin is None:
            self.gave_up.emit()
            return
        self.more.hide()
        self.pad.clear()
        self.pad.show()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tools.column.keep_in_view(self.pad)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_within(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.end()

    def _try(self, pin: str) -> None:
        if self.check_pin is not None and self.check_pin(pin):
            self._wrong = 0
            self.came_back.emit()
            return
        self._wrong += 1
        self.pad.clear()
        if self._wrong >= TRIES:
            self._wrong = 0
            self.gave_up.emit()
        else:
            self.pad.say_wrong()

    def _named(self) -> None:
        self.setAccessibleName(tr("Document tools"))


class CodePad(Card):
    """Digits by physical key or by pressing; shows dots only."""

    def __init__(self, entered: Callable[[str], object]) -> None:
        super().__init__(lambda: tr("Code"), name="cover.pad")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Code"))
        self._entered = entered
        self._typed = ""
        self._dots = Label("", "section", name="cover.dots")
        self._message = Label("", "small", muted=True, name="cover.message")
        self.add(self._dots)
        self.add(self._message)
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for place, digit in enumerate("1234567890"):
            key = Button(digit, name=f"cover.key.{digit}")
            key.clicked.connect(lambda _checked=False, typed=digit: self._add(typed))
            grid.addWidget(key, place // 5, place % 5)
        grid.addWidget(Button(lambda: tr("Clear"), on_click=self.clear, name="cover.clear"), 2, 0, 1, 2)
        grid.addWidget(
            Button(lambda: tr("Continue"), "primary", on_click=self._finish, name="cover.enter"), 2, 2, 1, 3
        )
        self.body.addLayout(grid)

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed = ""
        self._dots.say("–")
        self._message.say(lambda: tr("Type the code, then press Enter."))

    def say_wrong(self) -> None:
        """The code was not right."""
        self._message.say(lambda: tr("Not the right code. Try again."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = physical_digit(event)
        if digit is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._add(str(digit))
        elif is_enter(event):
            self._finish()
        elif event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._show_dots()
        else:
            super().keyPressEvent(event)

    def _add(self, digit: str) -> None:
        self._typed = (self._typed + digit)[:12]
        self._show_dots()

    def _show_dots(self) -> None:
        self._dots.say("● " * len(self._typed) or "–")

    def _finish(self) -> None:
        typed, self._typed = self._typed, ""
        self._show_dots()
        if typed:
            self._entered(typed)


class DocumentTools(QWidget):
    """Two small tools an officer really uses: years of two eras, and check digits."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cover.tools")
        self.column = ScrollColumn(720)
        self.column.centre()
        self.column.add(PageTitle(lambda: tr("Document tools"), name="cover.title"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.column)

        dates = Card(lambda: tr("Date in two eras"))
        self.date = TextField(name="cover.date")
        self._date_row = FormRow(
            lambda: tr("Date (day/month/year)"), self.date, lambda: tr("Example: 5/3/2569 or 5/3/2026")
        )
        self._date_answer = Label("", strong=True, name="cover.date.answer")
        dates.add(self._date_row)
        dates.add(self._date_answer)
        self.date.textChanged.connect(lambda _text: self._work_out_date())
        self.column.add(dates)

        zone = Card(lambda: tr("Check digits"))
        self.zone = TextArea(name="cover.zone", lines=3)
        self.zone.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._zone_row = FormRow(
            lambda: tr("Lines at the foot of the document"),
            self.zone,
            lambda: tr("Type 2 or 3 lines of letters, digits and <"),
        )
        self._zone_answer = Label("", strong=True, name="cover.zone.answer")
        zone.add(self._zone_row)
        zone.add(self._zone_answer)
        self.zone.textChanged.connect(self._work_out_zone)
        self.column.add(zone)

    def clear(self) -> None:
        """Empty both tools, so that every cover looks the same."""
        self.date.clear()
        self.zone.clear()
        self.column.verticalScrollBar().setValue(0)
        self._work_out_date()
        self._work_out_zone()

    def _work_out_date(self) -> None:
        typed = self.date.text().strip()
        eras = convert_date(typed) if typed else None
        if eras is not None:
            self._date_answer.say(
                lambda: tr("{common} (A.D.) is {buddhist} (B.E.)", common=eras.common, buddhist=eras.buddhist)
            )
        elif len(typed) >= 8:
            self._date_answer.say(lambda: tr("There is no such day. Write day/month/year."))
        else:
            self._date_answer.say("")
        self._date_answer.setVisible(bool(self._date_answer.plain_text()))

    def _work_out_zone(self) -> None:
        typed = self.zone.toPlainText().strip()
        checked = check_zone(typed) if typed else None

        def answer() -> str:
            if checked is None:
                return tr("The lines do not have the length of a known document yet.") if typed else ""
            lines = [
                tr("{field}: right", field=tr(field.label))
                if field.agrees
                else tr(
                    "{field}: {typed} is written, {right} is expected",
                    field=tr(field.label),
                    typed=field.typed,
                    right=field.right,
                )
                for field in checked.fields
            ]
            return "\n".join([checked.format, *lines])

        self._zone_answer.say(answer)
        self._zone_answer.setVisible(bool(answer()))
