"""What the About page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckLine:
    """One thing that is as it should be, or is worth a look with what to do."""

    key: str
    ok: bool
    title: str
    detail: str


@dataclass(frozen=True)
class FormLine:
    """A form on this PC."""

    id: str
    title: str
    detail: str
    draft: bool


@dataclass(frozen=True)
class AboutState:
    """The page."""

    version: str
    checks: tuple[CheckLine, ...]
    forms: tuple[FormLine, ...]
    words: tuple[str, ...]
