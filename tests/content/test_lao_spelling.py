"""Lao as it is stored: marks in one order, one spelling of the double letters, no stray scripts or marks."""

import re
import unicodedata
from pathlib import Path

import pytest

from borderdesk.resources import resource

CONTENT = sorted(
    path
    for folder, pattern in (
        ("forms", "*.md"),
        ("directory", "*.toml"),
        ("library", "lo/*.md"),
        ("library", "en/*.md"),
    )
    for path in resource(folder).glob(pattern)
)
TONE_BEFORE_VOWEL = re.compile(r"[\u0ec8-\u0ecb][\u0eb1\u0eb4-\u0eb9\u0ebb\u0ecd]")
DOUBLE_MARK = re.compile(r"([\u0eb1\u0eb4-\u0eb9\u0ebb\u0ec8-\u0ecd])\1")
MARK_WITHOUT_LETTER = re.compile(
    r"(?<![\u0e81-\u0eae\u0edc-\u0edf\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd])[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]"
)
LONG_SPELLING = re.compile(r"\u0eab[\u0e99\u0ea1]")
SPLIT_AM = re.compile(r"\u0ecd[\u0ec8-\u0ecb]?\u0eb2")
STRANGERS = re.compile(r"[\u0e00-\u0e7f\u200b-\u200d\ufeff]")


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: "/".join(path.parts[-2:]))
def test_lao_is_spelt_one_way(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for name, pattern in (
        ("tone before vowel", TONE_BEFORE_VOWEL),
        ("mark twice", DOUBLE_MARK),
        ("mark without letter", MARK_WITHOUT_LETTER),
        ("no or mo in the long spelling", LONG_SPELLING),
        ("am in two signs", SPLIT_AM),
        ("Thai letters or zero-width marks", STRANGERS),
    ):
        found = pattern.search(text)
        assert found is None, (name, text[max(0, found.start() - 15) : found.end() + 15])
