"""Pictograms: one file for screen and paper, the same on both, and nothing in it that paper cannot draw."""

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from tests.slips.reading import picture

from borderdesk.library import pictograms
from borderdesk.resources import resource
from borderdesk.slips.pictograms import UNITS, draw_pictogram, read_figures
from borderdesk.slips.sheet import MM, Sheet

pytestmark = pytest.mark.usefixtures("qapp")

EDGE = 30.0
PIXELS = round(EDGE * MM * 2)
"""Drawn at 144 dots an inch."""
BLACK = 40
CELL = 5
FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="#000" {}>{}</svg>'
STYLE = 'stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'


def on_paper(name: str) -> Image.Image:
    sheet = Sheet("Leaflet", (EDGE, EDGE))
    sheet.new_page()
    draw_pictogram(sheet, name, 0, 0, EDGE)
    return picture(sheet.finish(), dpi=144)


def on_screen(name: str, size: tuple[int, int]) -> Image.Image:
    image = QImage(*size, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    QSvgRenderer(str(resource("pictograms", f"{name}.svg"))).render(painter, QRectF(0, 0, *size))
    painter.end()
    return Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine())


@pytest.mark.parametrize("name", pictograms.names())
def test_a_pictogram_is_the_same_on_paper_and_on_screen(name: str) -> None:
    paper = on_paper(name)
    apart = ImageChops.difference(paper, on_screen(name, paper.size)).reduce(CELL)
    assert apart.getextrema()[1] < BLACK
    # Neither nearly empty nor a black block on a worn printer.
    ink = sum(value < 128 for value in paper.tobytes()) / (paper.width * paper.height)
    assert 0.1 < ink < 0.45


def test_all_of_them_are_small() -> None:
    files = list(resource("pictograms").glob("*.svg"))
    assert len(files) == len(pictograms.names())
    assert sum(path.stat().st_size for path in files) < 60_000


@pytest.mark.parametrize(
    "part",
    [
        '<rect x="1" y="1" width="4" height="4"/>',
        '<path d="M1 1L5 5" transform="scale(2)"/>',
        '<path d="m1 1l5 5"/>',
        '<path d="M1 1A5 5 0 0 1 9 9"/>',
        '<path d="M1 1L5"/>',
        '<path d="L1 1"/>',
        '<circle cx="5" cy="5"/>',
        '<circle cx="5" cy="5" r="2" fill="#f00"/>',
        "<script>1</script>",
        '<g><path d="M1 1L5 5"/></g>',
    ],
)
def test_anything_that_paper_cannot_draw_is_refused(part: str) -> None:
    with pytest.raises(ValueError):
        read_figures(FRAME.format(STYLE, part).encode())


def test_another_frame_is_refused_and_the_usual_one_read() -> None:
    dot = '<circle cx="5" cy="5" r="2" fill="#000" stroke="none"/>'
    (figure,) = read_figures(FRAME.format(STYLE, dot).encode())
    assert (figure.fill, figure.line, len(figure.moves)) == (0.0, None, 6)
    assert UNITS == 64
    with pytest.raises(ValueError):
        read_figures(FRAME.format('stroke-width="2"', dot).encode())
