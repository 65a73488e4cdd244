"""What the directory page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ServiceLine:
    """A service; ``stale`` where it was never checked, or not for six months."""

    id: str
    title: str
    detail: str
    stale: bool
