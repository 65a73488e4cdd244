"""Fields to fill: a line, a block, a secret, a choice, and the row that names each of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from borderdesk.text import tr
from borderdesk.ui import icons, theme
from borderdesk.ui.said import Say, plain, said
from borderdesk.ui.widgets.buttons import IconButton
from borderdesk.ui.widgets.focus import FocusRing, draw_ring
from borderdesk.ui.widgets.labels import IconMark, Label


class TextField(QLineEdit):
    """One line of text, tall enough for stacked Lao marks. ``named`` names it where no row does."""

    def __init__(self, *, name: str = "", placeholder: Say = "", named: Say = "") -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._placeholder, self._named = placeholder, named
        if named:
            self.setAccessibleName(said(named))
        self.setPlaceholderText(said(placeholder))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(theme.px(96), max(44, metrics.height() + 2 * theme.leading(self.font()) + theme.px(12)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setPlaceholderText(said(self._placeholder))
            if self._named:
                self.setAccessibleName(said(self._named))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_ring(self)


class TextArea(QPlainTextEdit):
    """A few lines of text; Tab leaves it, so the keyboard is never caught. ``named`` as in ``TextField``."""

    def __init__(self, *, name: str = "", lines: int = 3, named: Say = "") -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._lines, self._named = lines, named
        if named:
            self.setAccessibleName(said(named))
        FocusRing(self)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        height = (
            self.fontMetrics().lineSpacing() * self._lines + 2 * theme.leading(self.font()) + theme.px(20)
        )
        return QSize(theme.px(240), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(96), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._named:
            self.setAccessibleName(said(self._named))


class Choice(QComboBox):
    """A closed list. The wheel scrolls the page, not the choice, so none changes unnoticed."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._says: list[Say] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_choices(self, choices: Sequence[tuple[str, Say]], chosen: str | None = None) -> None:
        """Offer ``(key, text)`` pairs; ``chosen`` is the key shown first."""
        self.blockSignals(True)
        self.clear()
        self._says = [say for _key, say in choices]
        for key, say in choices:
            self.addItem(said(say), key)
        self.setCurrentIndex(max(0, self.findData(chosen)) if chosen is not None else 0)
        self.blockSignals(False)

    def key(self) -> str:
        """The key of what is chosen; empty when nothing is offered."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose ``key``; nothing happens when it is not offered."""
        index = self.findData(key)
        if index >= 0:
            self.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        height = max(44, self.fontMetrics().height() + 2 * theme.leading(self.font()) + theme.px(12))
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(96), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for index, say in enumerate(self._says):
                self.setItemText(index, said(say))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(18)
        arrow = QRectF(self.width() - side - theme.px(10), (self.height() - side) / 2, side, side)
        icons.paint(painter, "down", arrow, theme.color("text" if self.isEnabled() else "muted"))
        painter.end()
        draw_ring(self)


class SecretField(QWidget):
    """A passphrase field with an eye that shows it and a badge naming the keyboard's language.

    Paste is allowed: a person who keeps a long passphrase elsewhere should use it.
    """

    entered = Signal()
    """Enter was pressed."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.line = TextField(name=name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.badge = Label("", "small", wrap=False, name=f"{name}.layout")
        self.eye = IconButton("eye", lambda: tr("Show what I typed"), on_click=self._flip, name=f"{name}.eye")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.badge)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.entered)
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(self._show_layout)
        self._show_layout()

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the field and hide what follows."""
        self.line.clear()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._show_eye()

    def _flip(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show_eye()
        self.line.setFocus()

    def _show_eye(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.eye.set_icon("eye" if hidden else "eye_off")
        self.eye.say((lambda: tr("Show what I typed")) if hidden else (lambda: tr("Hide what I typed")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_layout()

    def _show_layout(self) -> None:
        self.badge.say(keyboard_language())
        self.badge.setAccessibleName(tr("Keyboard language: {name}", name=keyboard_language()))


def keyboard_language() -> str:
    """The keyboard's language: ``ລາວ``, ``EN``, or another language's short code in capitals."""
    code = QGuiApplication.inputMethod().locale().name().split("_")[0]
    return {"lo": "ລາວ", "C": "EN"}.get(code, code.upper())


class FormRow(QWidget):
    """A field with its name above, a hint, and a line that says what to correct."""

    def __init__(self, say: Say, field: QWidget, hint: Say = "") -> None:
        super().__init__()
        self.field = field
        self.setProperty("unit", True)
        self._hint_say = hint
        target = field.focusProxy() or field
        self.label = Label(say, strong=True, buddy=target)
        self.hint = Label(hint, "small", muted=True)
        self._mark = IconMark("look", 20)
        self._problem = Label("", strong=True)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._problem, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.label)
        column.addWidget(self.hint)
        column.addWidget(field)
        column.addLayout(line)
        self._target = target
        # Only now: a widget shown before it has a place would open a window of its own.
        self.hint.setVisible(bool(said(hint)))
        self._name_field()
        self.show_problem("")

    def show_problem(self, say: Say) -> None:
        """Say what to correct in this field; an empty text takes it away."""
        self._problem.say(say)
        there = bool(said(say))
        self._problem.setVisible(there)
        self._mark.setVisible(there)
        self._describe_field()

    def problem(self) -> str:
        """What the row asks to correct; empty when nothing."""
        return self._problem.plain_text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            # The parts are told only after the row.
            for label in (self.label, self._problem):
                label.say_again()
            self._name_field()
            self._describe_field()

    def _name_field(self) -> None:
        self._target.setAccessibleName(self.label.plain_text())

    def _describe_field(self) -> None:
        self._target.setAccessibleDescription(self.problem() or plain(said(self._hint_say)))
