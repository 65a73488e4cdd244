"""What the page of one contradiction shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen: what it is, who said it where and when. ``entry`` names it."""

    entry: str
    number: int
    value: str
    source: str


@dataclass(frozen=True)
class FieldChoices:
    """One contested field; the choices in the order they are shown."""

    name: str
    title: str
    note: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ConflictState:
    """The record with everything to decide on it."""

    code: str
    short: str
    intro: str
    fields: tuple[FieldChoices, ...]
