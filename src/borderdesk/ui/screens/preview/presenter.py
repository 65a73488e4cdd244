"""What an author sees beside the form, without Qt: the form read again, the record's XML, the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from borderdesk import desk
from borderdesk.forms import FormDefinition, FormError, Node, Session, Trace, explain, load_form
from borderdesk.text import ntr, tr

_INDENT = "  "
_DEEPEST = 8
_MOST = 60
"""Calculated values that are explained, and hidden questions that are listed."""


@dataclass(frozen=True)
class Previewed:
    """A form ready to be looked at. ``findings`` are lines for its author, ``media`` by address."""

    name: str
    form: FormDefinition
    findings: tuple[str, ...]
    media: Mapping[str, bytes]


def read_file(path: Path) -> Previewed:
    """A form file as it stands now; for a worker.

    :raises RuleBroken: ``form.broken``, ``form.media_too_large``.
    :raises Unavailable: ``form.file_unreadable``.
    """
    read = desk.read_form_file(path)
    found = desk.form_findings(path.name, read.imported)
    lines = tuple(f"{_severity(each.severity)}: {each.where}{each.what}" for each in found)
    return Previewed(path.name, load_form(read.xform), lines, read.media)


def _severity(severity: str) -> str:
    return tr("Error") if severity == "error" else tr("Look at")


def pretty(xml: str) -> str:
    """The XML of a record, one element a line; for reading only."""
    lines: list[str] = []
    depth = 0
    for part in re.findall(r"<[^>]+>[^<]*", xml):
        tag = part.partition(">")[0]
        if tag.startswith("</"):
            depth -= 1
            if lines and lines[-1].lstrip().startswith(f"<{tag[2:]}") and "</" not in lines[-1]:
                lines[-1] += part.strip()
                continue
        lines.append(_INDENT * depth + part.strip())
        if not tag.startswith(("</", "<?")) and not tag.endswith("/"):
            depth += 1
    return "\n".join(lines)


def instance_text(session: Session) -> str:
    """The record as it stands, with what is not relevant in it."""
    return pretty(session.draft_xml())


def reasons_text(session: Session, place: str) -> str:
    """Everything that decides about the question at ``place``, then what the form calculates."""
    parts = []
    if place:
        try:
            node = session.node(place)
        except FormError:
            node = None
        if node is not None:
            parts.append("\n".join(_about(session, node)))
    calculated = "\n".join(_calculated(session))
    if calculated:
        parts.append(f"{tr('Calculated')}\n{calculated}")
    hidden = "\n".join(islice(_hidden(session), _MOST))
    if hidden:
        parts.append(f"{tr('Not shown now')}\n{hidden}")
    return "\n\n".join(parts)


def _about(session: Session, node: Node) -> Iterator[str]:
    bind = session.form.binds.get(node.path)
    yield f"/{'/'.join(node.path)} ({session.form.type_of(node.path)})"
    yield tr("Answer: {answer}", answer=session.value(node) or "–")
    for word, found in (
        (tr("Shown"), bind and bind.relevant),
        (tr("Must be answered"), bind and bind.required),
        (tr("Accepted"), bind and bind.constraint),
        (tr("Only to read"), bind and bind.readonly),
        (tr("Calculated"), bind and bind.calculate),
    ):
        if found:
            yield ""
            try:
                trace = explain(found, node, session)
            except FormError as error:
                yield f"{word}: {error}"
                continue
            yield f"{word}: {_verdict(trace)}"
            yield from _lines(trace, 1)
    issue = session.issue(node)
    if issue is not None and issue.message:
        yield ""
        yield tr("Message: {message}", message=issue.message)


def _verdict(trace: Trace) -> str:
    return trace.value if trace.value not in ("true", "false") else (tr("yes") if trace.holds else tr("no"))


def _lines(trace: Trace, depth: int) -> Iterator[str]:
    yield f"{_INDENT * depth}{trace.expression} = {trace.value or '–'}"
    if depth < _DEEPEST:
        for child in trace.children:
            yield from _lines(child, depth + 1)


def _calculated(session: Session) -> Iterator[str]:
    """Each calculated value and, for the first ones, the answers that produced it."""
    told = 0
    for node in session.record.root.walk():
        bind = session.form.binds.get(node.path)
        if bind is not None and bind.calculate is not None and node.path not in session.form.controls:
            value, told = session.value(node), told + 1
            rests_on = ", ".join(_sources(session, node)) if value and told <= _MOST else ""
            yield f"{_INDENT}{node.name} = {value or '–'}" + (f"  ←  {rests_on}" if rests_on else "")


def _sources(session: Session, node: Node) -> Iterator[str]:
    try:
        trace = session.why_value(node)
    except FormError:
        return
    answered = (leaf for leaf in (trace.leaves() if trace is not None else ()) if leaf.answer and leaf.path)
    for leaf in islice(answered, _DEEPEST):
        yield f"{(leaf.path or '').rpartition('/')[2]} = {leaf.answer}"


def _hidden(session: Session) -> Iterator[str]:
    """Questions that are not asked now, with the condition that fails; each condition once."""
    told: set[str] = set()
    for control, node in session.asked():
        if node.relevant or control.kind == "repeat":
            continue
        try:
            trace = session.why_relevant(node)
        except FormError:
            continue
        if trace is not None and trace.expression not in told:
            told.add(trace.expression)
            yield f"{_INDENT}{node.name}: {trace.expression} = {tr('no')}"


def reload_words(dropped: int) -> str:
    """What the strip says after the file changed."""
    if not dropped:
        return tr("Read again. All answers are kept.")
    return ntr(
        "Read again. {n} answer did not fit any more.",
        "Read again. {n} answers did not fit any more.",
        dropped,
    )
