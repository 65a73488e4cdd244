"""Lao and its neighbours: where lines may break, and which spellings are one word for a search.

Lao, Thai, Khmer and Burmese put no spaces between words. ``with_breaks`` is for showing text in widgets
that break lines at U+200B; ``line_segments`` is for layout that breaks lines itself; ``search_key`` and
``search_tokens`` are for the search index and for comparing names. ICU is imported on first use only:
it costs start-up time and an English window does not need it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BREAK = "\u200b"
"""Zero width space: a place where a line may end. Only ever shown, never stored."""

_UNSPACED = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]").search
_WORD = re.compile(r"\w", re.UNICODE).search

_NEVER_FIRST = "ໆຯๆៗ"
"""Signs that say the word again or shorten it: they stay with it, which ICU sees to in Thai only."""

_NIKHAHIT, _AA, _AM, _SUBJOINED_LO, _LO = "\u0ecd", "\u0eb2", "\u0eb3", "\u0ebc", "\u0ea5"
_TONES = "\u0ec8-\u0ecb"
_MARKS = re.compile(f"[\u0eb1\u0eb4-\u0ebc{_TONES}\u0ecd]{{2,}}")
_MARK_ORDER = {_SUBJOINED_LO: 0, "\u0eb8": 1, "\u0eb9": 1, "\u0eba": 1, _NIKHAHIT: 3} | dict.fromkeys(
    "\u0ec8\u0ec9\u0eca\u0ecb", 4
)
_SPLIT_AM = re.compile(f"{_NIKHAHIT}([{_TONES}]*){_AA}")
_ANY_TONE = re.compile(f"[{_TONES}]")
_SPACES = re.compile(r"\s+")
_JOINED_SPELLINGS = (("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ຫລ", "ຫ" + _SUBJOINED_LO))
_ASCII_DIGITS = {ord("໐") + value: str(value) for value in range(10)}


def ascii_digits(text: str) -> str:
    """``text`` with the Lao digits ໐ to ໙ written 0 to 9, as numbers and codes are stored."""
    return text.translate(_ASCII_DIGITS)


def without_breaks(text: str) -> str:
    """``text`` as it may be stored, searched and exported: no U+200B."""
    return text.replace(BREAK, "")


@lru_cache(maxsize=4096)
def with_breaks(text: str, language: str) -> str:
    """``text`` for showing, with U+200B where a line may end inside unspaced script.

    Text in other scripts comes back unchanged. Giving it twice changes nothing.
    """
    if not _HAS_UNSPACED(text):
        return text
    shown: list[str] = []
    for segment in line_segments(text, language):
        if (
            shown
            and (_HAS_UNSPACED(shown[-1][-1]) or _HAS_UNSPACED(segment[0]))
            and not shown[-1][-1].isspace()
        ):
            shown.append(BREAK)
        shown.append(segment)
    return "".join(shown)


@lru_cache(maxsize=4096)
def line_segments(text: str, language: str) -> tuple[str, ...]:
    """``text``, without U+200B, cut wherever a line may end; joined, the segments are the text."""
    from icu4py.breakers import LineBreaker  # late: see the module's docstring

    segments: list[str] = []
    for segment in LineBreaker(without_breaks(text), language):
        if segments and segment[0] in _NEVER_FIRST:
            segments[-1] += segment
        else:
            segments.append(segment)
    return tuple(segments)


@lru_cache(maxsize=4096)
def search_key(text: str) -> str:
    """One spelling for all ways to write the same words: equal keys mean a search should find it.

    Vowel before tone, U+0EB3 as U+0ECD U+0EB2, ຫຼ as ຫລ, ໜ as ຫນ, ໝ as ຫມ, Lao digits as 0-9, no tone
    marks, no U+200B, Latin letters folded, spaces single. The key of a key is itself.
    """
    while (key := _folded(text)) != text:
        text = key
    return key


def search_tokens(text: str) -> list[str]:
    """The words of ``text`` as search keys, in order; punctuation and spaces are left out.

    Words are cut before tone marks are dropped, because the dictionary needs them.
    """
    from icu4py.breakers import WordBreaker  # late: see the module's docstring

    words = WordBreaker(dictionary_spelling(text), "lo")
    return [key for word in words if _WORD(word) and (key := search_key(word))]


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", without_breaks(text)).casefold())
    text = ascii_digits(text).replace(_SUBJOINED_LO, _LO)
    text = _ANY_TONE.sub("", _MARKS.sub(_marks_in_order, text))
    return _SPACES.sub(" ", text).strip()


def dictionary_spelling(text: str) -> str:
    """As the break dictionary writes words: vowel, then tone, U+0EB3 in one piece, ຫນ ຫມ ຫລ as ໜ ໝ ຫຼ."""
    text = _MARKS.sub(_marks_in_order, unicodedata.normalize("NFC", without_breaks(text)))
    text = _SPLIT_AM.sub(rf"\1{_AM}", text)
    for apart, joined in _JOINED_SPELLINGS:
        text = text.replace(apart, joined)
    return text


def _marks_in_order(marks: re.Match[str]) -> str:
    return "".join(sorted(marks[0], key=lambda mark: _MARK_ORDER.get(mark, 2)))
