"""One document to read: wires its parts to the window.

Opened with ``Route("document", id="S04")``; ``words`` are marked in it, ``step`` is the question or page it
was opened from, so that the way back says "Back to AD-02".
"""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent

from borderdesk import desk
from borderdesk.desk import Changes
from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.library.enclosure import Medium
from borderdesk.text import language, tr
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.library.document_view import SIZES, Acts, Contents, Pages
from borderdesk.ui.screens.library.leaflet_sheet import CardSheet, LeafletSheet
from borderdesk.ui.screens.library.person_page import PersonLeaflet
from borderdesk.ui.screens.library.presenter import ReaderPresenter
from borderdesk.ui.screens.panes import Panes
from borderdesk.ui.screens.person.turning import Turning, pin_check
from borderdesk.ui.screens.person.windows import PersonPage
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.soon import soon

_SIZE = "reading_size"


class DocumentScreen(Screen):
    """A document with its contents, text size, bookmark, and what may be done with it."""

    name: ClassVar[str] = "document"

    def __init__(self, around: Surroundings, route: Route, *, printers: Printers | None = None) -> None:
        self.presenter: ReaderPresenter | None = None
        super().__init__(around, route)
        self._printers: Printers = printers or SystemPrinters()
        self.turning = Turning(self, pin_check(around), self._back_from_person, "personText")
        kept = desk.preference(around.workspace, _SIZE, SIZES[0])
        self.percent = kept if kept in SIZES else SIZES[0]
        self.acts = Acts()
        self.pages = Pages()
        self.contents = Contents()
        self.panes = Panes(self.pages, self.contents, self.column, left=True, width=Contents.WIDTH)
        self._found_at = 0
        self.column.add(self.acts)
        self.column.add(self.panes)
        self.column.add_stretch()
        self.foot.set_back(self._back_words, around.back)
        self.primary_button = self.foot.set_primary("", self._mark_read, name="document.primary")
        self.acts.bookmark_asked.connect(self._bookmark)
        self.acts.size_asked.connect(self._resize)
        self.acts.print_asked.connect(self._ask_print)
        self.acts.person_asked.connect(self.show_to_person)
        self.pages.agreed.connect(self._agree)
        self.acts.next_asked.connect(self.go_to_next_found)
        self.contents.chosen.connect(lambda number: self.go_to_section(int(number)))
        self.pages.opened.connect(self._open_other)
        self.pages.found.connect(self._show_found)

    def _back_words(self) -> str:
        step = str(self.route.get("step", ""))
        return tr("Back to {step}", step=step) if step else tr("Back")

    def title(self) -> str:
        """The document's title; the neutral one where others may see."""
        return self.presenter.state().place if self.presenter is not None else tr("Library")

    def record_code(self) -> str:
        """The record it was opened from, which is still being worked on."""
        return str(self.route.get("record", ""))

    def enter(self) -> None:
        """Open the document; where it was found by words, at the first of them."""
        counter = self.around.mode.current is Mode.COUNTER
        try:
            self.presenter = ReaderPresenter(
                self.around.workspace,
                str(self.route["id"]),
                counter=counter,
                words=str(self.route.get("words", "")),
            )
        except BorderDeskError as error:
            self.acts.hide()
            self.panes.hide()
            self.primary_button.hide()
            self.around.notices.show(error)
            return
        self._show()
        if self.presenter.veiled:
            self.pages.veil.button.setFocus()
            return
        self._begin(self.presenter)

    def _begin(self, presenter: ReaderPresenter) -> None:
        """Where it was found by words, at the first of them; else at the top."""
        self.acts.bookmark.setFocus()
        found = presenter.state().found_in
        if found:
            # After the layout knows where the section stands.
            soon(self, self.go_to_section, found[0])
        elif presenter.words and self.pages.file is not None and self.pages.file.pdf is not None:
            soon(self, self.go_to_file)

    def refresh(self, changes: Changes) -> None:
        """It was read."""
        if "document.read" in changes.kinds:
            self._show()

    def retranslate(self) -> None:
        """The text in the program's language now."""
        if self.presenter is not None:
            self.presenter.load()
            self._show()

    def mode_changed(self, mode: Mode) -> None:
        """At the counter the full title goes, and a sensitive text asks again."""
        if self.presenter is None or mode is Mode.PERSON:
            return
        if mode is Mode.COUNTER and not self.presenter.counter:
            self.presenter.agreed = False
        self.presenter.counter = mode is Mode.COUNTER
        self._show()

    def on_key(self, key: GlobalKey) -> bool:
        """F3 goes to the next place with the words that led here, F8 turns the document to the person."""
        if key is GlobalKey.PERSON and self.presenter is not None and self.presenter.state().for_person:
            self.show_to_person()
            return True
        if key is not GlobalKey.SEARCH or self.presenter is None or not self.presenter.words:
            return False
        self.go_to_next_found()
        return True

    def go_to_next_found(self) -> None:
        """The next section, or place in the PDF, with the words that led here; after the last the first."""
        found = self.presenter.state().found_in if self.presenter is not None else ()
        file = self.pages.file
        if found:
            self._found_at = (self._found_at + 1) % len(found)
            self.go_to_section(found[self._found_at])
        elif file is not None and file.pdf is not None:
            file.pdf.step(1)

    def go_to_section(self, number: int) -> None:
        """Scroll so that a section begins at the top, the keyboard on it."""
        inner = self.column.widget()
        if inner is not None and number < len(self.pages.blocks):
            block = self.pages.blocks[number]
            block.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.verticalScrollBar().setValue(block.mapTo(inner, QPoint(0, 0)).y())

    def go_to_file(self) -> None:
        """Scroll to the pages of the PDF, the keyboard on them, at the words that led here."""
        inner, file = self.column.widget(), self.pages.file
        if inner is not None and file is not None and file.pdf is not None and self.presenter is not None:
            file.pdf.look_for(self.presenter.sought_in_file())
            file.pdf.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.verticalScrollBar().setValue(file.pdf.view.mapTo(inner, QPoint(0, 0)).y())

    def _show_found(self) -> None:
        """A place in the PDF that was looked for is seen below the field, which stays in view."""
        inner, file = self.column.widget(), self.pages.file
        if inner is not None and file is not None and file.pdf is not None:
            self.column.verticalScrollBar().setValue(file.pdf.mapTo(inner, QPoint(0, 0)).y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A PDF is as high as the window has room."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        file = self.pages.file if hasattr(self, "pages") else None
        if file is not None and file.pdf is not None:
            file.pdf.set_room(self.column.viewport().height())

    def _show(self) -> None:
        if self.presenter is None:
            return
        state = self.presenter.state()
        self.acts.show_state(state, self.percent)
        self.contents.show_state(state)
        self.pages.show_state(state, self.percent)
        self.pages.show_file(state.medium, self.presenter.file, self.percent, state.place)
        self._give_room()
        read = state.read
        self.primary_button.say(
            lambda: tr("You have read this version") if read else tr("I have read this version")
        )
        self.primary_button.setVisible(not state.veiled)
        self.primary_button.set_available(not read)
        self.around.place_changed()

    def _agree(self) -> None:
        if self.presenter is not None:
            self.presenter.agreed = True
            self._show()
            self._begin(self.presenter)

    def _bookmark(self) -> None:
        if self.presenter is not None:
            try:
                self.presenter.bookmark()
            except BorderDeskError as error:
                self.around.notices.show(error, retry=self._bookmark)
                return
            self._show()

    def _mark_read(self) -> None:
        if self.presenter is not None:
            try:
                changes = self.presenter.mark_read()
            except BorderDeskError as error:
                self.around.notices.show(error, retry=self._mark_read)
                return
            self.around.changed(changes)

    def _resize(self, way: int) -> None:
        place = max(0, min(len(SIZES) - 1, SIZES.index(self.percent) + way))
        self.percent = SIZES[place]
        with suppress(Unavailable):  # a busy or full disk: the size is shown all the same
            desk.set_preference(self.around.workspace, _SIZE, self.percent)
        self._show()

    def _open_other(self, name: str) -> None:
        if name != self.route["id"]:
            self.around.navigate(Route("document", id=name, record=self.record_code()))

    def _ask_print(self) -> None:
        presenter = self.presenter
        if presenter is None:
            return
        made = LeafletSheet if presenter.state().leaflet else CardSheet
        sheet = made(self.around, str(self.route["id"]), self._printers)
        sheet.open_in(self.around.window)
        sheet.draw()

    # to the person

    def show_to_person(self) -> None:
        """Turn the document to the person: its words, or its PDF or picture as large as the screen."""
        presenter = self.presenter
        if presenter is None or not presenter.state().for_person:
            return
        self.turning.turn(lambda: self._person_page(presenter), act_there=True)

    def _person_page(self, presenter: ReaderPresenter) -> PersonPage:
        document = presenter.found.document
        spoken = presenter.person_languages()
        if document.medium in (Medium.PDF, Medium.PICTURE):
            from borderdesk.ui.screens.library.person_file import PersonFile  # late: loads QtPdf

            there = desk.document_languages(document.id)
            offered = tuple((code, own) for code, own in spoken if code in there)
            return PersonFile(offered, document.language, document.title, presenter.file_for_person)
        return PersonLeaflet(spoken, language(), presenter.for_person, presenter.sound_for_person)

    def _back_from_person(self) -> None:
        self.acts.person.setFocus()
