"""A form as read from its XForm: immutable, without state, shared by all sessions on it.

`reader.load_form` reads the structure and the dependencies; other expressions are compiled when first
used, so a form opens fast. `importer.import_form` checks every expression before a form is ever kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .expression import LABEL, Expression
from .graph import Graph
from .redraw import choice_references, gathered, label_references
from .tree import Node, Path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(slots=True)
class Bind:
    """What a form says about one place of the instance."""

    path: Path
    type: str = "string"
    relevant: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    always_required: bool = False
    always_readonly: bool = False
    constraint_message: str = ""
    required_message: str = ""
    preload: str = ""
    preload_parameter: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def expressions(self) -> Iterator[Expression]:
        for found in (self.relevant, self.calculate, self.required, self.readonly, self.constraint):
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices from a list: where the rows are, and which columns hold value and label."""

    nodes: Expression
    value: str
    label: str


@dataclass(slots=True, eq=False)
class Control:
    """One element of the body: a question, a group or a repeat."""

    kind: str  # input, select, select1, rank, range, trigger, upload, secret, group, repeat
    path: Path
    label: Element | None = None
    hint: Element | None = None
    guidance: Element | None = None
    appearance: frozenset[str] = frozenset()
    items: tuple[tuple[str, Element | None], ...] = ()
    itemset: Itemset | None = None
    children: list[Control] = field(default_factory=list)
    count: str = ""
    fixed: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator[Control]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_question(self) -> bool:
        return self.kind not in ("group", "repeat")


@dataclass(frozen=True, slots=True)
class Action:
    """A `setvalue`: at `event` (of `source`, where that is a question or repeat) write to `target`."""

    event: str
    source: Path | None
    target: Expression
    target_path: Path
    value: Expression | None
    text: str


@dataclass(eq=False)
class FormDefinition:
    """A form. Read by `reader.load_form`; nothing changes it afterwards (indexes and caches apart)."""

    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str | None
    style: str
    sha256: str
    template: Node
    binds: dict[Path, Bind]
    body: tuple[Control, ...]
    repeats: dict[Path, Control]
    actions: tuple[Action, ...]
    lists: dict[str, Node]
    texts: dict[str, dict[str, dict[str, Element]]]
    graph: Graph
    prefixes: dict[str, str]
    addresses: dict[str, str] = field(default_factory=dict)  # of the lists that come from files, by id
    missing_lists: tuple[str, ...] = ()
    unused: tuple[tuple[str, Path], ...] = ()  # actions and settings that a desk has no use for, and where
    indexes: dict[tuple[str, tuple[str, ...], str], dict[str, list[Node]]] = field(default_factory=dict)
    _expressions: dict[tuple[str, Path], Expression] = field(default_factory=dict)

    @property
    def extra(self) -> dict[str, str]:
        """The form's own attributes by local name: settings such as `attribute::bd:status`."""
        return {found.name: found.text for found in self.template.attributes}

    @property
    def files(self) -> frozenset[str]:
        """Ids of the lists that come from files."""
        return frozenset(self.addresses)

    @cached_property
    def controls(self) -> dict[Path, Control]:
        """Questions by path."""
        return {control.path: control for top in self.body for control in top.walk() if control.is_question}

    @cached_property
    def events(self) -> dict[str, tuple[Action, ...]]:
        found: dict[str, list[Action]] = {}
        for action in self.actions:
            found.setdefault(action.event, []).append(action)
        return {event: tuple(actions) for event, actions in found.items()}

    @cached_property
    def label_reads(self) -> dict[Path, tuple[Path, ...]]:
        """Which questions and groups read otherwise after a change at a path."""
        return gathered(label_references(self))

    @cached_property
    def choice_reads(self) -> dict[Path, tuple[Path, ...]]:
        """Which questions may offer other choices after a change at a path."""
        return gathered(choice_references(self))

    @cached_property
    def filtered(self) -> frozenset[Path]:
        """The questions whose choices are rows of a list."""
        return frozenset(path for path, control in self.controls.items() if control.itemset is not None)

    def expression(self, source: str, path: Path, kind: str = LABEL) -> Expression:
        """The expression at a place, kept for the next time."""
        key = (source, path)
        found = self._expressions.get(key)
        if found is None:
            found = self._expressions[key] = Expression(source, path, kind, self.repeats)
        return found

    def order_below(self, path: Path) -> list[str]:
        """The names of the children of a place as the form's instance has them."""
        node: Node | None = self.template
        for name in path[1:]:
            node = None if node is None else node.child(name)
        return [] if node is None else list(dict.fromkeys(child.name for child in node.children))

    def bind(self, path: Path) -> Bind | None:
        return self.binds.get(path)

    def type_of(self, path: Path) -> str:
        bind = self.binds.get(path)
        return "string" if bind is None else bind.type

    def repeat_around(self, path: Path) -> Path | None:
        """The innermost repeat that holds the place, or is it."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.repeats:
                return path[:depth]
        return None
