"""The parts of the case file: the summary at the left, the timeline, the answers of a sealed form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.file.state import Fact, FileState, Line, SealedAnswer
from borderdesk.ui.widgets import Button, Card, Chip, Label, LandingTitle, WrappingRow


def forget(layout: QLayout) -> None:
    """Take everything out of a layout that is filled anew."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


_LIST_UNDER = 400
"""Room under which facts and acts stand one under the other; above the timeline they share lines, since it
begins below them."""


class Summary(Card):
    """Which step, who waits for what, who and when: a few lines, and what can be noted now. ``jump`` leads to
    the timeline where that stands below.
    """

    def __init__(self) -> None:
        super().__init__(lambda: tr("Summary"), name="file.summary")
        self.jump = Button(lambda: tr("What happened"), "quiet", icon="down", name="file.jump")
        self.jump.hide()
        self.outcome = Label("", strong=True, name="file.outcome")
        self.chip = Chip("", name="file.chip")
        head = WrappingRow()
        for part in (self.chip, self.jump):
            head.flow.addWidget(part)
        self.add(head)
        self.add(self.outcome)
        facts, acts = WrappingRow(), WrappingRow()
        self._facts, self.acts = facts.flow, acts.flow
        self._facts.setSpacing(theme.px(4))
        self.acts.setSpacing(0)
        for row in (facts, acts):
            row.flow.list_under = theme.px(_LIST_UNDER)
            self.add(row)

    def show_state(self, state: FileState, *, private: bool) -> None:
        """Show the record; its step only where nobody else looks."""
        shown = private and state.outcome is not None
        self.outcome.setVisible(shown)
        self.chip.setVisible(shown)
        if state.outcome is not None and shown:
            words, icon, status = state.outcome
            self.chip.say(lambda: tr("Step in force"), icon=icon, status=status)
            self.outcome.say(words)
        forget(self._facts)
        for fact in state.summary:
            self._facts.addWidget(_FactLine(fact))


_APART = 16
"""Between facts on one line, in pixels."""


class _FactLine(QWidget):
    def __init__(self, fact: Fact) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._words = (Label(fact.label, "small", muted=True), Label(fact.value))
        for label in self._words:
            column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """On one line each; labels that wrap would ask for a block."""
        for label in self._words:
            label.ensurePolished()  # the type of a label not shown yet is another
        across = max(label.fontMetrics().horizontalAdvance(label.plain_text()) for label in self._words)
        width = across + theme.px(_APART)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as any window."""
        return QSize(theme.px(_APART), 0)

    def heightForWidth(self, width: int) -> int:
        """As the labels wrap."""
        return sum(label.heightForWidth(width) for label in self._words)


class TimelineRow(QWidget):
    """One thing that happened: when and by whom, what, and answers where there are some."""

    amendment_asked = Signal(str)
    answers_asked = Signal(int)

    def __init__(self, place: int, line: Line, *, may_amend: bool) -> None:
        super().__init__()
        self.line = line
        self._last = False
        self.setObjectName(f"file.line.{place}")
        self.setAccessibleName(", ".join(p for p in (line.text, line.detail, f"{line.at} {line.by}") if p))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), 0, 0, theme.px(12))
        column.setSpacing(0)
        column.addWidget(Label(f"{line.at} · {line.by}", "small", muted=True))
        self.text = Label(line.text, name=f"file.text.{place}")
        column.addWidget(self.text)
        if line.detail:
            column.addWidget(Label(line.detail, "small", muted=True))
        self._answers = QVBoxLayout()
        self._answers.setContentsMargins(0, theme.px(4), 0, 0)
        self._answers.setSpacing(theme.px(4))
        self.open = False
        self.flip: Button | None = None
        if line.sealed is not None:
            self.flip = Button(
                lambda: tr("Show the answers"),
                "quiet",
                icon="right",
                on_click=lambda: self.answers_asked.emit(place),
                name=f"file.answers.{place}",
            )
            column.addWidget(self.flip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._answers)
        self._may_amend = may_amend and line.sealed is not None and line.sealed.form != "referral"

    def set_last(self, last: bool) -> None:
        """The line of dots ends at the last row."""
        self._last = last

    def show_answers(self, answers: Sequence[SealedAnswer] | None) -> None:
        """Open the answers of a sealed form, to be read only; ``None`` closes them."""
        forget(self._answers)
        self.open = answers is not None
        if self.flip is not None:
            self.flip.set_icon("down" if self.open else "right")
            self.flip.say(
                (lambda: tr("Close the answers")) if self.open else (lambda: tr("Show the answers"))
            )
        if answers is None:
            return
        self._answers.addWidget(
            Label(
                lambda: tr("Sealed {day}. Answers can be read, not changed.", day=self.line.at),
                "small",
                strong=True,
            )
        )
        for each in answers:
            lead = f"{each.code}  " if each.code else ""
            self._answers.addWidget(Label(f"{lead}{each.question}", "small", muted=True))
            self._answers.addWidget(Label(each.answer))
        if self._may_amend and self.line.sealed is not None:
            form = self.line.sealed.form
            amend = Button(
                lambda: tr("Add an amendment"),
                icon="edit",
                on_click=lambda: self.amendment_asked.emit(form),
                name=f"file.amend.{form}",
            )
            self._answers.addWidget(amend, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot at the time, and a thin line down to the one before."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, centre = theme.px(10), theme.px(6)
        top = theme.px(8)
        if not self._last:
            painter.setPen(QPen(theme.color("hairline"), 2))
            painter.drawLine(centre, top + side, centre, self.height())
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QRectF(centre - side / 2, top, side, side))
        painter.end()


class Timeline(Card):
    """Everything that happened with a record, the newest first."""

    amendment_asked = Signal(str)
    answers_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(name="file.timeline")
        self.heading = LandingTitle(lambda: tr("What happened"), name="file.timelineTitle")
        self.add(self.heading)
        self.set_below(False)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.rows: list[TimelineRow] = []

    def set_below(self, below: bool) -> None:
        """Whether it stands below the summary, whose button brings the keyboard to its heading."""
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus if below else Qt.FocusPolicy.NoFocus)

    def show_lines(self, lines: Sequence[Line], *, may_amend: bool) -> None:
        """Show the lines; answers that were open close."""
        if [row.line for row in self.rows] == list(lines):
            return
        forget(self._rows)
        self.rows = []
        for place, line in enumerate(lines):
            row = TimelineRow(place, line, may_amend=may_amend)
            row.amendment_asked.connect(self.amendment_asked)
            row.answers_asked.connect(self.answers_asked)
            row.set_last(place == len(lines) - 1)
            self._rows.addWidget(row)
            self.rows.append(row)
