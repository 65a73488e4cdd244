"""What an answer says about itself is seen at once, and the answer stays in view."""

import pytest
from PySide6.QtWidgets import QWidget
from tests.journeys.pages.instrument import InstrumentPage
from tests.ui.screens.counter import Counter

from borderdesk import desk

ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def in_view(counter: Counter, widget: QWidget) -> bool:
    seen = widget.visibleRegion().boundingRect()
    return not widget.isHidden() and seen.height() == widget.height()


@pytest.mark.parametrize(
    ("zone", "note", "words"),
    [
        (ZONE, "zone_good", "every check digit fits"),
        (ZONE.replace("7408122F", "7408132F"), "birth_note", "Date of birth"),
    ],
)
def test_a_zone_that_was_scanned_is_answered_in_view(
    counter: Counter, zone: str, note: str, words: str
) -> None:
    draft = desk.start_case(
        counter.workspace, direction="arriving", age_group="adult", form_id="travel_document"
    ).value
    counter.desk.mode.enter_private()
    counter.show("form", case=draft.case_code, draft=draft.id)
    page = InstrumentPage(counter.screen)
    page.answer("DX-00", "passport")
    page.answer("DX-08", zone)
    counter.settle()
    stack = page.screen.stack
    card = stack.card(page.screen.controller.key_for_name(note))
    assert card is not None
    assert words in card.label.plain_text()
    assert counter.comes_true(lambda: in_view(counter, card)), "the officer need not scroll for it"
    assert stack.isAncestorOf(counter.window.focusWidget())
    assert not counter.window.focusWidget().visibleRegion().isEmpty()
