"""Events of a form: preloads and `setvalue` actions. Called by `session`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .definition import Action
from .errors import ExpressionError
from .lexical import calculated, canonical, reads_as
from .tree import Node
from .xpath.dates import Date
from .xpath.values import Context, to_nodes

if TYPE_CHECKING:
    from .session import Session

MAX_CHAIN = 30


def preload(session: Session) -> None:
    """Fill what `jr:preload` asks for; once, when a record is begun."""
    now = session.environment.now()
    for bind in session.form.binds.values():
        if not bind.preload:
            continue
        text = ""
        if bind.preload == "uid":
            text = session.uid()
        elif bind.preload == "timestamp" and bind.preload_parameter == "start":
            text = calculated(now, "dateTime")[0]
        elif bind.preload == "date":
            text = now.when.date().isoformat()
        elif bind.preload == "property":
            wanted = bind.preload_parameter.lower()
            text = next((v for name, v in session.properties.items() if name.lower() == wanted), "")
        if text:
            for node in session.record.find(bind.path):
                session.engine.write(node, canonical(text, bind.type))


def finish(session: Session) -> None:
    """What happens when a record is finished: end timestamps and `xforms-revalidate`."""
    moment = Date(session.environment.now().when, True)
    for bind in session.form.binds.values():
        if bind.preload == "timestamp" and bind.preload_parameter == "end":
            for node in session.record.find(bind.path):
                session.engine.write(
                    node, calculated(moment, bind.type if bind.type != "string" else "dateTime")[0]
                )
    fire(session, "xforms-revalidate")


def start_edition(session: Session) -> None:
    """A new edition of a sent record: a new instanceID, the old one kept as deprecatedID."""
    present = session.record.meta("instanceID")
    if present is not None:
        session.record.set_meta("deprecatedID", present.text)
    session.record.set_meta("instanceID", session.uid())


def value_changed(session: Session, node: Node) -> None:
    """The officer (or an action) changed an answer."""
    fire(session, "xforms-value-changed", node)


def fire(session: Session, event: str, source: Node | None = None, depth: int = 0) -> None:
    """Run the actions of an event; with `source`, those written inside that question or repeat."""
    found = session.form.events.get(event)
    if not found or depth > MAX_CHAIN:
        return
    for action in found:
        if source is not None and action.source != source.path:
            continue
        for node in _targets(session, action, source):
            _write(session, action, node, depth)


def _write(session: Session, action: Action, node: Node, depth: int) -> None:
    kind = session.form.type_of(node.path)
    if action.value is None:
        text = canonical(action.text, kind)
    else:
        try:
            value = action.value.value(Context(node, session.environment))
        except ExpressionError as error:
            session.engine.problems[node.path, "action"] = action.value.placed(error)
            return
        # Unlike a calculation, what is set becomes an answer of the question's own type.
        text = calculated(value, kind)[0]
    node.reads = reads_as(kind)
    if session.engine.write(node, text):
        session.engine.rerun_calculation(node)
        session.engine.run()
        fire(session, "xforms-value-changed", node, depth + 1)


def _targets(session: Session, action: Action, source: Node | None) -> list[Node]:
    """The nodes an action writes to: of the source's own repeat instance where it has one.

    They need not be relevant: JavaRosa writes all the same.
    """
    path = action.target_path
    record = session.record
    if "[" in action.target.source:
        context = source if source is not None else record.document
        try:
            return to_nodes(action.target.value(Context(context, session.environment)))
        except ExpressionError as error:
            session.engine.problems[path, "action"] = action.target.placed(error)
            return []
    if source is None:
        return record.find(path)
    shared = 0
    for repeat in session.form.repeats:
        if path[: len(repeat)] == repeat == source.path[: len(repeat)]:
            shared = max(shared, len(repeat))
    return record.below(source.ancestor(shared), path[shared:])
