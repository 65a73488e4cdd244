"""What has to be drawn again after a change: which texts and choice lists read which places.

Used by `definition`; `output_sources` also by `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .errors import FormError
from .expression import LABEL
from .markup import local_name
from .tree import Path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from .definition import FormDefinition

ITEXT = re.compile(r"""\s*jr:itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*\Z""")


def output_sources(form: FormDefinition, element: Element | None) -> Iterator[str]:
    """The expressions of all outputs of a text element, in every language."""
    if element is None:
        return
    reference = element.get("ref") or ""
    match = ITEXT.match(reference)
    elements = [element]
    if match is not None:
        identifier = match[1] if match[1] is not None else match[2]
        for texts in form.texts.values():
            elements.extend(texts.get(identifier, {}).values())
    elif reference:
        yield reference
    for found in elements:
        if len(found):
            for child in found.iter():
                if local_name(child.tag) == "output":
                    yield child.get("value") or child.get("ref") or ""


def label_references(form: FormDefinition) -> Iterator[tuple[Path, Path]]:
    """(place read, question or group) for labels and hints."""
    for top in form.body:
        for control in top.walk():
            for element in (control.label, control.hint, control.guidance):
                for source in output_sources(form, element):
                    if source.strip():
                        for path in _reads(form, source, control.path):
                            yield path, control.path


def choice_references(form: FormDefinition) -> Iterator[tuple[Path, Path]]:
    """(place read, question) for choice filters."""
    for path, control in form.controls.items():
        if control.itemset is not None and "[" in control.itemset.nodes.source:
            try:
                for reference in control.itemset.nodes.reads():
                    yield reference.path, path
            except FormError:
                continue


def _reads(form: FormDefinition, source: str, path: Path) -> list[Path]:
    try:
        return [reference.path for reference in form.expression(source, path, LABEL).reads()]
    except FormError:
        return []


def gathered(pairs: Iterable[tuple[Path, Path]]) -> dict[Path, tuple[Path, ...]]:
    """The second places by the first."""
    found: dict[Path, dict[Path, None]] = {}
    for path, reader in pairs:
        found.setdefault(path, {})[reader] = None
    return {path: tuple(readers) for path, readers in found.items()}
