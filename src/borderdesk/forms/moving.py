"""A half-filled record on its way to another version of its form: what is kept, what is dropped, and why.

Answers go by path and type. Nothing is changed in the old session; the caller shows both lists first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from .definition import FormDefinition
from .markup import write_xml
from .session import Session, local_clock, new_uid
from .tree import Node, location

GONE, OTHER_TYPE, NOT_OFFERED = "gone", "type", "choice"


@dataclass(frozen=True, slots=True)
class MovedAnswer:
    """One answer of the old record: the place, the question, the answer as people read it.

    ``reason`` is empty for what is kept; else ``gone`` (the new version does not have the place), ``type``
    (it takes another kind of answer there) or ``choice`` (the answer is not offered any more).
    """

    path: str
    question: str
    answer: str
    type: str
    reason: str = ""


@dataclass(frozen=True)
class Move:
    """The session on the new version, and what happened to each answer, in the order of the old form."""

    session: Session
    kept: tuple[MovedAnswer, ...]
    dropped: tuple[MovedAnswer, ...]


def move(
    old: Session,
    form: FormDefinition,
    *,
    clock: Callable[[], dt.datetime] = local_clock,
    language: str | None = None,
    uid: Callable[[], str] = new_uid,
) -> Move:
    """The record of ``old`` in ``form``. What nobody was asked, calculated or filled in, is not listed."""
    root = old.record.root.copy(None)
    # The first element is called after a setting of the form; a record of the same form keeps its answers.
    root.name = form.template.name
    root.namespace = form.template.namespace
    session = Session(form, write_xml(root, lambda node: True), clock=clock, language=language, uid=uid)
    kept: list[MovedAnswer] = []
    dropped: list[MovedAnswer] = []
    for node in old.record.root.walk():
        if node.children or not node.text or "meta" in node.path[1:2]:
            continue
        found = _moved(old, node, session)
        if found is not None:
            (dropped if found.reason else kept).append(found)
    return Move(session, tuple(kept), tuple(dropped))


def _moved(old: Session, node: Node, session: Session) -> MovedAnswer | None:
    """What became of one answer; None where there is none: hidden now, never asked, or calculated."""
    place = location(node)
    there = session.record.at("/" + "/".join([session.form.template.name, *place.split("/")[2:]]))
    kind = old.form.type_of(node.path)
    reason = ""
    if there is None:
        reason = GONE
    elif there.children:
        reason = OTHER_TYPE
    else:
        bind = session.form.binds.get(there.path)
        if bind is not None and bind.calculate is not None:
            return None
        if not there.text or not _same_kind(kind, session.form.type_of(there.path)):
            reason = OTHER_TYPE
        elif _not_offered(session, there):
            reason = NOT_OFFERED
        if reason:
            session.set_value(there, "")
    bind = old.form.binds.get(node.path)
    asked = node.path in old.form.controls
    if not (asked and node.relevant) or (bind is not None and bind.calculate is not None):
        return None
    label = str(old.label(old.question(node)))
    return MovedAnswer(place, label.strip() or node.name, old.answer_text(node), kind, reason)


_NUMBERS = frozenset({"int", "integer", "decimal"})
_WORDS = frozenset({"string", "barcode"})


def _same_kind(before: str, after: str) -> bool:
    """Whether an answer of one type means the same in the other; numbers and words may widen."""
    return before == after or after in _WORDS or (before in _NUMBERS and after in _NUMBERS)


def _not_offered(session: Session, node: Node) -> bool:
    """Whether a choice was kept that the new version does not list."""
    control = session.form.controls.get(node.path)
    if control is None or control.kind not in ("select1", "select", "rank") or not node.relevant:
        return False
    offered = {choice.value for choice in session.choices(session.question(node))}
    chosen = [node.text] if control.kind == "select1" else node.text.split()
    return not offered.issuperset(chosen)
