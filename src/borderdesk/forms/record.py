"""The instance tree of one record: fresh from the form or from saved XML, with repeats that grow.

Only `session` and `engine` change it.
"""

from __future__ import annotations

from .definition import FormDefinition
from .errors import FormError
from .lexical import canonical
from .markup import OPENROSA, read_xml, to_node, write_xml
from .tree import DOCUMENT, ELEMENT, Node, Path


class Record:
    """The nodes of a record; `single` holds the nodes outside of repeats by path."""

    def __init__(self, form: FormDefinition, saved: str | bytes | None) -> None:
        self.form = form
        self.document = Node(DOCUMENT)
        self.templates: dict[Path, Node] = {}
        root = form.template.copy(self.document)
        self.document.children = [root]
        self._take_templates(root)
        if saved is not None:
            self._restore(saved)
        self.single: dict[Path, Node] = {}
        self._list_single(root)

    @property
    def root(self) -> Node:
        return self.document.children[0]

    def _take_templates(self, node: Node) -> None:
        """Keep one pristine instance of every repeat; drop those that are templates only."""
        for child in list(node.children):
            if child.path in self.form.repeats:
                if child.attribute("template") is not None:
                    node.children.remove(child)
                    child.attributes = []
                    self.templates[child.path] = child
                elif child.path not in self.templates:
                    self.templates[child.path] = child.copy(None)
                    self._take_templates(self.templates[child.path])
            self._take_templates(child)

    def _list_single(self, node: Node) -> None:
        if node.path in self.form.repeats:
            return
        self.single.setdefault(node.path, node)
        for attribute in node.attributes:
            # Entities keep their identifier in attributes, which calculations and `setvalue` write to.
            self.single.setdefault((*node.path, f"@{attribute.name}"), attribute)
        for child in node.children:
            self._list_single(child)

    # -------------------------------------------------------------- finding
    def find(self, path: Path) -> list[Node]:
        """Every node at a path, in document order."""
        node = self.single.get(path)
        return [node] if node is not None else self.below(self.document, path)

    @staticmethod
    def below(node: Node, names: Path) -> list[Node]:
        nodes = [node]
        for name in names:
            nodes = [child for parent in nodes for child in parent.children if child.name == name]
        return nodes

    def at(self, address: str) -> Node | None:
        """The node at `/data/person[2]/name`; positions count from 1 and `[1]` may be left out."""
        node = self.document
        for step in address.strip().strip("/").split("/"):
            name, _, position = step.partition("[")
            wanted = int(position.rstrip("]")) if position.rstrip("]").isdecimal() else 1
            twins = node.named(name.rpartition(":")[2])
            if not 1 <= wanted <= len(twins):
                return None
            node = twins[wanted - 1]
        return node if node.kind == ELEMENT else None

    # -------------------------------------------------------------- repeats
    def new_instance(self, parent: Node, path: Path) -> Node:
        """One more instance after the last one (or where the form has its first)."""
        instance = self.templates[path].copy(parent)
        place = len(parent.children)
        while place and parent.children[place - 1].name != path[-1]:
            place -= 1
        parent.children.insert(place or self._first_place(parent, path), instance)
        return instance

    def put_back(self, parent: Node, instance: Node, place: int) -> None:
        """Instance that was taken out, before the one now at `place`, else after the last."""
        twins = [at for at, child in enumerate(parent.children) if child.name == instance.name]
        if place < len(twins):
            at = twins[place]
        else:
            at = twins[-1] + 1 if twins else self._first_place(parent, instance.path)
        parent.children.insert(at, instance)

    def _first_place(self, parent: Node, path: Path) -> int:
        """Before the first sibling that follows the repeat in the form."""
        order = self.form.order_below(parent.path)
        later = set(order[order.index(path[-1]) + 1 :]) if path[-1] in order else set()
        for at, child in enumerate(parent.children):
            if child.name in later:
                return at
        return len(parent.children)

    # -------------------------------------------------------------- saved records
    def _restore(self, saved: str | bytes) -> None:
        root = to_node(read_xml(saved), None)
        if root.name != self.root.name:
            raise FormError("instance.other-form", found=root.name, expected=self.root.name)
        self._overlay(self.root, root)

    def _overlay(self, node: Node, saved: Node) -> None:
        for name in dict.fromkeys([*(child.name for child in node.children), *self._repeats_in(node)]):
            path = (*node.path, name)
            stored = [child for child in saved.named(name) if child.attribute("template") is None]
            if path in self.form.repeats:
                control = self.form.repeats[path]
                present = node.named(name)
                if control.fixed and not control.count and present:
                    stored = stored[: len(present)]  # no more than the form has
                node.children = [child for child in node.children if child.name != name]
                for twin in stored:
                    self._overlay(self.new_instance(node, path), twin)
                continue
            for child, twin in zip(node.named(name), stored, strict=False):
                for attribute in child.attributes:
                    attribute.text = twin.attribute(attribute.name) or attribute.text
                if child.children or self._repeats_in(child):
                    self._overlay(child, twin)
                else:
                    child.text = canonical(twin.text, self.form.type_of(path))
        if node.name == "meta":
            self._keep_meta(node, saved)

    def _repeats_in(self, node: Node) -> list[str]:
        depth = len(node.path)
        return [
            path[-1] for path in self.form.repeats if len(path) == depth + 1 and path[:depth] == node.path
        ]

    @staticmethod
    def _keep_meta(node: Node, saved: Node) -> None:
        """What other programs noted about the record, such as `deprecatedID`, stays."""
        known = {child.name for child in node.children}
        for child in saved.children:
            if child.name not in known and not child.children:
                twin = child.copy(node)
                twin.path = (*node.path, child.name)
                node.children.append(twin)

    def meta(self, name: str) -> Node | None:
        """A node of the meta block."""
        block = self.root.child("meta")
        return None if block is None else block.child(name)

    def set_meta(self, name: str, text: str) -> None:
        block = self.root.child("meta")
        if block is None:
            block = Node(ELEMENT, "meta", self.root, "", OPENROSA, (*self.root.path, "meta"))
            self.root.children.append(block)
        node = block.child(name)
        if node is None:
            node = Node(ELEMENT, name, block, "", block.namespace, (*block.path, name))
            block.children.append(node)
        node.text = text

    def xml(self, relevant_only: bool) -> str:
        """The record as XML; with or without what is not relevant."""
        if relevant_only:
            return write_xml(self.root, lambda node: node.relevant)
        return write_xml(self.root, lambda node: True)
