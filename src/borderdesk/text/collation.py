"""The order of Lao names in a list; called where people, places and receivers are listed.

Lao writes some vowels before the consonant they follow in speech, so code point order is wrong. The
order is the dictionary's: consonants ກ ຂ ຄ ງ ຈ ສ ຊ ຍ …, then the vowel, tones only to decide between
otherwise equal words. Other scripts follow by folded letter, after Lao.
"""

from __future__ import annotations

import re

from borderdesk.text.lao import search_key, without_breaks

_CONSONANTS = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ"
_VOWELS = "ະ\u0eb1າ\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0ebb\u0ebdເແໂໃໄ\u0ecd"
_TONES = "\u0ec8\u0ec9\u0eca\u0ecb"
_WEIGHT = {letter: place for place, letter in enumerate(_CONSONANTS + _VOWELS, start=1)}
_PREPOSED = re.compile("([ເແໂໃໄ])([\u0e81-\u0eae])")
_FIRST_OTHER_SCRIPT = 1000


def name_sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A key for ``sorted``: letters first, tone marks second, the exact spelling last."""
    letters = _PREPOSED.sub(r"\2\1", search_key(name))
    primary = tuple(_primary(letter) for letter in letters)
    tones = tuple(_TONES.find(mark) + 1 for mark in name if mark in _TONES)
    return primary, tones, without_breaks(name)


def _primary(letter: str) -> int:
    if letter.isspace():
        return 0
    return _WEIGHT.get(letter) or _FIRST_OTHER_SCRIPT + ord(letter)
