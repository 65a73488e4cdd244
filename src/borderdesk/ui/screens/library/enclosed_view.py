"""The PDF, picture or sound of a document on screen; all of it is read from memory, nothing is written.

A PDF fills the window once scrolled to, and is searched by the words that led to it or that are typed here.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QElapsedTimer, QIODevice, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.library.enclosure import Medium
from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.sound import PlayButton, can_play
from borderdesk.ui.screens.print.view import PagePicture
from borderdesk.ui.widgets import Button, FormRow, Label, TextField, WrappingRow
from borderdesk.ui.widgets.focus import FocusRing

_LEAST = 220
_AROUND = 24
"""Room above and below a PDF that fills the window."""
_POINTS = 72
_SLICE = 8
"""Milliseconds of looking through pages, before the window has its turn again."""


class PdfPages(QWidget):
    """A PDF to read: its pages below each other, a field to search it, where one is.

    ``found`` when somebody goes to a place with the words in the field.
    """

    found = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        # The first child goes first, and the view still says where it is while it does.
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._pages = 0
        self._percent = 100
        self._at = 0
        self._led_to = -1
        """The page of the first place, while nobody has gone on from it."""
        self._stays_on: int | None = None
        """The page of the place gone to, while nobody has scrolled on from it."""
        self.words = TextField(name="document.find")
        self.words.setMaximumWidth(theme.px(360))
        self.back = Button(
            lambda: tr("Place before"), "quiet", on_click=lambda: self.step(-1), name="document.findBack"
        )
        self.on = Button(
            lambda: tr("Next place"), "quiet", on_click=lambda: self.step(1), name="document.findOn"
        )
        self.said = Label("", "small", muted=True, name="document.found")
        self.place = Label("", "small", muted=True, name="document.page")
        row = WrappingRow("document.finding")
        for part in (self.back, self.on):
            row.flow.addWidget(part)
        self.view = QPdfView(self)
        FocusRing(self.view)
        self.view.setObjectName("document.pdf")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Always there, so that pages which fit beside it do not need the other bar too.
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.hits = QPdfSearchModel(self)
        self.view.setSearchModel(self.hits)
        for widget in (FormRow(lambda: tr("Search in this PDF"), self.words), row, self.said, self.place):
            column.addWidget(widget)
        column.addWidget(self.view)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(20)
        self._fitting.timeout.connect(self.fit)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(200)
        self._typed.timeout.connect(self._search)
        # Qt itself looks through ten pages a second: a long PDF would be called searched in vain meanwhile.
        self._looking = QTimer(self)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look_on)
        self._next = 0
        self.words.textChanged.connect(lambda _text: self._typed.start())
        self.view.verticalScrollBar().actionTriggered.connect(lambda _action: self._scroll_on())
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._show_place())
        self.words.returnPressed.connect(lambda: self.step(1))
        self.hits.countChanged.connect(self._counted)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._show_place())

    def show_pdf(self, data: bytes) -> bool:
        """Read a PDF from memory; whether it could be."""
        self._looking.stop()
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        readable = self.document.status() is QPdfDocument.Status.Ready
        if readable:
            self._pages = self.document.pageCount()
            self._fitting.start()
            self.hits.setDocument(self.document)
            self.view.setAccessibleName(tr("Pages of the PDF"))
            self._show_place()
            self._counted()
        return readable

    def look_for(self, words: str) -> None:
        """Search for the words that led here."""
        self.fit()
        self.words.setText(words)
        self._typed.stop()
        self._search()

    def set_percent(self, percent: int) -> None:
        """The width of a page is that of the view at 100 %."""
        self._percent = percent
        self._fitting.start()

    def set_room(self, height: int) -> None:
        """As high as what is seen of the page around it."""
        self.view.setFixedHeight(max(theme.px(_LEAST), height - theme.px(_AROUND)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages stay as wide as there is room."""
        super().resizeEvent(event)
        self._fitting.start()

    def step(self, way: int) -> None:
        """Go to the next place with the words, or the one before; round at the ends."""
        if count := self._count():
            self._go((self._at + way) % count)
            self._say_found()
            self.found.emit()

    def _scroll_on(self) -> None:
        self._stays_on = None

    def _count(self) -> int:
        return self.hits.rowCount(self.hits.index(-1, -1))

    def _go(self, at: int) -> int:
        """Show a place; the page it is on."""
        self._at = at
        self.view.setCurrentSearchResultIndex(at)
        link = self.hits.resultAtIndex(at)
        above = QPointF(0, max(0.0, link.location().y() - _POINTS))
        self._stays_on = link.page()
        self.view.pageNavigator().jump(self._stays_on, above)
        self._show_place()
        return self._stays_on

    def fit(self) -> None:
        """Make pages as wide as there is room; they are drawn for the first time only then, so once."""
        self._fitting.stop()
        points = self.document.pagePointSize(0).width() if self._pages else 0.0
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        if points > 0 and room > 0:
            natural = points * self.view.logicalDpiX() / _POINTS
            self.view.setZoomFactor(room / natural * self._percent / 100)
            if self.view.document() is not self.document:
                self.view.setDocument(self.document)
                self._show_place()
            if self._stays_on is not None and self._count():
                self._go(self._at)  # the view keeps its height, which is another page's now

    def _search(self) -> None:
        self._at, self._led_to = 0, -1
        words = self.words.text().strip()
        self.hits.setSearchString(words if len(words) > 1 else "")
        self._next = 0
        self._looking.start()
        self._say_found()

    def _look_on(self) -> None:
        """Look through the next pages, as many as the window does not notice."""
        spent = QElapsedTimer()
        spent.start()
        while self._next < self._pages and not spent.hasExpired(_SLICE):
            self.hits.resultsOnPage(self._next)
            self._next += 1
        if self._next >= self._pages:
            self._looking.stop()
        self._counted()

    def _counted(self) -> None:
        """More places were found; pages are not looked through in order, so an earlier one may come later."""
        if self._count() and self._at == 0 and self.hits.resultAtIndex(0).page() != self._led_to:
            self._led_to = self._go(0)
            if self.window().focusWidget() is self.words:
                self.found.emit()
        self._say_found()

    def _say_found(self) -> None:
        count, at = self._count(), self._at + 1
        for button in (self.back, self.on):
            button.setVisible(count > 1)
        self.said.setVisible(bool(self.hits.searchString()))
        if count:
            self.said.say(lambda: ntr("Place {at} of {n} found", "Place {at} of {n} found", count, at=at))
        elif self._looking.isActive():
            self.said.say(lambda: tr("Looking through the pages"))
        else:
            self.said.say(lambda: tr("These words were not found in the PDF."))

    def _show_place(self) -> None:
        """To the view the page above its middle is the current one, which a short last one never becomes."""
        bar, pages = self.view.verticalScrollBar(), self._pages
        page = self.view.pageNavigator().currentPage() + 1
        if self._stays_on is not None:
            page = self._stays_on + 1
        elif 0 < bar.maximum() == bar.value():
            page = pages
        self.place.say(lambda: tr("Page {page} of {pages}", page=page, pages=pages))


