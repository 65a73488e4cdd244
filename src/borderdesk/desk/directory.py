"""Crossings, receivers, help lines, procedure cards: the shipped ones, or those that a pack brought."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.phones import DIALLED
from borderdesk.library.cards import SopCard as SopCard
from borderdesk.library.cards import sop_card as sop_card
from borderdesk.resources import content, of_content
from borderdesk.slips.wording import NEVER_ON_PAPER
from borderdesk.text import LANGUAGES, NEIGHBOURS, said_unread, tr_in, was_read
from borderdesk.text.toml_files import TomlError, read_toml


@dataclass(frozen=True)
class Station:
    """A border crossing; ``verified`` is false until an authority confirmed the row."""

    code: str
    name_en: str
    name_lo: str
    province: str
    verified: bool

    def name(self, language: str) -> str:
        return self.name_lo if language == "lo" else self.name_en


@dataclass(frozen=True)
class Receiver:
    """A service of the directory. A phone number prints only when checked within six months.

    ``own_names`` are those that the row itself has in neighbours' languages, by field (``card_name_th``);
    ``names_read`` the fields of those that somebody who knows the language has read.
    """

    id: str
    kind: ReceiverKind
    name_en: str
    name_lo: str
    card_name_en: str
    card_name_lo: str
    province: str
    national: bool
    address_en: str
    address_lo: str
    needs: tuple[str, ...]
    sexes: tuple[str, ...]
    ages: tuple[str, ...]
    languages: tuple[str, ...]
    hours_en: str
    hours_lo: str
    open_24h: bool
    phone: str
    phone_verified_on: date | None
    confidential: bool
    checked_on: date | None
    source: str
    own_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    names_read: frozenset[str] = frozenset()

    def name(self, language: str) -> str:
        return self.name_lo if language == "lo" else self.name_en

    def name_for_person(self, language: str) -> str:
        """Its name in full, in Lao and English where nobody has written it in the person's language."""
        if language in LANGUAGES:
            return self.name(language)
        own = self._in_neighbours("name", self.name_en, language)
        return own or " · ".join(dict.fromkeys((self.name_lo, self.name_en)))

    def card_name_for_person(self, language: str) -> str:
        """Its neutral name in a neighbour's language; "" where nobody has written one that paper may bear."""
        own = self._in_neighbours("card_name", self.card_name_en, language)
        # Sentences of a pack are not checked as names: they do not say what is one.
        return "" if any(word in own.casefold() for word in NEVER_ON_PAPER) else own

    def _in_neighbours(self, part: str, english: str, language: str) -> str:
        """A name as somebody has read it, else as the row says it, else as the program or a pack does."""
        place = f"{part}_{language}"
        own = self.own_names.get(place, "")
        if own and place in self.names_read:
            return own
        said = in_neighbours(english, language)
        if not own or own == said or (said and was_read(language, english)):
            return said
        return said_unread(language, own)

    def hours(self, language: str) -> str:
        return self.hours_lo if language == "lo" else self.hours_en


@dataclass(frozen=True)
class Helpline:
    """A help line; unverified ones never print. ``country`` is where its number is dialled."""

    id: str
    name_en: str
    name_lo: str
    number: str
    verified_on: date | None
    kind: str = "helpline"
    country: str = "LA"


@dataclass(frozen=True)
class Province:
    """A province by its ISO 3166-2 code; ``borders`` are the neighbouring countries."""

    iso: str
    name_en: str
    name_lo: str
    borders: tuple[str, ...]

    def name(self, language: str) -> str:
        return self.name_lo if language == "lo" else self.name_en


SERVICES, HELPLINES, STATIONS = "services.toml", "helplines.toml", "stations.toml"
FILES = (SERVICES, HELPLINES, STATIONS)
"""The files of the directory, below ``directory/``; one that a pack brings replaces the shipped one whole."""

OWN_NAMES = tuple(f"{part}_{code}" for code in NEIGHBOURS for part in ("name", "card_name"))
"""Fields of a service that only the person reads; a row need not have any."""

