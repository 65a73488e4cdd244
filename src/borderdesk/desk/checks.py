"""Checks that need no workspace: form files before they are used, packages before they are opened."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from borderdesk.desk.form_files import form_source, lists_beside
from borderdesk.desk.forms import collects_media
from borderdesk.domain.values import Outcome
from borderdesk.exchange import inspect_package
from borderdesk.forms import Finding, FormDefinition, FormError, ImportedForm, import_form
from borderdesk.forms.definition import Bind
from borderdesk.forms.uncollected import uncollected
from borderdesk.forms.xpath.syntax import Literal, parts
from borderdesk.text import notice, tr

_DECIDED = ("outcome", "flags", "reasons", "unknowns")
_MARKS = frozenset({"sign", "reason_en", "reason_lo"})
_CONVERTER_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_CONVERTER_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet")
_OUTCOME = re.compile(r"O\d+\Z")


@dataclass(frozen=True)
class FormFinding:
    """Something a form author should know, and how to mend it, in the language of the moment; ``where`` names
    sheet, row and column where known.
    """

    file: str
    severity: str
    where: str
    what: str


def check_forms(paths: Sequence[Path]) -> list[FormFinding]:
    """Convert and compile each form and look for traps. What makes a form unusable is an error."""
    findings = []
    for path in paths:
        try:
            imported = import_form(form_source(path), path.suffix.lstrip("."), lists_beside(path))
        except FormError as error:
            findings += [_refusal(path.name, each) for each in (error, *error.further)]
            continue
        findings += form_findings(path.name, imported)
    return findings


def _refusal(file: str, error: FormError) -> FormFinding:
    what = notice(error.code, None, **error.fields).brief
    return FormFinding(file, "error", _where(error.fields), what)


def form_findings(file: str, imported: ImportedForm) -> list[FormFinding]:
    """What the author of a form that can be used should know all the same."""
    own = [_at_row(found, imported.rows) for found in desk_findings(imported.definition)]
    findings = []
    for found in sorted((*imported.findings, *own), key=_as_in_the_file):
        said = notice(found.code, None, **found.fields)
        place = {"sheet": found.sheet, "row": found.row, "column": found.column}
        name = "" if found.sheet else f"{found.path}: "
        findings.append(FormFinding(file, found.severity, f"{_where(place)}{name}", said.brief))
    return findings + [_warning(file, text) for text in imported.warnings]


def _as_in_the_file(found: Finding) -> tuple[int, int]:
    """Sheet by sheet and row by row; what stands nowhere comes first."""
    sheets = ("survey", "choices", "settings", "entities")
    return (sheets.index(found.sheet) + 1 if found.sheet in sheets else 0), found.row or 0


def _warning(file: str, text: str) -> FormFinding:
    """What the converter had to say; it is English only."""
    row = _CONVERTER_ROW.search(text)
    sheet = _CONVERTER_SHEET.search(text)
    place = {"sheet": sheet[1] if sheet else "survey", "row": int(row[1])} if row else {}
    return FormFinding(file, "warning", _where(place), " ".join(_CONVERTER_ROW.sub("", text).split()))


def desk_findings(form: FormDefinition) -> Iterator[Finding]:
    """What this program in particular asks of a form: outcome fields of a screening, leave to take media."""
    if not collects_media(form):
        left_out = uncollected(form, media=False) - uncollected(form, media=True)
        for path in form.controls:
            if path in left_out:
                kind, taken = form.type_of(path), form.controls[path].parameters.get("mediatype", "")
                what = kind if kind != "binary" else taken.partition("/")[0]
                yield Finding(
                    "lint.media-off",
                    _text(path),
                    column="type",
                    fields={"what": "file" if what == "application" else what},
                )
    calculated = {path[-1]: bind for path, bind in form.binds.items() if bind.calculate is not None}
    decides = any(name in calculated for name in _DECIDED)
    marked = any(_MARKS & set(bind.extra) for bind in form.binds.values())
    if decides or marked:
        for name in _DECIDED[:3]:
            if name not in calculated:
                severity = "error" if name == "outcome" else "warning"
                fields: dict[str, object] = {"what": name}
                there = _text((form.template.name, name))
                yield Finding("lint.outcome-missing", there, severity, "name", "survey", fields=fields)
    if "outcome" in calculated:
        yield from _outcomes(calculated["outcome"])


def _outcomes(bind: Bind) -> Iterator[Finding]:
    assert bind.calculate is not None
    stack = [bind.calculate.tree]
    while stack:
        part = stack.pop()
        if isinstance(part, Literal) and _OUTCOME.match(part.value) and part.value not in set(Outcome):
            fields: dict[str, object] = {"value": part.value}
            yield Finding("lint.outcome-unknown", _text(bind.path), "error", "calculation", fields=fields)
        stack.extend(parts(part))


def _text(path: tuple[str, ...]) -> str:
    return "/" + "/".join(path)


def _at_row(finding: Finding, rows: Mapping[str, tuple[str, int]]) -> Finding:
    place = rows.get(finding.path.strip("/"))
    return finding if place is None else finding.placed(*place)


def _where(fields: Mapping[str, Any]) -> str:
    said = {"sheet": tr("sheet"), "row": tr("row"), "column": tr("column")}
    parts = [f"{said[name]} {fields[name]}" for name in said if fields.get(name)]
    return ", ".join(parts) + ": " if parts else ""


def inspect(path: Path) -> dict[str, Any]:
    """What a package tells without a key: its name, size, and whether it is whole in form.

    ``problem`` is the code of what an import would refuse, None where nothing is wrong.
    """
    found = inspect_package(path)
    return {**asdict(replace(found, problem=None)), "problem": found.problem.code if found.problem else None}
