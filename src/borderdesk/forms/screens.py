"""The body of a form as screens: pure data over a session, drawn by the window.

A question stays the same object as long as its node lives; texts and choices are worked out when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from .choices import Choice
from .definition import Control
from .tree import Node, Path, location
from .wording import EMPTY, Text

if TYPE_CHECKING:
    from .issues import ValidationIssue
    from .session import NodeState, Session


class Layout(Enum):
    """One screen for each question (or `field-list` group), or one for each top-level group."""

    PAGES = "pages"
    SECTIONS = "sections"


@dataclass(frozen=True, eq=False)
class _Placed:
    session: Session
    definition: Control
    node: Node

    @property
    def appearance(self) -> frozenset[str]:
        return self.definition.appearance

    @cached_property
    def extra(self) -> dict[str, str]:
        """Foreign attributes of bind and body (`bd:quick` as `quick`), the body's winning."""
        bind = self.session.form.binds.get(self.definition.path)
        return {**(bind.extra if bind is not None else {}), **self.definition.extra}

    def label(self, language: str | None = None) -> Text:
        return self.session.wording.element(
            self.definition.label, self.node, language or self.session.language
        )


@dataclass(frozen=True, eq=False)
class Question(_Placed):
    """One question at one place of the record."""

    @property
    def path(self) -> str:
        return location(self.node)

    @property
    def key(self) -> str:
        return self.path

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def control(self) -> str:
        """input, select1, select, rank, range, trigger, upload or secret."""
        return self.definition.kind

    @property
    def type(self) -> str:
        return self.session.form.type_of(self.definition.path)

    @property
    def parameters(self) -> dict[str, str]:
        """`start`, `end` and `step` of a range, `mediatype` of an upload, `rows` of a text."""
        return dict(self.definition.parameters)

    @property
    def is_note(self) -> bool:
        """Text to read, nothing to answer."""
        bind = self.session.form.binds.get(self.definition.path)
        return (
            self.definition.kind == "input"
            and bind is not None
            and bind.always_readonly
            and bind.calculate is None
            and not self.node.text
        )

    @property
    def value(self) -> str:
        return self.session.value(self.node)

    @property
    def values(self) -> list[str]:
        """The chosen values of a multiple choice or ranking."""
        return self.value.split()

    @property
    def state(self) -> NodeState:
        return self.session.state(self.node)

    @property
    def issue(self) -> ValidationIssue | None:
        return self.session.issue(self.node)

    @property
    def relevant(self) -> bool:
        return self.node.relevant

    def hint(self, language: str | None = None) -> Text:
        return self.session.hint(self, language)

    def guidance(self, language: str | None = None) -> Text:
        """The longer help an author wrote, shown on demand."""
        definition = self.definition
        language = language or self.session.language
        if definition.guidance is not None:
            return self.session.wording.element(definition.guidance, self.node, language)
        return self.session.wording.guidance(definition.hint, self.node, language)

    def choices(self, language: str | None = None) -> list[Choice]:
        return self.session.choices(self, language)


@dataclass(frozen=True, eq=False)
class Group(_Placed):
    """A group, or one instance of a repeat."""

    key: str
    items: tuple[Item, ...]

    @property
    def relevant(self) -> bool:
        return self.node.relevant

    @property
    def questions(self) -> list[Question]:
        return list(_questions(self.items))


@dataclass(frozen=True, eq=False)
class RepeatRange(_Placed):
    """All instances of a repeat at one place; `parent` is where they hang."""

    parent: Node
    repeat_path: Path
    instances: tuple[Group, ...]

    @property
    def path(self) -> str:
        return f"{location(self.parent)}/{self.repeat_path[-1]}"

    @property
    def key(self) -> str:
        return f"{self.path}#"

    @property
    def can_add(self) -> bool:
        return self.session.can_add(self.repeat_path)

    @property
    def relevant(self) -> bool:
        """Whether it is asked; a condition on the repeat itself stands at its instances."""
        return self.parent.relevant and (not self.instances or any(each.relevant for each in self.instances))


