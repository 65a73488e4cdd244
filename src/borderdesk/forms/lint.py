"""Looks for what an author of a form should know: traps that work in one engine and not in another.

Findings never stop a form; called by `importer` and by the command line's form check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .checking import all_expressions
from .choices import is_plain_name
from .definition import Control, FormDefinition
from .errors import FormError
from .expression import ACTION, CALCULATE, CHOICES, COUNT, Expression
from .tree import Node, Path
from .unsupported import APPEARANCE, unsupported
from .xpath.references import references
from .xpath.syntax import Call, Compare, Expr, Literal, Logic, Number, Root, parts
from .xpath.syntax import Path as PathSyntax

COLUMNS = {CALCULATE: "calculation", CHOICES: "choice_filter", COUNT: "repeat_count", ACTION: "default"}
_TEXT_COLUMNS = {
    "label": "label",
    "hint": "hint",
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
}
LAST_SAVED = "jr://instance/last-saved"
_SINGLE = frozenset({"if", "selected", "string", "number", "int", "round", "date", "format-date", "not"})

MESSAGES = {
    "lint.field-unknown": (
        "The expression uses {field}, which the form does not have.",
        "Write the name of a question of this form, as ${{name}}.",
    ),
    "lint.repeated-field": (
        "{field} is inside a repeat, but is read from outside as one value.",
        "Say which one with indexed-repeat(), or use sum(), max(), count() or join().",
    ),
    "lint.self-reference": (
        "The expression reads its own question; ODK Collect refuses that.",
        "Calculate in a row of its own, or use once().",
    ),
    "lint.bare-path": (
        "{field} stands alone as a condition.",
        "Compare it with a value, for example ${{name}} = 'yes' or ${{name}} != ''.",
    ),
    "lint.date-text": (
        "The date {text} is compared as text.",
        "Write date('{text}').",
    ),
    "lint.position": (
        "A repeat is picked by number; ODK Collect finds nothing then.",
        "Use indexed-repeat().",
    ),
    "lint.translation-missing": (
        "There is no text in {language}.",
        "Write it in the column of that language, or - where nothing is to be said.",
    ),
    "lint.list-missing": (
        "The file {name} was not given; its list is empty.",
        "Put the file beside the form, or into its -media folder.",
    ),
    "lint.choice-twice": (
        "The choice {value} is listed twice.",
        "Give one of the two another name, or take it out.",
    ),
    "lint.choice-unknown": (
        "{value} is not among the choices of {field}, so the comparison never holds.",
        "Use a name from the list, or add it to the choices sheet.",
    ),
    "lint.list-split": (
        "The list {name} begins twice: other lists stand between its rows.",
        "Move its rows together, or give the second list a name of its own.",
    ),
    "lint.never-shown": (
        "The question can never be shown.",
        "Correct the condition, or take the row out.",
    ),
    "lint.unreachable": (
        "The question can never be shown: {field} around it never is.",
        "Correct the condition of {field}, or take the rows out.",
    ),
    "lint.type": (
        "{what} is not done at a desk: the question stays without an answer.",
        "Take the row out, or ask in another way.",
    ),
    "lint.external-app": (
        "{what} asks another program for the answer. There is none at a desk; the answer is typed.",
        "Take it out if typing is not meant.",
    ),
    "lint.choices-elsewhere": (
        "The choices come from {what}, which is not read here: there would be nothing to choose.",
        "Use select_one_from_file or select_multiple_from_file with choice_filter.",
    ),
    "lint.appearance": (
        "The appearance {what} does not exist here; the plain question is shown.",
        "Take it out, or use another that the XLSForm reference lists for this type.",
    ),
    "lint.calendar": (
        "The calendar {what} is not shown here; the date is typed as day, month and year.",
        "Nothing has to be done if that is enough.",
    ),
    "lint.last-saved": (
        "The form asks for answers of the record filled before. They are left blank here: what one person"
        " said must not appear in another's record.",
        "Take ${{last-saved#...}} out.",
    ),
    "lint.background": (
        "{what} works in the background on a phone. It is not done at a desk.",
        "Nothing has to be done; the place in the record stays blank.",
    ),
    "lint.setting": (
        "The setting {what} is not used: records leave this program only as its own sealed packages, or as an"
        " export by two people.",
        "Nothing has to be done.",
    ),
    "lint.entities": (
        "The form makes or changes entities. That is done by a server, not here; the record carries what is"
        " needed for it.",
        "Nothing has to be done.",
    ),
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

    def placed(self, sheet: str, row: int) -> Finding:
        return replace(self, sheet=sheet, row=row)

    @property
    def what(self) -> str:
        """What was found, in plain English."""
        return MESSAGES[self.code][0].format(**self.fields)

    @property
    def fix(self) -> str:
        """What the author can do about it."""
        return MESSAGES[self.code][1].format(**self.fields)

    def __str__(self) -> str:
        place = f"[row {self.row}] " if self.row is not None else ""
        return f"{place}{self.path}: {self.what} {self.fix}"


def lint(form: FormDefinition) -> list[Finding]:
    """All findings, in the order of the form."""
    places = {node.path for node in form.template.walk()}
    findings: dict[tuple[str, str, str | None, str], Finding] = {}
    for found in _findings(form, places):
        findings.setdefault((found.code, found.path, found.column, str(found.fields)), found)
    return list(findings.values())


def _findings(form: FormDefinition, places: set[Path]) -> Iterator[Finding]:
    for name in form.missing_lists:
        if name != LAST_SAVED:
            where = _reader_of(form, name)
            yield Finding("lint.list-missing", where, column="type", fields={"name": name})
    for expression in all_expressions(form):
        try:
            yield from _in_expression(form, expression, places)
        except FormError:
            continue
    yield from _texts(form)
    yield from _choices(form)
    yield from _hidden_for_ever(form)
    for found in unsupported(form):
        column = "appearance" if found.code in APPEARANCE else "type"
        severity = "error" if found.code == "lint.choices-elsewhere" else "warning"
        yield Finding(found.code, _text(found.path), severity, column, fields={"what": found.what})


def _reader_of(form: FormDefinition, address: str) -> str:
    """The question that takes its choices from a file; the form where none does."""
    for path, control in form.controls.items():
        if control.itemset is not None and any(
            isinstance(name, Literal) and form.addresses.get(name.value) == address
            for call in _quietly(control.itemset.nodes)
            if call.name == "instance"
            for name in call.arguments[:1]
        ):
            return _text(path)
    # A row `csv-external` or `xml-external` gives the list its name.
    return _text((form.template.name, *(name for name, known in form.addresses.items() if known == address)))


def _quietly(expression: Expression) -> list[Call]:
    try:
        return expression.calls()
    except FormError:
        return []


def _hidden_for_ever(form: FormDefinition) -> Iterator[Finding]:
    never = {
        path
        for path, bind in form.binds.items()
        if bind.relevant is not None and bind.relevant.constant is False
    }
    for path in never:
        yield Finding("lint.never-shown", _text(path), column="relevant")
    for path in form.controls:
        outer = next((path[:depth] for depth in range(1, len(path)) if path[:depth] in never), None)
        if outer is not None and path not in never:
            yield Finding("lint.unreachable", _text(path), column="relevant", fields={"field": _text(outer)})


def _text(path: Path) -> str:
    return "/" + "/".join(path)


def _in_expression(form: FormDefinition, expression: Expression, places: set[Path]) -> Iterator[Finding]:
    column = COLUMNS.get(expression.kind, expression.kind)
    path = _text(expression.path)
    if any(
        call.name == "instance" and call.arguments == (Literal("__last-saved"),)
        for call in expression.calls()
    ):
        yield Finding("lint.last-saved", path, "warning", column)
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
    if isinstance(node, PathSyntax) and (node.base is None or isinstance(node.base, Root)):
        if any(isinstance(p, Number) for step in node.steps for p in step.predicates):
            if isinstance(node.base, Root):
                yield Finding("lint.position", path, "warning", column)
        elif not any(step.predicates for step in node.steps) and _is_single(outer):
            for read in references(node, expression.path):
                repeat = form.repeat_around(read.path)
                within = repeat is not None and expression.path[: len(repeat)] == repeat
                if repeat is not None and not within and len(read.path) > len(repeat):
                    fields: dict[str, object] = {"field": _text(read.path)}
                    yield Finding("lint.repeated-field", path, "warning", column, fields=fields)
    compared = _compared_choice(form, expression, node)
    if compared is not None:
        yield Finding("lint.choice-unknown", path, "warning", column, fields=compared)
    if isinstance(node, Logic):
        for operand in node.operands:
            if isinstance(operand, PathSyntax):
                names = tuple(step.test for step in operand.steps)
                yield Finding("lint.bare-path", path, "warning", column, fields={"field": names[-1]})
    if isinstance(node, Compare) and node.operator not in ("=", "!="):
        for side in (node.left, node.right):
            if isinstance(side, Literal) and len(side.value) == 10 and side.value.count("-") == 2:
                yield Finding("lint.date-text", path, "warning", column, fields={"text": side.value})
    for part in parts(node):
        yield from _walk(form, expression, part, path, column, node)


def _compared_choice(form: FormDefinition, expression: Expression, node: Expr) -> dict[str, object] | None:
    """A choice question compared with a value that its list does not have."""
    pair: tuple[Expr, ...] = ()
    if isinstance(node, Compare) and node.operator in ("=", "!="):
        pair = (node.left, node.right) if isinstance(node.right, Literal) else (node.right, node.left)
    elif isinstance(node, Call) and node.name == "selected" and len(node.arguments) == 2:
        pair = node.arguments
    if len(pair) != 2 or not isinstance(pair[0], PathSyntax) or not isinstance(pair[1], Literal):
        return None
    value = pair[1].value.strip()
    for read in references(pair[0], expression.path):
        control = form.controls.get(read.path)
        known = None if control is None else _values(form, control)
        if value and known is not None and value not in known:
            return {"value": value, "field": _text(read.path)}
    return None


def _values(form: FormDefinition, control: Control) -> frozenset[str] | None:
    """Every value a choice question can ever offer; None where that is not written in the form."""
    if control.items:
        return frozenset(value for value, _ in control.items)
    if control.itemset is None or not is_plain_name(control.itemset.value):
        return None
    tree: Expr = control.itemset.nodes.tree
    while isinstance(tree, Call) and tree.name == "randomize" and tree.arguments:
        tree = tree.arguments[0]
    if not (isinstance(tree, PathSyntax) and isinstance(tree.base, Call) and tree.base.name == "instance"):
        return None
    name = tree.base.arguments[0] if tree.base.arguments else None
    if not isinstance(name, Literal) or name.value in form.files or name.value not in form.lists:
        return None
    column = control.itemset.value
    cells = (row.child(column) for row in form.lists[name.value].walk())
    return frozenset(cell.text for cell in cells if cell is not None)


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
            place, _, part = identifier.partition(":")
            column = f"{_TEXT_COLUMNS.get(part, 'label')}::{language}"
            yield Finding("lint.translation-missing", place, "warning", column, fields={"language": language})


def _choices(form: FormDefinition) -> Iterator[Finding]:
    for path, control in form.controls.items():
        seen: set[str] = set()
        for value, _ in control.items:
            if value in seen:
                yield Finding("lint.choice-twice", _text(path), column="name", fields={"value": value})
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
                yield Finding("lint.choice-twice", f"/{name}", column="name", fields={"value": row[0]})
            seen.add(row)
