"""How far long work is, at the place where it was started, with a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say, said
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.labels import Label


class WorkLine(QWidget):
    """Words, a bar and *Cancel*; hidden until work starts."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.words = Label("", name=f"{name}.text")
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}.bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(8))
        self._on_cancel: Callable[[], object] | None = None
        self.cancel = Button(lambda: tr("Cancel"), on_click=self._cancel, name=f"{name}.cancel")
        left = QVBoxLayout()
        left.setSpacing(theme.px(4))
        left.addWidget(self.words)
        left.addWidget(self.bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(16))
        line.addLayout(left, 1)
        line.addWidget(self.cancel)
        self.hide()

    def start(self, say: Say, on_cancel: Callable[[], object] | None) -> None:
        """Work began; without ``on_cancel`` it cannot be stopped."""
        self._on_cancel = on_cancel
        self.cancel.setVisible(on_cancel is not None)
        self.bar.setRange(0, 0)
        self._say(say)
        self.show()

    def move_on(self, say: Say, done: int, total: int) -> None:
        """``done`` of ``total`` pieces; ``total`` 0 when nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._say(say)

    def end(self) -> None:
        """Work is over, however it ended."""
        self._on_cancel = None
        self.hide()

    def _say(self, say: Say) -> None:
        self.words.say(say)
        self.bar.setAccessibleName(said(say))

    def _cancel(self) -> None:
        if self._on_cancel is not None:
            self._on_cancel()
            self.cancel.hide()