class Picture(PagePicture):
    """A picture, never wider than there is room."""

    def __init__(self, picture: QImage, words: str) -> None:
        self._widest = picture.width()
        super().__init__(picture, words)
        self.setObjectName("document.picture")

    def set_percent(self, percent: int) -> None:
        """Its own size at 100 %."""
        self._widest = self._picture.width() * percent // 100
        self.updateGeometry()
        self.update()

    def _drawn_width(self, width: int) -> int:
        return min(width, self._widest)

    def sizeHint(self) -> QSize:
        """Its own size."""
        return QSize(self._widest, self.heightForWidth(self._widest))


class EnclosedFile(QWidget):
    """Shows whichever file the document brings; hidden where it brings none."""

    found = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.pdf: PdfPages | None = None
        self.picture: Picture | None = None
        self.sound: PlayButton | None = None
        self.problem = Label("", strong=True, name="document.fileProblem")
        self._column.addWidget(self.problem)
        self._shown = b""

    def show_file(self, medium: Medium, data: bytes, percent: int, title: str) -> None:
        """Show this file, or say why it cannot be shown."""
        if data != self._shown:
            self._shown = data
            self._take_away()
            shown = {Medium.PDF: self._pdf, Medium.PICTURE: self._picture, Medium.SOUND: self._sound}
            self.problem.say(shown[medium](data, title))
            self.problem.setVisible(bool(self.problem.text()))
        for part in (self.pdf, self.picture):
            if part is not None:
                part.set_percent(percent)

    def say_problem(self, text: str) -> None:
        """There is nothing to show."""
        self._take_away()
        self._shown = b""
        self.problem.say(text)
        self.problem.setVisible(True)

    def _take_away(self) -> None:
        for part in (self.pdf, self.picture, self.sound):
            if part is not None:
                self._column.removeWidget(part)
                part.hide()
                part.deleteLater()
        self.pdf = self.picture = self.sound = None

    def _pdf(self, data: bytes, title: str) -> str:
        self.pdf = PdfPages()
        self.pdf.found.connect(self.found)
        self._column.addWidget(self.pdf)
        if self.pdf.show_pdf(data):
            return ""
        self._take_away()
        return tr("This PDF cannot be shown. Ask your supervisor for it again.")

    def _picture(self, data: bytes, title: str) -> str:
        picture = QImage.fromData(data)
        if picture.isNull():
            return tr("This picture cannot be shown. Ask your supervisor for it again.")
        self.picture = Picture(picture, title)
        self._column.addWidget(self.picture)
        return ""

    def _sound(self, data: bytes, title: str) -> str:
        if not can_play():
            return tr("This PC has no sound.")
        self.sound = PlayButton("document.play", lambda: tr("Play {title}", title=title))
        self.sound.show_sound(data)
        self._column.addWidget(self.sound)
        return ""
