"""The list of documents: what is typed finds, shelves, and what a counter may see of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.ui.screens.library.reading_text import ReadingText

Opened = Callable[..., DeskWindow]


def test_a_word_typed_finds_documents_and_opens_one_at_the_word(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.desk.mode.enter_private()
    window.show("library")
    window.type("library.search", "interpr")
    assert window.text("library.said").endswith("documents found")
    assert "interpreter" in window.text("library.snippet.0")
    window.press("library.open.S05")
    assert window.place == "document"
    assert window.text("document.title") == "Working with an interpreter"
    window.settle()
    assert "background-color" in window.find("document.text.1", ReadingText).text()
    window.press("document.back")
    assert window.place == "library"
    assert window.text("library.search") == "interpr"
    assert window.sees("library.open.S05")


def test_enter_after_words_opens_what_fits_them_best(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    window.show("library")
    window.key(Qt.Key.Key_Return)
    assert window.place == "library"
    window.type("library.search", "interpr")
    window.key(Qt.Key.Key_Return)
    assert window.place == "document"
    assert window.text("document.title") == "Working with an interpreter"


def test_a_tone_mark_left_out_still_finds_it(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint, language="lo")
    window.desk.mode.enter_private()
    window.show("library")
    window.find("library.search", QLineEdit).insert("ໄຂຍຸງລາຍ")
    window.settle()
    assert window.sees("library.open.I15")


def test_shelves_change_the_list(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    window.show("library")
    assert window.sees("library.open.S01")
    window.press("library.shelf.iec")
    assert window.sees("library.open.I01")
    assert not window.sees("library.open.S01")
    window.press("library.shelf.marked")
    assert "No bookmarks yet" in window.text("library.said")
    # The list that was open last is there again.
    window.show("today")
    window.show("library")
    assert "No bookmarks yet" in window.text("library.said")


def test_a_bookmark_brings_it_onto_its_shelf(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S01")
    window.press("document.bookmark")
    assert window.text("document.bookmark") == "Remove bookmark"
    window.show("library", shelf="marked")
    assert window.sees("library.open.S01")


@pytest.mark.parametrize("language", ["en", "lo"])
def test_nothing_in_the_list_at_the_counter_gives_anything_away(
    open_desk: Opened, checkpoint: desk.Workspace, language: str
) -> None:
    window = open_desk(checkpoint, language=language)
    for shelf in ("sop", "iec"):
        window.show("library", shelf=shelf)
        said = window.everything_said().casefold()
        banned = ("victim", "traffick", "danger", "forced", "penalty", "ຄ້າມະນຸດ", "ອັນຕະລາຍ", "ບັງຄັບ")
        assert [word for word in banned if word in said] == []
