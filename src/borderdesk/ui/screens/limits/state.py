"""What the page of limits shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderdesk.desk import DiseasePack


@dataclass(frozen=True)
class InUse:
    """The limits that checks begin with now; ``note`` where something about the choice needs a look."""

    title: str
    limits: str
    chosen: str
    about: str
    draft: bool
    note: str


@dataclass(frozen=True)
class Other:
    """Other limits, and what choosing them would change."""

    id: str
    title: str
    change: str
    about: str


@dataclass(frozen=True)
class KeptLine:
    """Limits that can be written anew in the author's folder, ``own`` where they lie there; without ``pack``
    the detail says what has to be put right.
    """

    file: str
    title: str
    detail: str
    pack: DiseasePack | None
    own: bool


@dataclass(frozen=True)
class LimitsState:
    """The page; ``again`` is the id of chosen limits that content changed since, or ""."""

    in_use: InUse
    others: tuple[Other, ...]
    again: str
