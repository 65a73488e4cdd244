"""A story while it is written, as plain data: what is on the page can be asked for at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("lo", "en")
TEXTS = ("title", "story", "lesson")
INTAKE = {"direction": "arriving", "age_group": "adult", "language": "lo", "party": "1"}
PRINTED = (*("name", "family", "given", "number", "nationality", "birth", "sex", "expiry", "child"),)
"""What is printed on a document, in the order it is asked for."""


@dataclass(frozen=True)
class StoryLine:
    """A story in the list; ``own`` in the author's folder, ``open`` while something of it is not saved."""

    id: str
    title: str
    detail: str
    own: bool
    open: bool = False


@dataclass(frozen=True)
class AnswerLine:
    """An answer of the story in words."""

    form: str
    name: str
    title: str
    detail: str


class StoryInHand:
    """The story being written; every part may be missing until it is checked."""

    def __init__(self, told: Mapping[str, Any] | None = None) -> None:
        self.told: dict[str, Any] = deepcopy(dict(told)) if told else {}
        self.told.setdefault("modules", ["trafficking"])
        self.told.setdefault("version", "1")
        self.told.setdefault("intake", dict(INTAKE))
        self.told.setdefault("answers", {"first_sight": {}})
        self.told.setdefault("expected", {"outcome": "O4"})
        for name in TEXTS:
            self.told.setdefault(name, {})

    def text(self, name: str, language: str) -> str:
        """One of its texts in a language, "" where there is none yet."""
        return str(self.told.get(name, {}).get(language, ""))

    def set_text(self, name: str, language: str, text: str) -> None:
        """Write one of its texts."""
        self.told.setdefault(name, {})[language] = text

    def words(self, table: str, name: str) -> Mapping[str, str]:
        """What the person says about a question, or why it matters."""
        found: Mapping[str, str] = self.told.get(table, {}).get(name, {})
        return found

    def set_answer(
        self, form: str, name: str, value: str, says: Mapping[str, str], why: Mapping[str, str]
    ) -> None:
        """Answer a question, with words; empty words are taken out."""
        self.told["answers"].setdefault(form, {})[name] = value
        for table, texts in (("says", says), ("why", why)):
            self.told.setdefault(table, {}).pop(name, None)
            if any(text.strip() for text in texts.values()):
                self.told[table][name] = {language: texts.get(language, "").strip() for language in LANGUAGES}

    def remove_answer(self, form: str, name: str) -> None:
        """Leave a question as it is answered when nothing is said of it."""
        self.told["answers"].get(form, {}).pop(name, None)
        if not any(name in own for own in self.told["answers"].values()):
            for table in ("says", "why"):
                self.told.get(table, {}).pop(name, None)

    def set_forms(self, forms: list[str]) -> None:
        """Play it with these forms, in this order; answers of forms left out go."""
        before = self.told["answers"]
        self.told["answers"] = {form: before.get(form, {}) for form in forms}

    def expected(self) -> str:
        """Where it is meant to lead: a step such as O2, or a form's own result such as ``document:ok``."""
        said = self.told["expected"]
        for form in ("document", "health"):
            if said.get(form) and not said.get("outcome"):
                return f"{form}:{said[form]}"
        return str(said.get("outcome", ""))

    def expect(self, key: str) -> None:
        """Say where it is meant to lead; flags and reasons come from the forms."""
        form, _, result = key.rpartition(":")
        self.told["expected"] = {"outcome": "", form: result} if form else {"outcome": result}

    def answers(self) -> Iterator[tuple[str, str, str]]:
        """Form, question, answer."""
        for form, own in self.told["answers"].items():
            for name, value in own.items():
                yield form, name, value
