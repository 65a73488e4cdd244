"""A PDF or a picture for travellers: as large as the screen before the person, and on paper to take along."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLabel
from tests.library.brought import brought
from tests.library.pdfs import pdf
from tests.ui.screens.desk_window import DeskWindow
from tests.ui.screens.library.test_files import png

from borderdesk import desk
from borderdesk.resources import Content, at_work
from borderdesk.text.lao import line_segments
from borderdesk.ui.paper import OpenedPdf
from borderdesk.ui.widgets import Choice, SpokenLabel

Opened = Callable[..., DeskWindow]


def for_travellers(data: bytes, *languages: str) -> Content:
    """A document for travellers that brings a file in each language."""
    files: dict[str, bytes] = {}
    for language in languages:
        files |= brought(data, language=language)
    return Content({path: each.replace(b'kind = "sop"', b'kind = "iec"') for path, each in files.items()})


def page(window: DeskWindow) -> QLabel:
    found = window.find("personText.page")
    assert isinstance(found, QLabel)
    return found


@pytest.mark.parametrize("size", [(1366, 697), (683, 345)])
def test_a_pdf_is_turned_and_enlarged_by_keys(
    open_desk: Opened, checkpoint: desk.Workspace, size: tuple[int, int]
) -> None:
    checkpoint.content.replace(for_travellers(pdf(3), "lo", "th"))
    window = open_desk(checkpoint, size=size)
    window.show("document", id="D01")
    window.key(Qt.Key.Key_F8)
    window.rest()
    assert window.find("personText").size() == window.window.size()
    fitted = page(window).size()
    area = page(window).parentWidget()
    assert area is not None
    assert fitted.height() <= area.height() and fitted.width() <= area.width()
    assert fitted.height() > area.height() - 8 or fitted.width() > area.width() - 8
    window.key(Qt.Key.Key_PageDown)
    assert (window.text("personText.place"), page(window).accessibleName()) == (
        "2 / 3",
        "Stamps and visas. Page 2 of 3",
    )
    window.key(Qt.Key.Key_Plus)
    assert page(window).height() == round(fitted.height() * 1.5)
    window.key(Qt.Key.Key_Minus)
    window.press("personText.next")
    window.key(Qt.Key.Key_PageDown)  # there is none
    assert window.text("personText.place") == "3 / 3"
    assert window.focused() == "personText.larger"
    assert [*window.sideways(), *window.small_or_nameless()] == []
    window.key(Qt.Key.Key_F8)
    assert window.text("personText.calm") and not window.sees("personText.page")
    window.key(Qt.Key.Key_F8)
    assert window.sees("personText.page")
    window.key(Qt.Key.Key_F9)
    assert window.window.covered


def test_a_picture_fills_the_screen_and_a_broken_one_is_said(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    checkpoint.content.replace(for_travellers(png(), "lo"))
    window = open_desk(checkpoint)
    window.show("document", id="D01")
    window.press("document.person")
    window.rest()
    assert page(window).width() > 400 and not window.sees("personText.language")
    checkpoint.content.replace(for_travellers(png()[:60], "lo"))
    window.window._clear()
    window = open_desk(checkpoint)
    window.show("document", id="D01")
    window.press("document.person")
    window.rest()
    assert window.text("personText.problem").startswith("This file cannot be shown.")


@pytest.mark.parametrize(("data", "pages"), [(pdf(3), 3), (png, 1)])
def test_it_is_printed_to_take_along(checkpoint: desk.Workspace, data: object, pages: int) -> None:
    content = data() if callable(data) else data
    assert isinstance(content, bytes)
    checkpoint.content.replace(for_travellers(content, "lo"))
    with at_work(checkpoint.content):
        drawn = desk.leaflet_pdf(checkpoint, "D01")
    assert drawn.pages == pages
    with OpenedPdf(drawn.pdf) as document:
        assert document.status() is QPdfDocument.Status.Ready and document.pageCount() == pages


def test_where_a_language_has_a_recording_it_is_heard_beside_lao_and_english(
    open_desk: Opened, checkpoint: desk.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("borderdesk.ui.questions.sound.can_play", lambda: True)
    sound = brought(b"OggS your rights in Khmu", name="I01", language="kjg")
    checkpoint.content.replace(
        Content({path: each.replace(b'kind = "sop"', b'kind = "iec"') for path, each in sound.items()})
    )
    window = open_desk(checkpoint)
    window.show("document", id="I01")
    window.press("document.person")
    assert not window.sees("personText.play")
    choice = window.find("personText.language")
    assert isinstance(choice, Choice)
    choice.choose("kjg")
    choice.activated.emit(choice.currentIndex())
    window.rest()
    assert window.sees("personText.play")
    assert window.text("personText.heading") == "ສິດຂອງທ່ານຢູ່ດ່ານນີ້"
    assert window.text("personText.heading2") == "Your rights at this border"
    assert "No Khmu text yet." in window.text("personText.missing")


def test_in_burmese_too_the_lines_of_a_leaflet_end_between_words(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint, size=(683, 345))
    window.show("document", id="I01")
    window.press("document.person")
    choice = window.find("personText.language")
    assert isinstance(choice, Choice)
    choice.choose("my")
    choice.activated.emit(choice.currentIndex())
    window.rest()
    labels = window.find("personText").findChildren(SpokenLabel)
    lined = [label for label in labels if "\n" in label.text()]
    assert lined
    for label in lined:
        words, ends = label.plain_text(), set()
        for line in label.text().split("\n"):
            ends.add(len(words) if not line else words.index(line) + len(line))
        allowed = accumulate(len(segment) for segment in line_segments(words, "my"))
        assert ends <= {end - back for end in allowed for back in (0, 1)}, words