MOST_BYTES = 4 << 20
"""A directory of thousands of rows is smaller."""
Row = dict[str, Any]
Made = TypeVar("Made")
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,40}", re.ASCII)


@of_content
def stations() -> tuple[Station, ...]:
    """The known crossings, by name; any other code of three letters may be typed."""
    return _in_use(STATIONS, "station", "code", _station)


@of_content
def provinces() -> tuple[Province, ...]:
    """The provinces of Lao PDR; no pack changes them."""
    rows = tomllib.loads((content().shipped("directory/provinces.toml") or b"").decode())["province"]
    return tuple(Province(row["iso"], row["name_en"], row["name_lo"], tuple(row["borders"])) for row in rows)


@of_content
def directory() -> tuple[Receiver, ...]:
    """The services a person can be referred to."""
    return _in_use(SERVICES, "service", "id", _receiver)


@of_content
def helplines() -> tuple[Helpline, ...]:
    """Help lines; see :class:`Helpline`."""
    return _in_use(HELPLINES, "helpline", "id", _helpline)


def _in_use(name: str, table: str, key: str, make: Callable[[Row], Made]) -> tuple[Made, ...]:
    brought = content().installed(f"directory/{name}")
    if brought is not None:
        # It was checked when it was installed; where a later program asks for more, the good rows stay.
        with suppress(RuleBroken):
            made = tuple(_made(brought, table, key, make))
            if good := tuple(each for each in made if not isinstance(each, RuleBroken)):
                return good
    return _read(content().shipped(f"directory/{name}") or b"", table, key, make)


def read_stations(data: bytes) -> tuple[Station, ...]:
    """:raises RuleBroken: ``directory.unreadable`` (``line``), ``directory.row`` (``row``, ``field``)."""
    return _read(data, "station", "code", _station)


def read_services(data: bytes) -> tuple[Receiver, ...]:
    """:raises RuleBroken: as :func:`read_stations`; a row must say where it is from."""
    return _read(data, "service", "id", _receiver)


def read_helplines(data: bytes) -> tuple[Helpline, ...]:
    """:raises RuleBroken: as :func:`read_stations`; a row must say where it is from."""
    return _read(data, "helpline", "id", _helpline)


def _read(data: bytes, table: str, key: str, make: Callable[[Row], Made]) -> tuple[Made, ...]:
    found = []
    for each in _made(data, table, key, make):
        if isinstance(each, RuleBroken):
            raise each
        found.append(each)
    return tuple(found)


def _made(data: bytes, table: str, key: str, make: Callable[[Row], Made]) -> Iterator[Made | RuleBroken]:
    """Each row, or why it is none."""
    seen: set[object] = set()
    for number, row in enumerate(rows_in(data, table), start=1):
        name = row.get(key) if isinstance(row, dict) else None
        place = f"{number} ({name})" if isinstance(name, str) else str(number)
        try:
            if not isinstance(row, dict) or name in seen:
                raise ValueError(key)
            yield make(row)
        except (KeyError, ValueError, TypeError) as error:
            field = str(error.args[0]) if error.args else key
            refused = RuleBroken("directory.row", row=place, field=field)
            refused.__cause__ = error
            yield refused
        seen.add(str(name))


def rows_in(data: bytes, table: str) -> list[Any]:
    """The rows of a file as they stand there.

    :raises RuleBroken: ``directory.unreadable`` (``what``: where it stops being a table).
    """
    if len(data) > MOST_BYTES:
        raise RuleBroken("directory.unreadable", what=f"{MOST_BYTES >> 20} MB")
    try:
        rows = read_toml(data).get(table)
    except TomlError as error:
        raise RuleBroken("directory.unreadable", what=str(error)) from error
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise RuleBroken("directory.unreadable", what=f"[[{table}]]")
    return rows


