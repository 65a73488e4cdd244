"""The parts of the form player around the questions: summary of problems, section list, noted panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.form.state import Noted, OpenQuestion, SectionLine, Standing, Statement
from borderdesk.ui.widgets import Button, Card, Label, LandingTitle, SectionTitle


def _forget(layout: QVBoxLayout) -> None:
    """Take everything out of a column that is filled anew."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class SummaryCard(Card):
    """What needs a look on this page, or stands in the way of finishing; each line jumps to its question in
    the words shown there.
    """

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._stops = False
        self.heading = LandingTitle(name="form.summary")
        self.heading.setMargin(theme.px(6))
        self.add(self.heading)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.body.addLayout(self.lines)
        self.what_now = Label(self._what_now, "small", muted=True, name="form.summaryNext")
        self.add(self.what_now)
        self.hide()

    def _what_now(self) -> str:
        if self._stops:
            return tr("The form can be finished once these are mended. Every answer is saved.")
        return tr("You can mend these now, or press the button again to go on.")

    def show_problems(self, problems: Sequence[OpenQuestion], *, stop: bool = False) -> None:
        """List the problems, or hide where there are none; ``stop`` where nothing goes on without them."""
        self._stops = stop
        self.what_now.say(self._what_now)
        _forget(self.lines)
        for problem in problems:
            words = f"{problem.code}  {problem.text}".strip()
            line = Button(
                words,
                "quiet",
                icon="right",
                on_click=partial(self.jump.emit, problem.key),
                name=f"form.summary.{problem.key}",
            )
            self.lines.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        count = max(len(problems), 1)
        self.heading.say(
            lambda: (
                ntr("{n} answer to mend before finishing", "{n} answers to mend before finishing", count)
                if stop
                else ntr("{n} answer needs a look", "{n} answers need a look", count)
            )
        )
        self.setVisible(bool(problems))


class OpenList(QWidget):
    """F2: sections, and in each what is not answered, not known or needs a look."""

    jump = Signal(str)
    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(4))
        self._lines: list[SectionLine] = []
        self._unfolded: set[int] = set()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._lines = []

    def show_sections(self, lines: Sequence[SectionLine]) -> None:
        """Show the list as it stands now."""
        if lines == self._lines and self.column.count():
            return
        self._lines = list(lines)
        _forget(self.column)
        self.column.addWidget(SectionTitle(lambda: tr("Sections"), name="form.sections"))
        for line in lines:
            if line.later:
                self.column.addWidget(Label(tr("{section}: later", section=line.title), "body", muted=True))
                continue
            head = Button(
                line.title,
                "quiet",
                icon="forward" if line.current else "right",
                on_click=partial(self.page_chosen.emit, line.page),
                name=f"form.section.{line.page}",
            )
            self.column.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)
            if not line.open:
                self.column.addWidget(Label(tr("Nothing open"), "small", muted=True))
            for question in line.open:
                self._add_question(question)
            if line.more:
                self.column.addWidget(Label(tr("… and more further down"), "small", muted=True))
            if line.hidden:
                self._add_hidden(line)

    def _add_hidden(self, line: SectionLine) -> None:
        """Questions that are not asked now, folded away; unfolded each says why and leads to the answer."""
        fold = Button(
            ntr("{n} question not asked", "{n} questions not asked", len(line.hidden)),
            "quiet",
            icon="up" if line.page in self._unfolded else "down",
            on_click=partial(self._fold, line.page),
            name=f"form.hidden.{line.page}",
        )
        self.column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        if line.page not in self._unfolded:
            return
        for hidden in line.hidden:
            words = tr("{question}: not asked because {why}", question=hidden.name, why=hidden.why)
            button = Button(
                words,
                "quiet",
                icon="right",
                on_click=partial(self.jump.emit, hidden.because_of),
                name=f"form.whynot.{hidden.key}",
            )
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _fold(self, page: int) -> None:
        self._unfolded ^= {page}
        lines, self._lines = self._lines, []
        self.show_sections(lines)
        again = self.findChildren(Button, f"form.hidden.{page}")
        if again:
            again[-1].show()  # a part added just now is not shown yet and could not take the keyboard
            again[-1].setFocus()

    def _add_question(self, question: OpenQuestion) -> None:
        standing = {
            Standing.NOT_ANSWERED: tr("not answered"),
            Standing.NOT_KNOWN: tr("not known"),
            Standing.NEEDS_A_LOOK: tr("needs a look"),
        }[question.standing]
        name = question.code or question.text
        button = Button(
            tr("{question}: {standing}", question=name, standing=standing),
            "quiet",
            icon="right",
            on_click=partial(self.jump.emit, question.key),
            name=f"form.open.{question.key}",
        )
        button.setAccessibleDescription(question.text)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class NotedList(QWidget):
    """F7: what was said and seen, as plain sentences in form order, and the SOP card of the step."""

    jump = Signal(str)
    sop_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(4))

    def show_noted(self, noted: Noted, sop: str) -> None:
        """Show the sentences as they stand now."""
        _forget(self.column)
        self.column.addWidget(SectionTitle(lambda: tr("Noted"), name="form.noted"))
        if noted.enough:
            self.column.addWidget(Label(tr("You can offer help now."), "body"))
        self._add_part(tr("Said"), noted.said, "form.noted.said")
        self._add_part(tr("Seen"), noted.seen, "form.noted.seen")
        if not noted.said and not noted.seen:
            self.column.addWidget(Label(tr("Nothing is noted yet."), "body", muted=True))
        if sop:
            card = Button(
                tr("SOP card {id}", id=sop),
                "quiet",
                icon="library",
                on_click=partial(self.sop_asked.emit, sop),
                name="form.noted.sop",
            )
            self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_part(self, title: str, statements: Sequence[Statement], name: str) -> None:
        if not statements:
            return
        self.column.addWidget(Label(title, "small", muted=True, name=name))
        for statement in statements:
            line = Button(
                f"{statement.text} ({statement.code})" if statement.code else statement.text,
                "quiet",
                icon="right",
                on_click=partial(self.jump.emit, statement.key),
                name=f"form.noted.{statement.key}",
            )
            self.column.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
