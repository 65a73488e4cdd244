"""Question widgets are shown for real, in the light theme at 100 % unless a test says otherwise."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.text import set_language
from borderdesk.ui import theme


@pytest.fixture(autouse=True)
def plain_look(qapp: object) -> Iterator[None]:
    set_language("en")
    theme.apply(theme.Appearance())
    yield
    theme.apply(theme.Appearance())


@pytest.fixture
def on_screen(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show widgets in an active window ``width`` pixels wide."""
    held: list[QWidget] = []

    def show(*widgets: QWidget, width: int = 880, height: int = 0) -> QWidget:
        window = QWidget()
        held.append(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        qtbot.addWidget(window)
        window.resize(width, height or max(400, column.totalHeightForWidth(width)))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show
