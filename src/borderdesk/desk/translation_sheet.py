"""The workbook that reviewers of translations work in: one row a text, one sheet for each kind.

Rows are found by what stands in them, columns by their heading, so that people may filter, hide and add.
What must stay is locked (without a password: the lock guards against slips, not against people), and each
row says in its last column what it held when it was written, so that an old workbook takes nothing back.
Called by :mod:`borderdesk.desk.translations`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from borderdesk.desk.review_sources import SHEETS
from borderdesk.desk.sheet_files import MOST_BYTES, SheetFileError, bounded_bytes, workbook_cells
from borderdesk.desk.workspace import Progress
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.text import tr_in, translatable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

STATUS = ("draft", "reviewed")
ABOUT = ("status", "reviewer", "reviewed on", "note")
_WAS = "as exported"
_FIXED = ("where", "code", "english", "plural")
_WIDTHS = {"where": 24, "code": 26, "english": 56, "plural": 20, "reviewer": 20, "note": 36}
_NAMES = {
    "lo": "Lao",
    "th": "Thai",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "my": "Burmese",
    "km": "Khmer",
}
_FONTS = {
    "lo": "Phetsarath OT",
    "th": "Leelawadee UI",
    "zh": "Microsoft YaHei",
    "my": "Myanmar Text",
    "km": "Leelawadee UI",
}
"""A font with the letters of each language that offices there have; where it is missing, another is taken."""
_HOW = "how to"
_TOLD = (
    translatable("Read the English and the text beside it, and change the text where it should be better."),
    translatable(
        "White columns are yours. Leave the grey ones as they are: the program finds its rows by them."
    ),
    translatable(
        "Set the status to reviewed once you have read a text; write your name, and the day as 2026-11-26."
    ),
    translatable(
        "Keep what stands in braces or after a sign such as &, and how lines begin, as in the English."
    ),
    translatable("A number under longest says how many letters there is room for."),
    translatable("Write short and calm words. Nothing may judge the person it is about."),
    translatable("Send the workbook back whenever you like: what is not marked stays a draft."),
)
"""What reviewers are told, on a sheet of its own."""
_LANGUAGE = re.compile(r".*\(([a-z]{2,3})\)")
_MOST_ROWS = 20_000
_EACH = 500
"""Rows between two reports of progress."""
FORMULA = "="
"""How a cell begins that holds a formula and no text."""


@dataclass(frozen=True)
class Line:
    """A row as it is written: the text in the language and all that stands around it."""

    where: str
    code: str
    english: str
    plural: str
    text: str
    most: int
    about: tuple[str, str, str, str]


@dataclass(frozen=True)
class Row:
    """A row as it was filled in: text by column, its sentence under ``text``."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def untouched(self) -> bool:
        """Whether it says what it said when it was written."""
        about = (self["status"], self["reviewer"], self["reviewed on"], self["note"])
        return self[_WAS] == _was(self["english"], self["text"], about)

    @property
    def whole(self) -> bool:
        """Whether its last column is there."""
        return len(self[_WAS]) == len(_was("", "", ()))

    def written_from(self, text: str) -> bool:
        """Whether the text in its language was this one when it was written."""
        return self[_WAS].startswith(_digest(self["english"], text))


@dataclass(frozen=True)
class SheetsRead:
    """What a workbook holds: the language that its sentences are said in, and its rows."""

    language: str
    rows: tuple[Row, ...]


def _was(english: str, text: str, about: Sequence[str]) -> str:
    return _digest(english, text) + _digest(*about)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:8]


# ------------------------------------------------------------------ out
def written_book(sheets: Mapping[str, Sequence[Line]], language: str, progress: Progress) -> bytes:
    """A workbook."""
    from openpyxl import Workbook  # late: a quarter of a second, needed for workbooks only

    book = Workbook(write_only=True)
    try:
        _write_sheets(book, sheets, language, progress)
    except BaseException:
        for sheet in book.worksheets:
            sheet.close()
        raise
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheets(
    book: Workbook, sheets: Mapping[str, Sequence[Line]], language: str, progress: Progress
) -> None:
    said = f"{_NAMES.get(language, language)} ({language})"
    columns = (*_FIXED, said, "longest", *ABOUT, _WAS)
    total, done = sum(map(len, sheets.values())), 0
    _write_how(book.create_sheet(_HOW))
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        write = _Pen(sheet, _FONTS.get(language, ""))
        _lay_out(sheet, columns, said)
        sheet.append([write.heading(column) for column in columns])
        for line in lines:
            if done % _EACH == 0:
                progress("writing", done, total)
            done += 1
            fixed = [write.locked(text) for text in (line.where, line.code, line.english, line.plural)]
            longest = write.locked(str(line.most) if line.most else "")
            open_cells = [write.open(text) for text in line.about]
            was = write.locked(_was(line.english, line.text, line.about))
            sheet.append([*fixed, write.said(line.text), longest, *open_cells, was])


