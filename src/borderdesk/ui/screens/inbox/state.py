"""What the inbox shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class NumberMark:
    """A package number of a checkpoint; ``arrived`` or missing."""

    number: int
    arrived: bool
    text: str
    spoken: str


@dataclass(frozen=True)
class CheckpointLine:
    """A checkpoint in the ledger."""

    device: str
    title: str
    heard: str
    marks: tuple[NumberMark, ...]
    note: str
    silent: str = ""
    """Words of the mark beside its name while it is silent."""
    details: tuple[str, ...] = ()
    """Receipts, repeats, what could not be taken in: quiet lines."""
    can_ask: bool = False
    """Whether something is missing that can be asked for."""


@dataclass(frozen=True)
class PackageFile:
    """A package on the stick."""

    path: Path
    title: str
    detail: str


@dataclass(frozen=True)
class NewIdentityLine:
    """A card on the stick by which a checkpoint goes on under a new identity."""

    path: Path
    title: str
    detail: str


@dataclass(frozen=True)
class InboxState:
    """The ledger, what asks for attention first; ``empty`` says what to do while no checkpoint is trusted.

    ``summary`` tells it in one look; ``more`` counts checkpoints that are not listed yet.
    """

    checkpoints: tuple[CheckpointLine, ...]
    empty: str
    summary: tuple[str, ...] = ()
    more: int = 0
    silent_after: int = 0
