"""The workbook that reviewers of translations work in, as it comes back: one row a text, one sheet a kind.

Rows are found by what stands in them, columns by their heading, so that people may sort, filter, hide and
add. Each row says in its last column what it held when it was written, so that an old workbook takes nothing
back. A sheet that was saved as CSV is read like the sheet. Called by :mod:`borderdesk.desk.translations`;
:mod:`borderdesk.desk.translation_book` writes it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from borderdesk.desk.review_sources import SHEETS
from borderdesk.desk.sheet_files import (
    MOST_BYTES,
    SheetFileError,
    bounded_bytes,
    csv_cells,
    workbook_cells,
)
from borderdesk.desk.workspace import Progress
from borderdesk.domain.errors import RuleBroken, Unavailable

STATUS = ("draft", "reviewed")
ABOUT = ("status", "reviewer", "reviewed on", "note")
WAS = "as exported"
FIXED = ("where", "code", "english", "plural")
_NEEDED = ("english", "text", *ABOUT[:3], WAS)
"""Columns that a sheet must have; of the others, an empty one may have been taken out."""
_MARKS = {"english", "status", WAS}
"""Columns that tell a sheet of texts from one that somebody added."""
_LANGUAGE = re.compile(r".*\(([a-z]{2,3})\)")
MOST_ROWS = 20_000
FORMULA = "="
"""How a cell begins that holds a formula and no text."""


@dataclass(frozen=True)
class Row:
    """A row as it was filled in: text by column, its sentence under ``text``."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    columns: frozenset[str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def has(self, column: str) -> bool:
        """Whether its sheet has the column."""
        return column in self.columns

    @property
    def untouched(self) -> bool:
        """Whether it says what it said when it was written."""
        about = (self["status"], self["reviewer"], self["reviewed on"], self["note"])
        return self[WAS] == digest_of(self["english"], self["text"], about)

    @property
    def whole(self) -> bool:
        """Whether its last column is there."""
        return len(self[WAS]) == len(digest_of("", "", ()))

    def written_from(self, text: str) -> bool:
        """Whether the text in its language was this one when it was written."""
        return self[WAS].startswith(_digest(self["english"], text))


@dataclass(frozen=True)
class Incomplete:
    """A sheet that lacks a column, or has it twice."""

    sheet: str
    column: str


@dataclass(frozen=True)
class SheetsRead:
    """What a workbook holds: the language its sentences are said in and the heading of their column, its
    rows, and the sheets that could not be read.
    """

    language: str
    heading: str
    rows: tuple[Row, ...]
    incomplete: tuple[Incomplete, ...]


def digest_of(english: str, text: str, about: Sequence[str]) -> str:
    """What the last column holds of a row."""
    return _digest(english, text) + _digest(*about)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:8]


def read_book(data: bytes, name: str, progress: Progress) -> SheetsRead:
    """The rows that a reviewer filled in, of every sheet that has its columns.

    :raises RuleBroken: ``translation.unreadable``, ``translation.too_large``, ``translation.columns``
        (``sheet``, ``column``) where no sheet has them.
    """
    found = {}
    for title, cells in _sheets(data, name, progress).items():
        lines = [[_text(cell) for cell in line] for line in cells]
        if title in SHEETS or (lines and {heading.casefold() for heading in lines[0]} >= _MARKS):
            found[title] = lines  # a sheet of another name is one that somebody added, or named anew
    languages: dict[str, str] = {}
    rows: list[Row] = []
    incomplete: list[Incomplete] = []
    for title, lines in found.items():
        headings = {place: heading.casefold() for place, heading in enumerate(lines[0] if lines else ())}
        spoken = {place: told[1] for place, head in headings.items() if (told := _LANGUAGE.fullmatch(head))}
        headings |= dict.fromkeys(spoken, "text")
        lacking = _lacking(list(headings.values()))
        if lacking:
            incomplete.append(Incomplete(title, "(lo)" if lacking == "text" else lacking))
            continue
        languages |= {code: lines[0][place] for place, code in spoken.items()}
        for number, line in enumerate(lines[1:], start=2):
            filled = {headings[place]: text for place, text in enumerate(line) if text}
            if filled:
                rows.append(Row(title, number, filled, frozenset(headings.values())))
    if len(languages) != 1:
        wrong = incomplete[0] if incomplete and not languages else Incomplete("sentences", "(lo)")
        raise RuleBroken("translation.columns", sheet=wrong.sheet, column=wrong.column)
    ((language, heading),) = languages.items()
    return SheetsRead(language, heading, tuple(rows), tuple(incomplete))


def _lacking(headings: Sequence[str]) -> str:
    """The first column that must be there once and is not; ""."""
    needed = (column for column in _NEEDED if headings.count(column) != 1)
    twice = (column for column in (*FIXED, *ABOUT) if headings.count(column) > 1)
    return next(needed, "") or next(twice, "")


def _sheets(data: bytes, name: str, progress: Progress) -> dict[str, list[list[object]]]:
    try:
        if Path(name).suffix.lower() == ".csv":
            return {Path(name).stem: [list(line) for line in csv_cells(data, most_rows=MOST_ROWS)]}
        return workbook_cells(data, most_rows=MOST_ROWS, computed=False, progress=progress)
    except SheetFileError as error:
        raise _refused(error, name) from error


def bytes_of(path: Path) -> bytes:
    """A workbook's file.

    :raises Unavailable: ``translation.file``. :raises RuleBroken: ``translation.too_large``.
    """
    try:
        return bounded_bytes(path)
    except OSError as error:
        raise Unavailable("translation.file", file=path.name) from error
    except SheetFileError as error:
        raise _refused(error, path.name) from error


def _refused(error: SheetFileError, name: str) -> RuleBroken:
    if error.too_large:
        return RuleBroken("translation.too_large", megabytes=MOST_BYTES >> 20)
    return RuleBroken("translation.unreadable", file=name)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (str, int, float)):
        return str(cell).replace("\r\n", "\n")
    return FORMULA  # one that fills several cells has no text of its own
