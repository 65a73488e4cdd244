"""A PDF or picture as the person has it: a page as large as the screen, turned and enlarged by key or press.

Read from memory and drawn at the size it is seen in; nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from borderdesk.domain.errors import Unavailable
from borderdesk.library.enclosure import Medium, medium_of
from borderdesk.text import notice, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.library.person_page import CalmPage
from borderdesk.ui.widgets import IconButton, Label

_STEPS = (1.0, 1.5, 2.0, 3.0)
"""How much larger than the whole page on the screen."""
_LEAST = 160
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_MOVES = {
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
}


class PersonFile(CalmPage):
    """``file_in`` gives the file in a language; raises ``Unavailable`` where it is not here."""

    def __init__(
        self,
        languages: tuple[tuple[str, str], ...],
        language: str,
        title: str,
        file_in: Callable[[str], bytes],
    ) -> None:
        super().__init__(languages, language)
        self._file_in, self._title = file_in, title
        self.page, self._zoom = 0, 0
        self._picture = QImage()
        self._pdf = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.choice.setVisible(len(languages) > 1)
        self.problem = Label("", strong=True, name="personText.problem")
        self.sheet = QLabel()
        self.sheet.setObjectName("personText.page")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self.sheet)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.problem)
        column.addWidget(self.area, 1)
        self.before = _way("back", lambda: tr("Page before"), lambda: self.turn(-1), "before")
        self.next = _way("forward", lambda: tr("Next page"), lambda: self.turn(1), "next")
        self.smaller = _way("remove", lambda: tr("Smaller"), lambda: self.zoom(-1), "smaller")
        self.larger = _way("add", lambda: tr("Larger"), lambda: self.zoom(1), "larger")
        self.place = Label("", "person", wrap=False, name="personText.place")
        row = QHBoxLayout(self.acts)
        row.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(4))
        for part in (self.before, self.place, self.next, self.smaller, self.larger):
            row.addWidget(part)
        row.addStretch()
        self.acts.show()
        self.show_words()

    def show_words(self) -> None:
        self.page, self._zoom = 0, 0
        self._pdf.close()
        self._picture = QImage()
        try:
            self._open(self._file_in(self.choice.key()))
        except Unavailable as missing:
            self.problem.say(notice(missing.code, None, **missing.fields).brief)
        self.problem.setVisible(bool(self.problem.text()))
        self._draw()

    def _open(self, data: bytes) -> None:
        self.problem.say("")
        if medium_of(data) is Medium.PDF:
            self._buffer.close()
            self._buffer.setData(QByteArray(data))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._pdf.load(self._buffer)
        else:
            self._picture = QImage.fromData(data)
        if not self.pages:
            self.problem.say(lambda: tr("This file cannot be shown. Ask your supervisor for it again."))

    @property
    def pages(self) -> int:
        """How many there are; a picture is one."""
        return self._pdf.pageCount() if self._picture.isNull() else 1

    def turn(self, way: int) -> None:
        """The next page or the one before."""
        if 0 <= self.page + way < self.pages:
            self.page += way
            self._draw()
            self.area.verticalScrollBar().setValue(0)

    def zoom(self, way: int) -> None:
        """Larger or smaller; never smaller than the whole page."""
        if 0 <= self._zoom + way < len(_STEPS):
            self._zoom += way
            self._draw()

    def take_key(self, event: QKeyEvent) -> bool:
        """Page keys turn, + and - enlarge, arrows move over what is larger than the screen."""
        key = Qt.Key(event.key())
        if self.neutral or key not in {*_TURNS, *_ZOOMS, *_MOVES}:
            return False
        if key in _TURNS:
            self.turn(_TURNS[key])
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        else:
            across, down = _MOVES[key]
            for bar, way in (
                (self.area.horizontalScrollBar(), across),
                (self.area.verticalScrollBar(), down),
            ):
                bar.setValue(bar.value() + way * bar.pageStep() // 3)
        return True

    def first_stop(self) -> QWidget:
        """The way on."""
        return self.next if self.next.isEnabled() else self.larger

    def showEvent(self, event: QShowEvent) -> None:
        """From now on as high as what it stands in."""
        super().showEvent(event)
        around = self._around()
        if around is not None:
            around.viewport().removeEventFilter(self)
            around.viewport().installEventFilter(self)
            self._fill(around.viewport().height())

    def _around(self) -> QAbstractScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QAbstractScrollArea):
            above = above.parentWidget()
        return above

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._fill(event.size().height())
        return False

    def _fill(self, height: int) -> None:
        top = self.choice.sizeHint().height() + theme.px(40) if self.choice.count() > 1 else theme.px(24)
        self.area.setFixedHeight(max(theme.px(_LEAST), height - top))
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        pages = self.pages
        self._offer(
            {
                self.before: self.page > 0,
                self.next: self.page < pages - 1,
                self.smaller: self._zoom > 0,
                self.larger: pages > 0 and self._zoom < len(_STEPS) - 1,
            }
        )
        self.place.say(f"{self.page + 1} / {pages}" if pages > 1 else "")
        if not pages:
            self.sheet.clear()
            return
        natural = (
            QSizeF(self._picture.size())
            if pages == 1 and not self._picture.isNull()
            else (self._pdf.pagePointSize(self.page))
        )
        room = QSizeF(self.area.width() - 4, self.area.height() - 4)
        fitted = natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio) * _STEPS[self._zoom]
        ratio = self.devicePixelRatioF()
        drawn = QPixmap.fromImage(self._drawn((fitted * ratio).toSize()))
        drawn.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(drawn)
        self.sheet.resize(fitted.toSize())
        words = tr("Page {page} of {pages}", page=self.page + 1, pages=pages)
        self.sheet.setAccessibleName(f"{self._title}. {words}")

    def _offer(self, ways: dict[IconButton, bool]) -> None:
        """The keyboard stays on one that can be pressed: on the list of languages page keys mean another."""
        held = next((button for button, there in ways.items() if button.hasFocus() and not there), None)
        for button, there in ways.items():
            if there:
                button.setEnabled(True)
                if held is not None:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
        for button, there in ways.items():
            button.setEnabled(there)

    def _drawn(self, size: QSize) -> QImage:
        if not self._picture.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            return self._picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        painter.drawImage(0, 0, self._pdf.render(self.page, size))
        painter.end()
        return paper


def _way(icon: str, say: Callable[[], str], act: Callable[[], object], name: str) -> IconButton:
    return IconButton(icon, say, on_click=act, kind="secondary", name=f"personText.{name}")
