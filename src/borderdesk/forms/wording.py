"""Texts of a form in a language: labels, hints, messages, choices; outputs filled in from the record.

Used by `session`, `screens` and `choices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .definition import FormDefinition
from .errors import FormError
from .expression import LABEL
from .markup import local_name
from .tree import Node, Path
from .xpath.values import Context, Environment, to_string

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ITEXT = re.compile(r"""\s*jr:itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*\Z""")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the media that go with it (addresses such as `jr://images/a.png`)."""

    text: str = ""
    image: str = ""
    audio: str = ""
    video: str = ""
    big_image: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text or self.image or self.audio or self.video)


EMPTY = Text()


class Wording:
    """Reads the texts of one form for one record."""

    def __init__(self, form: FormDefinition, environment: Environment) -> None:
        self.form = form
        self.environment = environment

    def element(self, element: Element | None, node: Node, language: str | None) -> Text:
        """The text of a label or hint element, seen from a node."""
        if element is None:
            return EMPTY
        reference = element.get("ref")
        if not reference:
            return Text(self._filled(element, node))
        match = _ITEXT.match(reference)
        if match is not None:
            return self.itext(match[1] if match[1] is not None else match[2], node, language)
        return self.reference(reference, node, node, language)

    def reference(self, reference: str, at: Node, current: Node, language: str | None) -> Text:
        """What a text reference gives at a node; `jr:itext()` of an expression keeps its media."""
        source = reference.strip()
        inner = source.removeprefix("jr:itext(")
        if inner != source and inner.endswith(")"):
            identifier = self._value(inner[:-1], at, current)
            return self.itext(identifier, current, language)
        return Text(self._value(source, at, current))

    def itext(self, identifier: str, node: Node, language: str | None) -> Text:
        """The text of an id; where a language lacks it, the default language's."""
        form = self.form
        values = form.texts.get(language or "", {}).get(identifier) if language is not None else None
        if values is None and form.default_language is not None:
            values = form.texts[form.default_language].get(identifier)
        if not values:
            return EMPTY
        plain = values.get("")
        if plain is None:
            plain = values.get("long", values.get("short"))
        return Text(
            text="" if plain is None else self._filled(plain, node),
            image=self._medium(values, "image"),
            audio=self._medium(values, "audio"),
            video=self._medium(values, "video"),
            big_image=self._medium(values, "big-image"),
        )

    def guidance(self, element: Element | None, node: Node, language: str | None) -> Text:
        """The `guidance` form of a hint, which is shown on demand."""
        match = _ITEXT.match(element.get("ref") or "") if element is not None else None
        if match is None:
            return EMPTY
        identifier = match[1] if match[1] is not None else match[2]
        for known in (language, self.form.default_language):
            values = self.form.texts.get(known or "", {}).get(identifier, {})
            if "guidance" in values:
                return Text(self._filled(values["guidance"], node))
        return EMPTY

    def message(self, source: str, node: Node, language: str | None) -> str:
        """A constraint or required message: text, or a reference to one."""
        match = _ITEXT.match(source)
        if match is not None:
            return self.itext(match[1] if match[1] is not None else match[2], node, language).text
        return source

    @staticmethod
    def _medium(values: dict[str, Element], form: str) -> str:
        element = values.get(form)
        return "" if element is None else "".join(element.itertext()).strip()

    def _filled(self, element: Element, node: Node) -> str:
        parts = [element.text or ""]
        for child in element:
            if local_name(child.tag) == "output":
                parts.append(self._value(child.get("value") or child.get("ref") or "", node, node))
            else:
                parts.append(self._filled(child, node))
            parts.append(child.tail or "")
        return "".join(parts)

    def _value(self, source: str, at: Node, current: Node) -> str:
        if not source.strip():
            return ""
        expression = self.form.expression(source, at.path)
        try:
            return to_string(expression.value(Context(at, self.environment, current)))
        except FormError:
            return ""


def output_sources(form: FormDefinition, element: Element | None) -> Iterator[str]:
    """The expressions of all outputs of a text element, in every language."""
    if element is None:
        return
    reference = element.get("ref") or ""
    match = _ITEXT.match(reference)
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