Item: TypeAlias = Question | Group | RepeatRange


@dataclass(frozen=True, eq=False)
class Screen:
    """What is shown at once."""

    key: str
    label: Text
    items: tuple[Item, ...]

    @property
    def questions(self) -> list[Question]:
        """All questions, in order, out of their groups."""
        return list(_questions(self.items))

    @property
    def relevant(self) -> bool:
        """Whether there is anything to show."""
        return any(
            item.relevant if not isinstance(item, Group) else any(q.relevant for q in item.questions)
            for item in self.items
        )


def _questions(items: tuple[Item, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Question):
            yield item
        elif isinstance(item, Group):
            yield from _questions(item.items)
        else:
            for instance in item.instances:
                yield from _questions(instance.items)


def _items(session: Session, controls: list[Control], context: Node) -> tuple[Item, ...]:
    return tuple(
        item for number, control in enumerate(controls) for item in _item(session, control, context, number)
    )


def _item(session: Session, control: Control, context: Node, number: int) -> Iterator[Item]:
    if control.is_question:
        for node in session.placed(control, context):
            yield Question(session, control, node)
        return
    if control.kind == "repeat":
        yield _range(session, control, control, context)
        return
    wrapped = _wrapped_repeat(control)
    if wrapped is not None:
        yield _range(session, control, wrapped, context)
        return
    nodes = session.placed(control, context)
    node = nodes[0] if nodes else context
    yield Group(session, control, node, f"{location(node)}#{number}", _items(session, control.children, node))


def _wrapped_repeat(control: Control) -> Control | None:
    """The repeat inside the group that only labels it, as pyxform writes repeats."""
    if len(control.children) == 1 and control.children[0].kind == "repeat":
        repeat = control.children[0]
        if repeat.path == control.path:
            return repeat
    return None


def _range(session: Session, outer: Control, repeat: Control, context: Node) -> RepeatRange:
    depth = len(context.path)
    above = session.record.below(context, repeat.path[depth:-1])
    parent = above[0] if above else context
    instances = tuple(
        Group(session, outer, node, location(node), _items(session, repeat.children, node))
        for node in parent.named(repeat.path[-1])
        if not node.surplus
    )
    return RepeatRange(session, outer, parent, parent, repeat.path, instances)


def lay_out(session: Session, layout: Layout) -> list[Screen]:
    """The screens of a form in their order."""
    items = _items(session, list(session.form.body), session.record.document)
    return _pages(items) if layout is Layout.PAGES else _sections(items)


def _sections(items: tuple[Item, ...]) -> list[Screen]:
    """One screen for each top-level group or repeat; questions between them share one."""
    screens: list[Screen] = []
    loose: list[Item] = []

    def close() -> None:
        if loose:
            screens.append(Screen(f"{loose[0].key}...", EMPTY, tuple(loose)))
            loose.clear()

    for item in items:
        if isinstance(item, Question):
            loose.append(item)
            continue
        close()
        inner = item.items if isinstance(item, Group) else (item,)
        screens.append(Screen(item.key, item.label(), inner))
    close()
    return screens


def _pages(items: tuple[Item, ...]) -> list[Screen]:
    screens: list[Screen] = []
    for item in items:
        if isinstance(item, Question):
            screens.append(Screen(item.key, EMPTY, (item,)))
        elif isinstance(item, Group):
            if "field-list" in item.appearance:
                screens.append(Screen(item.key, item.label(), item.items))
            else:
                screens.extend(_pages(item.items))
        else:
            for instance in item.instances:
                if "field-list" in item.appearance:
                    screens.append(Screen(instance.key, item.label(), instance.items))
                else:
                    screens.extend(_pages(instance.items))
            screens.append(Screen(item.key, item.label(), (item,)))
    return screens
