"""Leaflets: their size, languages and copies, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from tests.slips.reading import pages, words
from tests.ui.screens.desk_window import DeskWindow
from tests.ui.screens.office import PdfPrinters

from borderdesk import desk
from borderdesk.resources import Content, resource
from borderdesk.slips.content import PrintedDocument
from borderdesk.ui.screens.library.document import DocumentScreen
from borderdesk.ui.screens.library.leaflet_sheet import LeafletSheet
from borderdesk.ui.shell.screen import Screen


def choose(window: DeskWindow, name: str, words: str) -> None:
    """Choose what is called so, as a person would from the open list."""
    choice = window.find(name, QComboBox)
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())
    window.rest()


Opened = Callable[..., DeskWindow]


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinters:
    return PdfPrinters(tmp_path)


def with_printer(open_desk: Opened, workspace: desk.Workspace, printers: PdfPrinters) -> DeskWindow:
    def build(around: object, route: object) -> Screen:
        return DocumentScreen(around, route, printers=printers)  # type: ignore[arg-type]  # as the registry calls it

    return open_desk(workspace, instead={"document": build})


def test_a_leaflet_is_shown_and_printed(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    window = with_printer(open_desk, checkpoint, printers)
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    assert window.sees("leaflet.page.1")
    window.press("leaflet.primary")
    window.rest()
    assert printers.printed().startswith(b"%PDF")
    assert printers.jobs[0].docName() == "BorderDesk"
    assert "Take 1 page from the printer." in window.text("document.banner")


def test_a_card_for_officers_is_shown_and_printed(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    window = with_printer(open_desk, checkpoint, printers)
    window.show("document", id="S01")
    assert window.text("document.print") == "Print the card"
    window.press("document.print")
    window.rest()
    choose(window, "card.languages", "English")
    window.rest()
    window.press("card.primary")
    window.rest()
    assert printers.printed().startswith(b"%PDF")
    assert "Take 1 page from the printer." in window.text("document.banner")


def test_tab_goes_through_the_choices_to_the_act(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    window = with_printer(open_desk, checkpoint, printers)
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    walked = [window.focused()]
    for _ in range(6):
        window.key(Qt.Key.Key_Tab)
        walked.append(window.focused())
    names = ("languages", "size", "copies", "printer", "back", "primary", "languages")
    assert walked == [f"leaflet.{name}" for name in names]


def test_small_cards_are_printed_in_as_many_sheets_as_wanted(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    window = with_printer(open_desk, checkpoint, printers)
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    choose(window, "leaflet.size", "Small cards, a sheet full")
    choose(window, "leaflet.copies", "5")
    assert "fold along the dotted one" in window.everything_said()
    assert window.text("leaflet.primary") == "Print 5 pages"
    window.press("leaflet.primary")
    window.rest()
    assert len(pages(PrintedDocument("", printers.printed(), 5))) == 5
    assert "Take 5 pages from the printer." in window.text("document.banner")


def test_words_that_have_no_room_say_so_and_the_choice_stays(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    long = (
        resource("library", "en", "I01.md").read_text(encoding="utf-8") + "- One more thing to know.\n" * 40
    )
    checkpoint.content.replace(Content({"library/en/I01.md": long.encode()}))
    window = with_printer(open_desk, checkpoint, printers)
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    assert "I01 has too many words for this size." in window.text("leaflet.waiting")
    assert not window.find("leaflet.primary").isEnabled()
    choose(window, "leaflet.languages", "Lao")
    window.rest()
    assert window.sees("leaflet.page.1")
    assert window.find("leaflet.primary").isEnabled()


def test_a_leaflet_is_printed_beside_a_neighbours_language(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    window = with_printer(open_desk, checkpoint, printers)
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    choice = window.find("leaflet.languages", QComboBox)
    offered = [choice.itemText(place) for place in range(choice.count())]
    assert offered[:5] == ["Lao and English", "Lao", "English", "Lao and Thai", "Thai"]
    choice.setCurrentIndex(3)
    choice.activated.emit(3)
    window.rest()
    drawn = window.find("leaflet", LeafletSheet).drawn
    assert drawn is not None
    assert "ด่าน" in words(drawn)
    assert window.text("leaflet.warning") == ("Nobody has checked the Thai words yet: explain aloud as well.")
    assert "Help" not in words(drawn)


def test_a_printer_that_does_not_print_says_so_without_a_referral(
    open_desk: Opened, checkpoint: desk.Workspace, printers: PdfPrinters
) -> None:
    window = with_printer(open_desk, checkpoint, printers)
    printers.broken = True
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    window.press("leaflet.primary")
    window.rest()
    assert "The paper was not printed." in window.text("document.banner")


def test_without_a_printer_the_leaflet_says_why_it_cannot_be_printed(
    open_desk: Opened, checkpoint: desk.Workspace, tmp_path: Path
) -> None:
    window = with_printer(open_desk, checkpoint, PdfPrinters(tmp_path, ()))
    window.show("document", id="I01")
    window.press("document.print")
    window.rest()
    assert not window.find("leaflet.primary").isEnabled()
    assert "No printer on this PC." in window.everything_said()
