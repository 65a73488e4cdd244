"""The parts of one document on screen: what may be done with it, its sections, and what waits to be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.domain.errors import Unavailable
from borderdesk.library.enclosure import Medium
from borderdesk.text import notice, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.library.pictograms import Pictograms
from borderdesk.ui.screens.library.reading_text import ReadingText
from borderdesk.ui.screens.library.state import Chapter, ReaderState
from borderdesk.ui.widgets import Banner, Button, Card, Label, SectionTitle, WrappingRow

if TYPE_CHECKING:
    from borderdesk.ui.screens.library.enclosed_view import EnclosedFile

SIZES = (100, 125, 150, 200)
"""Text sizes of the reader, in percent of the program's own."""


class Links(WrappingRow):
    """Places to go to; ``chosen`` gives the key of one."""

    chosen = Signal(str)

    def __init__(self, name: str, act: str) -> None:
        super().__init__(name)
        self._act = act
        self._shown: list[tuple[str, str]] = []

    def show_links(self, links: list[tuple[str, str]]) -> None:
        """Offer ``(key, words)``; made anew only where they say something else."""
        if links == self._shown:
            return
        self._shown = links
        for button in self.findChildren(Button):
            self.flow.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        for key, words in links:
            button = Button(words, "quiet", name=f"document.{self._act}.{key}")
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self.flow.addWidget(button)


class Contents(Links):
    """The sections of a document: a list beside the text, a row above it in a narrow window."""

    WIDTH = 220

    def __init__(self) -> None:
        super().__init__("document.contents", "jump")
        self.flow.setSpacing(0)
        self.flow.list_under = theme.px(self.WIDTH + 40)

    def show_state(self, state: ReaderState) -> None:
        """The titles of the sections; nothing where there is only one."""
        titles = [(str(number), each.title) for number, each in enumerate(state.chapters) if each.title]
        self.show_links(titles)
        self.setVisible(len(titles) > 1)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.flow.list_under = theme.px(self.WIDTH + 40)


class Acts(WrappingRow):
    """What may be done with the document on screen."""

    bookmark_asked = Signal()
    size_asked = Signal(int)
    print_asked = Signal()
    person_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__("document.acts")
        self.bookmark = Button("", "quiet", on_click=self.bookmark_asked.emit, name="document.bookmark")
        self.smaller = Button(
            lambda: tr("Smaller text"),
            "quiet",
            on_click=lambda: self.size_asked.emit(-1),
            name="document.smaller",
        )
        self.larger = Button(
            lambda: tr("Larger text"),
            "quiet",
            on_click=lambda: self.size_asked.emit(1),
            name="document.larger",
        )
        self.leaflet = Button(
            "",
            "quiet",
            icon="print",
            on_click=self.print_asked.emit,
            name="document.print",
        )
        self.person = Button(
            lambda: tr("Show to the person"),
            "quiet",
            icon="person",
            on_click=self.person_asked.emit,
            name="document.person",
        )
        self.next_found = Button(
            lambda: tr("Next place found (F3)"),
            "quiet",
            icon="search",
            on_click=self.next_asked.emit,
            name="document.nextFound",
        )
        for button in (
            self.next_found,
            self.person,
            self.leaflet,
            self.bookmark,
            self.smaller,
            self.larger,
        ):
            self.flow.addWidget(button)

    def show_state(self, state: ReaderState, percent: int) -> None:
        """What may be done now."""
        kept = state.bookmarked
        self.next_found.setVisible(len(state.found_in) > 1)
        self.bookmark.say(lambda: tr("Remove bookmark") if kept else tr("Bookmark"))
        self.bookmark.set_icon("saved" if kept else "add")
        self.smaller.set_available(percent > SIZES[0])
        self.larger.set_available(percent < SIZES[-1])
        handed = state.leaflet
        self.leaflet.say(lambda: tr("Print leaflet") if handed else tr("Print the card"))
        self.leaflet.setVisible((handed or state.card) and not state.veiled)
        self.person.setVisible(state.for_person and not state.veiled)
        for button in (self.smaller, self.larger):
            button.setVisible(not state.veiled)


