"""The strip above every screen, where it has little room."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.ui import theme
from borderdesk.ui.shell.header import Header
from borderdesk.ui.shell.mode import ModeControl
from borderdesk.ui.shell.save_state import SaveState


def test_beside_a_long_name_the_officer_still_reads_that_all_is_saved(qtbot: QtBot) -> None:
    window, state = QWidget(), SaveState()
    qtbot.addWidget(window)
    header = Header(ModeControl(), state)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(header)
    column.addWidget(QWidget(), 1)
    window.resize(theme.px(480), theme.px(345))
    window.show()
    header.show_place("1 / 12 Journey and promise", "MTC5C", speaks=True)
    one_line = header.height()
    state.saved(datetime(2026, 3, 5, 12, 5))
    qtbot.waitUntil(lambda: header.height() > one_line)
    shown = header.save_state
    assert shown.visibleRegion().boundingRect() == shown.rect()