def _write_how(sheet: Any) -> None:
    """What to do, in Lao and in English."""
    write = _Pen(sheet, _FONTS["lo"])
    for letter in "AB":
        sheet.column_dimensions[letter].width = 80
    for told in _TOLD:
        sheet.append([write.said(tr_in("lo", told)), write.locked(told)])
    sheet.protection.sheet = True


class _Pen:
    """Cells of a sheet, each kind styled once and copied: styling every cell anew takes seconds."""

    def __init__(self, sheet: Any, font: str) -> None:
        from openpyxl.cell import WriteOnlyCell  # late: as above
        from openpyxl.styles import Alignment, Font, PatternFill, Protection

        def model(*, locked: bool, **style: Any) -> WriteOnlyCell:
            cell = WriteOnlyCell(sheet)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=locked)
            cell.number_format = "@"
            for name, value in style.items():
                setattr(cell, name, value)
            return cell

        quiet = PatternFill("solid", start_color="F2F2F2")
        self._heading = model(locked=True, font=Font(bold=True))
        self._locked = model(locked=True, fill=quiet)
        self._open = model(locked=False)
        self._said = model(locked=False, font=Font(name=font)) if font else self._open

    def heading(self, text: str) -> WriteOnlyCell:
        return self._cell(self._heading, text)

    def locked(self, text: str) -> WriteOnlyCell:
        return self._cell(self._locked, text)

    def open(self, text: str) -> WriteOnlyCell:
        return self._cell(self._open, text)

    def said(self, text: str) -> WriteOnlyCell:
        return self._cell(self._said, text)

    def _cell(self, model: WriteOnlyCell, text: str) -> WriteOnlyCell:
        cell = copy(model)
        if text:
            cell.value = text
            cell.data_type = "s"  # a text that begins with "=" is a text
        return cell


def _lay_out(sheet: Any, columns: Sequence[str], said: str) -> None:
    from openpyxl.utils import get_column_letter  # late: as above
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {column: get_column_letter(number) for number, column in enumerate(columns, start=1)}
    for column, letter in letters.items():
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, 56 if column == said else 12)
    sheet.column_dimensions[letters[_WAS]].hidden = True
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters[_WAS]}{_MOST_ROWS}"
    choice = DataValidation("list", formula1=f'"{",".join(STATUS)}"', allow_blank=False)
    choice.error = "draft / reviewed"
    choice.add(f"{letters['status']}2:{letters['status']}{_MOST_ROWS}")
    own, longest = letters[said], letters["longest"]
    room = DataValidation("custom", formula1=f'IF({longest}2="",TRUE,LEN({own}2)<=VALUE({longest}2))')
    room.error = "Too long / ຍາວເກີນໄປ"
    room.add(f"{own}2:{own}{_MOST_ROWS}")
    for rule in (choice, room):
        rule.showErrorMessage = True
        sheet.data_validations.append(rule)
    guard = sheet.protection
    guard.sheet = True
    # False says that it may be done all the same.
    guard.autoFilter = guard.sort = guard.formatColumns = guard.formatRows = guard.formatCells = False
    guard.insertColumns = guard.deleteRows = False


# ------------------------------------------------------------------ in
def read_book(data: bytes, name: str, progress: Progress) -> SheetsRead:
    """The rows that a reviewer filled in.

    :raises RuleBroken: ``translation.unreadable``, ``translation.too_large``, ``translation.columns``
        (``sheet``, ``column``).
    """
    try:
        sheets = workbook_cells(data, most_rows=_MOST_ROWS, computed=False, progress=progress)
    except SheetFileError as error:
        raise _refused(error, name) from error
    found = {}
    for title, cells in sheets.items():
        lines = [[_text(cell) for cell in line] for line in cells]
        if title in SHEETS or (lines and {*_FIXED, _WAS} <= {*map(str.casefold, lines[0])}):
            found[title] = lines  # a sheet of another name is one that somebody added, or named anew
    if not found:
        raise RuleBroken("translation.columns", sheet="sentences", column="english")
    languages: set[str] = set()
    rows: list[Row] = []
    for title, lines in found.items():
        headings = {place: heading.casefold() for place, heading in enumerate(lines[0] if lines else ())}
        for place, heading in headings.items():
            if spoken := _LANGUAGE.fullmatch(heading):
                headings[place] = "text"
                languages.add(spoken[1])
        for column in ("code", "english", "plural", "text", *ABOUT, _WAS):
            if list(headings.values()).count(column) != 1:
                raise RuleBroken("translation.columns", sheet=title, column=column)
        for number, line in enumerate(lines[1:], start=2):
            filled = {headings[place]: text for place, text in enumerate(line) if text}
            if filled:
                rows.append(Row(title, number, filled))
    if len(languages) != 1:
        raise RuleBroken("translation.columns", sheet="sentences", column="(lo)")
    return SheetsRead(languages.pop(), tuple(rows))


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
    if isinstance(cell, (str, int, float)):
        return str(cell).replace("\r\n", "\n")
    return FORMULA  # one that fills several cells has no text of its own
