"""Whether two records may be of one person: what agrees, what differs, and never a number for it.

Pure functions over what is compared of a person. Two records are worth a person's look when the document is
the same, or when enough of name, birth year, sex and companions agree and nothing speaks against it. The
rules are sentences (see :func:`compare`), the same whichever record comes first; nothing here joins records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

YEARS_APART = 2
"""Birth years are often estimated; two apart may be one person."""
DAYS_APART = 45
"""A single name and a birth year say little, unless the records are of the same weeks."""
_MOST_WORDS = 4
_MOST_EDITS = 2

Words = tuple[str, ...]
"""A name as it sounds, word by word; capitals are consonants (``text.names``)."""


@dataclass(frozen=True)
class Profile:
    """What is compared of a person: sounds of names, a keyed hash of the document, never the number."""

    names: tuple[Words, ...] = ()
    birth_year: int = 0
    sex: str = ""
    document: str = ""
    companions: tuple[Words, ...] = ()
    day: int = 0
    """The day the record was opened, counted as ``date.toordinal``."""


class NameLikeness(StrEnum):
    """How two names stand to each other."""

    SOUND = "sound"
    NEAR = "near"
    PART = "part"
    OTHER = "other"
    UNKNOWN = "unknown"


class Agreement(StrEnum):
    """Whether two values agree; ``near`` only for birth years."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class Rank(IntEnum):
    """Which pairs are looked at first; for ordering alone, never shown."""

    HINT = 1
    NAME = 2
    NAME_AND_YEAR = 3
    DOCUMENT = 4


@dataclass(frozen=True)
class Match:
    """Why two records may be of one person. ``vowels`` and ``consonants`` count what differs in the names."""

    rank: Rank
    name: NameLikeness
    vowels: int
    consonants: int
    document: Agreement
    birth: Agreement
    sex: Agreement
    companion: bool


class _Names(NamedTuple):
    """How two names stand to each other; the least of several comparisons is the best."""

    place: int
    differ: int = 0
    fewer: int = 0
    vowels: int = 0
    consonants: int = 0

    @property
    def likeness(self) -> NameLikeness:
        return _LIKENESSES[self.place]

    @property
    def words(self) -> int:
        """How many words agree, or nearly."""
        return -self.fewer


_LIKENESSES = tuple(NameLikeness)
_SOUND, _NEAR, _PART, _OTHER, _UNKNOWN = range(len(_LIKENESSES))


def compare(first: Profile, second: Profile) -> Match | None:
    """What speaks for one person, or None where it is not worth a look.

    The same document is always worth a look. Without it neither sex nor birth year may contradict, and

    * a name of two words or more agrees in sound, or
    * such a name differs by one or two letters and the birth year is the same, or a companion is, or
    * a single name, or part of a name, agrees and a companion does too, or
    * it agrees, birth year and sex are the same, and the records are at most 45 days apart.
    """
    document = _same(first.document, second.document)
    birth = _years(first.birth_year, second.birth_year)
    sex = _same(first.sex, second.sex)
    with_document = document is Agreement.SAME
    if not with_document and (birth is Agreement.DIFFERENT or sex is Agreement.DIFFERENT):
        return None
    names = _names(first.names, second.names)
    if not with_document:
        if names.likeness is NameLikeness.OTHER or names.likeness is NameLikeness.UNKNOWN:
            return None
        if names.likeness is NameLikeness.NEAR and document is Agreement.DIFFERENT:
            return None
    companion = any(
        _name(one, other).likeness is NameLikeness.SOUND
        for one in first.companions
        for other in second.companions
    )
    if with_document:
        rank = Rank.DOCUMENT
    elif names.likeness is NameLikeness.SOUND and names.words > 1:
        rank = Rank.NAME_AND_YEAR if birth is Agreement.SAME or companion else Rank.NAME
    elif companion:
        rank = Rank.HINT if names.likeness is NameLikeness.NEAR else Rank.NAME
    elif birth is not Agreement.SAME:
        return None
    elif names.likeness is NameLikeness.NEAR:
        if names.words < 2:
            return None
        rank = Rank.HINT
    elif sex is Agreement.SAME and abs(first.day - second.day) <= DAYS_APART:
        rank = Rank.HINT
    else:
        return None
    return Match(rank, names.likeness, names.vowels, names.consonants, document, birth, sex, companion)


def _same(first: str, second: str) -> Agreement:
    if not first or not second:
        return Agreement.UNKNOWN
    return Agreement.SAME if first == second else Agreement.DIFFERENT


def _years(first: int, second: int) -> Agreement:
    if not first or not second:
        return Agreement.UNKNOWN
    apart = abs(first - second)
    if apart > YEARS_APART:
        return Agreement.DIFFERENT
    return Agreement.NEAR if apart else Agreement.SAME


def _names(first: Sequence[Words], second: Sequence[Words]) -> _Names:
    """The best that any writing of one name agrees with any of the other."""
    if len(first) == len(second) == 1:
        return _name(first[0], second[0])
    return min((_name(one, other) for one in first for other in second), default=_Names(_UNKNOWN))


def _name(first: Words, second: Words) -> _Names:
    if first == second:
        return _Names(_SOUND if first else _UNKNOWN, fewer=-len(first))
    few, many = (first, second) if (len(first), first) <= (len(second), second) else (second, first)
    if not few:
        return _Names(_UNKNOWN)
    best = _Names(_OTHER)
    equal = len(few) == len(many)
    if not equal and (edits := _edits("".join(few), "".join(many))) is not None:
        # One word here is two there: Boun My.
        best = _counted(_NEAR if any(edits) else _SOUND, *edits, len(many))
    few, many = few[:_MOST_WORDS], many[:_MOST_WORDS]
    table = [[_edits(one, other) for other in many] for one in few]
    if any(row == [None] * len(many) for row in table):
        return best
    for order in permutations(range(len(many)), len(few)):
        edits_of = [table[word][place] for word, place in enumerate(order)]
        if None in edits_of:
            continue
        vowels = sum(edits[0] for edits in edits_of if edits)
        consonants = sum(edits[1] for edits in edits_of if edits)
        if not vowels + consonants:
            best = min(best, _counted(_SOUND if equal else _PART, 0, 0, len(few)))
        elif equal and vowels + consonants <= _MOST_EDITS:
            best = min(best, _counted(_NEAR, vowels, consonants, len(few)))
    return best


def _counted(place: int, vowels: int, consonants: int, words: int) -> _Names:
    return _Names(place, vowels + 2 * consonants, -words, vowels, consonants)


@lru_cache(maxsize=65536)
def _edits(one: str, other: str) -> tuple[int, int] | None:
    """How many vowels and consonants differ; None when the words are not near each other."""
    if one == other:
        return 0, 0
    one, other = sorted((one, other))
    allowed = _allowed(min(len(one), len(other)))
    if not allowed or Levenshtein.distance(one, other, score_cutoff=allowed) > allowed:
        return None
    vowels = consonants = 0
    for edit in Levenshtein.editops(one, other):
        letter = other[edit.dest_pos] if edit.tag != "delete" else one[edit.src_pos]
        replaced = one[edit.src_pos] if edit.tag == "replace" else letter
        if letter.islower() and replaced.islower():
            vowels += 1
        else:
            consonants += 1
    return vowels, consonants


def _allowed(length: int) -> int:
    """Letters that may differ in a word: in a short one a single letter makes another name."""
    return 0 if length < 4 else 1 if length < 7 else _MOST_EDITS
