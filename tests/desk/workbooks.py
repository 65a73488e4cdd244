"""Workbooks of translations as reviewers fill them in."""

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from borderdesk import desk

SIGNED: dict[str, object] = {"status": "reviewed", "reviewer": "Noy", "reviewed_on": "2026-11-25"}


def rows_of(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return [row for sheet in of_texts(book) for row in sheet.iter_rows(min_row=2, values_only=True)]


def of_texts(book: openpyxl.Workbook) -> list[Worksheet]:
    """The sheets of a workbook but the one that tells reviewers what to do."""
    return [sheet for sheet in book.worksheets if sheet.title != "how to"]


def fill(path: Path, english: str, /, **cells: object) -> None:
    """Fill cells of the row with this English, as a reviewer would."""
    fill_all(path, {english: cells})


def sign(path: Path, english: str, /, **cells: object) -> None:
    """Say that Noy read the row with this English."""
    fill(path, english, **{**SIGNED, **cells})


def sign_words(path: Path, words: dict[str, str]) -> None:
    """Say that Noy read these rows, with the Lao that Noy wrote."""
    fill_all(path, {english: {**SIGNED, "lao": lao} for english, lao in words.items()})


def fill_all(path: Path, wanted: dict[str, dict[str, object]]) -> None:
    """Fill cells of several rows; a large workbook takes a while to open."""
    book = openpyxl.load_workbook(path)
    for sheet in of_texts(book):
        headings = {str(cell.value).replace(" ", "_"): cell.column for cell in sheet[1]}
        for row in sheet.iter_rows(min_row=2):
            for name, value in wanted.get(str(row[headings["english"] - 1].value), {}).items():
                row[headings["Lao_(lo)" if name == "lao" else name] - 1].value = value
    book.save(path)


def sign_all(path: Path) -> None:
    """Say that Noy read everything."""
    book = openpyxl.load_workbook(path)
    for sheet in of_texts(book):
        headings = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            for name, value in SIGNED.items():
                sheet.cell(row, headings[name.replace("_", " ")]).value = value
    book.save(path)


def texts(folder: Path) -> dict[str, str]:
    """Every file of text below a folder, by name."""
    return {path.name: path.read_bytes().decode() for path in folder.rglob("*.*") if path.suffix != ".mo"}


def codes(taken: desk.TranslationsTaken) -> list[str]:
    return [each.code for each in taken.findings]
