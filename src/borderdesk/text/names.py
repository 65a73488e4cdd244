"""How a name sounds, whether it is written in Lao or in Latin letters: what names are compared by.

A Lao name has many Latin spellings (ບຸນມີ: Bounmy, Bunmee, Boun-mi) and more than one Lao one (ໜ and ຫນ,
tone marks left out). ``name_sounds`` writes each word as it is spoken, with one sign a sound: capitals are
consonants, small letters vowels; ບຸນມີ, Bounmy and Bunmee are all ``BuNMi``. ``sound_code`` keeps only the
consonants that no spelling habit changes, to find names that are worth comparing. Tone and vowel length are
not in either. What is neither Lao nor Latin stands for itself, one sign a letter.

Romanisation follows habit, not a standard: French (``ou``, final ``ne``, ``x``) and English (``oo``, ``ee``,
``ar``) side by side. The tables below were written from names, and a test holds them to names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from borderdesk.text.lao import search_key
from borderdesk.text.thai import in_lao_letters

VERSION = 1
"""Goes up whenever a name may sound another way than before; what was kept is then worked out anew."""

_LAO_CONSONANTS = dict(zip("ກຂຄງຈສຊຍດຕຖທນບປຜພຝຟມຢລຣວຫຮ", "KQQGCSSJDTXXNBPWWFFMJLLVHH", strict=True))
"""Q is an aspirated K, X an aspirated T, W an aspirated P, G is ng, J is the y of yes, ອ is silent."""
_LETTERS = "ກ-ຮ"
_ONSET = f"(?:(?P<lead>ຫ(?=[ງຍນມລຣວ])|[ກຂຄ](?=ວ[ະັາິີຶືຸູຽ]))?(?P<first>[{_LETTERS}]))"
_VOWELS: tuple[tuple[str, str], ...] = (
    ("ເ{}ົາ", "ao"),
    ("ເ{}າະ", "o"),
    ("ເ{}ັ?[ຍຽ]", "ia"),
    ("ເ{}[ຶື]ອ?", "ua"),
    ("ເ{}[ິີ]", "y"),
    ("[ເແ]{}[ະັ]?", "e"),
    ("ໂ{}ະ?", "o"),
    ("[ໄໃ]{}(?:ຍ(?![ະັາິີຶືຸູຽົໍ]))?", "ai"),
    ("{}ັຍ", "ai"),
    ("{}[ົັ]ວະ?", "ua"),
    ("{}ໍາ", "aM"),
    ("{}ັ?ຽ", "ia"),
    ("{}[ະັາ]", "a"),
    ("{}[ິີ]", "i"),
    ("{}[ຶື]ອ?", "y"),
    ("{}[ຸູ]", "u"),
    ("{}[ົໍ]", "o"),
    ("{}ອ(?![ະັາິີຶືຸູຽົໍ])", "o"),
    ("{}ວ(?![ະັາິີຶືຸູຽົໍ])", "ua"),
)
"""Syllables with their vowel, as ``search_key`` spells them (no tones, U+0EB3 in two pieces)."""
_SYLLABLES = tuple((re.compile(shape.format(_ONSET)), vowel) for shape, vowel in _VOWELS)
_FINALS = {"ຍ": "i", "ຢ": "i", "ວ": "o", "ລ": "N", "ຣ": "N", "ຈ": "T", "ສ": "T", "ຊ": "T"}

_LATIN_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), put)
    for found, put in (
        ("(?<=[^aeiouh])e$", ""),
        ("(?<=[ou]n)e(?=[^aeiouy])", ""),
        ("eow", "eo"),
        ("ll", "l"),
        ("tch|tj|dj|ch|j", "C"),
        ("ngh?", "G"),
        ("(?:^|(?<=[nmG]))(?:n[hy]|gn)(?=[aeiou])", "J"),
        ("nh|gn", "N"),
        ("ph", "W"),
        ("kh", "Q"),
        ("th", "X"),
        ("gh|ck|q", "K"),
        ("c(?=[eiy])|sh|ss|x|z", "S"),
        ("c|g", "K"),
        ("er(?![aeiouy])", "eu"),
        ("(?<=[aou])r(?![aeiouy])", ""),
        ("(?<=[aeiouy])h(?![aeiouy])", ""),
        ("y(?=[aeiou])", "J"),
        ("y", "i"),
        ("(?<=[KQ])w(?=[aeiou])", "u"),
        ("w(?=[aeiou])", "V"),
        ("[wv]$|w", "o"),
        ("ouo?[ae]|[uo]ea|eua|uae|uo|oa", "ua"),
        ("oeu|eu|oe|ue", "y"),
        ("ou|oo", "u"),
        ("ee|ii", "i"),
        ("i?ea|iae|ie", "ia"),
        ("aei|aai|ei", "ai"),
        ("ae", "e"),
        ("au|aoo|aou", "ao"),
        ("aa", "a"),
        ("l(?![aeiouy])", "N"),
        ("[rl]", "L"),
    )
)
_LATIN_LETTERS = str.maketrans("kdtnbpfmvhs", "KDTNBPFMVHS")
_FINAL_STOPS = re.compile("([QDXBW])(?![aeiouy])")
_PLAIN = {"Q": "K", "D": "T", "X": "T", "B": "P", "W": "P"}
_DOUBLED = re.compile(r"(.)\1+")
_CODE_CLASSES = str.maketrans("QDXBWC", "KTTPPS", "aeiouy")
_RUN_TOGETHER = re.compile("T(?=X)|K(?=Q)|P(?=W)|(?<=a)i(?=J)")
_TITLES = frozenset(
    search_key(title)
    for title in (
        *("thao", "nang", "sao", "mr", "mrs", "ms", "miss", "mme", "mlle"),
        *("ທ້າວ", "ນາງ", "ນາງສາວ", "ທ່ານ", "ສາວ", "ທ", "ນ", "นาย", "นาง", "นางสาว"),
    )
)
_TITLE_BEFORE = re.compile(f"^(?:ນາງສາວ|ທາວ|ນາງ)(?=[{_LETTERS}ເ-ໄ][{_LETTERS}ະັາິີຶືຸູຽົໍ])")
_IS_LAO = re.compile("[\u0e80-\u0eff]").search
_IS_THAI = re.compile("[\u0e00-\u0e7f]").search
_IS_LATIN = re.compile("^[a-z]+$").match


class _LettersOnly(dict[int, str]):
    """Letters, marks and digits; an apostrophe is nothing, everything else a gap."""

    def __missing__(self, code: int) -> str:
        kept = chr(code) if unicodedata.category(chr(code))[0] in "LMN" else " "
        self[code] = kept
        return kept


_LETTERS_ONLY = _LettersOnly({ord("'"): "", ord("\u2019"): ""})


@lru_cache(maxsize=16384)
def name_sounds(name: str) -> tuple[str, ...]:
    """The words of a name as they sound, in order, titles left out; equal sounds are one name."""
    words = search_key(name).translate(_LETTERS_ONLY).split()
    kept = [word for word in words if word not in _TITLES] or words
    return tuple(sound for word in kept if (sound := _sound(word)))


@lru_cache(maxsize=65536)
def sound_code(sound: str) -> str:
    """The consonants of a sound in broad classes; names that might be one have the same code."""
    code = sound[:1].replace("J", "Y") + sound[1:].replace("J", "")
    code = code.translate(_CODE_CLASSES)
    if sound[:1] in "aeiouy":
        code = "A" + code
    return _DOUBLED.sub(r"\1", code)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    if _IS_THAI(word):
        word = in_lao_letters(word)
    if _IS_LAO(word):
        spoken = _lao(_TITLE_BEFORE.sub("", word))
    else:
        apart = unicodedata.normalize("NFD", word.replace("đ", "d"))
        plain = "".join(each for each in apart if unicodedata.category(each) != "Mn")
        if not _IS_LATIN(plain):
            return plain
        spoken = plain
        for found, put in _LATIN_STEPS:
            spoken = found.sub(put, spoken)
        spoken = spoken.translate(_LATIN_LETTERS)
    spoken = _FINAL_STOPS.sub(lambda stop: _PLAIN[stop[1]], spoken)
    return _DOUBLED.sub(r"\1", _RUN_TOGETHER.sub("", spoken))


def _lao(word: str) -> str:
    spoken: list[str] = []
    at = 0
    while at < len(word):
        for shape, vowel in _SYLLABLES:
            found = shape.match(word, at)
            if found is not None:
                lead = found["lead"]
                if lead and lead != "ຫ":  # kw: heard and written as a vowel, Khouane
                    spoken += _LAO_CONSONANTS[lead], "u", vowel
                else:
                    spoken += _LAO_CONSONANTS.get(found["first"], ""), vowel
                at = found.end()
                break
        else:
            letter = word[at]
            spoken.append(_FINALS.get(letter, _LAO_CONSONANTS.get(letter, "")))
            at += 1
    return "".join(spoken)
