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


@dataclass(frozen=True)
class PackageFile:
    """A package on the stick."""

    path: Path
    title: str
    detail: str


@dataclass(frozen=True)
class InboxState:
    """The ledger; ``empty`` says what to do while no checkpoint is trusted."""

    checkpoints: tuple[CheckpointLine, ...]
    empty: str
