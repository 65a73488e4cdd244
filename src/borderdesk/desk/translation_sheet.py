"""The workbook that reviewers of translations work in: one row a sentence, one sheet for each kind.

Rows are found by what stands in them, columns by their heading, so that people may sort, hide and add.
Called by :mod:`borderdesk.desk.translations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from borderdesk.domain.errors import RuleBroken, Unavailable

SENTENCES, NOTICES = "sentences", "notices"
STATUS = ("draft", "reviewed")
ABOUT = ("status", "reviewer", "reviewed on", "note")
_WIDTHS = {"room": 16, "code": 30, "english": 56, "plural": 24, "reviewer": 20, "note": 40}
_KNOWN = (SENTENCES, NOTICES)
_NAMES = {
    "lo": "Lao",
    "th": "Thai",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "my": "Burmese",
    "km": "Khmer",
}
_LANGUAGE = re.compile(r".*\(([a-z]{2,3})\)")
_MOST_BYTES, _MOST_UNPACKED, _MOST_ROWS, _MOST_COLUMNS = 8 << 20, 96 << 20, 20_000, 60


@dataclass(frozen=True)
class Row:
    """A row as it was filled in: text by column, its sentence under ``text``."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class SheetsRead:
    """What a workbook holds: the language that its sentences are said in, and its rows."""

    language: str
    rows: tuple[Row, ...]


def written_book(sheets: Mapping[str, Iterable[Sequence[str]]], language: str) -> bytes:
    """A workbook; rows hold room, code, English, plural, the sentence and the columns of ``ABOUT``."""
    from openpyxl import Workbook  # late: a quarter of a second, needed for workbooks only
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    said = f"{_NAMES.get(language, language)} ({language})"
    columns = ("room", "code", "english", "plural", said, *ABOUT)
    wrapped, heavy = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, start=1):
            width = _WIDTHS.get(column, 56 if column == said else 14)
            sheet.column_dimensions[get_column_letter(number)].width = width
        choice = DataValidation("list", formula1=f'"{",".join(STATUS)}"', allow_blank=False)
        letter = get_column_letter(columns.index("status") + 1)
        choice.add(f"{letter}2:{letter}{_MOST_ROWS}")
        sheet.data_validations.append(choice)
        for number, row in enumerate((columns, *rows)):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=text or None)
                if text:
                    cell.data_type = "s"  # a text that begins with "=" is a text
                cell.alignment = wrapped
                if not number:
                    cell.font = heavy
                cells.append(cell)
            sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_book(path: Path) -> SheetsRead:
    """The rows that a reviewer filled in.

    :raises RuleBroken: ``translation.unreadable``, ``translation.too_large``, ``translation.columns``
        (``sheet``, ``column``). :raises Unavailable: ``translation.file``.
    """
    from openpyxl import load_workbook  # late: as above

    data = _bytes_of(path)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        found = {sheet.title: list(_lines(sheet)) for sheet in book.worksheets if sheet.title in _KNOWN}
    except RuleBroken:
        raise
    except Exception as error:
        # openpyxl raises many kinds of errors on damaged or hostile files.
        raise RuleBroken("translation.unreadable", file=path.name) from error
    if not found:
        raise RuleBroken("translation.columns", sheet=SENTENCES, column="english")
    languages: set[str] = set()
    rows: list[Row] = []
    for sheet, lines in found.items():
        headings = {place: heading.casefold() for place, heading in enumerate(lines[0] if lines else ())}
        for place, heading in headings.items():
            if spoken := _LANGUAGE.fullmatch(heading):
                headings[place] = "text"
                languages.add(spoken[1])
        for column in ("code", "english", "plural", "text", *ABOUT):
            if list(headings.values()).count(column) != 1:
                raise RuleBroken("translation.columns", sheet=sheet, column=column)
        for number, line in enumerate(lines[1:], start=2):
            cells = {headings[place]: text for place, text in enumerate(line) if text}
            if cells:
                rows.append(Row(sheet, number, cells))
    if len(languages) != 1:
        raise RuleBroken("translation.columns", sheet=SENTENCES, column="(lo)")
    return SheetsRead(languages.pop(), tuple(rows))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RuleBroken("translation.too_large", megabytes=_MOST_BYTES >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable("translation.file", file=path.name) from error
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except (BadZipFile, ValueError) as error:
        raise RuleBroken("translation.unreadable", file=path.name) from error
    if unpacked > _MOST_UNPACKED:
        raise RuleBroken("translation.too_large", megabytes=_MOST_BYTES >> 20)
    return data


def _lines(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file says of its size need not be so
    for number, line in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)):
        if number > _MOST_ROWS:
            raise RuleBroken("translation.too_large", megabytes=_MOST_BYTES >> 20)
        yield [_text(cell) for cell in line]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n")
