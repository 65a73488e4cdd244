"""Looks for what an author of a form should know: traps that work in one engine and not in another.

Findings never stop a form; called by `importer` and by the command line's form check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .checking import all_expressions
from .definition import FormDefinition
from .errors import FormError
from .expression import CALCULATE, CHOICES, COUNT, Expression
from .tree import Node, Path
from .xpath.syntax import Call, Compare, Expr, Literal, Logic, Number, Root, parts
from .xpath.syntax import Path as PathSyntax

_COLUMNS = {CALCULATE: "calculation", CHOICES: "choice_filter", COUNT: "repeat_count"}
_SINGLE = frozenset({"if", "selected", "string", "number", "int", "round", "date", "format-date", "not"})

MESSAGES = {
    "lint.field-unknown": "The expression uses {field}, which the form does not have.",
    "lint.repeated-field": "{field} is inside a repeat, but is read from outside as one value.",
    "lint.self-reference": "The expression reads its own question; ODK Collect refuses that.",
    "lint.bare-path": "{field} stands alone as a condition; compare it with a value.",
    "lint.date-text": "The date {text} is compared as text; write date('{text}').",
    "lint.position": "A repeat is picked by number; ODK Collect wants indexed-repeat().",
    "lint.translation-missing": "There is no text in {language}.",
    "lint.list-missing": "The file {name} was not given; its list is empty.",
    "lint.choice-twice": "The choice {value} is listed twice.",
    "lint.never-shown": "The question can never be shown.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`severity` is "error" (will not work as written) or "warning"; sheet and row where known."""

    code: str
    path: str
    severity: str = "warning"
    column: str | None = None
    sheet: str | None = None
    row: int | None = None
    fields: dict[str, object] = field(default_factory=dict)

    def at_row(self, row: int | None) -> Finding:
        return self if row is None else replace(self, sheet="survey", row=row)

    def __str__(self) -> str:
        place = f"[row {self.row}] " if self.row is not None else ""
        return f"{place}{self.path}: {MESSAGES[self.code].format(**self.fields)}"


def lint(form: FormDefinition) -> list[Finding]:
    """All findings, in the order of the form."""
    places = {node.path for node in form.template.walk()}
    findings: dict[tuple[str, str, str | None, str], Finding] = {}
    for found in _findings(form, places):
        findings.setdefault((found.code, found.path, found.column, str(found.fields)), found)
    return list(findings.values())


def _findings(form: FormDefinition, places: set[Path]) -> Iterator[Finding]:
    for name in form.missing_lists:
        yield Finding("lint.list-missing", "/" + form.template.name, fields={"name": name})
    for expression in all_expressions(form):
        try:
            yield from _in_expression(form, expression, places)
        except FormError:
            continue
    yield from _texts(form)
    yield from _choices(form)
    for path, bind in form.binds.items():
        if bind.relevant is not None and bind.relevant.constant is False:
            yield Finding("lint.never-shown", _text(path), column="relevant")


def _text(path: Path) -> str:
    return "/" + "/".join(path)


def _in_expression(form: FormDefinition, expression: Expression, places: set[Path]) -> Iterator[Finding]:
    column = _COLUMNS.get(expression.kind, expression.kind)
    path = _text(expression.path)
    for reference in sorted(expression.reads()):
        # Deeper places are columns of something the form does not spell out.
        if reference.path not in places and reference.path[:1] == (form.template.name,):
            yield Finding(
                "lint.field-unknown", path, "error", column, fields={"field": _text(reference.path)}
            )
    if expression.kind == CALCULATE:
        reads = {reference.path for reference in expression.reads()}
        if expression.path in reads and not any(call.name == "once" for call in expression.calls()):
            yield Finding("lint.self-reference", path, "warning", column)
    yield from _walk(form, expression, expression.tree, path, column, None)


def _walk(
    form: FormDefinition, expression: Expression, node: Expr, path: str, column: str, outer: Expr | None
) -> Iterator[Finding]:
    if isinstance(node, PathSyntax) and isinstance(node.base, Root):
        names = tuple(step.test for step in node.steps if step.axis == "child")
        if any(isinstance(p, Number) for step in node.steps for p in step.predicates):
            yield Finding("lint.position", path, "warning", column)
        elif not any(step.predicates for step in node.steps) and _is_single(outer):
            repeat = form.repeat_around(names)
            if repeat is not None and expression.path[: len(repeat)] != repeat and len(names) > len(repeat):
                yield Finding("lint.repeated-field", path, "warning", column, fields={"field": _text(names)})
    if isinstance(node, Logic):
        for operand in node.operands:
            if isinstance(operand, PathSyntax):
                names = tuple(step.test for step in operand.steps)
                yield Finding("lint.bare-path", path, "warning", column, fields={"field": "/".join(names)})
    if isinstance(node, Compare) and node.operator not in ("=", "!="):
        for side in (node.left, node.right):
            if isinstance(side, Literal) and len(side.value) == 10 and side.value.count("-") == 2:
                yield Finding("lint.date-text", path, "warning", column, fields={"text": side.value})
    for part in parts(node):
        yield from _walk(form, expression, part, path, column, node)


def _is_single(outer: Expr | None) -> bool:
    """Whether a path at this place is read as one value."""
    if isinstance(outer, Call):
        return outer.name in _SINGLE
    return outer is None or not isinstance(outer, PathSyntax)


def _texts(form: FormDefinition) -> Iterator[Finding]:
    if len(form.languages) < 2:
        return
    identifiers = dict.fromkeys(key for texts in form.texts.values() for key in texts)
    for identifier in identifiers:
        for language in form.languages:
            values = form.texts[language].get(identifier)
            plain = None if values is None else values.get("")
            if plain is not None and (len(plain) or (plain.text or "").strip() not in ("", "-")):
                continue
            if values is not None and plain is None and values:
                continue  # media only
            yield Finding(
                "lint.translation-missing", identifier.partition(":")[0], fields={"language": language}
            )


def _choices(form: FormDefinition) -> Iterator[Finding]:
    for path, control in form.controls.items():
        seen: set[str] = set()
        for value, _ in control.items:
            if value in seen:
                yield Finding("lint.choice-twice", _text(path), fields={"value": value})
            seen.add(value)
    for name, root in form.lists.items():
        if name in form.files:
            continue
        yield from _twice(name, root)


def _twice(name: str, root: Node) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for item in root.walk():
        if item.name == "item" and item.child("name") is not None:
            row = tuple(cell.text for cell in item.children if cell.name not in ("itextId", "label"))
            if row in seen:
                yield Finding("lint.choice-twice", f"/{name}", fields={"value": row[0]})
            seen.add(row)
