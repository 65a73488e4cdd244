"""What the library brings is printed in practice too: nobody may take it for the real paper."""

import pytest
from tests.library.pdfs import by_hand, pdf
from tests.slips.reading import pages
from tests.ui.screens.library.test_files import png

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.picture import draw_picture
from borderdesk.slips.practice_mark import marked_for_practice
from borderdesk.ui.paper import page_pictures

PALE = round(0.9 * 255)


def middle(data: bytes, dpi: float = 40) -> set[tuple[int, int, int]]:
    """The colours in the middle third of the first page as it is shown."""
    (shown,) = page_pictures(data, [0], dpi)
    wide, tall = shown.width(), shown.height()
    across, down = range(wide // 3, 2 * wide // 3), range(tall // 3, 2 * tall // 3)
    seen = (shown.pixelColor(x, y) for x in across for y in down)
    return {(color.red(), color.green(), color.blue()) for color in seen}


def test_each_page_of_a_pdf_says_practice_and_can_still_be_read() -> None:
    marked = pages(PrintedDocument("Stamps", marked_for_practice(pdf(3)), 3))
    assert [text.count("PRACTICE") for text in marked] == [1, 1, 1]
    assert [f"Page {number}: the stamp" in text for number, text in enumerate(marked, 1)] == [True] * 3


@pytest.mark.parametrize(
    "turned", ["", "/Rotate 90", "/CropBox[40 60 160 140]", "/Rotate 270/CropBox[40 60 160 140]"]
)
def test_the_mark_lies_on_the_part_of_a_page_that_is_shown(turned: str) -> None:
    plain = by_hand(page=turned)
    assert middle(plain) == {(255, 255, 255)}
    assert (PALE, PALE, PALE) in middle(marked_for_practice(plain), dpi=200)


def test_a_picture_is_marked_over_itself() -> None:
    plain, marked = (draw_picture(png(), "D01", practice=practice).pdf for practice in (False, True))
    assert len(middle(plain)) == 1 < len(middle(marked))
