"""The node tree every part of the runtime works on: instance, secondary instances, saved records.

Elements are stored; text nodes are made up when an expression asks for them, because leaves keep
their text themselves. Names are local names: the dialect never needs to tell two namespaces apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

ELEMENT, DOCUMENT, ATTRIBUTE, TEXT = "element", "document", "attribute", "text"

Path = tuple[str, ...]

# How the text of a leaf reads as a value (see xpath.values.atom).
AS_TEXT, AS_NUMBER, AS_BOOLEAN = 0, 1, 2


class Node:
    """One node. `text` is the lexical value of a leaf and survives while the node is not relevant."""

    __slots__ = (
        "attributes",
        "children",
        "kind",
        "name",
        "namespace",
        "parent",
        "path",
        "readonly",
        "reads",
        "relevant",
        "required",
        "shown",
        "surplus",
        "text",
    )

    def __init__(
        self,
        kind: str,
        name: str = "",
        parent: Node | None = None,
        text: str = "",
        namespace: str = "",
        path: Path = (),
    ) -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.parent = parent
        self.text = text
        self.path = path
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.reads = AS_TEXT
        self.relevant = True  # effective: own expression and all ancestors
        self.shown = True  # own relevant expression alone
        self.surplus = False  # beyond the count of its repeat: kept, but neither shown nor sent
        self.readonly = False
        self.required = False

    def __repr__(self) -> str:
        return f"<{self.kind} {'/'.join(self.path) or self.name}>"

    def child(self, name: str) -> Node | None:
        """The first child element of that name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def named(self, name: str) -> list[Node]:
        """All child elements of that name."""
        return [child for child in self.children if child.name == name]

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, None where it is absent."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.text
        return None

    def set_attribute(self, name: str, value: str) -> None:
        for attribute in self.attributes:
            if attribute.name == name:
                attribute.text = value
                return
        self.attributes.append(Node(ATTRIBUTE, name, self, value))

    def walk(self) -> Iterator[Node]:
        """This node and every element below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestor(self, depth: int) -> Node:
        """The ancestor-or-self element at `depth`: 1 is the root element, 0 the document."""
        node = self
        for _ in range(len(self.path) - depth):
            if node.parent is None:
                break
            node = node.parent
        return node

    def copy(self, parent: Node | None) -> Node:
        """A deep copy with fresh state, to be put under `parent`."""
        twin = Node(self.kind, self.name, parent, self.text, self.namespace, self.path)
        twin.reads = self.reads
        twin.readonly = self.readonly
        twin.attributes = [Node(ATTRIBUTE, a.name, twin, a.text, a.namespace) for a in self.attributes]
        twin.children = [child.copy(twin) for child in self.children]
        return twin


def string_value(node: Node) -> str:
    """The XPath string-value; what is not relevant reads as blank."""
    if not node.children:
        return node.text if node.relevant else ""
    return "".join(
        part.text for part in node.walk() if not part.children and part.relevant and part.kind == ELEMENT
    )


def location(node: Node) -> str:
    """The place of a node as text, `/data/person[2]/name`; `[1]` is left out where it is the only one."""
    steps: list[str] = []
    at: Node | None = node
    while at is not None and at.kind != DOCUMENT:
        step = at.name
        if at.parent is not None:
            twins = at.parent.named(at.name)
            if len(twins) > 1:
                step = f"{step}[{next(i for i, twin in enumerate(twins, 1) if twin is at)}]"
        steps.append(step)
        at = at.parent
    return "/" + "/".join(reversed(steps))


def document_order(node: Node) -> list[tuple[int, int]]:
    """A sort key that puts nodes of one tree into document order."""
    key: list[tuple[int, int]] = []
    while node.parent is not None:
        parent = node.parent
        if node.kind == ATTRIBUTE:
            key.append((0, _place(parent.attributes, node)))
        else:
            key.append((1, _place(parent.children, node)))
        node = parent
    key.reverse()
    return key


def _place(nodes: Sequence[Node], wanted: Node) -> int:
    for index, node in enumerate(nodes):
        if node is wanted:
            return index
    return 0


# ------------------------------------------------------------------ axes
def _child(node: Node) -> Sequence[Node]:
    if node.children:
        return node.children
    if node.kind == ELEMENT and node.text:
        text = Node(TEXT, "", node, node.text)
        text.relevant = node.relevant
        return (text,)
    return ()


def _descendant(node: Node) -> Iterator[Node]:
    for child in _child(node):
        yield child
        yield from _descendant(child)


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _descendant(node)


def _parent(node: Node) -> Sequence[Node]:
    return () if node.parent is None else (node.parent,)


def _ancestor(node: Node) -> Iterator[Node]:
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _ancestor(node)


def _self(node: Node) -> Sequence[Node]:
    return (node,)


def _attribute(node: Node) -> Sequence[Node]:
    return node.attributes


def _siblings(node: Node) -> tuple[list[Node], int]:
    if node.kind not in (ELEMENT, DOCUMENT) or node.parent is None:
        return [], 0
    return node.parent.children, _place(node.parent.children, node)


def _following_sibling(node: Node) -> Sequence[Node]:
    twins, at = _siblings(node)
    return twins[at + 1 :]


def _preceding_sibling(node: Node) -> Sequence[Node]:
    twins, at = _siblings(node)
    return twins[:at][::-1]


def _following(node: Node) -> Iterator[Node]:
    at: Node | None = node
    if node.kind in (ATTRIBUTE, TEXT):
        at = node.parent
        if node.kind == ATTRIBUTE and at is not None:
            yield from _descendant(at)
    while at is not None:
        for sibling in _following_sibling(at):
            yield from _descendant_or_self(sibling)
        at = at.parent


def _preceding(node: Node) -> Iterator[Node]:
    at: Node | None = node.parent if node.kind in (ATTRIBUTE, TEXT) else node
    while at is not None:
        for sibling in _preceding_sibling(at):
            yield from reversed(list(_descendant_or_self(sibling)))
        at = at.parent


AXES: dict[str, Callable[[Node], Sequence[Node] | Iterator[Node]]] = {
    "child": _child,
    "descendant": _descendant,
    "descendant-or-self": _descendant_or_self,
    "parent": _parent,
    "ancestor": _ancestor,
    "ancestor-or-self": _ancestor_or_self,
    "self": _self,
    "attribute": _attribute,
    "following-sibling": _following_sibling,
    "preceding-sibling": _preceding_sibling,
    "following": _following,
    "preceding": _preceding,
}
REVERSE_AXES = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})
