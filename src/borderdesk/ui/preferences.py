"""How the program looks and speaks on this PC, known before anybody unlocks.

A small clear file beside the workspace: language, scheme, text size, font. Nothing in it tells about a
person or a record. ``app`` reads it before the first window; set-up, the rail and the settings screen
write it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from borderdesk.text import LANGUAGES
from borderdesk.ui.theme import FAMILIES, SCHEMES, TEXT_PERCENT, Appearance

FILE = "appearance.json"

_Value = TypeVar("_Value", str, int)


@dataclass(frozen=True)
class Preferences:
    """What the file holds."""

    language: str = "lo"
    appearance: Appearance = field(default_factory=Appearance)


def load(folder: Path, scheme: str = "light") -> Preferences:
    """The preferences kept in ``folder``; the first deployment's own where there are none or they are odd.

    ``scheme`` is the one to start with where nobody has chosen yet.
    """
    plain = Appearance(scheme)
    try:
        read = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences(appearance=plain)
    if not isinstance(read, dict):
        return Preferences(appearance=plain)
    return Preferences(
        _one_of(read.get("language"), LANGUAGES, "lo"),
        Appearance(
            _one_of(read.get("scheme"), SCHEMES, plain.scheme),
            _one_of(read.get("text_percent"), TEXT_PERCENT, plain.text_percent),
            _one_of(read.get("family"), tuple(FAMILIES), plain.family),
        ),
    )


def save(folder: Path, preferences: Preferences) -> bool:
    """Keep ``preferences``; whether it worked. A full or read-only disk does not stop anybody's work."""
    look = preferences.appearance
    text = json.dumps(
        {
            "language": preferences.language,
            "scheme": look.scheme,
            "text_percent": look.text_percent,
            "family": look.family,
        }
    )
    beside = folder / f"{FILE}.new"
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True


def _one_of(value: object, allowed: tuple[_Value, ...], otherwise: _Value) -> _Value:
    return next((choice for choice in allowed if choice == value), otherwise)