class ChapterBlock(QWidget):
    """A section with its heading."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("unit", True)  # scrolled into view with its heading
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.title = SectionTitle("", name=f"document.section.{number}")
        self.text = ReadingText(f"document.text.{number}", stop=True)
        column.addWidget(self.title)
        column.addWidget(self.text)

    def show_chapter(self, chapter: Chapter, percent: int) -> None:
        """Show this section at a text size; its heading begins where its words do."""
        around = self.title.contentsMargins()
        self.title.setContentsMargins(theme.px(6), around.top(), around.right(), around.bottom())
        self.title.say(chapter.title)
        self.title.setVisible(bool(chapter.title))
        self.text.show_lines(chapter.lines, percent)


class Veil(Card):
    """Stands in place of a text that others near the screen should not read by chance."""

    agreed = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Show it here? Others may see"), name="document.veil")
        self.add(Label(lambda: tr("This text uses words that others near the screen may read.")))
        self.button = Button(
            lambda: tr("Show it here"), icon="eye", on_click=self.agreed.emit, name="document.show"
        )
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


class Pages(QWidget):
    """The document itself: draft strip, pictograms, sections, other documents, facts."""

    opened = Signal(str)
    agreed = Signal()
    found = Signal()
    """A place in the PDF was gone to by the words in its field."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self.draft = Banner("sealed", name="document.draft")
        self.fallback = Label("", strong=True, name="document.fallback")
        self.title = SectionTitle("", name="document.fullTitle")
        self.veil = Veil()
        self.veil.agreed.connect(self.agreed)
        self.pictograms = Pictograms("document.pictograms", 80, "canvas")
        self.see_also_title = Label(lambda: tr("See also"), strong=True)
        self.see_also = Links("document.seeAlso", "see")
        self.see_also.chosen.connect(self.opened)
        self.facts = Label("", "small", muted=True, name="document.facts")
        self._chapters = QVBoxLayout()
        self._chapters.setSpacing(theme.px(16))
        self.file: EnclosedFile | None = None
        above: tuple[QWidget, ...] = (self.draft, self.fallback, self.title, self.veil, self.pictograms)
        below: tuple[QWidget, ...] = (self.see_also_title, self.see_also, self.facts)
        for part in above:
            self._column.addWidget(part)
        self._column.addLayout(self._chapters)
        for part in below:
            self._column.addWidget(part)
        self.blocks: list[ChapterBlock] = []

    def show_state(self, state: ReaderState, percent: int) -> None:
        """Show the document, or that it waits."""
        if state.draft:
            self.draft.show_text(
                lambda: tr("Draft content, not validated"),
                lambda: tr("Ask your shift lead where it differs from your orders."),
                closable=False,
            )
        else:
            self.draft.clear()
        self.fallback.say(state.fallback)
        self.fallback.setVisible(bool(state.fallback) and not state.veiled)
        self.title.say(state.title)
        self.title.setVisible(not state.veiled and state.title != state.place)
        self.veil.setVisible(state.veiled)
        self._show_chapters(state.chapters, percent)
        self.pictograms.show_names(state.pictograms, percent)
        self.see_also.show_links([(name, f"{name} {title}") for name, title in state.see_also])
        for part in (self.see_also, self.see_also_title):
            part.setVisible(bool(state.see_also))
        self.facts.say(" · ".join(state.facts))

    def show_file(self, medium: Medium | None, read: Callable[[], bytes], percent: int, title: str) -> None:
        """The file that the document brings, below its words; none takes it away."""
        if medium is None:
            if self.file is not None:
                self.file.hide()
            return
        if self.file is None:
            from borderdesk.ui.screens.library.enclosed_view import EnclosedFile  # late: loads QtPdf

            self.file = EnclosedFile()
            self.file.found.connect(self.found)
            self._column.insertWidget(self._column.indexOf(self._chapters) + 1, self.file)
        self.file.show()
        try:
            data = read()
        except Unavailable as missing:
            self.file.say_problem(notice(missing.code, None, **missing.fields).brief)
            return
        self.file.show_file(medium, data, percent, title)

    def _show_chapters(self, chapters: tuple[Chapter, ...], percent: int) -> None:
        while len(self.blocks) < len(chapters):
            block = ChapterBlock(len(self.blocks))
            self._chapters.addWidget(block)
            self.blocks.append(block)
        for place, block in enumerate(self.blocks):
            if place < len(chapters):
                block.show_chapter(chapters[place], percent)
            block.setVisible(place < len(chapters))
