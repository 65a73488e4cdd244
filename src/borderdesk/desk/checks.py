"""Checks that need no workspace: form files before they are used, packages before they are opened."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from borderdesk.desk.form_files import lists_beside
from borderdesk.exchange import inspect_package
from borderdesk.forms import FormError, ImportedForm, import_form
from borderdesk.text import notice


@dataclass(frozen=True)
class FormFinding:
    """Something a form author should know; ``where`` names sheet, row and column where known."""

    file: str
    severity: str
    where: str
    what: str


def check_forms(paths: Sequence[Path]) -> list[FormFinding]:
    """Convert and compile each form and look for traps. A form that cannot be used gives one error."""
    findings = []
    for path in paths:
        try:
            imported = import_form(path.read_bytes(), path.suffix.lstrip("."), lists_beside(path))
        except FormError as error:
            said = notice(error.code, None, **error.fields).happened
            findings.append(FormFinding(path.name, "error", _where(error.fields), said))
            continue
        findings += form_findings(path.name, imported)
    return findings


def form_findings(file: str, imported: ImportedForm) -> list[FormFinding]:
    """What the author of a form that can be used should know all the same."""
    findings = []
    for found in imported.findings:
        place = {"sheet": found.sheet, "row": found.row, "column": found.column}
        findings.append(FormFinding(file, found.severity, _where(place), str(found)))
    return findings + [FormFinding(file, "warning", "", text) for text in imported.warnings]


def _where(fields: dict[str, Any]) -> str:
    parts = [f"{name} {fields[name]}" for name in ("sheet", "row", "column") if fields.get(name)]
    return ", ".join(parts) + ": " if parts else ""


def inspect(path: Path) -> dict[str, Any]:
    """What a package tells without a key: its name, size, and whether it is whole in form.

    ``problem`` is the code of what an import would refuse, None where nothing is wrong.
    """
    found = inspect_package(path)
    return {**asdict(replace(found, problem=None)), "problem": found.problem.code if found.problem else None}
