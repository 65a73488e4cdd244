"""The choices a question offers: written in the form, or rows of a list that pass its filter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .definition import Control, FormDefinition
from .errors import FormError
from .tree import Node, string_value
from .wording import Text, Wording
from .xpath.compile import compile_text
from .xpath.values import Context, Environment, to_nodes, to_string


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; `extra` holds the other columns of its row."""

    value: str
    label: Text
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_exclusive(self) -> bool:
        """Whether the author marked it (`exclusive` column) to stand alone."""
        return self.extra.get("exclusive", "").lower() in ("yes", "true", "1")


_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")


def is_plain_name(column: str) -> bool:
    """Whether a value or label reference is simply the name of a column."""
    return _NAME.match(column) is not None


def rows(control: Control, node: Node, environment: Environment) -> list[Node]:
    """The list rows on offer at a node. Raises FormError where the filter cannot be evaluated."""
    if control.itemset is None:
        return []
    return to_nodes(control.itemset.nodes.value(Context(node, environment)))


def values(control: Control, node: Node, environment: Environment) -> list[str]:
    """The values on offer, without their texts."""
    if control.itemset is None:
        return [value for value, _ in control.items]
    column = control.itemset.value
    if is_plain_name(column):
        return [_cell(row, column) for row in rows(control, node, environment)]
    read = compile_text(column)
    return [to_string(read(Context(row, environment, node))) for row in rows(control, node, environment)]


def _cell(row: Node, column: str) -> str:
    cell = row.child(column)
    return "" if cell is None else string_value(cell)


def offered(
    form: FormDefinition, control: Control, node: Node, wording: Wording, language: str | None
) -> list[Choice]:
    """The choices of a question at a node, in a language; no choices where the list cannot be read."""
    environment = wording.environment
    if control.itemset is None:
        return [Choice(value, wording.element(label, node, language)) for value, label in control.items]
    try:
        found = rows(control, node, environment)
        names = values(control, node, environment)
    except FormError:
        return []
    label = control.itemset.label
    skip = {control.itemset.value, label, "itextId", "label", "name"}
    choices: list[Choice] = []
    for row, value in zip(found, names, strict=True):
        text = (
            Text(_cell(row, label)) if is_plain_name(label) else wording.reference(label, row, node, language)
        )
        extra = {cell.name: cell.text for cell in row.children if cell.name not in skip}
        choices.append(Choice(value, text, extra))
    return choices
