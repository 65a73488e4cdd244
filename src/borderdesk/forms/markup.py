"""XML in and out: refuses what must not be in a form or a record, builds node trees, writes them.

Called by `definition` (forms, attachments), `instance` (saved records) and `openrosa` (submissions).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .errors import FormError
from .tree import ATTRIBUTE, DOCUMENT, ELEMENT, Node, Path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
XML = "http://www.w3.org/XML/1998/namespace"

_PREFIXES = {
    JAVAROSA: "jr",
    OPENROSA: "orx",
    ODK: "odk",
    XML: "xml",
    "http://www.w3.org/2001/xml-events": "ev",
    "http://www.opendatakit.org/xforms/entities": "entities",
}
MAX_BYTES = 64_000_000
MAX_DEPTH = 150


def read_xml(text: str | bytes) -> Element:
    """The root element of a document. Raises FormError for entities, broken or oversized XML."""
    # Late imports: only forms and saved records need the parser, not the start of a program.
    from xml.etree.ElementTree import ParseError
    from xml.etree.ElementTree import fromstring as plain

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring as guarded

    if len(text) > MAX_BYTES:
        raise FormError("form.too-large", limit=MAX_BYTES)
    # Entities need a DOCTYPE. A text without one goes to the parser in C, twice as fast; bytes may be written
    # in an encoding that hides it, so they take the guarded one.
    read = plain if isinstance(text, str) and "<!DOCTYPE" not in text else guarded
    try:
        root: Element = read(text)
    except DefusedXmlException as error:
        raise FormError("form.entities") from error
    except ParseError as error:
        line, column = error.position
        raise FormError(
            "form.xml", line=line, column=column + 1, detail=str(error).partition(":")[0]
        ) from error
    except (ValueError, LookupError) as error:
        raise FormError("form.encoding", detail=str(error)) from error
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise FormError("form.too-deep", limit=MAX_DEPTH)


_DECLARED = re.compile(r"""xmlns:([^\W\d][\w.\-]*)\s*=\s*["']([^"']*)["']""")


def prefixes_in(text: str) -> dict[str, str]:
    """Namespace to prefix, as the document declares them."""
    return {space: prefix for prefix, space in _DECLARED.findall(text)}


def split_name(tag: str) -> tuple[str, str]:
    """Namespace and local name of an ElementTree tag."""
    if tag[:1] == "{":
        namespace, _, name = tag[1:].partition("}")
        return namespace, name
    return "", tag


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def to_node(element: Element, parent: Node | None, path: Path = ()) -> Node:
    """The element as a node tree; `path` is the path of its parent."""
    namespace, name = split_name(element.tag)
    own = (*path, name)
    node = Node(ELEMENT, name, parent, "", namespace, own)
    for key, value in element.attrib.items():
        space, attribute = split_name(key)
        node.attributes.append(Node(ATTRIBUTE, attribute, node, value, space))
    node.children = [to_node(child, node, own) for child in element]
    if not node.children:
        node.text = element.text or ""
    return node


def document(element: Element) -> Node:
    """A document node over the element."""
    top = Node(DOCUMENT)
    top.children = [to_node(element, top)]
    return top


def write_xml(root: Node, keep: Callable[[Node], bool]) -> str:
    """The tree as XML; children for which `keep` is false are left out. Raises nothing."""
    prefixes: dict[str, str] = {}
    for node in root.walk():
        for part in (node, *node.attributes):
            space = part.namespace
            if not space or space in prefixes or (part is node and space in (XFORMS, root.namespace)):
                continue
            prefixes[space] = _PREFIXES.get(space, f"ns{len(prefixes)}")
    declared = "".join(
        f' xmlns:{prefix}="{_quoted(space)}"' for space, prefix in prefixes.items() if prefix != "xml"
    )
    default = root.namespace if root.namespace != XFORMS else ""
    if default:
        declared = f' xmlns="{_quoted(default)}"{declared}'
    out: list[str] = []
    _write(root, keep, prefixes, declared, out, default)
    return "".join(out)


_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
# Characters XML 1.0 cannot hold at all; a record must be readable again.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def _quoted(text: str) -> str:
    return text.translate(_IN_ATTRIBUTE)


def _write(
    node: Node,
    keep: Callable[[Node], bool],
    prefixes: dict[str, str],
    declared: str,
    out: list[str],
    default: str,
) -> None:
    prefix = prefixes.get(node.namespace) if node.namespace != default else None
    tag = f"{prefix}:{node.name}" if prefix else node.name
    out.append(f"<{tag}{declared}")
    for attribute in node.attributes:
        prefix = prefixes.get(attribute.namespace)
        name = f"{prefix}:{attribute.name}" if prefix else attribute.name
        out.append(f' {name}="{_quoted(attribute.text)}"')
    children = [child for child in node.children if keep(child)]
    if children:
        out.append(">")
        for child in children:
            _write(child, keep, prefixes, "", out, default)
        out.append(f"</{tag}>")
    elif node.text and not node.children:
        out.append(f">{_escaped(node.text)}</{tag}>")
    else:
        out.append("/>")


def _escaped(text: str) -> str:
    return text.translate(_IN_TEXT)
