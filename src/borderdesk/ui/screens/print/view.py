"""The parts of the print preview: pictures of the real pages, the options, the code to copy by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say, said
from borderdesk.ui.screens.print.state import ALL_COPIES, Paper, PrintState, Size
from borderdesk.ui.widgets import Button, Card, Choice, FormRow, Label, RadioTile, TickTile, WrappingRow

PREVIEW_DPI = 144
"""Sharp at double the size a page usually has on screen."""

_WIDEST = 560


class PagePicture(QWidget):
    """One page, drawn from the bytes that will be printed."""

    def __init__(self, picture: QImage, words: Say) -> None:
        super().__init__()
        self._picture, self._words = picture, words
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(said(words))
        self.setToolTip("")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(said(self._words))

    def _drawn_width(self, width: int) -> int:
        return min(width, theme.px(_WIDEST))

    def hasHeightForWidth(self) -> bool:
        """The page keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the page at ``width``."""
        return round(self._drawn_width(width) * self._picture.height() / max(self._picture.width(), 1)) + 2

    def sizeHint(self) -> QSize:
        """At the widest a preview gets."""
        width = theme.px(_WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as any window."""
        return QSize(theme.px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page in a thin frame, at the left of its room."""
        width = self._drawn_width(self.width())
        place = QRectF(0.5, 0.5, width - 1, self.heightForWidth(self.width()) - 2)
        ratio = self.devicePixelRatioF()
        size = QSize(round(place.width() * ratio), round(place.height() * ratio))
        mode = Qt.TransformationMode.SmoothTransformation
        sharp = self._picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        painter = QPainter(self)
        painter.drawImage(place, sharp)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawRect(place)
        painter.end()


def page_words(page: int, pages: int) -> str:
    """What a screen reader says of the picture of a page."""
    return tr("Page {page} of {pages}", page=page, pages=pages)


class PageColumn(QWidget):
    """All pages that will be printed, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("print.pages")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self.empty = Label(lambda: tr("The pages are being drawn."), muted=True, name="print.drawing")
        self._column.addWidget(self.empty)
        self.pictures: list[PagePicture] = []

    def show_pages(self, images: Sequence[QImage] = ()) -> None:
        """Show these pages, or that there are none yet."""
        for picture in self.pictures:
            self._column.removeWidget(picture)
            picture.hide()
            picture.deleteLater()
        self.pictures = []
        self.empty.setVisible(not images)
        for place, image in enumerate(images, start=1):
            picture = PagePicture(image, partial(page_words, place, len(images)))
            self.pictures.append(picture)
            self._column.addWidget(picture)


class Options(Card):
    """What to print, in which copies and size, and on which printer."""

    paper_chosen = Signal(str)
    copy_ticked = Signal(int, bool)
    size_chosen = Signal(str)
    language_chosen = Signal(str)
    no_copy_wanted = Signal(bool)
    stick_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="print.options")
        # First, so that it is seen whatever the window's height.
        self.unspoken = Label("", "small", strong=True, name="print.unspoken")
        self.add(self.unspoken)
        self.papers = {
            Paper.SLIP: RadioTile(lambda: tr("Slip"), name="print.tab.slip"),
            Paper.FORM: RadioTile(lambda: tr("Referral form"), name="print.tab.form"),
        }
        group = QButtonGroup(self)
        for paper, tile in self.papers.items():
            group.addButton(tile)
            tile.clicked.connect(lambda _on=False, paper=paper: self.paper_chosen.emit(paper.value))
        self.add(_flow(self.papers.values()))
        self.refused = Label("", name="print.formRefused")
        self.add(self.refused)
        self.add(Label(lambda: tr("Copies"), strong=True))
        names = {
            1: lambda: tr("1 Station"),
            2: lambda: tr("2 Receiver"),
            3: lambda: tr("3 Person"),
        }
        self.copies = {copy: TickTile(names[copy], name=f"print.copy.{copy}") for copy in ALL_COPIES}
        for copy, tick in self.copies.items():
            tick.clicked.connect(lambda on, copy=copy: self.copy_ticked.emit(copy, on))
        self.copies_row = _flow(self.copies.values())
        self.add(self.copies_row)
        self.no_copy = TickTile(lambda: tr("Person does not want a copy"), name="print.noPersonCopy")
        self.no_copy.clicked.connect(self.no_copy_wanted)
        self.add(self.no_copy)
        self.size_choice = Choice(name="print.size")
        self.size_row = FormRow(lambda: tr("Size"), self.size_choice)
        self.size_choice.show_choices(
            [
                (Size.A4.value, lambda: tr("A4, three parts")),
                (Size.A5.value, lambda: tr("A5, a page for each copy")),
                (Size.CARD.value, lambda: tr("Card only")),
            ]
        )
        self.size_choice.activated.connect(lambda _at: self.size_chosen.emit(self.size_choice.key()))
        self.add(self.size_row)
        self.language_choice = Choice(name="print.language")
        self.language_row = FormRow(lambda: tr("Second language"), self.language_choice)
        self.language_choice.activated.connect(
            lambda _at: self.language_chosen.emit(self.language_choice.key())
        )
        self.add(self.language_row)
        self.printer_choice = Choice(name="print.printer")
        self.printer_row = FormRow(lambda: tr("Printer"), self.printer_choice)
        self.add(self.printer_row)
        self.note = Label("", "small", muted=True, name="print.note")
        self.add(self.note)
        self.stick = Button(
            lambda: tr("Save the PDF to a stick"),
            "quiet",
            icon="stick",
            on_click=self.stick_asked.emit,
            name="print.stick",
        )
        self.body.addWidget(self.stick, 0, Qt.AlignmentFlag.AlignLeft)

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer these printers; the row is hidden where there is none."""
        self.printer_row.setVisible(bool(names))
        self.printer_choice.show_choices(
            [(name, name) for name in names], chosen if chosen in names else None
        )

    def show_state(self, state: PrintState) -> None:
        """Show the options as they stand."""
        wishes = state.wishes
        slip = wishes.paper is Paper.SLIP
        for paper, tile in self.papers.items():
            tile.setChecked(paper is wishes.paper)
        card = slip and wishes.size is Size.CARD
        self.copies_row.setVisible(not card)
        self.no_copy.setVisible(not card)
        for copy, tick in self.copies.items():
            tick.setChecked(copy in wishes.copies)
        self.no_copy.setChecked(state.no_person_copy)
        self.size_row.setVisible(slip)
        self.size_choice.choose(wishes.size.value)
        if self.language_choice.count() != len(state.languages):
            self.language_choice.show_choices(list(state.languages), wishes.second_language)
        self.unspoken.say(lambda: _warned(state))
        self.unspoken.setVisible(bool(_warned(state)))
        self.note.say(state.note)
        self.note.setVisible(bool(state.note))
        refused = state.form_refused if wishes.paper is Paper.FORM else ""
        self.refused.say(refused)
        self.refused.setVisible(bool(refused))


class CodeCard(Card):
    """The code in large letters, for copying onto a printed blank where nothing prints."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("No printer on this PC"), name="print.noPrinter")
        self.add(Label(lambda: tr("Copy these onto a printed blank, letter by letter. Then read them back.")))
        self.lines = {
            name: Label("", "page", name=f"print.code.{name}") for name in ("case", "number", "check")
        }
        captions = {
            "case": lambda: tr("Case code"),
            "number": lambda: tr("Referral number"),
            "check": lambda: tr("Check code"),
        }
        for name, label in self.lines.items():
            self.add(Label(captions[name], "small", muted=True))
            self.add(label)
        self.done = Button(
            lambda: tr("I copied the code onto a blank"),
            icon="edit",
            on_click=self.copied.emit,
            name="print.copied",
        )
        self.body.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)

    def show_reference(self, reference: tuple[str, str, str]) -> None:
        """Show the three parts of the code."""
        for label, text in zip(self.lines.values(), reference, strict=True):
            label.say(text)


def _flow(widgets: Iterable[QWidget]) -> QWidget:
    row = WrappingRow()
    for widget in widgets:
        row.flow.addWidget(widget)
    return row


def _warned(state: PrintState) -> str:
    """What the officer has to say aloud beside the paper."""
    if state.unspoken:
        return tr("No {language} text: explain it aloud.", language=state.unspoken)
    if state.unchecked:
        return tr(
            "Nobody has checked the {language} words yet: explain aloud as well.", language=state.unchecked
        )
    return ""
