"""Texts of a form in a language: labels, hints, messages, choices; outputs filled in from the record.

Used by `session`, `screens` and `choices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .definition import FormDefinition
from .errors import FormError
from .markup import local_name
from .redraw import ITEXT
from .tree import Node
from .xpath.values import Context, Environment, to_string

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PLACE = re.compile(r"\$\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the media that go with it (addresses such as `jr://images/a.png`)."""

    text: str = ""
    image: str = ""
    audio: str = ""
    video: str = ""
    big_image: str = ""
    pattern: str = ""
    """As the author wrote it, with `${name}` where the record fills in; empty where it fills in nothing."""
    filling: tuple[tuple[str, str], ...] = ()
    """Each `${name}` of the pattern, and what the record has there."""

    def __str__(self) -> str:
        return self.text

    def fill(self, words: str) -> str:
        """Other words for the pattern, such as a translation, filled in as this text is."""
        known = dict(self.filling)
        return _PLACE.sub(lambda found: known.get(found[0], found[0]), words)

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
            return self._filled(element, node)
        match = ITEXT.match(reference)
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
        return replace(
            EMPTY if plain is None else self._filled(plain, node),
            image=self._medium(values, "image"),
            audio=self._medium(values, "audio"),
            video=self._medium(values, "video"),
            big_image=self._medium(values, "big-image"),
        )

    def guidance(self, element: Element | None, node: Node, language: str | None) -> Text:
        """The `guidance` form of a hint, which is shown on demand."""
        match = ITEXT.match(element.get("ref") or "") if element is not None else None
        if match is None:
            return EMPTY
        identifier = match[1] if match[1] is not None else match[2]
        for known in (language, self.form.default_language):
            values = self.form.texts.get(known or "", {}).get(identifier, {})
            if "guidance" in values:
                return self._filled(values["guidance"], node)
        return EMPTY

    def message(self, source: str, node: Node, language: str | None) -> str:
        """A constraint or required message: text, or a reference to one."""
        match = ITEXT.match(source)
        if match is not None:
            return self.itext(match[1] if match[1] is not None else match[2], node, language).text
        return source

    @staticmethod
    def _medium(values: dict[str, Element], form: str) -> str:
        element = values.get(form)
        return "" if element is None else "".join(element.itertext()).strip()

    def _filled(self, element: Element, node: Node) -> Text:
        pieces = tuple(self._pieces(element, node))
        filling = tuple((place, words) for place, words in pieces if place)
        pattern = "".join(place or words for place, words in pieces).strip() if filling else ""
        return Text("".join(words for _, words in pieces).strip(), pattern=pattern, filling=filling)

    def _pieces(self, element: Element, node: Node) -> Iterator[tuple[str, str]]:
        """The words of an element, each with its `${name}` where they come from the record."""
        yield "", element.text or ""
        for child in element:
            if local_name(child.tag) == "output":
                source = (child.get("value") or child.get("ref") or "").strip()
                yield f"${{{source.rpartition('/')[2]}}}", self._value(source, node, node)
            else:
                yield from self._pieces(child, node)
            yield "", child.tail or ""

    def _value(self, source: str, at: Node, current: Node) -> str:
        if not source.strip():
            return ""
        expression = self.form.expression(source, at.path)
        try:
            return to_string(expression.value(Context(at, self.environment, current)))
        except FormError:
            return ""
