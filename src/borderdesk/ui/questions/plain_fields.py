"""Questions without a choice: text to read, a single tick, and what BorderDesk does not collect."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.questions.tick_tiles import TickTiles
from borderdesk.ui.widgets import Label


class NoteText(AnswerField):
    """A note of the form: the card shows its text, there is nothing to answer."""

    def stops(self) -> list[QWidget]:
        """Nothing to stop at."""
        return []


class Acknowledge(TickTiles):
    """One tick that says "read" or "told"; stored as ``OK``."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(_with_tick(question), parent)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over text, state and value; the one tick is the program's own."""
        super().show_question(_with_tick(question))


def _with_tick(question: ShownQuestion) -> ShownQuestion:
    return replace(question, choices=(ShownChoice("OK", tr("Done")),))


class NothingToChoose(AnswerField):
    """A list that offers nothing yet, because an earlier answer decides what it holds."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Label(lambda: tr("Nothing to choose yet. Earlier answers decide."), kind="small", muted=True)
        )

    def stops(self) -> list[QWidget]:
        """Nothing to stop at."""
        return []


class NotCollected(AnswerField):
    """A kind of answer that is not taken here: pictures, sound, places. Said, never left blank."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(lambda: tr("Not collected in BorderDesk."), kind="small", muted=True))

    def stops(self) -> list[QWidget]:
        """Nothing to stop at."""
        return []