def _station(row: Row) -> Station:
    return Station(
        _like(row, "code", _CODE),
        _text(row, "name_en"),
        _text(row, "name_lo"),
        _text(row, "province", ""),
        _flag(row, "verified"),
    )


def _receiver(row: Row) -> Receiver:
    _text(row, "source")
    own_names = {name: text for name in OWN_NAMES if (text := _text(row, name, "").strip())}
    return Receiver(
        id=_like(row, "id", _ID),
        kind=_kind(row),
        name_en=_text(row, "name_en"),
        name_lo=_text(row, "name_lo"),
        card_name_en=_text(row, "card_name_en"),
        card_name_lo=_text(row, "card_name_lo"),
        province=_text(row, "province", ""),
        national=row.get("scope") == "national",
        address_en=_text(row, "address_en", ""),
        address_lo=_text(row, "address_lo", ""),
        needs=_texts(row, "needs"),
        sexes=_texts(row, "sexes", ()),
        ages=_texts(row, "ages", ()),
        languages=_texts(row, "languages", ()),
        hours_en=_text(row, "hours_en", ""),
        hours_lo=_text(row, "hours_lo", ""),
        open_24h=_flag(row, "open_24h"),
        phone=_text(row, "phone", "") and _like(row, "phone", DIALLED),
        phone_verified_on=_day(row, "phone_verified_on"),
        confidential=_flag(row, "confidential"),
        checked_on=_day(row, "checked_on"),
        source=_text(row, "source"),
        own_names=own_names,
        names_read=frozenset(name for name in own_names if _was_read(row, name)),
    )


def _was_read(row: Row, name: str) -> bool:
    """Whether what the row says of its review is of this name, and of the English it was read beside."""
    from borderdesk.text.fragments import kept_review  # late: only where a row has such names

    english = str(row.get(f"{name.rpartition('_')[0]}_en", ""))
    return not kept_review(english, str(row[name]), str(row.get(f"{name}_read", ""))).draft


def _helpline(row: Row) -> Helpline:
    _text(row, "source")
    return Helpline(
        _like(row, "id", _ID),
        _text(row, "name_en"),
        _text(row, "name_lo"),
        _like(row, "number", DIALLED),
        _day(row, "verified_on"),
        _text(row, "kind", "helpline"),
        _text(row, "country", "LA"),
    )


def _text(row: Row, name: str, default: str | None = None) -> str:
    """One line of text; needed where there is no ``default``."""
    value = row.get(name, default)
    if not isinstance(value, str) or not (value.strip() or default is not None) or not is_one_line(value):
        raise ValueError(name)
    return value


def is_one_line(text: str) -> bool:
    """Whether a text may stand in a row: short, on one line, nothing that is not seen."""
    return len(text) <= 400 and all(sign.isprintable() for sign in text)


def _like(row: Row, name: str, pattern: re.Pattern[str]) -> str:
    value = _text(row, name)
    if not pattern.fullmatch(value):
        raise ValueError(name)
    return value


def _texts(row: Row, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    value = row.get(name, default)
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        raise ValueError(name)
    return tuple(value)


def _flag(row: Row, name: str) -> bool:
    value = row.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(name)
    return value


def _day(row: Row, name: str) -> date | None:
    value = row.get(name)
    if value is not None and type(value) is not date:
        raise ValueError(name)
    return value


def _kind(row: Row) -> ReceiverKind:
    try:
        return ReceiverKind(_text(row, "kind"))
    except ValueError:
        raise ValueError("kind") from None


def in_neighbours(english: str, language: str) -> str:
    """A name or hours of the directory in a neighbour's language; "" where nobody has written it."""
    said = tr_in(language, english) if english and language in NEIGHBOURS else ""
    return said if said != english else ""


def receiver(receiver_id: str) -> Receiver:
    """A service by its directory id.

    :raises Unavailable: ``directory.missing``.
    """
    for each in directory():
        if each.id == receiver_id:
            return each
    raise Unavailable("directory.missing", id=receiver_id)
