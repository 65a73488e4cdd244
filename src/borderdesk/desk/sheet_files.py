"""Spreadsheets that people bring, XLSX or CSV, as plain rows of text and days; bounded, and never computed.

Called by directory_sheet.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from borderdesk.domain.errors import RuleBroken, Unavailable

Cell = str | date
_MOST_BYTES, _MOST_UNPACKED, _MOST_ROWS, _MOST_COLUMNS = 8 << 20, 96 << 20, 5_000, 80
_ZIP = b"PK\x03\x04"
_DELIMITERS = ",;\t"


def read_sheets(path: Path) -> dict[str, list[list[Cell]]]:
    """The rows of each sheet; a CSV has one, without a name.

    A CSV is UTF-8, or UTF-16 that says so; its columns are parted by comma, semicolon or tab.

    :raises RuleBroken: ``sheet.unreadable``, ``sheet.letters``, ``sheet.too_large`` (``megabytes``,
        ``rows``). :raises Unavailable: ``sheet.file``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unavailable("sheet.file", file=path.name) from error
    if len(data) > _MOST_BYTES:
        raise _too_large()
    return _workbook(data, path.name) if data.startswith(_ZIP) else {"": _csv(data, path.name)}


def _workbook(data: bytes, name: str) -> dict[str, list[list[Cell]]]:
    from openpyxl import load_workbook  # late: a quarter of a second, needed for workbooks only

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except (BadZipFile, ValueError) as error:
        raise RuleBroken("sheet.unreadable", file=name) from error
    if unpacked > _MOST_UNPACKED:
        raise _too_large()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {sheet.title: list(_lines(sheet)) for sheet in book.worksheets}
    except RuleBroken:
        raise
    except Exception as error:
        # openpyxl raises many kinds of errors on damaged or hostile files.
        raise RuleBroken("sheet.unreadable", file=name) from error


def _lines(sheet: Any) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # what a file says of its size need not be so
    for number, line in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)):
        if number > _MOST_ROWS:
            raise _too_large()
        yield [_cell(each) for each in line]


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


def _csv(data: bytes, name: str) -> list[list[Cell]]:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken("sheet.letters", file=name) from error
    if "\0" in text or not text.strip():
        raise RuleBroken("sheet.unreadable", file=name)
    first = text.splitlines()[0]
    delimiter = max(_DELIMITERS, key=first.count)
    found: list[list[Cell]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(found) > _MOST_ROWS:
                raise _too_large()
            found.append([each.strip() for each in line[:_MOST_COLUMNS]])
    except csv.Error as error:
        raise RuleBroken("sheet.unreadable", file=name) from error
    return found


def _too_large() -> RuleBroken:
    return RuleBroken("sheet.too_large", megabytes=_MOST_BYTES >> 20, rows=_MOST_ROWS)
