"""Takes forms in: XLSForm (workbook, CSV or markdown table) or XForm, checked through and through.

The only place that uses pyxform. Slow (up to seconds): callers run it in a worker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .attachments import NO_FILES, Attachments
from .checking import mistakes
from .definition import FormDefinition
from .errors import FormError
from .lint import COLUMNS, Finding, lint
from .markup import MAX_BYTES
from .reader import load_form
from .workbooks import MOST_UNPACKED, swollen

Place = tuple[str, int]
"""Sheet and row."""

KINDS = ("xlsx", "xlsm", "xls", "csv", "md", "xml")
_PLACE = re.compile(r"\[row\s*:\s*(\d+)\]")
_SHEET = re.compile(r"(?:[Oo]n|[Ii]n) the '?(\w+)'? sheet")


@dataclass(frozen=True, slots=True)
class ImportedForm:
    """A form that may be kept: its XForm text, the form read from it, and what its author should know."""

    xform: str
    definition: FormDefinition
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]
    kind: str
    rows: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Sheet and row of what stands in the form, by path; empty for an XForm."""


def import_form(source: bytes, kind: str, attachments: Attachments = NO_FILES) -> ImportedForm:
    """Read a form file of one of KINDS, compile every expression, look for traps.

    Raises FormError with sheet, row and column where they are known; its `further` holds the other
    expressions that cannot be used, so that an author need not mend one at a time.
    """
    kind = kind.lower().lstrip(".")
    if kind not in KINDS:
        raise FormError("form.kind", kind=kind)
    if len(source) > MAX_BYTES:
        raise FormError("form.too-large", limit=MAX_BYTES)
    if kind == "xml":
        definition = load_form(source, attachments)
        _refuse(list(mistakes(definition)))
        return ImportedForm(_decoded(source), definition, (), tuple(lint(definition)), kind)
    xform, warnings, rows, split = _convert(source, kind)
    try:
        definition = load_form(xform, attachments)
        wrong = list(mistakes(definition))
    except FormError as error:
        placed = _with_row(error, rows)
        placed.further = tuple(_with_row(each, rows) for each in error.further)
        raise placed from error
    _refuse([_with_row(error, rows) for error in wrong])
    findings = [_at_row(finding, rows) for finding in lint(definition)] + split
    return ImportedForm(xform, definition, tuple(warnings), tuple(findings), kind, rows)


def _refuse(wrong: list[FormError]) -> None:
    if wrong:
        wrong[0].further = tuple(wrong[1:])
        raise wrong[0]


def _decoded(source: bytes) -> str:
    declared = re.match(rb"""<\?xml[^>]*encoding=["']([\w.\-]+)["']""", source)
    try:
        text = source.decode(declared[1].decode() if declared else "utf-8-sig")
        # What is kept is UTF-8 whatever it was, and says so.
        return text.replace(declared[1].decode(), "UTF-8", 1) if declared else text
    except (LookupError, UnicodeDecodeError) as error:
        raise FormError("form.encoding", detail=str(error)) from error


# ------------------------------------------------------------------ conversion
def _convert(source: bytes, kind: str) -> tuple[str, list[str], dict[str, Place], list[Finding]]:
    """The XForm, what the converter warns of, where everything stands, and choice lists in pieces."""
    # Late import: pyxform takes 0.4 s to load and is needed here only.
    from pyxform.xls2json_backends import get_xlsform
    from pyxform.xls2xform import convert

    if swollen(source):
        raise FormError("form.too-large", limit=MOST_UNPACKED)
    warnings: list[str] = []
    try:
        book = get_xlsform(source, file_type=f".{kind}")
        rows, split = _rows_of(book), _split_lists(book)
        # Read once, handed on as it is: a large workbook takes longer to read than to convert.
        sheets = {each.name: getattr(book, each.name) for each in fields(book)}
        result = convert(xlsform=sheets, warnings=warnings, validate=False)
    except Exception as error:
        # pyxform's readers raise many kinds of errors on damaged or hostile files.
        detail = " ".join(str(error).split()) or type(error).__name__
        place, sheet = _PLACE.search(detail), _SHEET.search(detail)
        raise FormError(
            "form.convert",
            detail=detail,
            sheet=sheet[1] if sheet else None,
            row=int(place[1]) if place else None,
        ) from error
    return result.xform, warnings, rows, split


def xform_of(source: bytes, kind: str) -> str:
    """The XForm text alone, also of a form that would not be kept; for comparing with other checkers.

    Raises FormError where there is nothing to convert.
    """
    kind = kind.lower().lstrip(".")
    return _decoded(source) if kind == "xml" else _convert(source, kind)[0]


def _rows_of(book: Any) -> dict[str, Place]:
    """Where everything stands: by path (`data/group/question`, without the root's slash), and choices by the
    name of their text (`list-0`).
    """
    survey: list[Mapping[str, Any]] = list(book.survey or [])
    settings: list[Mapping[str, Any]] = list(book.settings or [])
    root = str((settings[0].get("name") if settings else None) or "data")
    rows: dict[str, Place] = {root: ("settings", 2)} if settings else {}
    rows[f"{root}/meta/instanceName"] = ("settings", 2)
    rows[f"{root}/meta/entity"] = ("entities", 2)
    above: list[str] = [root]
    for number, row in enumerate(survey, start=2):
        kind_of_row = str(row.get("type") or "").strip().lower().replace("_", " ")
        name = str(row.get("name") or "")
        if kind_of_row.startswith("end "):
            above = above[:-1] if len(above) > 1 else above
            continue
        if kind_of_row == "audit":
            rows[f"{root}/meta/audit"] = ("survey", number)
        elif name:
            rows.setdefault("/".join([*above, name]), ("survey", number))
            rows.setdefault("/".join([*above, f"{name}_other"]), ("survey", number))
        if kind_of_row.startswith("begin "):
            above = [*above, name]
    counts: dict[str, int] = {}
    for number, choice in enumerate(book.choices or [], start=2):
        name = _list_name(choice)
        if name:
            rows.setdefault(f"{name}-{counts.get(name, 0)}", ("choices", number))
            rows.setdefault(name, ("choices", number))
            counts[name] = counts.get(name, 0) + 1
    return rows


def _list_name(row: Mapping[str, Any]) -> str:
    return str(row.get("list_name") or row.get("list name") or "").strip()


def _split_lists(book: Any) -> list[Finding]:
    """Choice lists whose rows do not stand together: mostly two lists that were given one name."""
    found: list[Finding] = []
    begun: list[str] = []
    for number, row in enumerate(book.choices or [], start=2):
        name = _list_name(row)
        if not name or (begun and begun[-1] == name):
            continue
        if name in begun:
            fields: dict[str, object] = {"name": name}
            found.append(
                Finding("lint.list-split", f"/{name}", "warning", "list_name", "choices", number, fields)
            )
        begun.append(name)
    return found


def _at_row(finding: Finding, rows: Mapping[str, Place]) -> Finding:
    place = rows.get(finding.path.strip("/"))
    return finding if place is None else finding.placed(*place)


def _with_row(error: FormError, rows: Mapping[str, Place]) -> FormError:
    path = str(error.fields.get("path") or "").strip("/")
    fields = dict(error.fields)
    place = rows.get(path)
    if place is not None:
        name = str(fields.get("kind") or "")
        column = "instance_name" if path.endswith("/meta/instanceName") else COLUMNS.get(name, name)
        fields |= {"sheet": place[0], "row": place[1], "column": column or None}
    placed = FormError(error.code, **fields)
    placed.__cause__ = error
    return placed
