"""Reads the XML of an XForm into a FormDefinition; `load_form` is the way in.

Format: ODK XForms, https://getodk.github.io/xforms-spec/.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .attachments import NO_FILES, Attachments, read_list
from .collecting import without_collection
from .definition import Action, Bind, Control, FormDefinition, Itemset
from .errors import FormError
from .expression import (
    ACTION,
    CALCULATE,
    CHOICES,
    CONSTRAINT,
    COUNT,
    READONLY,
    RELEVANT,
    REQUIRED,
    Expression,
)
from .graph import Graph, Trigger
from .lexical import canonical, reads_as
from .markup import JAVAROSA, XML, local_name, prefixes_in, read_xml, split_name, to_node
from .tree import Node, Path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

QUESTIONS = frozenset({"input", "select", "select1", "upload", "trigger", "range", "rank", "secret"})
_EVENTS = frozenset(
    {
        "odk-instance-first-load",
        "odk-instance-load",
        "odk-new-repeat",
        "xforms-ready",
        "xforms-value-changed",
        "xforms-revalidate",
        "jr-insert",
    }
)
_BIND = frozenset(
    {
        "nodeset", "id", "type", "relevant", "required", "readonly", "constraint", "calculate",
        "constraintMsg", "requiredMsg", "preload", "preloadParams",
    }
)  # fmt: skip
_CONTROL = frozenset({"ref", "bind", "nodeset", "appearance", "class", "count", "noAddRemove", "intent"})
_PREFIX = re.compile(r"(?<![\w.\-])[^\W\d][\w.\-]*:(?=[^\W\d])")


def place(reference: str, context: Path = ()) -> Path:
    """The path a reference without predicates means, seen from `context`."""
    text = reference.strip()
    if text.startswith("current()/"):
        text = text.removeprefix("current()/")
    path = [] if text.startswith("/") else list(context)
    for step in text.strip("/").split("/"):
        if step == "..":
            del path[-1:]
        elif step not in ("", "."):
            path.append(step.strip().rpartition(":")[2].partition("[")[0])
    return tuple(path)


def load_form(xform: str | bytes, attachments: Attachments = NO_FILES) -> FormDefinition:
    """Read an XForm. `attachments` maps `jr://` addresses or file names to their text.

    Raises FormError for what is no form, for entities, for rings of calculations and for expressions of
    the dependency order that cannot be read.
    """
    data = xform.encode("utf-8", "surrogatepass") if isinstance(xform, str) else xform
    with without_collection():
        return _Reader(read_xml(xform), attachments).read(hashlib.sha256(data).hexdigest(), data)


def _children(element: Element | None, name: str) -> Iterator[Element]:
    for child in element if element is not None else ():
        if local_name(child.tag) == name:
            yield child


def _child(element: Element | None, name: str) -> Element | None:
    return next(_children(element, name), None)


def _attribute(element: Element, name: str) -> str:
    """An attribute by local name, '' where it is absent."""
    value = element.get(name)
    if value is None:
        value = element.get(f"{{{JAVAROSA}}}{name}")
    return value or ""


def _extra(element: Element, known: frozenset[str]) -> dict[str, str]:
    return {name: value for key, value in element.attrib.items() if (name := local_name(key)) not in known}


def _unreadable(expression: Expression) -> FormError | None:
    try:
        expression.check()
    except FormError as error:
        return error
    return None


class _Reader:
    def __init__(self, root: Element, attachments: Attachments) -> None:
        self.head = _child(root, "head")
        self.body = _child(root, "body")
        self.attachments = attachments
        model = _child(self.head, "model")
        if model is None:
            raise FormError("form.no-model")
        self.model = model
        self.binds: dict[Path, Bind] = {}
        self.bind_ids: dict[str, Path] = {}
        self.repeats: dict[Path, Control] = {}
        self.actions: list[Action] = []
        self.missing: list[str] = []
        self.files: dict[str, str] = {}
        self.unused: list[tuple[str, Path]] = []

    def read(self, sha256: str, data: bytes) -> FormDefinition:
        template = self.primary()
        if self.body is None:
            raise FormError("form.no-body")
        for element in _children(self.model, "bind"):
            if element.get("id") and element.get("nodeset"):
                self.bind_ids[element.attrib["id"]] = place(element.attrib["nodeset"])
        top = (template.name,)
        body = tuple(control for element in self.body if (control := self.control(element, top)))
        for element in _children(self.model, "bind"):
            self.bind(element)
        self.set_values(self.model, None)
        self.body_actions(self.body, top)
        for element in _children(self.model, "submission"):
            self.unused += [(local_name(name), top) for name in element.attrib if element.get(name)]
        title = _child(self.head, "title")
        default, languages, texts = self.itext()
        for node in template.walk():
            if not node.text.strip():
                node.text = ""
            bind = self.binds.get(node.path)
            if bind is not None:
                node.reads = reads_as(bind.type)
                node.text = canonical(node.text, bind.type)
                node.readonly = bind.always_readonly
        return FormDefinition(
            id=template.attribute("id") or template.namespace or template.name,
            version=template.attribute("version") or "",
            title=" ".join("".join(title.itertext()).split()) if title is not None else "",
            languages=languages,
            default_language=default,
            style=self.body.get("class") or "",
            sha256=sha256,
            template=template,
            binds=self.binds,
            body=body,
            repeats=self.repeats,
            actions=tuple(self.actions),
            lists=self.lists(),
            texts=texts,
            graph=self.graph(),
            prefixes=prefixes_in(data[:20_000].decode("utf-8", "replace")),
            addresses=self.files,
            missing_lists=tuple(self.missing),
            unused=tuple(self.unused),
        )

    # -------------------------------------------------------------- model
    def primary(self) -> Node:
        instance = _child(self.model, "instance")
        if instance is None or len(instance) == 0:
            raise FormError("form.no-instance")
        return to_node(instance[0], None)

    def lists(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for number, element in enumerate(_children(self.model, "instance")):
            if number == 0:
                continue
            identifier, address = element.get("id") or "", element.get("src")
            if len(element) or not address:
                found[identifier] = to_node(element, None)
            else:
                found[identifier] = read_list(identifier, address, self.attachments)
                self.files[identifier] = address
                if not self.attachments.get(address):
                    self.missing.append(address)
        return found

    def itext(self) -> tuple[str | None, tuple[str, ...], dict[str, dict[str, dict[str, Element]]]]:
        texts: dict[str, dict[str, dict[str, Element]]] = {}
        default: str | None = None
        for translation in _children(_child(self.model, "itext"), "translation"):
            language = translation.get("lang") or ""
            marked = translation.get("default")
            if marked is not None and marked not in ("false", "false()"):
                default = language
            known = texts.setdefault(language, {})
            for text in translation:
                known[text.get("id") or ""] = {value.get("form") or "": value for value in text}
        languages = tuple(texts)
        return (default if default is not None else next(iter(languages), None)), languages, texts

    def bind(self, element: Element) -> None:
        nodeset = element.get("nodeset")
        if not nodeset:
            return
        path = place(nodeset)
        bind = self.binds.setdefault(path, Bind(path))
        kind = element.get("type")
        if kind:
            bind.type = kind.rpartition(":")[2]
        for name in (RELEVANT, REQUIRED, READONLY, CONSTRAINT, CALCULATE):
            source = element.get(name)
            if source is None or not source.strip():
                continue
            found = Expression(source, path, name, self.repeats)
            if found.constant is not None:
                if name in (REQUIRED, READONLY):
                    setattr(bind, f"always_{name}", found.constant)
                    continue
                if name in (RELEVANT, CONSTRAINT) and found.constant:
                    continue
            setattr(bind, name, found)
        bind.constraint_message = _attribute(element, "constraintMsg") or bind.constraint_message
        bind.required_message = _attribute(element, "requiredMsg") or bind.required_message
        bind.preload = _attribute(element, "preload") or bind.preload
        bind.preload_parameter = _attribute(element, "preloadParams") or bind.preload_parameter
        bind.extra.update(_extra(element, _BIND))

    def graph(self) -> Graph:
        try:
            return Graph(self.triggers(), self.repeats)
        except FormError as error:
            # An author is told of all expressions that cannot be read, not of the first one only.
            written = (each for bind in self.binds.values() for each in bind.expressions())
            found = [wrong for each in written if (wrong := _unreadable(each)) is not None]
            error.further = tuple(wrong for wrong in found if wrong.fields != error.fields)
            raise

    def triggers(self) -> list[Trigger]:
        found = [
            Trigger(control.path, COUNT, Expression(control.count, control.path, COUNT, self.repeats))
            for control in self.repeats.values()
            if control.count
        ]
        for bind in self.binds.values():
            for kind, expression in (
                (RELEVANT, bind.relevant),
                (CALCULATE, bind.calculate),
                (REQUIRED, bind.required),
                (READONLY, bind.readonly),
            ):
                if expression is not None:
                    found.append(Trigger(bind.path, kind, expression))
        return found

    # -------------------------------------------------------------- body
    def reference(self, element: Element, context: Path) -> Path | None:
        reference = element.get("nodeset") or element.get("ref")
        if reference:
            return place(reference, context)
        bind = element.get("bind")
        if bind:
            if bind not in self.bind_ids:
                raise FormError("form.reference", path=bind)
            return self.bind_ids[bind]
        return None

    def control(self, element: Element, context: Path) -> Control | None:
        kind = local_name(element.tag)
        if kind not in QUESTIONS and kind not in ("group", "repeat"):
            return None
        path = self.reference(element, context)
        if path is None and kind != "group":
            raise FormError("form.attribute-missing", element=kind, attribute="ref")
        control = Control(kind, path or context)
        control.appearance = frozenset((element.get("appearance") or "").split())
        control.extra = _extra(element, _CONTROL)
        if kind == "repeat":
            control.count = _attribute(element, "count")
            control.fixed = _attribute(element, "noAddRemove").replace("()", "").strip() == "true"
            self.repeats[control.path] = control
        items: list[tuple[str, Element | None]] = []
        for child in element:
            name = local_name(child.tag)
            if name == "label":
                control.label = child
            elif name == "hint":
                if child.get("form") == "guidance" or "guidance" in (child.get("ref") or ""):
                    control.guidance = child
                else:
                    control.hint = child
            elif name == "item":
                value = _child(child, "value")
                text = "".join(value.itertext()) if value is not None else ""
                items.append((text.strip(), _child(child, "label")))
            elif name == "itemset":
                control.itemset = self.itemset(child, control.path)
            else:
                inner = self.control(child, control.path)
                if inner is not None:
                    control.children.append(inner)
        control.items = tuple(items)
        if kind in QUESTIONS:
            self.question(control, element)
        return control

    def itemset(self, element: Element, path: Path) -> Itemset:
        nodes = element.get("nodeset")
        if not nodes:
            raise FormError("form.attribute-missing", element="itemset", attribute="nodeset")
        value, label = _child(element, "value"), _child(element, "label")
        value_reference = (value.get("ref") if value is not None else None) or "name"
        label_reference = (label.get("ref") if label is not None else None) or value_reference
        return Itemset(Expression(nodes, path, CHOICES, self.repeats), value_reference, label_reference)

    def question(self, control: Control, element: Element) -> None:
        where = "/" + "/".join(control.path)
        if control.kind in ("select", "select1", "rank") and not control.items and control.itemset is None:
            raise FormError("form.no-choices", path=where)
        for name in ("start", "end", "step", "mediatype", "rows", "accept", "query", "intent"):
            value = element.get(name)
            if value is not None:
                control.parameters[name] = value
                control.extra.pop(name, None)
        if control.kind == "range":
            try:
                for name in ("start", "end", "step"):
                    float(control.parameters.get(name, "1"))
            except ValueError as error:
                raise FormError("form.range", path=where) from error

    # -------------------------------------------------------------- actions
    def body_actions(self, element: Element, context: Path) -> None:
        for child in element:
            name = local_name(child.tag)
            if name in QUESTIONS or name in ("group", "repeat"):
                path = self.reference(child, context) or context
                self.set_values(child, path)
                self.body_actions(child, path)

    def set_values(self, parent: Element, source: Path | None) -> None:
        for element in parent:
            namespace, name = split_name(element.tag)
            if name not in ("setvalue", "setgeopoint", "recordaudio") or namespace == XML:
                continue
            events = next(
                (value for key, value in element.attrib.items() if local_name(key) == "event"), ""
            ).split()
            for event in events:
                if event not in _EVENTS:
                    raise FormError("form.event-unknown", event=event)
            if name == "setvalue":
                self.set_value(element, source, events)
            else:
                done = name if source is None else f"{name} of a question"
                self.unused.append((done, place(element.get("ref") or "", source or ())))

    def set_value(self, element: Element, source: Path | None, events: list[str]) -> None:
        reference = element.get("ref") or ""
        context = source or ()
        if not reference:
            bind = element.get("bind") or ""
            if bind not in self.bind_ids:
                raise FormError("form.attribute-missing", element="setvalue", attribute="ref")
            reference = "/" + "/".join(self.bind_ids[bind])
        target_path = place(reference, context)
        value = element.get("value")
        for event in events:
            self.actions.append(
                Action(
                    event,
                    source,
                    Expression(reference, context, ACTION, self.repeats),
                    target_path,
                    Expression(value, target_path, ACTION, self.repeats) if value else None,
                    "".join(element.itertext()),
                )
            )
