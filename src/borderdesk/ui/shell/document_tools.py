"""The sums behind the cover's "Document tools": years of two eras, and check digits of travel documents.

Pure functions, called by ``cover``. Years: Buddhist era = common era + 543, both counted from 1 January
as Laos and Thailand do since 1941. Check digits: ICAO Doc 9303 part 3 §4.9, weights 7, 3, 1 over
0-9, A = 10 … Z = 35, filler = 0, modulo 10; the fields of TD1, TD2, TD3 (Doc 9303 parts 5, 6, 4) and of
visas MRV-A and MRV-B (part 7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from borderdesk.text import translatable
from borderdesk.text.lao import ascii_digits

_ERAS_APART = 543
_FIRST_BUDDHIST_YEAR = 2400
_DATE = re.compile(r"\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})\s*")


@dataclass(frozen=True)
class TwoEras:
    """One day in both eras; ``day`` is in the common era."""

    day: date

    @property
    def common(self) -> str:
        """As ``5/3/2026``."""
        return f"{self.day.day}/{self.day.month}/{self.day.year}"

    @property
    def buddhist(self) -> str:
        """As ``5/3/2569``."""
        return f"{self.day.day}/{self.day.month}/{self.day.year + _ERAS_APART}"


def convert_date(text: str) -> TwoEras | None:
    """The day typed as day, month, year in either era; ``None`` when there is no such day.

    A year from 2400 on is of the Buddhist era.
    """
    found = _DATE.fullmatch(ascii_digits(text))
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return TwoEras(date(year - _ERAS_APART if year >= _FIRST_BUDDHIST_YEAR else year, month, day))
    except ValueError:
        return None


@dataclass(frozen=True)
class CheckedField:
    """One check digit: what it covers (to be translated), the digit typed and the digit worked out."""

    label: str
    typed: str
    right: str

    @property
    def agrees(self) -> bool:
        """Whether the digit typed is the digit worked out; an empty optional field may carry a filler."""
        return self.typed == self.right or (self.typed == "<" and self.right == "0")


@dataclass(frozen=True)
class CheckedZone:
    """A machine-readable zone: its format and each of its check digits."""

    format: str
    fields: tuple[CheckedField, ...]


@dataclass(frozen=True)
class _Place:
    label: str
    spans: tuple[tuple[int, int, int], ...]
    """(line, from, to) pieces the digit covers."""
    digit: tuple[int, int]
    """(line, column) of the digit."""


_NUMBER = translatable("Document number")
_BIRTH = translatable("Date of birth")
_EXPIRY = translatable("Date of expiry")
_OPTIONAL = translatable("Optional data")
_WHOLE = translatable("All together")

_FORMATS: dict[tuple[int, int], tuple[str, tuple[_Place, ...]]] = {
    (3, 30): (
        "TD1",
        (
            _Place(_NUMBER, ((0, 5, 14),), (0, 14)),
            _Place(_BIRTH, ((1, 0, 6),), (1, 6)),
            _Place(_EXPIRY, ((1, 8, 14),), (1, 14)),
            _Place(_WHOLE, ((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)), (1, 29)),
        ),
    ),
    (2, 36): (
        "TD2",
        (
            _Place(_NUMBER, ((1, 0, 9),), (1, 9)),
            _Place(_BIRTH, ((1, 13, 19),), (1, 19)),
            _Place(_EXPIRY, ((1, 21, 27),), (1, 27)),
            _Place(_WHOLE, ((1, 0, 10), (1, 13, 20), (1, 21, 35)), (1, 35)),
        ),
    ),
    (2, 44): (
        "TD3",
        (
            _Place(_NUMBER, ((1, 0, 9),), (1, 9)),
            _Place(_BIRTH, ((1, 13, 19),), (1, 19)),
            _Place(_EXPIRY, ((1, 21, 27),), (1, 27)),
            _Place(_OPTIONAL, ((1, 28, 42),), (1, 42)),
            _Place(_WHOLE, ((1, 0, 10), (1, 13, 20), (1, 21, 43)), (1, 43)),
        ),
    ),
}
_RUN_ON = {"TD1": (0, 15, 30), "TD2": (1, 28, 35)}
"""(line, from, to) of the optional data that takes the rest of a long document number."""
_VISA_FIELDS = 3
"""A visa has the first three check digits of a passport and no others."""


def check_digit(text: str) -> str:
    """The ICAO 9303 check digit of ``text``; ``ValueError`` for a character that may not stand there.

    >>> check_digit("L898902C3")
    '6'
    """
    return str(sum(_value(character) * (7, 3, 1)[place % 3] for place, character in enumerate(text)) % 10)


def check_zone(text: str) -> CheckedZone | None:
    """The check digits of a typed machine-readable zone; ``None`` when its lines fit no format.

    Spaces inside a line are dropped, small letters are read as capitals. A scanner may give all lines as one.
    """
    lines = [re.sub(r"\s", "", line).upper() for line in ascii_digits(text).splitlines()]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        lines = _cut(lines[0])
    if not lines or len({len(line) for line in lines}) != 1:
        return None
    known = _FORMATS.get((len(lines), len(lines[0])))
    if known is None or not all(re.fullmatch("[0-9A-Z<]+", line) for line in lines):
        return None
    name, places = known
    if lines[0].startswith("V") and len(lines) == 2:
        name, places = ("MRV-A" if name == "TD3" else "MRV-B"), places[:_VISA_FIELDS]
    return CheckedZone(name, tuple(_checked(name, lines, place) for place in places))


def _cut(zone: str) -> list[str]:
    """A zone without line ends in its lines; as it is where its length fits no format."""
    for count, length in _FORMATS:
        if len(zone) == count * length:
            return [zone[start : start + length] for start in range(0, len(zone), length)]
    return [zone]


def _checked(name: str, lines: list[str], place: _Place) -> CheckedField:
    covered = "".join(lines[line][start:stop] for line, start, stop in place.spans)
    line, column = place.digit
    typed = lines[line][column]
    if place.label == _NUMBER and typed == "<" and name in _RUN_ON:
        # A number longer than nine characters runs on into the optional data, its digit at the end.
        tail_line, start, stop = _RUN_ON[name]
        tail = lines[tail_line][start:stop].split("<")[0]
        if len(tail) > 1:
            return CheckedField(place.label, tail[-1], check_digit(covered + tail[:-1]))
    return CheckedField(place.label, typed, check_digit(covered))


def _value(character: str) -> int:
    if character == "<":
        return 0
    if "0" <= character <= "9":
        return int(character)
    if "A" <= character <= "Z":
        return ord(character) - 55
    raise ValueError(f"{character!r} does not stand in a machine-readable zone")
