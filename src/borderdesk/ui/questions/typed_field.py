"""Answers that are typed: when they are committed, and how they are corrected without the caret jumping.

A pause of 800 ms, leaving the field, or Enter commits. What is typed stays as typed while the field has
the keyboard, even when the stored form of it differs.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from borderdesk.text.lao import ascii_digits
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.shell.keys import is_enter, physical_digit

PAUSE_MS = 800
"""A typed answer is committed after this long without a key."""


class TypedField(AnswerField):
    """An answer typed into one or more boxes; subclasses say how the boxes read and show a value."""

    digits_only = False
    """The boxes take digits only, so the digit row writes digits on every keyboard layout."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.commit)
        self._editors: list[QLineEdit | QPlainTextEdit] = []
        self._as_put: list[str] = []
        self._problem = ""

    def typed_value(self) -> tuple[str, str]:
        """(lexical value, problem): the value to store, or why what is typed cannot be one."""
        raise NotImplementedError

    def put_value(self, value: str) -> None:
        """Show the stored ``value`` in the boxes."""
        raise NotImplementedError

    def watch(self, editor: QLineEdit | QPlainTextEdit) -> None:
        """Take part in this editor's keys and focus; every box of the field is watched."""
        self._editors.append(editor)
        editor.installEventFilter(self)
        editor.textChanged.connect(self._text_changed)

    def stops(self) -> list[QWidget]:
        """The boxes."""
        return list(self._editors)

    def take_focus(self) -> None:
        """To the first box, the caret behind what stands there: typing goes on, it does not push in front."""
        editor = self._editors[0]
        at = editor.textCursor().position() if isinstance(editor, QPlainTextEdit) else editor.cursorPosition()
        if editor.hasFocus() and at:
            return  # somebody is typing there
        editor.setFocus()
        if isinstance(editor, QPlainTextEdit):
            editor.moveCursor(QTextCursor.MoveOperation.End)
        else:
            editor.end(False)

    @property
    def being_typed(self) -> bool:
        """Whether the keyboard is in one of the boxes."""
        return any(editor.hasFocus() for editor in self._editors)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over state and, where nothing typed is waiting, the value."""
        typed, old, self.question = self._typed(), self.question.value, question
        for editor in self._editors:
            editor.setReadOnly(question.readonly)
        waiting = self._problem or (self.being_typed and typed != old)
        if not waiting and typed != question.value:
            self._put(question.value)
        elif typed == question.value:
            self.put_done()

    def _put(self, value: str) -> None:
        """Show a stored value without taking it for typing."""
        for editor in self._editors:
            editor.blockSignals(True)
        self.put_value(value)
        for editor in self._editors:
            editor.blockSignals(False)
        self.pause.stop()
        self.put_done()

    def put_done(self) -> None:
        """Remember what stands there untouched: a box may show less than is stored (no seconds, 1.5 for
        1.50), and passing through it must not change the answer."""
        self._as_put = self._texts()

    def _texts(self) -> list[str]:
        return [e.text() if isinstance(e, QLineEdit) else e.toPlainText() for e in self._editors]

    def _typed(self) -> str:
        """What stands in the boxes as a value; the stored one while nobody touched them."""
        return self.question.value if self._texts() == self._as_put else self.typed_value()[0]

    def _text_changed(self) -> None:
        if self.being_typed:
            self.pause.start()
        self.text_was_typed()

    def text_was_typed(self) -> None:
        """A box changed; for live notes such as the limit. Never validates: that is for leaving."""

    def commit(self) -> None:
        """Hand over what is typed, if it is new and can be a value; a problem is told only on leaving."""
        self.pause.stop()
        if self._texts() == self._as_put:
            self._tell("")
            return
        value, problem = self.typed_value()
        if not problem and value != self.question.value:
            self._tell("")
            self.answered.emit(value, False)
        elif not problem:
            self._tell("")

    def _leave(self) -> None:
        self.commit()
        self._tell("" if self._texts() == self._as_put else self.typed_value()[1])

    def _tell(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self.problem_found.emit(problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit on leaving; Enter, Up and Down go to the neighbour question."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason and not self._stays_inside():
                self._leave()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._editors[-1] and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Down):
                self.commit()  # now: a question that it brings up stands before the next one shown so far
            return self.key_typed(watched, event)
        return False

    def _stays_inside(self) -> bool:
        focused = self.focusWidget()
        window = self.window()
        now = window.focusWidget() if window is not None else None
        return focused is not None and now is not None and now in self._editors and now.hasFocus()

    def key_typed(self, editor: QObject, event: QKeyEvent) -> bool:
        """Handle a key before the box does; returns whether the box must not see it."""
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
            | Qt.KeyboardModifier.ShiftModifier
        )
        if not plain or isinstance(editor, QPlainTextEdit):
            return False
        if is_enter(event):
            self._leave()
            self.next_requested.emit()
            return True
        if self.digits_only and isinstance(editor, QLineEdit) and not editor.isReadOnly():
            digit = physical_digit(event)
            if digit is not None and not ascii_digits(event.text()).isdecimal():
                # The Lao layout sends letters from the digit row; here only digits make sense.
                editor.insert(str(digit))
                return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            (self.next_requested if event.key() == Qt.Key.Key_Down else self.previous_requested).emit()
            return True
        return False


def write_plain_digits(box: QLineEdit) -> None:
    """Turn every Lao digit typed into ``box`` into 0 to 9, one letter for one: the caret keeps its place."""

    def replace(text: str) -> None:
        plain = ascii_digits(text)
        if plain != text:
            place = box.cursorPosition()
            box.setText(plain)
            box.setCursorPosition(place)

    box.textEdited.connect(replace)
