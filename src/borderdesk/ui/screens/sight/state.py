"""What First sight shows: short neutral tags at the counter, the full text of one row at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """An answer of the list ``obs``; blank while nothing was said about a row."""

    BLANK = ""
    SEEN = "seen"
    NOT_SEEN = "not_seen"
    UNOBSERVED = "unobserved"


@dataclass(frozen=True)
class SightRow:
    """One of the rows. ``number`` is "03", ``tag`` short and neutral, ``full`` the sentence of the form."""

    key: str
    number: str
    tag: str
    full: str
    hint: str
    sign: Sign


@dataclass(frozen=True)
class SightState:
    """The page: rows in order, whether a routine reason to invite is offered, and what the form says of
    all rows together: what alone is never a sign."""

    rows: tuple[SightRow, ...]
    invite: bool
    before: str = ""

    @property
    def untouched(self) -> bool:
        """Whether nothing was marked yet."""
        return all(row.sign in (Sign.BLANK, Sign.NOT_SEEN) for row in self.rows)
