"""Searching two thousand pages at each keystroke, and opening a long PDF; run with ``--benchmark-enable``."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot
from tests.library.pdfs import pdf

from borderdesk.library import catalogue
from borderdesk.library.index import Index
from borderdesk.ui.screens.library.enclosed_view import PdfPages

PAGES = 2000


@pytest.fixture(scope="module")
def big() -> Index:
    """The shipped texts again and again, each copy under an id of its own."""
    texts = [
        text
        for language in catalogue.languages()
        for name in catalogue.ids()
        if (text := catalogue.text_of(name, language)) is not None
    ]
    copies = (replace(texts[n % len(texts)], id=f"S{n:04d}") for n in range(PAGES))
    return Index(copies)


@pytest.mark.parametrize("typed", ["ນາຍພາສາ", "ນ້ຳ", "ຄວາມ", "interpreter", "th", "medical care"])
def test_a_keystroke_over_two_thousand_pages(big: Index, benchmark: object, typed: str) -> None:
    found = benchmark(big.search, typed, "lo", 20)  # type: ignore[operator]  # a pytest-benchmark fixture
    assert found


def test_a_pdf_of_three_hundred_pages_opens(qtbot: QtBot, benchmark: object) -> None:
    """From the bytes to the first page drawn at its width; the view draws it in a thread of its own."""
    data = pdf(300, lines=40)

    def opened() -> PdfPages:
        pages = PdfPages()
        qtbot.addWidget(pages)
        pages.resize(880, 700)
        pages.set_room(540)
        pages.show()
        assert pages.show_pdf(data)
        pages.fit()
        assert not pages.document.render(0, QSize(850, 1200)).isNull()
        return pages

    shown = benchmark.pedantic(opened, rounds=5, warmup_rounds=1)  # type: ignore[attr-defined]  # as above
    assert shown.document.pageCount() == 300
