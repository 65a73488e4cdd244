"""A sealed record made ready for an OpenRosa server: root with id and version, meta with its identifiers.

Only the meta block is touched, never an answer: calculations do not run again. Rules:
https://docs.getodk.org/openrosa-metadata/ and https://docs.getodk.org/openrosa-form-submission/.
"""

from __future__ import annotations

from .definition import FormDefinition
from .errors import FormError
from .markup import OPENROSA, read_xml, to_node, write_xml
from .openrosa import Submission
from .tree import ELEMENT, Node


def as_submission(form: FormDefinition, xml: str, *, replaces: str = "") -> Submission:
    """The record as a submission; ``replaces`` is the instanceID of the edition it stands in for.

    Raises FormError where the record is not of this form, or never got an instanceID.
    """
    root = to_node(read_xml(xml), None)
    if root.name != form.template.name:
        raise FormError("instance.other-form", found=root.name, expected=form.template.name)
    root.set_attribute("id", form.id)
    if form.version:
        root.set_attribute("version", form.version)
    meta = root.child("meta")
    identifier = meta.child("instanceID") if meta is not None else None
    if meta is None or identifier is None or not identifier.text.strip():
        raise FormError("instance.no-identifier")
    if replaces and replaces != identifier.text:
        _set(meta, "deprecatedID", replaces)
    for each in (meta, *(child for child in meta.children if child.name != "entity")):
        # Forms made by pyxform leave the block in the form's own namespace; the rule names this one.
        each.namespace = OPENROSA
    name = meta.child("instanceName")
    deprecated = meta.child("deprecatedID")
    return Submission(
        xml='<?xml version="1.0" encoding="UTF-8"?>\n' + write_xml(root, lambda node: True),
        form_id=form.id,
        version=form.version,
        instance_id=identifier.text.strip(),
        instance_name=name.text if name is not None else "",
        deprecated_id=deprecated.text if deprecated is not None else "",
    )


def _set(meta: Node, name: str, text: str) -> None:
    node = meta.child(name)
    if node is None:
        node = Node(ELEMENT, name, meta, "", OPENROSA, (*meta.path, name))
        meta.children.append(node)
    node.text = text


def files_named(form: FormDefinition, xml: str) -> list[str]:
    """The files that a record names in its upload questions, in order, each once."""
    root = to_node(read_xml(xml), None)
    names = (
        node.text.strip()
        for node in root.walk()
        if not node.children and form.type_of(node.path) == "binary" and node.text.strip()
    )
    return list(dict.fromkeys(names))
