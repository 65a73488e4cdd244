"""Over every page of a practice workspace: the striped band, the story's person and document, the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.shell.header import PracticeBand
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.fields import TextField
from borderdesk.ui.widgets.labels import Label
from borderdesk.ui.widgets.sheets import Sheet

if TYPE_CHECKING:
    from borderdesk.desk import Answer

NARROW = 420
"""Below this width (100 % pixels) the buttons of the band show no words."""


class PracticeStrip(QWidget):
    """The band with what concerns practice only."""

    ask_asked = Signal()
    document_asked = Signal()
    leave_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell.practiceStrip")
        self.ask = Button(
            lambda: tr("Ask the person"),
            "quiet",
            icon="person",
            on_click=self.ask_asked.emit,
            name="shell.askPerson",
        )
        self.document = Button(
            lambda: tr("The document"),
            "quiet",
            icon="eye",
            on_click=self.document_asked.emit,
            name="shell.document",
        )
        self.leave = Button(
            lambda: tr("Leave practice"),
            "quiet",
            icon="close",
            on_click=self.leave_asked.emit,
            name="shell.leavePractice",
        )
        self.ask.hide()
        self.document.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(PracticeBand(), 1)
        row.addWidget(self.document)
        row.addWidget(self.ask)
        row.addWidget(self.leave)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures alone where words would push the way out off the window."""
        super().resizeEvent(event)
        for button in (self.document, self.ask, self.leave):
            button.show_words(theme.effective_width(self.width()) >= NARROW)


class StorySheet(Sheet):
    """What the person of the story answers, found by a word or a code of the question."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(lambda: tr("What the person says"), name="story", width=720)
        self._answers = answers
        self.field = TextField(
            name="story.search", placeholder=lambda: tr("A word of the question, or its code")
        )
        self.field.setAccessibleName(tr("A word of the question, or its code"))
        self.field.textChanged.connect(self._show)
        self.rows = RowList("story.rows")
        self.more = Label(
            lambda: tr("To find the answers to other questions, type a word of the question."),
            "small",
            muted=True,
            name="story.more",
        )
        for part in (self.field, self.rows, self.more):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self._show()

    def _show(self, _text: str = "") -> None:
        sought = self.field.text().casefold().split()
        shown = [each for each in self._answers if self._fits(each, sought)]
        self.more.setVisible(not sought)
        self.rows.show_rows(
            [
                ActionRow(
                    "eye" if each.form == "first_sight" else "note",
                    f"{each.question}  {each.text}".strip(),
                    f"{each.answer} · {each.words}" if each.words else each.answer,
                    name=f"story.answer.{each.name}",
                    first=not place,
                )
                for place, each in enumerate(shown)
            ]
        )

    @staticmethod
    def _fits(each: Answer, sought: Sequence[str]) -> bool:
        """Without a word sought: what is to be seen, and what the person says in words of their own."""
        if not sought:
            return bool(each.words) or (each.form == "first_sight" and each.value == "seen")
        place = f"{each.question} {each.text}".casefold()
        return all(word in place for word in sought)
