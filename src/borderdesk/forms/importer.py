"""Takes forms in: XLSForm (workbook, CSV or markdown table) or XForm, checked through and through.

The only place that uses pyxform. Slow (up to seconds): callers run it in a worker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .attachments import NO_FILES, Attachments
from .checking import check_form
from .definition import FormDefinition
from .errors import FormError
from .expression import CHOICES, COUNT
from .lint import Finding, lint
from .markup import MAX_BYTES
from .reader import load_form

KINDS = ("xlsx", "xlsm", "xls", "csv", "md", "xml")
_PLACE = re.compile(r"\[row\s*:\s*(\d+)\]")
_SHEET = re.compile(r"(?:[Oo]n|[Ii]n) the '?(\w+)'? sheet")
_COLUMNS = {"calculate": "calculation", CHOICES: "choice_filter", COUNT: "repeat_count", "label": "label"}


@dataclass(frozen=True, slots=True)
class ImportedForm:
    """A form that may be kept: its XForm text, the form read from it, and what its author should know."""

    xform: str
    definition: FormDefinition
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]
    kind: str


def import_form(source: bytes, kind: str, attachments: Attachments = NO_FILES) -> ImportedForm:
    """Read a form file of one of KINDS, compile every expression, look for traps.

    Raises FormError with sheet, row and column where they are known.
    """
    kind = kind.lower().lstrip(".")
    if kind not in KINDS:
        raise FormError("form.kind", kind=kind)
    if len(source) > MAX_BYTES:
        raise FormError("form.too-large", limit=MAX_BYTES)
    if kind == "xml":
        definition = load_form(source, attachments)
        check_form(definition)
        return ImportedForm(_decoded(source), definition, (), tuple(lint(definition)), kind)
    xform, warnings = _convert(source, kind)
    try:
        definition = load_form(xform, attachments)
        check_form(definition)
    except FormError as error:
        raise _with_row(error, source, kind) from error
    findings = lint(definition)
    if findings:
        rows = sheet_rows(source, kind)
        findings = [finding.at_row(rows.get(finding.path.strip("/"))) for finding in findings]
    return ImportedForm(xform, definition, tuple(warnings), tuple(findings), kind)


def _decoded(source: bytes) -> str:
    declared = re.match(rb"""<\?xml[^>]*encoding=["']([\w.\-]+)["']""", source)
    try:
        return source.decode(declared[1].decode() if declared else "utf-8-sig")
    except (LookupError, UnicodeDecodeError) as error:
        raise FormError("form.encoding", detail=str(error)) from error


# ------------------------------------------------------------------ conversion
def _convert(source: bytes, kind: str) -> tuple[str, list[str]]:
    # Late import: pyxform takes 0.4 s to load and is needed here only.
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    try:
        result = convert(xlsform=source, warnings=warnings, validate=False, file_type=f".{kind}")
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
    return result.xform, warnings


def xform_of(source: bytes, kind: str) -> str:
    """The XForm text alone, also of a form that would not be kept; for comparing with other checkers.

    Raises FormError where there is nothing to convert.
    """
    kind = kind.lower().lstrip(".")
    return _decoded(source) if kind == "xml" else _convert(source, kind)[0]


def sheet_rows(source: bytes, kind: str) -> dict[str, int]:
    """The row of the survey sheet for every path (`data/group/question`, without the root's slash)."""
    from pyxform.xls2json_backends import get_xlsform

    book = get_xlsform(source, file_type=f".{kind}")
    survey: list[Mapping[str, Any]] = list(book.survey or [])
    settings: list[Mapping[str, Any]] = list(book.settings or [])
    root = str((settings[0].get("name") if settings else None) or "data")
    rows: dict[str, int] = {}
    above: list[str] = [root]
    for number, row in enumerate(survey, start=2):
        kind_of_row = str(row.get("type") or "").strip().lower().replace("_", " ")
        name = str(row.get("name") or "")
        if kind_of_row.startswith("end "):
            above = above[:-1] if len(above) > 1 else above
            continue
        if name:
            rows.setdefault("/".join([*above, name]), number)
        if kind_of_row.startswith("begin "):
            above = [*above, name]
    return rows


def _with_row(error: FormError, source: bytes, kind: str) -> FormError:
    path = str(error.fields.get("path") or "").strip("/")
    fields = dict(error.fields)
    row = sheet_rows(source, kind).get(path)
    if row is not None:
        name = str(fields.get("kind") or "")
        fields |= {"sheet": "survey", "row": row, "column": _COLUMNS.get(name, name) or None}
    placed = FormError(error.code, **fields)
    placed.__cause__ = error
    return placed
