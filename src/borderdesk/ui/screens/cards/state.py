"""What the key-card page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TrustedCard:
    """A desk whose card was accepted: who it is, since when, and its six words."""

    device: str
    title: str
    detail: str
    can_revoke: bool = False


@dataclass(frozen=True)
class Comparison:
    """A card read from a stick, before anybody said that its words match."""

    title: str
    text: str
    words: tuple[str, ...]
    known: bool
    link: str = ""
    """What the card says of an older identity, and what to think of it; empty for a first one."""


@dataclass(frozen=True)
class CardsState:
    """This desk's words, and the desks it trusts."""

    own_title: str
    own_words: tuple[str, ...]
    trusted: tuple[TrustedCard, ...]
    explain: str
