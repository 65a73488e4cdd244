"""What the transfer page shows, as frozen values with their words in the language of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from borderdesk.domain.values import Carriage


@dataclass(frozen=True)
class Stage:
    """How many records are at one stage of the way; ``spoken`` is the whole as one sentence."""

    carriage: Carriage
    count: int
    text: str
    spoken: str


@dataclass(frozen=True)
class LedgerLine:
    """A package this PC wrote. ``first`` is where packing it again begins."""

    number: int
    icon: str
    title: str
    detail: str
    can_hand_over: bool
    can_pack_again: bool
    first: int


@dataclass(frozen=True)
class IncomingLine:
    """A file on the stick that this PC may want."""

    path: Path
    title: str
    detail: str
    act: str


@dataclass(frozen=True)
class CheckPage:
    """What is said before an act that cannot be taken back."""

    title: str
    text: str
    detail: str
    act: str


@dataclass(frozen=True)
class PackedLine:
    """A package that was read back from the stick and found whole."""

    number: int
    text: str
    detail: str


@dataclass(frozen=True)
class RequestLine:
    """A supervisor's desk asks to send again; no package has answered yet. ``first`` is where to begin."""

    key: str
    title: str
    detail: str
    first: int


@dataclass(frozen=True)
class StandingLine:
    """This PC was set back to an old copy: what to know, and the words of the act (empty: none is due)."""

    title: str
    text: str
    act: str


@dataclass(frozen=True)
class TransferState:
    """The whole page. ``reason`` says why packing is not possible, else empty; ``way_out`` what helps."""

    stages: tuple[Stage, ...]
    inside: str
    by_stage: tuple[str, ...]
    """The records at each stage, a line a stage: its name and their short codes."""
    staying: str
    receivers: str
    reason: str
    way_out: str
    needs_card: bool
    ledger: tuple[LedgerLine, ...]
    older: int
    requests: tuple[RequestLine, ...] = ()
