"""The six words of a key card, numbered, to be read aloud and compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from borderdesk.ui import theme
from borderdesk.ui.widgets.flow import Flow
from borderdesk.ui.widgets.labels import Label


class SixWords(QWidget):
    """Numbered words in reading order; a screen reader says them as one line."""

    def __init__(self, words: Sequence[str] = (), *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.words: tuple[str, ...] = ()
        self._flow = Flow(theme.px(8), parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_words(words)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words."""
        if tuple(words) == self.words:
            return
        self.words = tuple(words)
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, word in enumerate(words, start=1):
            self._flow.addWidget(_Word(number, word))
        self.setAccessibleName(self.plain_text())
        self.updateGeometry()

    def plain_text(self) -> str:
        """The words in order."""
        return " ".join(self.words)


class _Word(QFrame):
    def __init__(self, number: int, word: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), theme.px(2), theme.px(12), theme.px(2))
        line.setSpacing(theme.px(8))
        line.addWidget(Label(str(number), "small", muted=True, wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Label(word, "section", wrap=False))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(6), theme.px(6))
        painter.end()
