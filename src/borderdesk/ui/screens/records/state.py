"""What the list of records shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk.desk.records import CaseFilter


@dataclass(frozen=True)
class RecordLine:
    """A record: no name, no sex, no nationality, no age. ``outcome`` is blank outside Private mode."""

    code: str
    short: str
    date: str
    step: str
    due: str
    outcome: str
    spoken: str


@dataclass(frozen=True)
class RecordsState:
    """The list as it stands; ``found_by`` says what was searched for, blank for a plain list."""

    lines: tuple[RecordLine, ...]
    filter: CaseFilter
    private: bool
    may_search_names: bool
    found_by: str
    empty: str
