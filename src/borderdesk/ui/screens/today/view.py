"""The parts of Today: the large button, lists of lines, the hand-over note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui import theme
from borderdesk.ui.said import Say
from borderdesk.ui.screens.directory.age import age_words
from borderdesk.ui.screens.row_button import RowButton
from borderdesk.ui.screens.today.presenter import TodayPresenter
from borderdesk.ui.screens.today.state import DueLine, TodayState, UnfinishedLine, WaitingGroup
from borderdesk.ui.widgets import Button, Card, Label, TextArea

NOTE_LENGTH = 500


class LargeButton(Button):
    """The one thing to begin here, larger than any other button."""

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), theme.px(64))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme.px(64)))


class TodayView(QWidget):
    """Shows a :class:`TodayState`. Signals: ``new_asked``, ``continue_asked(place)``, ``case_asked(code)``,
    ``group_asked(code)``, ``service_card_asked``, ``note_written(text)``."""

    new_asked = Signal()
    continue_asked = Signal(int)
    case_asked = Signal(str)
    group_asked = Signal(str)
    service_card_asked = Signal()
    note_written = Signal(str)

    def __init__(self, presenter: TodayPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.new = LargeButton(
            lambda: tr("New first sight") if presenter.screens else tr("New health check"),
            "primary",
            icon="add",
            name="today.newScreening",
        )
        self.new.clicked.connect(lambda: self.new_asked.emit())
        self.new.setToolTip("Ctrl+N")
        self.card = RowButton(
            lambda: tr("Service card without a code"),
            name="today.serviceCard",
            on_click=self.service_card_asked.emit,
        )
        self.unfinished = _LineCard(lambda: tr("Continue"), "today.unfinished")
        self.due = _LineCard(lambda: tr("Due"), "today.due")
        self.news = _LineCard(lambda: tr("News"), "today.news")
        self.note = NoteCard()
        self.note.written.connect(self.note_written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column
        for part in (self.new, self.card, self.unfinished, self.due, self.news, self.note):
            column.addWidget(part)
        self.due.setVisible(presenter.screens)
        self.card.setVisible(presenter.screens)
        self.note.edit.setVisible(presenter.screens)
        self._space()

    def show_state(self, state: TodayState, *, can_open_cases: bool) -> None:
        """Show the lists; a record's code opens it where there is a page for it."""
        self.unfinished.clear(lambda: tr("Nothing is unfinished."))
        for place, line in enumerate(state.unfinished):
            self.unfinished.add_line(self._unfinished_row(place, line))
        for place, group in enumerate(state.groups):
            self.unfinished.add_line(self._group_row(place, group))
        self.due.clear(lambda: tr("Nothing is due."))
        for place, due in enumerate(state.due):
            self.due.add_line(self._due_row(place, due, can_open=can_open_cases))
        self._show_news(state)
        self.note.show_note(state.hand_over_note)

    def _unfinished_row(self, place: int, line: UnfinishedLine) -> QWidget:
        say = self._presenter
        return RowButton(
            lambda: say.line_words(line),
            lead=line.short,
            end=lambda: tr("saved {moment}", moment=say.day_words(line.left_at)),
            name=f"today.continue.{place}",
            on_click=lambda: self.continue_asked.emit(place),
        )

    def _group_row(self, place: int, line: WaitingGroup) -> QWidget:
        say = self._presenter
        return RowButton(
            lambda: say.group_words(line),
            lead=line.short,
            name=f"today.group.{place}",
            on_click=lambda: self.group_asked.emit(line.group),
        )

    def _due_row(self, place: int, line: DueLine, *, can_open: bool) -> QWidget:
        say, name = self._presenter, f"today.due.{place}"
        if not can_open:
            return Label(lambda: f"{line.short}  {say.due_words(line)}", name=name)
        return RowButton(
            lambda: say.due_words(line),
            lead=line.short,
            name=name,
            on_click=lambda: self.case_asked.emit(line.case),
        )

    def _show_news(self, state: TodayState) -> None:
        self.news.clear(lambda: tr("Nothing is new."))
        for short in state.waiting:
            self.news.add_line(Label(_waits(short)))
        if state.pack is not None:
            number, since = state.pack
            day = short_date(since.astimezone())
            self.news.add_line(
                Label(
                    lambda: tr("Content pack {number} is in use since {day}.", number=number, day=day),
                    name="today.news.pack",
                )
            )
        age = state.directory
        if age is not None:
            self.news.add_line(
                Label(lambda: age_words(age, self._presenter.today()), name="today.news.directoryAge")
            )
        if state.old_rows:
            count = state.old_rows
            self.news.add_line(
                Label(
                    lambda: ntr(
                        "{n} service was checked more than 90 days ago. Call first.",
                        "{n} services were checked more than 90 days ago. Call first.",
                        count,
                    ),
                    name="today.news.directory",
                )
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._space()

    def _space(self) -> None:
        self._column.setSpacing(theme.px(12))


class _LineCard(Card):
    """A titled list; one quiet sentence while it is empty."""

    def __init__(self, title: Say, name: str) -> None:
        super().__init__(title, name=name)
        self._lines: list[QWidget] = []
        self.empty = Label("", muted=True, name=f"{name}.empty")
        self.add(self.empty)

    def clear(self, empty: Say) -> None:
        """Take the lines away; ``empty`` shows until one is added."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        self.empty.say(empty)
        self.empty.show()

    def add_line(self, line: QWidget) -> None:
        """Put a line below the others."""
        self._lines.append(line)
        self.empty.hide()
        self.add(line)


class NoteCard(Card):
    """The note to the next shift: read it, or write it; codes only."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Hand-over note"), name="today.note")
        self.words = Label("", name="today.note.text")
        self.edit = Button(lambda: tr("Write a note"), icon="edit", name="today.note.edit")
        self.edit.clicked.connect(lambda: self._open())
        self.area = TextArea(name="today.note.area", lines=3)
        self.hint = Label(lambda: tr("Codes only. No names."), "small", muted=True, buddy=self.area)
        self.keep = Button(lambda: tr("Keep the note"), name="today.note.keep")
        self.keep.clicked.connect(lambda: self._keep())
        self.add(self.words)
        self.add(self.hint)
        self.add(self.area)
        row = QHBoxLayout()
        row.addWidget(self.edit)
        row.addWidget(self.keep)
        row.addStretch(1)
        self.body.addLayout(row)
        self._note = ""
        self._show(writing=False)
        self._name_area()

    def show_note(self, text: str) -> None:
        """Show what was left; what is being written stays."""
        self._note = text
        self.words.say(text or (lambda: tr("No note was left.")))
        self.words.setProperty("muted", not text)

    def flush(self) -> None:
        """Keep what is being written, at once."""
        if self.area.isVisibleTo(self):
            self._keep()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "area"):
            self._name_area()

    def _name_area(self) -> None:
        self.area.setAccessibleName(tr("Hand-over note"))

    def _open(self) -> None:
        self.area.setPlainText(self._note)
        self._show(writing=True)
        self.area.setFocus()

    def _keep(self) -> None:
        self._show(writing=False)
        text = self.area.toPlainText().strip()[:NOTE_LENGTH]
        if text != self._note:
            self.written.emit(text)
        self.edit.setFocus()

    def _show(self, *, writing: bool) -> None:
        self.words.setVisible(not writing)
        self.edit.setVisible(not writing)
        for part in (self.hint, self.area, self.keep):
            part.setVisible(writing)


def _waits(short: str) -> Say:
    return lambda: tr("{code} waits for a supervisor's answer.", code=short)
