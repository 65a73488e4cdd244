"""Answers held against what the form demands: required ones there, constraints kept. Called by `session`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import ExpressionError
from .issues import ValidationIssue
from .tree import Node
from .xpath.values import Context, to_boolean

if TYPE_CHECKING:
    from .session import Session


def issue_at(session: Session, node: Node) -> ValidationIssue | None:
    """What is wrong at one place; a constraint that cannot be worked out is noted and holds nobody up."""
    bind = session.form.binds.get(node.path)
    if bind is None or not node.relevant:
        return None
    if not node.text:
        if not node.required:
            return None
        message = session.wording.message(bind.required_message, node, session.language)
        source = "true()" if bind.required is None else bind.required.source
        return ValidationIssue(node, "required", message, source)
    if bind.constraint is None:
        return None
    try:
        if to_boolean(bind.constraint.value(Context(node, session.environment))):
            return None
    except ExpressionError as error:
        session.engine.problems[node.path, "constraint"] = bind.constraint.placed(error)
        return None
    message = session.wording.message(bind.constraint_message, node, session.language)
    return ValidationIssue(node, "constraint", message, bind.constraint.source)


def issues(session: Session, within: Node | None = None) -> list[ValidationIssue]:
    """Everything wrong, in the order of the form; `within` limits it to one part of the record."""
    places = (node for _, node in session.asked() if within is None or _inside(node, within))
    found = (issue_at(session, node) for node in places)
    return [issue for issue in found if issue is not None]


def _inside(node: Node, top: Node) -> bool:
    """Whether a node is `top` or lies below it."""
    above: Node | None = node
    while above is not None:
        if above is top:
            return True
        above = above.parent
    return False
