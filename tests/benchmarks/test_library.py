"""Searching two thousand pages at each keystroke; run with ``--benchmark-enable``."""

from dataclasses import replace

import pytest

from borderdesk.library import catalogue
from borderdesk.library.index import Index

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
