"""Chosen values that a choice filter no longer offers since another answer changed. Called by `session`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .choices import values
from .errors import FormError
from .tree import Node

if TYPE_CHECKING:
    from .session import Session


def drop_unoffered(session: Session, created: Iterable[Node]) -> bool:
    """Clear chosen values that a choice filter does not offer (JavaRosa, when the list is built).

    Looks at lists that depend on what has just changed, and at `created` repeat instances; says whether
    anything was cleared.
    """
    reads, filtered = session.form.choice_reads, session.form.filtered
    if not filtered:
        return False
    changes = session.engine.changes
    paths = {path for node in (*changes.values, *changes.relevance) for path in reads.get(node.path, ())}
    for top in {parent.path for parent in changes.structure}:
        paths.update(path for place in reads if place[: len(top)] == top for path in reads[place])
    seen = [node for path in paths for node in session.record.find(path)]
    seen += [node for node in changes.relevance if node.path in filtered]
    seen += [node for instance in created for node in instance.walk() if node.path in filtered]
    return _drop(session, seen)


def drop_defaults(session: Session) -> bool:
    """Clear defaults that a choice filter does not offer; an answer that was saved is never touched."""
    return _drop(session, (node for path in session.form.filtered for node in session.record.find(path)))


def drop_answer(session: Session, node: Node) -> bool:
    """Clear what is chosen at one place and not on offer; expressions are left to be run by the caller."""
    control = session.form.controls.get(node.path)
    if control is None or not node.text or control.itemset is None or not node.relevant:
        return False
    try:
        on_offer = set(values(control, node, session.environment))
    except FormError:
        return False
    chosen = [node.text] if control.kind == "select1" else node.text.split()
    kept = [value for value in chosen if value in on_offer]
    return len(kept) < len(chosen) and session.engine.write(node, " ".join(kept))


def _drop(session: Session, nodes: Iterable[Node]) -> bool:
    dropped = False
    for node in nodes:
        dropped |= drop_answer(session, node)
    if dropped:
        session.engine.run()
    return dropped
