"""The workbook as reviewers get it: what to do on its first sheet, then one sheet for each kind of text.

What must stay is locked, without a password: the lock guards against slips, not against people. Columns that
a reviewer needs nothing of are hidden. Called by :mod:`borderdesk.desk.translations`;
:mod:`borderdesk.desk.translation_sheet` reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from borderdesk.desk.translation_sheet import ABOUT, FIXED, MOST_ROWS, STATUS, WAS, digest_of
from borderdesk.desk.workspace import Progress
from borderdesk.text import tr_in, translatable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

_LONGEST = "longest"
_WIDTHS = {
    "where": 22,
    "code": 26,
    "english": 52,
    "plural": 20,
    "reviewer": 18,
    "reviewed on": 14,
    "note": 34,
}
"""Letters that a column is wide; together they fit a screen of 1366 dots without the hidden ones."""
_SAID_WIDTH = 52
_LINE = 16.5
"""Points that a line is high; the marks over and under the letters of Lao and its neighbours need more."""
_TALL = {"lo": 19.5, "th": 18.0, "my": 24.0, "km": 24.0}
_HEAD = 24.0
_A4 = 9
"""As the format counts sizes of paper."""
_NAMES = {
    "lo": "Lao",
    "th": "Thai",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "my": "Burmese",
    "km": "Khmer",
}
_LATIN = "Calibri"
_FONTS = {
    "lo": "Phetsarath OT",
    "th": "Leelawadee UI",
    "zh": "Microsoft YaHei",
    "my": "Myanmar Text",
    "km": "Leelawadee UI",
}
"""A font with the letters of each language that offices there have; where it is missing, another is taken."""
_HOW = "how to"
_HOW_WIDTH = 80
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
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_EACH = 500
"""Rows between two reports of progress."""


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
    columns = (*FIXED, said, _LONGEST, *ABOUT, WAS)
    total, done = sum(map(len, sheets.values())), 0
    _write_how(book.create_sheet(_HOW))
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        write = _Pen(sheet, _FONTS.get(language, _LATIN))
        _lay_out(sheet, columns, said, _without_use(lines), len(lines) + 1)
        _make_high(sheet, [_HEAD, *(_height(line, language) for line in lines)])
        sheet.append([write.heading(column) for column in columns])
        for line in lines:
            if done % _EACH == 0:
                progress("writing", done, total)
            done += 1
            fixed = [write.locked(text) for text in (line.where, line.code, line.english, line.plural)]
            longest = write.locked(str(line.most) if line.most else "")
            open_cells = [write.open(text) for text in line.about]
            was = write.locked(digest_of(line.english, line.text, line.about))
            sheet.append([*fixed, write.said(line.text), longest, *open_cells, was])


def _write_how(sheet: Any) -> None:
    """What to do, in Lao and in English."""
    write = _Pen(sheet, _FONTS["lo"])
    for letter in "AB":
        sheet.column_dimensions[letter].width = _HOW_WIDTH
    rows = [(tr_in("lo", told), told) for told in _TOLD]
    _make_high(sheet, [max(_lines(text, _HOW_WIDTH) for text in row) * _TALL["lo"] for row in rows])
    for lao, english in rows:
        sheet.append([write.said(lao), write.locked(english)])
    sheet.protection.sheet = True


def _without_use(lines: Sequence[Line]) -> set[str]:
    """Columns that a reviewer of this sheet needs nothing of: the program's own, and empty ones."""
    hidden = {"code", WAS}
    if not any(line.plural for line in lines):
        hidden.add("plural")
    if not any(line.most for line in lines):
        hidden.add(_LONGEST)
    return hidden


# ------------------------------------------------------------------ how high a row is
def _height(line: Line, language: str) -> float:
    """Points in which all of a row can be read."""
    latin = max(
        _lines(line.where, _WIDTHS["where"]),
        _lines(line.english, _WIDTHS["english"]),
        _lines(line.plural, _WIDTHS["plural"]),
        _lines(line.about[-1], _WIDTHS["note"]),
    )
    return max(latin * _LINE, _lines(line.text, _SAID_WIDTH) * _TALL.get(language, _LINE))


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column; more than its width fit, which leaves room for words."""
    return sum(1 + max(0, _letters(each) - 1) // width for each in text.split("\n"))


def _letters(text: str) -> int:
    """Places that letters take: marks over others none, those of Chinese two."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(each) in "WF" else unicodedata.category(each) != "Mn"
        for each in text
    )


