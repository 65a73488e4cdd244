"""Documents that bring a PDF or a picture: found by their words, read, searched, made larger, from memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractSlider
from tests.library.brought import brought
from tests.library.pdfs import pdf
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.resources import Content
from borderdesk.ui.screens.library.document import DocumentScreen
from borderdesk.ui.screens.library.enclosed_view import PdfPages

Opened = Callable[..., DeskWindow]


def png() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def pages(window: DeskWindow) -> PdfPages:
    screen = window.screen
    assert isinstance(screen, DocumentScreen) and screen.pages.file is not None
    shown = screen.pages.file.pdf
    assert shown is not None
    return shown


def found(window: DeskWindow, qtbot: object, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.text("document.found"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(1366, 697), (683, 345)])
def test_a_pdf_is_found_by_its_words_and_opened_at_them(
    open_desk: Opened, checkpoint: desk.Workspace, qtbot: object, size: tuple[int, int]
) -> None:
    checkpoint.content.replace(Content(brought(pdf(12))))
    window = open_desk(checkpoint, size=size)
    window.desk.mode.enter_private()
    window.show("library")
    window.type("library.search", "photograph")

    window.press("library.open.D01")
    found(window, qtbot, "Place 1 of ")
    shown = pages(window)
    assert shown.document.pageCount() == 12
    assert window.text("document.page") == "Page 1 of 12"
    assert not shown.view.visibleRegion().isEmpty(), "scrolled to"
    assert not shown.view.horizontalScrollBar().isVisible()
    before = shown.view.zoomFactor()
    window.press("document.larger")
    qtbot.waitUntil(lambda: shown.view.zoomFactor() > before)  # type: ignore[attr-defined]
    shown.look_for("Page 7")
    found(window, qtbot, "Place 1 of 1")
    assert window.text("document.page") == "Page 7 of 12"
    shown.look_for("nowhere")
    found(window, qtbot, "not found")
    shown.set_room(4000)  # pages stand below each other in it
    window.settle()
    shown.view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
    assert window.text("document.page") == "Page 12 of 12"
    assert window.sideways() == []
    assert window.small_or_nameless() == []


def test_a_veiled_pdf_opens_at_its_words_too_and_what_is_looked_for_comes_into_view(
    open_desk: Opened, checkpoint: desk.Workspace, qtbot: object
) -> None:
    files = {
        path: data.replace(b"sensitive = false", b"sensitive = true")
        for path, data in brought(pdf(12)).items()
    }
    checkpoint.content.replace(Content(files))
    window = open_desk(checkpoint)
    window.show("document", id="D01", words="photograph")
    window.press("document.show")
    found(window, qtbot, "Place 1 of 12 found")
    shown = pages(window)
    window.screen.column.verticalScrollBar().setValue(0)
    window.type("document.find", "Page 7")
    found(window, qtbot, "Place 1 of 1 found")
    assert shown.view.visibleRegion().boundingRect().height() > shown.view.height() // 2
    assert not shown.words.visibleRegion().isEmpty()


def test_a_late_page_of_a_long_pdf_is_found_before_anybody_is_told_that_it_is_not(
    open_desk: Opened, checkpoint: desk.Workspace, qtbot: object
) -> None:
    checkpoint.content.replace(Content(brought(pdf(200))))
    window = open_desk(checkpoint)
    window.desk.mode.enter_private()
    window.show("document", id="D01")
    shown = pages(window)
    shown.look_for("Page 190")
    assert shown.said.plain_text() == "Looking through the pages"  # asked at once: a quick PC is through soon
    found(window, qtbot, "Place 1 of 1 found")
    at = "Page 190 of 200"
    qtbot.waitUntil(lambda: window.text("document.page") == at)  # type: ignore[attr-defined]
    shown.look_for("nowhere")
    found(window, qtbot, "not found")


def test_words_that_stand_apart_on_a_page_lead_to_the_place_of_the_longest(
    open_desk: Opened, checkpoint: desk.Workspace, qtbot: object
) -> None:
    checkpoint.content.replace(Content(brought(pdf(2))))
    window = open_desk(checkpoint)
    window.desk.mode.enter_private()
    window.show("library")
    window.type("library.search", "photograph stamp")
    window.press("library.open.D01")
    found(window, qtbot, "Place 1 of 2")
    assert pages(window).words.text() == "photograph"


def test_a_picture_is_shown_and_its_missing_file_is_said(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    files = brought(png())
    checkpoint.content.replace(Content(files))
    window = open_desk(checkpoint)
    window.show("document", id="D01")
    assert not window.find("document.picture").visibleRegion().isEmpty()
    checkpoint.content.replace(Content({path: data for path, data in files.items() if path.endswith(".md")}))
    window.show("library")
    window.show("document", id="D01")
    assert "is not on this PC" in window.text("document.fileProblem")
