"""Compiles every expression of a form before it is kept. Called by `importer`; `lint` walks the same ones."""

from __future__ import annotations

from collections.abc import Iterator

from .choices import is_plain_name
from .definition import Control, FormDefinition
from .errors import FormError
from .expression import COUNT, Expression
from .redraw import output_sources
from .tree import Path
from .xpath.syntax import Call, Literal, is_child
from .xpath.syntax import Path as PathSyntax


def check_form(form: FormDefinition) -> None:
    """Compile every expression of a form. Raises FormError for the first that cannot be used."""
    for error in mistakes(form):
        raise error


def mistakes(form: FormDefinition) -> Iterator[FormError]:
    """Every expression that cannot be used, every list without the columns its question needs."""
    for expression in all_expressions(form):
        try:
            expression.check()
        except FormError as error:
            yield error
    for control in form.controls.values():
        try:
            _check_columns(form, control)
        except FormError as error:
            yield error


def all_expressions(form: FormDefinition) -> Iterator[Expression]:
    """Every expression: binds, counts, choice filters, outputs of texts, actions."""
    for bind in form.binds.values():
        yield from bind.expressions()
    for trigger in form.graph.triggers:
        if trigger.kind == COUNT:
            yield trigger.expression
    for top in form.body:
        for control in top.walk():
            if control.itemset is not None:
                yield control.itemset.nodes
            for element in (control.label, control.hint, control.guidance):
                for source in output_sources(form, element):
                    if source.strip():
                        yield form.expression(source, control.path)
    seen: set[tuple[str, Path]] = set()
    for action in form.actions:
        # One written default may be given at several events.
        if action.value is not None and (action.value.source, action.target_path) not in seen:
            seen.add((action.value.source, action.target_path))
            yield action.value


def _check_columns(form: FormDefinition, control: Control) -> None:
    """A list from a file must have the columns the question takes value and label from."""
    if control.itemset is None:
        return
    tree = control.itemset.nodes.tree
    if isinstance(tree, Call) and tree.name == "randomize":
        tree = tree.arguments[0]
    if not (isinstance(tree, PathSyntax) and isinstance(tree.base, Call) and tree.base.name == "instance"):
        return
    name = tree.base.arguments[0] if tree.base.arguments else None
    if not isinstance(name, Literal) or name.value not in form.files:
        return
    rows = [form.lists[name.value]]
    for step in tree.steps:
        if not is_child(step._replace(predicates=())):
            return
        rows = [row for above in rows for row in above.named(step.test)]
    for column in (control.itemset.value, control.itemset.label):
        plain = is_plain_name(column)
        if rows and plain and all(row.child(column) is None for row in rows):
            raise FormError("form.column-missing", path=_text(control.path), name=name.value, wanted=column)


def _text(path: Path) -> str:
    return "/" + "/".join(path)
