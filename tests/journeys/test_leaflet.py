"""A traveller gets a small folding card in their language and Lao, found and printed by keyboard alone."""

from PySide6.QtCore import Qt
from tests.journeys.pages.post import Post
from tests.slips.reading import picture

from borderdesk.slips.content import PrintedDocument
from borderdesk.ui.screens.library.leaflet_sheet import LeafletSheet
from borderdesk.ui.widgets import Choice


def test_a_card_for_a_coughing_traveller_is_printed_by_keyboard(checkpoint: Post) -> None:
    keys = checkpoint.keys
    checkpoint.show("library")
    keys.text("elbow")
    keys.enter()
    checkpoint.wait_place("document")
    assert checkpoint.screen.title() == "Hands, cough, mask, fever"
    keys.tab_to("document.print")
    keys.space()
    sheet = checkpoint.find("leaflet", LeafletSheet)
    checkpoint.wait(lambda: sheet.drawn is not None)
    for name, wanted in (("languages", "lo km"), ("size", "cards"), ("copies", "2")):
        keys.tab_to(f"leaflet.{name}")
        choice = checkpoint.find(f"leaflet.{name}", Choice)
        while choice.key() != wanted:
            keys.move(Qt.Key.Key_Down)
    checkpoint.wait(lambda: sheet.drawn is not None)
    on_screen = sheet.drawn
    keys.primary()
    checkpoint.wait(lambda: "Take 2 pages" in checkpoint.screen.banner.plain_text())
    (paper,) = checkpoint.printers.papers()
    assert on_screen is not None
    assert on_screen.title == "Leaflet"
    # Each panel in black on white, and the second sheet like the first.
    sheets = [picture(PrintedDocument("", paper, 2), page).tobytes() for page in (0, 1)]
    assert sheets[0] == sheets[1]
    assert 0.02 < sum(value < 128 for value in sheets[0]) / len(sheets[0]) < 0.2
