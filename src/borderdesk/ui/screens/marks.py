"""What a tile that can be marked shows; frozen values without Qt, made by presenters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OtherAnswer:
    """An answer besides the mark: the key that gives it, its stored value and its words."""

    digit: int
    value: str
    words: str


@dataclass(frozen=True)
class Mark:
    """One tile as it stands. ``lead`` is its number or code, ``words`` what it says; ``full`` is read out
    in the line below. ``answer`` names an answer other than marked or blank, such as "not seen"."""

    key: str
    lead: str
    words: str
    full: str
    hint: str = ""
    marked: bool = False
    answer: str = ""
    others: tuple[OtherAnswer, ...] = ()
