"""Spreadsheets that people bring, XLSX or CSV, as plain rows of text and days; bounded, and never computed.

Called by directory_sheet, translation_sheet and translation_rows.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from borderdesk.desk.workspace import Progress, silent
from borderdesk.domain.errors import Cancelled, RuleBroken, Unavailable
from borderdesk.forms.workbooks import swollen

Cell = str | date
MOST_BYTES = 8 << 20
_MOST_ROWS, _MOST_COLUMNS = 5_000, 80
_EACH = 500
"""Rows between two reports of progress."""
_ZIP = b"PK\x03\x04"
_DELIMITERS = ",;\t"
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""How a workbook writes a sign that its format cannot hold, the end of a line from Windows among them."""
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_COUNTED_DAY = re.compile(r"\d{5}")
_BEFORE_FIRST = date(1899, 12, 30)
"""Day 0 of spreadsheets, which count the days when a cell is not laid out as a date."""


class SheetFileError(ValueError):
    """A file that is no spreadsheet, ``too_large``, or in ``letters`` that are none of Unicode's."""

    def __init__(self, *, too_large: bool = False, letters: bool = False) -> None:
        super().__init__()
        self.too_large = too_large
        self.letters = letters


def read_sheets(path: Path) -> dict[str, list[list[Cell]]]:
    """The rows of each sheet; a CSV has one, without a name.

    A CSV is UTF-8, or UTF-16 that says so; its columns are parted by comma, semicolon or tab.

    :raises RuleBroken: ``sheet.unreadable``, ``sheet.letters``, ``sheet.too_large`` (``megabytes``,
        ``rows``). :raises Unavailable: ``sheet.file``.
    """
    try:
        data = bounded_bytes(path)
        if not data.startswith(_ZIP):
            return {"": csv_cells(data, most_rows=_MOST_ROWS)}
        sheets = workbook_cells(data, most_rows=_MOST_ROWS)
    except OSError as error:
        raise Unavailable("sheet.file", file=path.name) from error
    except SheetFileError as error:
        if error.too_large:
            raise RuleBroken("sheet.too_large", megabytes=MOST_BYTES >> 20, rows=_MOST_ROWS) from error
        if error.letters:
            raise RuleBroken("sheet.letters", file=path.name) from error
        raise RuleBroken("sheet.unreadable", file=path.name) from error
    return {name: [[_cell(each) for each in line] for line in lines] for name, lines in sheets.items()}


def bounded_bytes(path: Path) -> bytes:
    """A file that is no larger than a spreadsheet may be.

    :raises OSError: where it cannot be read. :raises SheetFileError: where it is larger.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SheetFileError(too_large=True)
    return data


def workbook_cells(
    data: bytes, *, most_rows: int, computed: bool = True, progress: Progress = silent
) -> dict[str, list[list[object]]]:
    """What stands in the cells of each sheet of a workbook; not ``computed``, a formula is its own text.

    :raises SheetFileError: for what is no workbook, is damaged, or unpacks to more than a workbook may.
    """
    from openpyxl import load_workbook  # late: a quarter of a second, needed for workbooks only

    if swollen(data):
        raise SheetFileError(too_large=True)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=computed)
        return {sheet.title: list(_lines(sheet, most_rows, progress)) for sheet in book.worksheets}
    except (SheetFileError, Cancelled):
        raise
    except Exception as error:
        # openpyxl raises many kinds of errors on damaged or hostile files.
        raise SheetFileError from error


def _lines(sheet: Any, most_rows: int, progress: Progress) -> Iterator[list[object]]:
    sheet.reset_dimensions()  # what a file says of its size need not be so
    for number, line in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)):
        if number > most_rows:
            raise SheetFileError(too_large=True)
        if number % _EACH == 0:
            progress("reading", 0, 0)
        yield [_as_typed(each) if isinstance(each, str) else each for each in line]


def _as_typed(text: str) -> str:
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def csv_cells(data: bytes, *, most_rows: int) -> list[list[Cell]]:
    """The rows of a CSV file.

    :raises SheetFileError: for what is none, has more rows, or is in ``letters`` that cannot be read.
    """
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetFileError(letters=True) from error
    if "\0" in text or not text.strip():
        raise SheetFileError
    first = text.splitlines()[0]
    delimiter = max(_DELIMITERS, key=first.count)
    found: list[list[Cell]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(found) > most_rows:
                raise SheetFileError(too_large=True)
            found.append([each.strip() for each in line[:_MOST_COLUMNS]])
    except csv.Error as error:
        raise SheetFileError from error
    return found


def day_in(text: str) -> date | None:
    """The day that a cell tells: ``2026-11-26``, day before month as in ``26/11/2026``, or the number that a
    spreadsheet counts it with. None where it tells none.
    """
    with suppress(ValueError, OverflowError):
        if typed := _TYPED_DAY.fullmatch(text):
            day, month, year = map(int, typed.groups())
            return date(year, month, day)
        if _COUNTED_DAY.fullmatch(text):
            return _BEFORE_FIRST + timedelta(int(text))
        return date.fromisoformat(text)
    return None
