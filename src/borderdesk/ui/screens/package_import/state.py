"""What the import page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Records in one state of the dry run; ``lines`` are their short codes, some with a reason."""

    key: str
    title: str
    count: int
    detail: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ImportState:
    """The page. ``act`` is the words of the one primary act; empty when there is none."""

    title: str
    checked: str
    note: str
    groups: tuple[Group, ...]
    act: str


@dataclass(frozen=True)
class Ending:
    """How the import ended: what happened, then what to do; ``retry_receipt`` offers to write it again."""

    headline: str
    detail: str
    retry_receipt: bool
    refused: bool
