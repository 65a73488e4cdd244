"""The directory as a spreadsheet: out for a ministry to correct, and theirs in, looked through row by row.

Columns are found by their heading, in any order: the field's name, or its words in Lao or English. Closed
lists hold words or codes. A row that breaks a rule is left out and told with its number; the others go in.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from borderdesk.desk.content_folder import require_there, write_whole
from borderdesk.desk.directory import rows_in
from borderdesk.desk.directory_fields import (
    CHECKED_OF,
    FIELDS,
    KEY_OF,
    TABLE_OF,
    Field,
    Holds,
    Part,
    Problem,
    code_of,
    told,
)
from borderdesk.desk.directory_file import changed_file, place_of, read_part
from borderdesk.desk.directory_keeping import row_change
from borderdesk.desk.sheet_files import Cell, day_in, read_sheets
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.forms.tabular import Table, to_csv, to_xlsx
from borderdesk.text import LANGUAGES, language
from borderdesk.text.dates import short_date
from borderdesk.text.lao import ascii_digits

_YES = ("yes", "true", "1", "x", "✓", "ແມ່ນ", "ຈິງ")
_NO = ("no", "false", "0", "-", "ບໍ່", "ບໍ່ແມ່ນ")
_NAMED = re.compile(r".*\((\w+)\)")
_BETWEEN = re.compile(r"[,;\n]")
_RISKY = re.compile(r"'(?=[=+\-@＝＋－＠])")


@dataclass(frozen=True)
class SheetFinding:
    """A row that is left out: its number in the sheet, its name there, and why."""

    row: int
    name: str
    field: str
    code: str
    what: str


@dataclass(frozen=True)
class DirectorySheet:
    """What taking a sheet in does: names of rows that are ``new`` or ``changed``, how many stay the ``same``.

    ``ignored`` are columns that mean nothing here; ``listing`` names exactly this content.
    """

    part: Part
    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    findings: tuple[SheetFinding, ...]
    ignored: tuple[str, ...]
    listing: str


# ------------------------------------------------------------------ out
@permitted(Act.EDIT_CONTENT)
def export_directory(
    workspace: Workspace, to: Path, *, folder: Path | None = None, part: Part = Part.SERVICES
) -> Path:
    """Write a part of the directory to a file: a workbook, or CSV where its name ends so.

    :raises RuleBroken: ``directory.unreadable``; ``sheet.in_folder`` for a place from which packs are made: a
        table there would be taken for a form. :raises Unavailable: ``content.unwritable``.
    """
    if folder is not None and to.resolve().is_relative_to(folder.resolve()):
        raise RuleBroken("sheet.in_folder", folder=folder.name)
    fields = FIELDS[part]
    rows = [row for row in rows_in(read_part(folder, part), TABLE_OF[part]) if isinstance(row, dict)]
    table = Table(
        part.value,
        tuple(f"{field.label_in(language())} ({field.name})" for field in fields),
        tuple(tuple(_written(field, row.get(field.name)) for field in fields) for row in rows),
    )
    data = to_csv(table).encode() if to.suffix.lower() == ".csv" else to_xlsx([table])
    return write_whole(to, data)


def _written(field: Field, value: object) -> str:
    if isinstance(value, bool):
        return _YES[0] if value else _NO[0]
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, list):
        return ", ".join(field.said(str(each)) for each in value)
    return field.said(value) if isinstance(value, str) else ""


# ------------------------------------------------------------------ in
@permitted(Act.EDIT_CONTENT)
def preview_directory_sheet(
    workspace: Workspace,
    folder: Path,
    file: Path,
    *,
    part: Part = Part.SERVICES,
    office_numbers: bool = False,
) -> DirectorySheet:
    """What a spreadsheet would change in an author's folder. Nothing is written.

    :raises RuleBroken: ``sheet.columns`` where no column names a row, ``sheet.column_twice`` (``column``);
        as ``read_sheets``; ``directory.unreadable``. :raises Unavailable: ``sheet.file``.
    """
    return _taken(workspace, folder, file, part, office_numbers)[0]


@permitted(Act.EDIT_CONTENT)
def import_directory_sheet(
    workspace: Workspace,
    folder: Path,
    file: Path,
    *,
    part: Part = Part.SERVICES,
    office_numbers: bool = False,
    listing: str = "",
) -> DirectorySheet:
    """Take every good row of a spreadsheet into an author's folder; ``listing`` is what was looked at.

    A row is that of the same short name, else of the same name and place; blank cells change nothing. With
    ``office_numbers`` somebody has said that all numbers are offices', not persons' own.

    :raises RuleBroken: ``sheet.changed_since``; as :func:`preview_directory_sheet`.
    :raises Unavailable: ``content.unwritable``, ``content.folder_gone``.
    """
    require_there(workspace, folder)
    found, rows = _taken(workspace, folder, file, part, office_numbers)
    if listing and found.listing != listing:
        raise RuleBroken("sheet.changed_since", file=file.name)
    if rows:
        text = changed_file(read_part(folder, part), part, rows)
        write_whole(place_of(folder, part), text)
    return found


def _taken(
    workspace: Workspace, folder: Path, file: Path, part: Part, office_numbers: bool
) -> tuple[DirectorySheet, list[dict[str, Any]]]:
    key, today = KEY_OF[part], workspace.clock().date()
    data = read_part(folder, part)
    there = {str(row.get(key)): row for row in rows_in(data, TABLE_OF[part])}
    sheets = read_sheets(file)
    lines = sheets.get(part.value) or next(iter(sheets.values()))
    start, columns, ignored = _columns(part, lines)
    puts: dict[str, dict[str, Any]] = {}
    new: list[str] = []
    changed: list[str] = []
    findings: list[SheetFinding] = []
    same = 0
    for number, line in enumerate(lines[start:], start=start + 1):
        facts = {
            field.name: _fact(field, line[place]) for place, field in columns.items() if place < len(line)
        }
        facts = {name: value for name, value in facts.items() if value not in ("", ())}
        if not facts:
            continue
        name = facts[key] = str(facts.get(key) or _name_for(part, facts, there, puts))
        before = there.get(name, {})
        put, wrong = row_change(part, before, facts, today, office_number=office_numbers)
        wrong = (*wrong, *_unsigned(part, before, facts))
        if name in puts:
            wrong = (Problem(key, "directory.twice", name), *wrong)
        if wrong:
            findings.append(_finding(part, number, name, wrong[0]))
            continue
        puts[name] = put
        if not before:
            new.append(name)
        elif any(before.get(field) != _plain(value) for field, value in put.items()):
            changed.append(name)
        else:
            same += 1
    listing = hashlib.sha256(repr((sorted(puts.items()), data)).encode()).hexdigest()
    told_of = DirectorySheet(part, tuple(new), tuple(changed), same, tuple(findings), ignored, listing)
    return told_of, [puts[name] for name in (*new, *changed)]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _columns(part: Part, lines: Sequence[Sequence[Cell]]) -> tuple[int, dict[int, Field], tuple[str, ...]]:
    """Where the rows begin, which column holds which field, and the headings that mean nothing here.

    A title or two may stand above the headings.
    """
    for start, line in enumerate(lines[:10], start=1):
        found: dict[int, Field] = {}
        ignored = []
        for place, heading in enumerate(line):
            field = _field_of(part, str(heading))
            if field is None:
                ignored += [str(heading)] if heading else []
            elif field in found.values():
                raise RuleBroken("sheet.column_twice", column=str(heading))
            else:
                found[place] = field
        named = {field.name for field in found.values()}
        if len(found) > 1 and named & {KEY_OF[part], "name_lo", "name_en"}:
            return start, found, tuple(ignored)
    raise RuleBroken("sheet.columns")


def _field_of(part: Part, heading: str) -> Field | None:
    named = _NAMED.fullmatch(heading.strip())
    wanted = {heading.strip().casefold(), named[1].casefold() if named else ""}
    for field in FIELDS[part]:
        if wanted & {field.name, *(field.label_in(code).casefold() for code in LANGUAGES)}:
            return field
    return None


def _fact(field: Field, cell: Cell) -> Any:
    """A cell as the file keeps it; what is not understood stays as it was written, and is then told."""
    if isinstance(cell, date):
        return cell if field.holds is Holds.DAY else short_date(cell)
    text = _RISKY.sub("", cell, count=1) if _RISKY.match(cell) else cell
    if not text:
        return ""
    if field.holds is Holds.DAY:
        return day_in(text) or text
    if field.holds is Holds.FLAG:
        return {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}.get(text.casefold(), text)
    if field.holds is Holds.SOME:
        return tuple(code_of(field, each) for each in _BETWEEN.split(text) if each.strip())
    if field.holds is Holds.NUMBER:
        text = ascii_digits(text)
    return code_of(field, text) if field.holds is Holds.ONE else " ".join(text.split())


def _unsigned(part: Part, before: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterable[Problem]:
    """A day of checking counts only with the name of who checked."""
    days = [name for name in CHECKED_OF.get(part, ()) if name in facts and facts[name] != before.get(name)]
    if days and not (facts.get("checked_by") or before.get("checked_by")):
        yield Problem("checked_by", "directory.missing_field")


def _name_for(
    part: Part, facts: Mapping[str, Any], there: Mapping[str, Mapping[str, Any]], taken: Mapping[str, Any]
) -> str:
    """The short name of the row that is meant, else a new one made of the English name."""
    place = "country" if part is Part.HELPLINES else "province"
    for name, row in {**there, **taken}.items():
        for said in ("name_lo", "name_en"):
            same_place = facts.get(place) in (None, row.get(place))
            if facts.get(said) and facts[said] == row.get(said) and same_place:
                return name
    if part is Part.STATIONS:
        return ""
    words = re.sub(r"[^a-z0-9]+", "-", str(facts.get("name_en", "")).casefold()).strip("-")[:32]
    base = words.strip("-") if len(words) > 1 else f"{part.value}-row"
    names = (base, *(f"{base}-{number}" for number in range(2, len(there) + len(taken) + 3)))
    return next(name for name in names if name not in there and name not in taken)


def _finding(part: Part, number: int, name: str, problem: Problem) -> SheetFinding:
    what = told(problem, part, name)
    return SheetFinding(number, name, problem.field, problem.code, what.brief)
