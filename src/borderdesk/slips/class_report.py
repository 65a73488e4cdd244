"""A class on paper: who did what, exercises as bars, where answers differ and why; called by ``desk``.

For talking about together: no mark, no ranking. Bars are black in an outline, so that any printer shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.page import LEFT, WIDTH, Page
from borderdesk.slips.sheet import A4, Sheet, paragraph_height
from borderdesk.slips.text_layout import Style
from borderdesk.text.catalogue import tr_in, translatable
from borderdesk.text.dates import short_date

TITLE = "Class report"
"""The PDF's own title."""
Bar = tuple[str, int, int]
"""An exercise, its attempts as in the story, and all its attempts."""

_HEADING = translatable("A class in practice")
_STATION = translatable("{station} · {day}")
_WHO = translatable("Who did what")
_CHART = translatable("Exercises: attempts as in the story, of all attempts")
_OF = translatable("{n} of {all}")
_COUNTED = translatable("Only exercises done 11 times or more are drawn, and nobody is named.")
_NO_BARS = translatable("No exercise was done 11 times yet, so no bar is drawn.")
_DIFFER = translatable("Where answers differ from the story")
_NOWHERE = translatable("Nobody's answers differ.")
_BLANK = translatable("An empty cell is as in the story.")
_QUESTION = translatable("Question")
_STORY = translatable("In the story")
_WHY = translatable("Why: {why}")
_FOOT = translatable("For talking about together. It says nothing about how good anybody is.")
_NAME = 66.0
_BAR = 80.0
_COLUMNS = 5
_ASKED = 58.0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A question: what each person noted, in the order of the matrix's people."""

    question: str
    text: str
    reference: str
    why: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One story with its people and the questions at which somebody differs."""

    title: str
    people: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """Everything on the paper, in one language; people by role number, or by letter."""

    language: str
    station: str
    day: date
    people: tuple[tuple[str, tuple[tuple[str, date], ...]], ...]
    bars: tuple[Bar, ...]
    matrices: tuple[Matrix, ...]


def draw_chart(bars: Sequence[Bar], language: str, family: str = "noto") -> PrintedDocument:
    """The bars alone, on a page of their own size."""
    body = Style(10.5, family=family)
    height = sum(_bar_height(bar, body) for bar in bars) + 4
    sheet = Sheet(TITLE, (_NAME + _BAR + 30, height))
    sheet.new_page()
    y = 2.0
    for bar in bars:
        _draw_bar(sheet, bar, 2.0, y, language, body)
        y += _bar_height(bar, body)
    return sheet.finish()


def draw_class_report(report: ClassReport, family: str = "noto") -> PrintedDocument:
    """The report as a PDF in memory; the same report gives the same bytes."""
    pages = _draw(report, family, 0)[1]
    return _draw(report, family, pages)[0]


def _draw(report: ClassReport, family: str, pages: int) -> tuple[PrintedDocument, int]:
    sheet = Sheet(TITLE, A4)
    page = Page(sheet, report.language, family, foot=_FOOT)
    page.pages = pages
    page.begin()
    page.text(page.say(_HEADING), page.title, gap=0.5)
    page.text(page.say(_STATION, station=report.station, day=short_date(report.day)), page.body)
    page.heading(page.say(_WHO))
    for who, done in report.people:
        page.text(who, page.strong, gap=0.2)
        for title, day in done:
            page.text(f"{short_date(day)}  {title}", page.body, indent=8, gap=0.2)
        page.y += 1.2
    page.heading(page.say(_CHART))
    page.text(page.say(_COUNTED if report.bars else _NO_BARS), page.small)
    for bar in report.bars:
        height = _bar_height(bar, page.body)
        page.room(height)
        _draw_bar(sheet, bar, LEFT, page.y, report.language, page.body)
        page.y += height
    page.heading(page.say(_DIFFER))
    if not report.matrices:
        page.text(page.say(_NOWHERE), page.body)
    else:
        page.text(page.say(_BLANK), page.small)
    for matrix in report.matrices:
        for start in range(0, len(matrix.people), _COLUMNS):
            _draw_matrix(page, matrix, start)
    return sheet.finish(), page.number


def _bar_height(bar: Bar, body: Style) -> float:
    return max(paragraph_height(bar[0], _NAME - 4, body), 7.0) + 1.5


def _draw_bar(sheet: Sheet, bar: Bar, x: float, y: float, language: str, body: Style) -> None:
    title, matching, attempts = bar
    sheet.paragraph(title, x, y, _NAME - 4, body, language=language)
    left, top = x + _NAME, y + 1.0
    sheet.box(left, top, _BAR, 5)
    sheet.block(left, top, _BAR * matching / attempts, 5)
    said = tr_in(language, _OF).format(n=matching, all=attempts)
    sheet.text(said, left + _BAR + 3, top + 4.2, body, language=language)


def _draw_matrix(page: Page, matrix: Matrix, start: int) -> None:
    """Some of the people of a story side by side; a cell is blank where it is as in the story."""
    people = matrix.people[start : start + _COLUMNS]
    column = (WIDTH - _ASKED) / (len(people) + 1)
    heads = [page.say(_QUESTION), page.say(_STORY), *people]
    widths = [_ASKED, *[column] * (len(people) + 1)]
    first = _row_height(page, matrix.rows[0], start, widths) if matrix.rows else 0
    page.room(paragraph_height(matrix.title, WIDTH, page.strong) + 14 + first)
    page.text(matrix.title, page.strong, gap=1)
    _draw_cells(page, heads, widths, page.small)
    page.sheet.rule(LEFT, page.y, LEFT + WIDTH, page.y, 0.8)
    page.y += 1
    for row in matrix.rows:
        page.room(_row_height(page, row, start, widths))
        _draw_cells(page, _cells(row, start), widths, page.body)
        if row.why:
            page.text(page.say(_WHY, why=row.why), page.small, gap=0.8)
        page.sheet.rule(LEFT, page.y, LEFT + WIDTH, page.y)
        page.y += 1
    page.y += 2


def _cells(row: MatrixRow, start: int) -> list[str]:
    noted = ["" if cell == row.reference else cell for cell in row.cells[start : start + _COLUMNS]]
    return [f"{row.question}  {row.text}", row.reference, *noted]


def _row_height(page: Page, row: MatrixRow, start: int, widths: Sequence[float]) -> float:
    cells = zip(_cells(row, start), widths, strict=True)
    tallest = max(paragraph_height(words, width - 2, page.body) for words, width in cells if words)
    why = paragraph_height(page.say(_WHY, why=row.why), WIDTH, page.small) if row.why else 0
    return tallest + why + 3


def _draw_cells(page: Page, cells: Sequence[str], widths: Sequence[float], style: Style) -> None:
    x, bottom = LEFT, page.y
    for words, width in zip(cells, widths, strict=True):
        if words:
            bottom = max(
                bottom, page.sheet.paragraph(words, x, page.y, width - 2, style, language=page.language)
            )
        x += width
    page.y = bottom + 0.6