def _make_high(sheet: Any, heights: Iterable[float]) -> None:
    """Rows as high as their texts; they grow with what is written into them."""
    from openpyxl.worksheet.dimensions import RowDimension  # late: as above

    class Growing(RowDimension):  # type: ignore[misc]  # openpyxl has no types
        customHeight = False  # noqa: N815 - as the format calls it

    for number, height in enumerate(heights, start=1):
        sheet.row_dimensions[number] = Growing(sheet, index=number, ht=height)


# ------------------------------------------------------------------ how it looks
class _Pen:
    """Cells of a sheet, each kind styled once and copied: styling every cell anew takes seconds."""

    def __init__(self, sheet: Any, font: str) -> None:
        from openpyxl.cell import WriteOnlyCell  # late: as above
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        thin = Side("thin", color="D0D7DE")

        def model(*, locked: bool, **style: Any) -> WriteOnlyCell:
            cell = WriteOnlyCell(sheet)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=locked)
            cell.border = Border(bottom=thin, right=thin)
            cell.number_format = "@"
            cell.font = Font(name=_LATIN, size=11)
            for name, value in style.items():
                setattr(cell, name, value)
            return cell

        quiet, dark = PatternFill("solid", start_color="F2F2F2"), PatternFill("solid", start_color="1F3A5F")
        self._heading = model(
            locked=True,
            fill=dark,
            font=Font(name=_LATIN, size=11, bold=True, color="FFFFFF"),
            alignment=Alignment(vertical="center"),
        )
        self._locked = model(locked=True, fill=quiet)
        self._open = model(locked=False)
        self._said = model(locked=False, font=Font(name=font, size=12))

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
            cell.value = _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text
            cell.data_type = "s"  # a text that begins with "=" is a text
        return cell


def _lay_out(sheet: Any, columns: Sequence[str], said: str, hidden: set[str], rows: int) -> None:
    from openpyxl.formatting.rule import FormulaRule  # late: as above
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    letters = {column: get_column_letter(number) for number, column in enumerate(columns, start=1)}
    for column, letter in letters.items():
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, _SAID_WIDTH if column == said else 12)
        sheet.column_dimensions[letter].hidden = column in hidden
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters[WAS]}{rows}"
    read = FormulaRule([f'${letters["status"]}2="{STATUS[1]}"'], fill=PatternFill(bgColor="E3F4E6"))
    sheet.conditional_formatting.add(f"{letters[said]}2:{letters['note']}{rows}", read)
    for rule, column in _rules(letters, said):
        rule.add(f"{letters[column]}2:{letters[column]}{MOST_ROWS}")
        sheet.data_validations.append(rule)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    guard = sheet.protection
    guard.sheet = True
    # False says that it may be done all the same.
    guard.autoFilter = guard.sort = guard.formatColumns = guard.formatRows = guard.formatCells = False
    guard.insertColumns = guard.deleteRows = False


def _rules(letters: Mapping[str, str], said: str) -> Iterable[tuple[Any, str]]:
    """What a program tells while somebody fills a column in."""
    from openpyxl.worksheet.datavalidation import DataValidation  # late: as above

    choice = DataValidation("list", formula1=f'"{",".join(STATUS)}"', allow_blank=False)
    choice.error, choice.showErrorMessage = " / ".join(STATUS), True
    own, longest = letters[said], letters[_LONGEST]
    room = DataValidation("custom", formula1=f'IF({longest}2="",TRUE,LEN({own}2)<=VALUE({longest}2))')
    room.error, room.showErrorMessage = "Too long / ຍາວເກີນໄປ", True
    day = DataValidation("custom", formula1="TRUE", allow_blank=True)
    day.prompt, day.showInputMessage = "2026-11-26", True
    return ((choice, "status"), (room, said), (day, "reviewed on"))
