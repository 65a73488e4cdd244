"""Content that is only read: crossings, receivers, help lines, procedure cards."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.errors import Unavailable
from borderdesk.library.cards import SopCard as SopCard
from borderdesk.library.cards import sop_card as sop_card
from borderdesk.resources import resource


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
    """A service of the directory. A phone number prints only when checked within six months."""

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

    def name(self, language: str) -> str:
        return self.name_lo if language == "lo" else self.name_en

    def hours(self, language: str) -> str:
        return self.hours_lo if language == "lo" else self.hours_en


@dataclass(frozen=True)
class Helpline:
    """A help line; unverified ones never print."""

    id: str
    name_en: str
    name_lo: str
    number: str
    verified_on: date | None


def _rows(name: str, table: str) -> list[dict[str, Any]]:
    with resource("directory", name).open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)[table]
    return rows


@lru_cache(maxsize=1)
def stations() -> tuple[Station, ...]:
    """The shipped crossings, by name; any other code of three letters may be typed."""
    rows = _rows("stations.toml", "station")
    return tuple(
        Station(
            row["code"], row["name_en"], row["name_lo"], row.get("province", ""), bool(row.get("verified"))
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def directory() -> tuple[Receiver, ...]:
    """The shipped services."""
    return tuple(_receiver(row) for row in _rows("services.toml", "service"))


def _receiver(row: dict[str, Any]) -> Receiver:
    return Receiver(
        id=row["id"],
        kind=ReceiverKind(row["kind"]),
        name_en=row["name_en"],
        name_lo=row["name_lo"],
        card_name_en=row["card_name_en"],
        card_name_lo=row["card_name_lo"],
        province=row.get("province", ""),
        national=row.get("scope") == "national",
        address_en=row.get("address_en", ""),
        address_lo=row.get("address_lo", ""),
        needs=tuple(row["needs"]),
        sexes=tuple(row.get("sexes", ())),
        ages=tuple(row.get("ages", ())),
        languages=tuple(row.get("languages", ())),
        hours_en=row.get("hours_en", ""),
        hours_lo=row.get("hours_lo", ""),
        open_24h=bool(row.get("open_24h")),
        phone=row.get("phone", ""),
        phone_verified_on=row.get("phone_verified_on"),
        confidential=bool(row.get("confidential")),
        checked_on=row.get("checked_on"),
        source=row.get("source", ""),
    )


@lru_cache(maxsize=1)
def helplines() -> tuple[Helpline, ...]:
    """Help lines; see :class:`Helpline`."""
    return tuple(
        Helpline(row["id"], row["name_en"], row["name_lo"], row["number"], row.get("verified_on"))
        for row in _rows("helplines.toml", "helpline")
    )


def receiver(receiver_id: str) -> Receiver:
    """A service by its directory id.

    :raises Unavailable: ``directory.missing``.
    """
    for each in directory():
        if each.id == receiver_id:
            return each
    raise Unavailable("directory.missing", id=receiver_id)
