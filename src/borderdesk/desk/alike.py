"""Why two records may be of one person, in sentences: no number, no name, no document number in them."""

from dataclasses import dataclass

from borderdesk.domain.case import Person
from borderdesk.domain.likeness import Agreement, Match, NameLikeness
from borderdesk.store.persons import year_of
from borderdesk.text import ntr, tr
from borderdesk.text.lao import search_key


@dataclass(frozen=True)
class Side:
    """What a sentence about a pair is drawn from: what was written, and the day the record was opened."""

    person: Person
    day: int


def reasons(match: Match, first: Side, second: Side) -> tuple[str, ...]:
    """What agrees, then what differs, in the language of the moment."""
    found = [
        _document(match.document),
        _names(match, first.person, second.person),
        _birth(match.birth, first.person, second.person),
        {Agreement.SAME: tr("same sex noted"), Agreement.DIFFERENT: tr("another sex noted")}.get(
            match.sex, ""
        ),
        tr("a companion has the same name") if match.companion else "",
        _days(abs(first.day - second.day)),
    ]
    return tuple(each for each in found if each)


def _document(agreement: Agreement) -> str:
    if agreement is Agreement.SAME:
        return tr("same document number")
    return tr("another document number") if agreement is Agreement.DIFFERENT else ""


def _names(match: Match, first: Person, second: Person) -> str:
    match match.name:
        case NameLikeness.SOUND:
            if _written(first) & _written(second):
                return tr("same name")
            if any(map(_lao, _written(first))) != any(map(_lao, _written(second))):
                return tr("same name, in Lao and in Latin letters")
            return tr("same name, written differently")
        case NameLikeness.PART:
            return tr("part of the name is the same")
        case NameLikeness.NEAR:
            return _difference(match.vowels, match.consonants)
        case NameLikeness.OTHER:
            return tr("the names differ")
    return ""


def _difference(vowels: int, consonants: int) -> str:
    if not consonants:
        return ntr("names differ by one vowel", "names differ by {n} vowels", vowels)
    if not vowels:
        return ntr("names differ by one consonant", "names differ by {n} consonants", consonants)
    return tr("names differ by one vowel and one consonant")


def _birth(agreement: Agreement, first: Person, second: Person) -> str:
    if agreement is Agreement.SAME:
        return tr("same birth year")
    if agreement is Agreement.NEAR:
        apart = abs(year_of(first.birth_year) - year_of(second.birth_year))
        return ntr("birth years are one year apart", "birth years are {n} years apart", apart)
    return tr("another birth year") if agreement is Agreement.DIFFERENT else ""


def _days(apart: int) -> str:
    if not apart:
        return tr("recorded on the same day")
    return ntr("recorded one day apart", "recorded {n} days apart", apart)


def _written(person: Person) -> set[str]:
    return {search_key(name) for name in (person.name_as_used, person.latin_name) if name}


def _lao(name: str) -> bool:
    return any("\u0e80" <= letter <= "\u0eff" for letter in name)
