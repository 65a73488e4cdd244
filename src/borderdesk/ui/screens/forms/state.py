"""What the forms page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FormLine:
    """A form: the version in use and what is behind it; ``older`` one line for each earlier version."""

    sha256: str
    form: str
    title: str
    detail: str
    older: tuple[str, ...]


@dataclass(frozen=True)
class FileState:
    """A form file that was read: what was found in it, and whether it can be taken in."""

    path: Path
    title: str
    summary: str
    errors: tuple[str, ...]
    findings: tuple[str, ...]
    usable: bool
