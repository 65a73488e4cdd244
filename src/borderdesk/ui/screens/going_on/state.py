"""What the page shows, as frozen values with their words in the language of the moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GoingOnState:
    """Three short parts, numbered steps in the last; ``words`` are this PC's new six words, none before.

    ``act`` is the one primary act, ``reason`` why it is not for this user (empty when it is).
    """

    title: str
    happened: tuple[str, ...]
    safe: tuple[str, ...]
    steps: tuple[str, ...]
    words: tuple[str, ...]
    act: str
    reason: str
