"""Thai, Vietnamese and Chinese as they are stored: one form of every letter, nothing stray."""

import re
import unicodedata
from pathlib import Path

import pytest

from borderdesk.resources import resource

CONTENT = sorted(
    path
    for language in ("th", "vi", "zh")
    for folder, pattern in (("i18n", "*.po"), ("library", "*.md"))
    for path in resource(folder, language).glob(pattern)
)
STRAY = {
    "th": {
        "three marks on a letter": r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{3}",
        "tone before vowel": r"[\u0e48-\u0e4b][\u0e31\u0e34-\u0e3a]",
        "am in two signs": r"\u0e4d[\u0e48-\u0e4b]?\u0e32",
        "repetition sign without a space": r"[^ ]ๆ",
        "an I that says who speaks": r"ฉัน|ผม|ดิฉัน",
    },
    "vi": {"Latin letters with loose accents": r"[a-z][\u0300-\u036f]"},
    "zh": {
        "narrow punctuation": r"[\u4e00-\u9fff][,.;:?!]",
        "two signs together": r"[，。；：？]{2}",
    },
}
ANYWHERE = {
    "two spaces": r"(?<=\S)  ",
    "Lao letters or zero-width marks": r"[\u0e80-\u0eff\u200b-\u200d\ufeff]",
}


def gb_2312(text: str) -> str:
    """The letters that the shipped Chinese font, cut to this list, has not."""
    return "".join(sorted({letter for letter in text if not letter.encode("gb2312", "ignore")}))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: "/".join(path.parts[-2:]))
def test_the_neighbours_are_spelt_one_way(path: Path) -> None:
    language = path.parent.name
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for name, pattern in (ANYWHERE | STRAY[language]).items():
        found = re.search(pattern, text)
        assert found is None, (name, text[max(0, found.start() - 15) : found.end() + 15])
    assert language != "zh" or gb_2312(text) == ""
