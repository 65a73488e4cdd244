"""A document in the window: read, marked, opened from a question, and turned to the person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from tests.ui.screens.counter import PIN
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.ui.screens.library.document import DocumentScreen
from borderdesk.ui.screens.library.pictograms import Pictograms
from borderdesk.ui.screens.library.reading_text import ReadingText
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.widgets.sheets import Tell

Opened = Callable[..., DeskWindow]


def document(window: DeskWindow) -> DocumentScreen:
    screen = window.screen
    assert isinstance(screen, DocumentScreen)
    return screen


def private(window: DeskWindow) -> None:
    window.desk.mode.enter_private()


def read(window: DeskWindow) -> str:
    """The text of the document on screen."""
    return "\n".join(
        text.plain_text()
        for text in window.screen.findChildren(ReadingText)
        if text.isVisible() and text.objectName().startswith("document.text")
    )


def test_having_read_is_said_once_and_stays(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S01")
    window.press("document.primary")
    assert window.text("document.primary") == "You have read this version"
    assert not window.find("document.primary").isEnabled()
    assert "Read by O1" in window.text("document.facts")
    assert [each.user for each in desk.read_by(checkpoint, "S01")] == ["O1"]


def test_a_sensitive_card_asks_at_the_counter_before_it_is_shown(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S07")
    assert "Show it here? Others may see" in window.everything_said()
    assert read(window) == ""
    said = window.everything_said().casefold()
    assert [word for word in ("danger", "self-harm", "ambulance", "held") if word in said] == []
    window.press("document.show")
    assert "first aid and ambulance now" in read(window)
    # Coming back to the counter hides it again.
    private(window)
    window.desk.mode.to_counter()
    window.settle()
    assert read(window) == ""
    assert window.sees("document.show")


def test_a_draft_says_so_on_every_document(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    for name in ("S01", "I01"):
        window.show("document", id=name)
        assert "Draft content, not validated" in window.text("document.draft")


def test_the_contents_lead_to_a_section_with_the_keyboard_on_it(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint, size=(683, 345))
    window.show("document", id="S01")
    window.press("document.jump.4")
    assert window.focused() == "document.text.4"
    assert not window.find("document.text.4").visibleRegion().isEmpty()


def test_the_contents_stay_beside_a_long_text_while_it_scrolls(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S16")
    window.press("document.jump.0")
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        before = document(window).column.verticalScrollBar().value()
        window.key(key)
        window.settle()
        assert document(window).column.verticalScrollBar().value() != before
        assert not window.find("document.jump.6").visibleRegion().isEmpty()


def test_f3_goes_from_place_to_place_where_the_words_stand(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S16", words="mask")
    window.rest()
    places = [window.focused()]
    for _ in range(2):
        window.key(Qt.Key.Key_F3)
        window.settle()
        places.append(window.focused())
    assert places == ["document.text.3", "document.text.4", "document.text.3"]
    window.press("document.nextFound")
    assert window.focused() == "document.text.4"
    window.show("document", id="S16")
    assert not window.sees("document.nextFound")


def test_the_pictograms_stand_with_the_text_and_before_the_person(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="I13")
    shown = window.find("document.pictograms", Pictograms)
    assert shown.names == ("wash_hands", "cough_elbow", "mask", "fever")
    window.press("document.person")
    assert window.find("personText.pictograms", Pictograms).names == shown.names
    # What a counter may not read it may not see either.
    window.screen.turning._sheet.close_sheet()  # type: ignore[attr-defined]  # a document can be turned
    window.screen.turning._sheet = None  # type: ignore[attr-defined]  # as above
    window.desk.mode.to_counter()
    window.show("document", id="I16")
    assert not window.sees("document.pictograms")
    window.press("document.show")
    assert window.sees("document.pictograms")


def test_larger_text_is_larger_and_kept(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S01")
    before = window.find("document.text.3").height()
    assert not window.find("document.smaller").isEnabled()
    window.press("document.larger")
    assert window.find("document.text.3").height() > before
    window.show("document", id="S02")
    assert document(window).percent == 125


def test_a_card_names_others_and_leads_to_them(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    private(window)
    window.show("document", id="S02")
    window.press("document.see.S03")
    assert window.text("document.title") == "Speaking to a person alone, safely"


def test_the_other_language_shows_in_place(open_desk: Opened, checkpoint: desk.Workspace) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S01")
    window.speak("lo")
    assert window.text("document.title") == "ເປີດ ແລະ ປິດໂຕະປະຈຳວັນ"
    assert "ເບິ່ງຄອມພິວເຕີ" in read(window)


def test_a_document_that_is_gone_is_said_and_nothing_breaks(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="S99")
    assert "There is no document S99" in window.text("document.banner")
    window.press("document.back")


def test_from_a_question_the_library_opens_at_its_card_and_leads_back(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    code = seen_traveller(checkpoint)
    window = open_desk(checkpoint)
    draft = desk.start_form(checkpoint, code, "adult").value
    window.show("form", case=code, draft=draft.id)
    window.rest()
    step = window.screen.step()
    card = window.screen.sop()
    assert step.startswith("AD-")
    window.key(Qt.Key.Key_F1)
    window.settle()
    window.press("help.open")
    assert window.place == "document"
    assert window.text("document.back") == f"Back to {step}"
    assert window.desk.mode.current is Mode.PRIVATE
    assert document(window).route["id"] == card
    window.press("document.back")
    window.rest()
    assert window.place == "form"
    assert window.screen.step() == step


def test_f1_shows_the_card_of_each_screen_that_names_one(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    private(window)
    for name in ("today", "screening", "records", "transfer", "settings", "about", "keys"):
        window.show(name)
        window.rest()
        card = desk.sop_card(window.screen.sop(), "en")
        assert card is not None, name
        window.key(Qt.Key.Key_F1)
        window.settle()
        assert window.text("help.title") == card.title
        window.key(Qt.Key.Key_F1)
        window.settle()


def test_the_person_sees_only_their_text_and_the_way_back_asks_the_pin(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="I01")
    window.press("document.person")
    page = window.find("personText")
    assert page.size() == window.window.size()
    assert window.desk.mode.current is Mode.PERSON
    assert window.text("personText.heading") == "Your rights at this border"
    choice = window.find("personText.language", QComboBox)
    choice.setCurrentIndex(choice.findText("ລາວ"))
    choice.activated.emit(choice.currentIndex())
    assert window.text("personText.heading") == "ສິດຂອງທ່ານຢູ່ດ່ານນີ້"
    # What the program asks meanwhile is for the officer.
    Tell("Imported", "2 records of HXY", name="told").open_in(window.window)
    assert not window.sees("told")
    window.key(Qt.Key.Key_Escape)
    window.settle()
    assert window.sees("cover.pad") and not window.sees("told")
    for digit in PIN:
        window.press(f"cover.key.{digit}")
    window.press("cover.enter")
    assert not window.sees("personText")
    assert window.desk.mode.current is Mode.COUNTER
    assert window.sees("told")
    window.key(Qt.Key.Key_Escape)
    window.settle()
    assert window.focused() == "document.person"


def test_a_wrong_pin_keeps_the_person_at_their_text_and_the_third_locks(
    open_desk: Opened, checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("document", id="I01")
    window.press("document.person")
    window.press("personText.back")
    for _ in range(2):
        window.press("cover.key.9")
        window.press("cover.enter")
        assert "Not the right code" in window.text("cover.message")
    window.press("cover.key.9")
    window.press("cover.enter")
    assert window.window.desk is None


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize(("size", "percent"), [((1366, 697), 100), ((683, 345), 100), ((1366, 697), 150)])
def test_every_page_fits_and_can_be_walked(
    open_desk: Opened, checkpoint: desk.Workspace, language: str, size: tuple[int, int], percent: int
) -> None:
    window = open_desk(checkpoint, language=language, size=size, text_percent=percent)
    private(window)
    for name, params in (("library", {}), ("document", {"id": "S14"}), ("document", {"id": "I20"})):
        window.show(name, **params)
        window.rest()
        assert window.sideways() == []
        assert window.cut() == []
        assert window.small_or_nameless() == []
    for act, way_back in (("document.print", "leaflet.back"), ("document.person", "personText.back")):
        window.press(act)
        window.rest()
        assert window.sideways() == []
        assert window.cut() == []
        assert window.small_or_nameless() == []
        window.press(way_back)
