"""The order in which a Lao reader looks names up; called where a list is in order of name.

Code points are not that order: ສ stands after ຈ, and a vowel written before its consonant counts after it.
icu4py offers no collation, so this follows the rules that Unicode gives for Lao: letter by letter, tone marks
only between words that are the same without them, Lao before other scripts. Which consonant ends a syllable,
as some dictionaries ask, cannot be told without knowing the word.
"""

from __future__ import annotations

import re
import unicodedata

from borderdesk.text.lao import ascii_digits, dictionary_spelling

_CONSONANTS = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫໜໝອຮຯ"
_VOWELS = "ະັາຳິີຶືຸູົຼຽເແໂໃໄ"
_PLACE = {letter: place for place, letter in enumerate(_CONSONANTS + _VOWELS)}
_TONES = "\u0ec8\u0ec9\u0eca\u0ecb\u0ecc"
_TONE = re.compile(f"[{_TONES}]")
_VOWEL_FIRST = re.compile(f"([ເແໂໃໄ])([{_CONSONANTS}]\u0ebc?)")

SortKey = tuple[tuple[tuple[int, int], ...], str, str]


def sort_key(name: str) -> SortKey:
    """``sorted(names, key=sort_key)`` is in the order of a Lao dictionary; other scripts come after."""
    spelled = ascii_digits(dictionary_spelling(name)).casefold()
    bare = _VOWEL_FIRST.sub(r"\2\1", _TONE.sub("", spelled))
    letters = unicodedata.normalize("NFD", " ".join(bare.split()))
    places = tuple(_place(letter) for letter in letters if not _accent(letter))
    return places, "".join(_TONE.findall(spelled)), name


def _accent(letter: str) -> bool:
    """A mark of another script; those of Lao have a place of their own."""
    return letter not in _PLACE and unicodedata.category(letter) == "Mn"


def _place(letter: str) -> tuple[int, int]:
    if letter in _PLACE:
        return 2, _PLACE[letter]
    if letter.isalpha():
        return 3, ord(letter)
    return (1 if letter.isdigit() else 0), ord(letter)
