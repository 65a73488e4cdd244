"""What every answer widget has in common: how it is told its question and how it hands an answer back."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from borderdesk.ui import theme
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.questions.shown import ShownQuestion


class AnswerField(QWidget):
    """The answering part of a question card; one subclass per kind of question.

    Signals: ``answered(value, by_key)`` once per deliberate commit, with the lexical value (``""`` when
    cleared); ``next_requested``/``previous_requested`` when the keyboard asks for the neighbour question;
    ``tabbed`` when Tab does, which leaves the page by its usual way after the last one;
    ``problem_found(text)`` when what is typed cannot be stored (``""`` when mended).
    """

    answered = Signal(str, bool)
    next_requested = Signal()
    tabbed = Signal()
    previous_requested = Signal()
    problem_found = Signal(str)

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.media: QuestionMedia | None = None
        self.setObjectName(f"answer.{question.key}")

    def use(self, media: QuestionMedia | None) -> None:
        """Where files of answers are kept; given once, after the field was made."""
        self.media = media

    def show_question(self, question: ShownQuestion) -> None:
        """Take over changed texts, choices, value and state without being rebuilt."""
        self.question = question

    def stops(self) -> list[QWidget]:
        """The widgets the Tab key stops at, in reading order."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Move the keyboard here, to the place where answering starts."""
        stops = self.stops()
        if stops:
            stops[0].setFocus()

    def commit(self) -> None:
        """Hand over what is typed but not yet committed; nothing to do for one-press answers."""


class OptionField(AnswerField):
    """An answer field that places self-drawing options itself, because their height follows the width."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap, so the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all options at ``width`` logical pixels."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Place the options for the present width."""
        raise NotImplementedError

    def rearrange(self) -> None:
        """Place the options again after their texts or sizes changed."""
        self.updateGeometry()
        self.arrange()

    def sizeHint(self) -> QSize:
        """The height at the present width."""
        width = max(self.width(), theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window."""
        return QSize(theme.px(160), theme.px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the options for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """A new text size changes every height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.rearrange()
