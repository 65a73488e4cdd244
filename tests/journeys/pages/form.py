"""The form player as an officer uses it; for journeys and for the tests of the player itself."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.widgets import Button

_DIGIT_ROW_LAO = {1: 0x0EA2, 2: 0x0E9F, 3: 0x0EC2, 4: 0x0E96, 5: 0x0EB8}


class FormPage:
    """Speaks like an officer: ``form.answer("AD-02", "yes")``, ``form.press(1)``, ``form.go_on()``."""

    def __init__(self, window: QWidget) -> None:
        found = window if isinstance(window, FormScreen) else window.findChild(FormScreen)
        assert found is not None, "the form player is not shown"
        self.screen = found

    def _find(self, name: str) -> QWidget:
        found = self.screen.findChild(QWidget, name)
        assert found is not None, f"{name} is not on this page"
        return found

    # answering

    def answer(self, question: str, value: str) -> None:
        """Press an answer with the mouse; the question must be on the page."""
        assert self.screen.stack.card(question) is not None, f"{question} is not on this page"
        option = self._find(f"answer.{question}.{value}")
        QTest.mouseClick(option, Qt.MouseButton.LeftButton)

    def type(self, question: str, text: str) -> None:
        """Type into the first box of a question."""
        card = self.screen.stack.card(question)
        assert card is not None, f"{question} is not on this page"
        card.take_focus()
        box = card.field.stops()[0]
        assert isinstance(box, (QLineEdit, QPlainTextEdit))
        for letter in text:
            key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(box, key)

    def press(self, digit: int, *, lao_layout: bool = True) -> None:
        """Press a key of the digit row where the keyboard is, as the Lao layout sends it by default."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        code = _DIGIT_ROW_LAO[digit] if lao_layout else Qt.Key.Key_0 + digit
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(
                kind, code, Qt.KeyboardModifier.NoModifier, digit + 9, 0x30 + digit, 0, chr(code)
            )
            QCoreApplication.sendEvent(target, event)

    def go_on(self) -> None:
        """Continue, Finish, or Finish asking."""
        QTest.mouseClick(self._find("form.next"), Qt.MouseButton.LeftButton)

    def go_back(self) -> None:
        QTest.mouseClick(self._find("form.back"), Qt.MouseButton.LeftButton)

    def ask_more(self) -> None:
        QTest.mouseClick(self._find("form.more"), Qt.MouseButton.LeftButton)

    def press_line(self, name: str) -> None:
        """Press a line of the section list, the noted list or the summary by its object name."""
        line = self._find(name)
        assert isinstance(line, QAbstractButton)
        line.click()

    # reading

    @property
    def progress(self) -> str:
        return self.screen.heading.plain_text()

    @property
    def questions(self) -> list[str]:
        """The questions asked on this page."""
        return self.screen.stack.shown_keys()

    @property
    def at(self) -> str:
        """The question that has the keyboard; empty when none has."""
        held = QApplication.focusWidget()
        for key in self.questions:
            card = self.screen.findChild(QWidget, f"form.q.{key}")
            if held is not None and card is not None and card.isAncestorOf(held):
                return key
        return ""

    def chosen(self, question: str) -> list[str]:
        """The values chosen in a question on this page."""
        card = self.screen.stack.card(question)
        assert card is not None, f"{question} is not on this page"
        pressed = card.findChildren(QAbstractButton)
        prefix = f"answer.{question}."
        return [
            b.objectName().removeprefix(prefix)
            for b in pressed
            if b.isChecked() and b.objectName().startswith(prefix)
        ]

    def words(self, name: str) -> str:
        """What a button or label of the screen says."""
        found = self._find(name)
        return found.plain_text() if isinstance(found, Button) else found.accessibleName()

    def lines(self, prefix: str) -> list[str]:
        """The buttons whose object name starts so, as they read, top to bottom."""
        found = [b for b in self.screen.findChildren(Button) if b.objectName().startswith(prefix)]
        return [button.plain_text() for button in found if not button.isHidden()]
