"""What still stands against finishing a record: required answers that are missing, broken constraints."""

from __future__ import annotations

from dataclasses import dataclass

from .tree import Node, location


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """`kind` is "required" or "constraint"; `message` is the form's own text, '' where it has none."""

    node: Node
    kind: str
    message: str
    expression: str

    @property
    def path(self) -> str:
        return location(self.node)
