"""What the translations page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LanguageLine:
    """A language: how many of its texts are read, drafts or missing, and the same by kind."""

    language: str
    title: str
    detail: str
    done: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class LookState:
    """A workbook that was looked into: what it changes, and what is left out of it and why."""

    title: str
    summary: str
    changes: str
    change_lines: tuple[str, ...]
    left_out: str
    finding_lines: tuple[str, ...]
    act: str
    takes: bool
