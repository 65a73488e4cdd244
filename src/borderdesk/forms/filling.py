"""Fills a form from plain data (such as JSON): the command line and tests use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .definition import FormDefinition
from .errors import FormError
from .lexical import written
from .session import Session, local_clock, new_uid
from .tree import Node, Path


def fill(
    form: FormDefinition,
    answers: Mapping[str, object],
    *,
    clock: Callable[[], dt.datetime] = local_clock,
    language: str | None = None,
    uid: Callable[[], str] = new_uid,
) -> Session:
    """A session with these answers given in the order of the form.

    Keys are names (`age`), parts of paths (`person/age`) or paths (`/data/person/age`). A repeat takes a list
    of such mappings, one an instance; a group may take a mapping. Raises FormError for an unknown or
    ambiguous name, a value of another type and a choice that is not on offer; nothing is guessed.
    """
    session = Session(form, clock=clock, language=language, uid=uid)
    give(session, answers)
    return session


def give(session: Session, answers: Mapping[str, object]) -> None:
    """Give these answers to a running session; keys and errors as in `fill`."""
    _fill(session, session.record.root, answers)


def _fill(session: Session, top: Node, answers: Mapping[str, object]) -> None:
    places = _places(session.form, top.path)
    given: list[tuple[int, str, Path, object]] = []
    for name, answer in answers.items():
        path = _place(places, top.path, name)
        given.append((places.index(path), name, path, answer))
    for _, name, path, answer in sorted(given, key=lambda entry: entry[0]):
        _give(session, top, name, path, answer)


def _places(form: FormDefinition, top: Path) -> list[Path]:
    """Every place below one, without what is inside a further repeat, in the order of the form."""
    found: list[Path] = []
    for node in form.template.walk():
        path = node.path
        if path[: len(top)] != top or path == top or path in found:
            continue
        around = form.repeat_around(path[:-1])
        if around is None or len(around) <= len(top):
            found.append(path)
    return found


def _place(places: Sequence[Path], top: Path, name: str) -> Path:
    wanted = tuple(name.strip("/").split("/"))
    if name.startswith("/"):
        found = [path for path in places if path == wanted]
    else:
        found = [path for path in places if path[len(top) :][-len(wanted) :] == wanted]
    if len(found) > 1:
        raise FormError("form.answer-ambiguous", name=name)
    if not found:
        raise FormError("form.answer-name", name=name)
    return found[0]


def _give(session: Session, top: Node, name: str, path: Path, answer: object) -> None:
    form = session.form
    if path in form.repeats:
        _give_repeat(session, top, name, path, answer)
        return
    nodes = session.record.below(top, path[len(top.path) :])
    if not nodes:
        raise FormError("form.answer-name", name=name)
    node = nodes[0]
    if isinstance(answer, Mapping):
        if not node.children:
            raise FormError("form.answer-type", name=name, type=form.type_of(path))
        _fill(session, node, answer)
        return
    value = _checked(session, node, name, answer)
    session.set_value(node, value)


def _checked(session: Session, node: Node, name: str, answer: object) -> str:
    form = session.form
    control = form.controls.get(node.path)
    if node.children:
        raise FormError("form.answer-type", name=name, type="group")
    plain: Any = answer
    try:
        text = written(plain, form.type_of(node.path), session.environment.zone)
    except FormError as error:
        raise FormError("form.answer-type", name=name, type=form.type_of(node.path)) from error
    if isinstance(answer, list | tuple) and (control is None or control.kind not in ("select", "rank")):
        raise FormError("form.answer-type", name=name, type=form.type_of(node.path))
    if not session.accepts(node, text):
        raise FormError("form.answer-type", name=name, type=form.type_of(node.path))
    if text and control is not None and control.kind in ("select1", "select", "rank"):
        offered = {choice.value for choice in session.choices(session.question(node))}
        for value in [text] if control.kind == "select1" else text.split():
            if value not in offered:
                raise FormError("form.answer-choice", name=name, value=value)
    return text


def _give_repeat(session: Session, top: Node, name: str, path: Path, answer: object) -> None:
    if not isinstance(answer, list | tuple) or not all(isinstance(entry, Mapping) for entry in answer):
        raise FormError("form.answer-type", name=name, type="repeat")
    parents = session.record.below(top, path[len(top.path) : -1])
    parent = parents[0]
    while len(parent.named(path[-1])) < len(answer):
        if not session.can_add(path):
            raise FormError("form.answer-repeat", name=name, count=len(parent.named(path[-1])))
        session.add_instance(parent, path)
    if session.can_add(path):
        for surplus in parent.named(path[-1])[len(answer) :]:
            session.remove_repeat(surplus)
    for instance, entry in zip(parent.named(path[-1]), answer, strict=False):
        _fill(session, instance, entry)
