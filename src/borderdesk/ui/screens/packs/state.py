"""What the content packs page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk.ui.screens.pack.state import KindLine


@dataclass(frozen=True)
class KeyLine:
    """A content key: whose, since when, its words; one that is in use can be withdrawn."""

    fingerprint: str
    device: str
    title: str
    detail: str
    can_withdraw: bool


@dataclass(frozen=True)
class KeysState:
    """The keys of this desk. ``words`` are those of the key that signs; empty where there is none."""

    explain: str
    words: tuple[str, ...]
    keys: tuple[KeyLine, ...]


@dataclass(frozen=True)
class ComposeState:
    """A pack being put together. ``blocked`` says why it cannot be signed, else empty."""

    summary: str
    kinds: tuple[KindLine, ...]
    reviews: str
    review_lines: tuple[str, ...]
    blocked: str
    act: str


@dataclass(frozen=True)
class SignedLine:
    """A pack that was signed here; one of a withdrawn key is written to no stick any more."""

    number: int
    title: str
    detail: str
    can_write: bool = True


@dataclass(frozen=True)
class PlaceLine:
    """A desk and the pack it uses."""

    device: str
    icon: str
    title: str
    detail: str
