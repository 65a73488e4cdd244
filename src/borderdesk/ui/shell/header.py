"""The header strip: place, record code, display mode, save state, the person's screen, help and Hide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say, said
from borderdesk.ui.shell.mode import MODE_TEXT, Mode, ModeControl
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.widgets.buttons import IconButton
from borderdesk.ui.widgets.flow import WrappingRow
from borderdesk.ui.widgets.frames import Chip
from borderdesk.ui.widgets.labels import IconMark, Label

_MODE_ICONS = {Mode.COUNTER: "counter", Mode.PRIVATE: "private", Mode.PERSON: "person"}


class Header(QFrame):
    """The strip above every screen; it wraps onto a second line rather than cut a word."""

    menu_asked = Signal()
    help_asked = Signal()
    person_asked = Signal()
    hide_asked = Signal()

    def __init__(self, mode: ModeControl, save_state: SaveState) -> None:
        super().__init__()
        self.setObjectName("shell.header")
        self.setProperty("surface", "header")
        self.setAccessibleName(tr("Header"))
        self._mode, self._save = mode, save_state
        self.menu = IconButton("menu", lambda: tr("Menu"), on_click=self.menu_asked.emit, name="shell.menu")
        self.person = IconButton(
            "person",
            lambda: tr("Show to the person (F8)"),
            on_click=self.person_asked.emit,
            name="shell.person",
        )
        self.person.hide()
        self.help = IconButton(
            "help", lambda: tr("Help for this step (F1)"), on_click=self.help_asked.emit, name="shell.help"
        )
        self.hide_button = IconButton(
            "hide", lambda: tr("Hide (F9)"), on_click=self.hide_asked.emit, name="shell.hide"
        )
        self.place = Label("", "body", strong=True, wrap=False, name="shell.place")
        self.code = Label("", "body", wrap=False, name="shell.code")
        self.mode = Chip("", icon="counter", name="shell.mode")
        self.save_state = Label("", "small", wrap=False, name="shell.saveState")
        self._save_mark = IconMark("saved", 18)
        saved = QWidget()
        saved_row = QHBoxLayout(saved)
        saved_row.setContentsMargins(0, 0, 0, 0)
        saved_row.setSpacing(theme.px(4))
        saved_row.addWidget(self._save_mark)
        saved_row.addWidget(self.save_state)
        middle = WrappingRow()
        middle.flow.setSpacing(theme.px(12))
        for widget in (self.place, self.code, self.mode, saved):
            middle.flow.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(self.menu)
        row.addWidget(middle, 1)
        row.addWidget(self.person)
        row.addWidget(self.help)
        row.addWidget(self.hide_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._middle = middle
        mode.changed.connect(lambda _mode: self.show_mode())
        save_state.changed.connect(self.show_saved)
        self.show_mode()
        self.show_saved()

    def show_place(self, place: Say, code: str, *, speaks: bool = False) -> None:
        """Name the screen and, where there is one, the record; ``speaks`` where it can be turned to the
        person.
        """
        self.person.setVisible(speaks)
        self.place.say(place)
        self.place.setVisible(bool(said(place)))
        self._fit_place()
        self.code.say(code)
        self.code.setVisible(bool(code))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_place()

    def _fit_place(self) -> None:
        """A place with a longer name than there is room for takes a second line."""
        words = self.place.plain_text()
        natural = self.place.fontMetrics().horizontalAdvance(words)
        self.place.set_wrapped(0 < self._middle.width() < natural)

    def show_mode(self) -> None:
        """Name the display mode, by icon and words."""
        mode = self._mode.current
        self.mode.say(lambda: tr(MODE_TEXT[mode]), icon=_MODE_ICONS[mode])
        self.mode.setToolTip("")

    def show_saved(self) -> None:
        """Say whether everything is saved."""
        self.save_state.say(self._save.text)
        there = bool(self._save.text())
        self.save_state.setVisible(there)
        self._save_mark.setVisible(there)
        self._save_mark.show_icon("not_saved" if self._save.failing else "saved")


class PracticeBand(QLabel):
    """A striped band over every page of a practice workspace, in both languages at once."""

    TEXT = "ຝຶກຫັດ PRACTICE"

    def __init__(self) -> None:
        super().__init__(self.TEXT)
        self.setObjectName("shell.practice")
        self.setAccessibleName(self.TEXT)
        self.setProperty("type", "small")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.fontMetrics().height() + theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("sunken"))
        step = theme.px(16)
        pen = painter.pen()
        pen.setColor(theme.color("border"))
        pen.setWidth(theme.px(5))
        painter.setPen(pen)
        for left in range(-self.height(), self.width() + self.height(), step):
            painter.drawLine(left, self.height(), left + self.height(), 0)
        width = self.fontMetrics().horizontalAdvance(self.TEXT) + theme.px(24)
        plate = QRect((self.width() - width) // 2, 0, width, self.height())
        painter.fillRect(plate, theme.color("sunken"))
        painter.setPen(theme.color("text"))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self.TEXT)
        painter.end()
