"""What the page about readers shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadersLine:
    """A document: who has read the version in use, who only an older one, who none; ``count`` of how many."""

    id: str
    title: str
    now: str
    before: str
    missing: str
    count: str
