"""The texts of a document of the library: its titles, and its body heading by heading, list by list.

English and the other language stand side by side where both are built alike; where they are not, the body is
one text. Headings that all procedure cards share are one text for all cards. A document whose words changed
gets a higher version in every language, so that it counts as read by nobody yet. Called by what hands texts
to reviewers and takes them back.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from borderdesk.text.dates import next_version
from borderdesk.text.fragments import Context, Key
from borderdesk.text.reviews import Reviewed, Reviews

SHEET = "library"
_BLANK = re.compile(r"(\n{2,})")
_MARK = re.compile(r"(#{1,6}|\d{1,3}[.)]|[-*+])\s")
_NAMED = re.compile(r"\b[A-Z]\d{2}\b")
_CARD = re.compile(r"S\d{2}")
_TITLES = ("title", "neutral_title")
_WHOLE = -1
"""The place of a body that is one text."""


@dataclass(frozen=True)
class Half:
    """A document in one of its languages: the lines of its facts, its blocks and the blank lines between."""

    path: Path
    front: tuple[str, ...]
    pieces: tuple[str, ...]

    @classmethod
    def read(cls, path: Path, data: bytes) -> Half:
        """:raises ValueError: for what is no document."""
        front, fence, body = data.decode().removeprefix("+++\n").partition("\n+++\n")
        if not fence:
            raise ValueError(path.name)
        return cls(path, tuple(front.split("\n")), tuple(_BLANK.split(body)))

    def facts(self) -> dict[str, Any]:
        return tomllib.loads("\n".join(self.front))

    @property
    def version(self) -> str:
        return str(self.facts()["version"])

    def data(self, **facts: str) -> bytes:
        """The document with some facts said anew."""
        front = list(self.front)
        for number, line in enumerate(front):
            name = line.partition(" = ")[0]
            if name in facts:
                front[number] = f"{name} = {json.dumps(facts[name], ensure_ascii=False)}"
        lines, body = "\n".join(front), "".join(self.pieces)
        return f"+++\n{lines}\n+++\n{body}".encode()


@dataclass(kw_only=True)
class Blocks(Reviewed):
    """A document in one language beside its English."""

    own: Half
    english: Half
    others: tuple[Half, ...]
    titles: dict[str, str] = field(default_factory=dict)
    _places: dict[Key, str | int] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        own: Half,
        english: Half,
        others: tuple[Half, ...],
        name: str,
        language: str,
        reviews: Reviews,
    ) -> Blocks:
        """The texts of a document; ``others`` are the same in further languages."""
        blocks = cls(
            path=own.path,
            sheet=SHEET,
            name=name,
            language=language,
            reviews=reviews,
            own=own,
            english=english,
            others=others,
        )
        facts, original = own.facts(), english.facts()
        blocks.titles = {title: facts[title] for title in _TITLES}
        for title in _TITLES:
            blocks._take(title, original[title], facts[title], title)
        alike = [shape(piece) for piece in own.pieces] == [shape(piece) for piece in english.pieces]
        headed = (f"# {original['title']}", f"# {facts['title']}")
        for place, pair in enumerate(zip(english.pieces, own.pieces, strict=False) if alike else ()):
            one, other = (piece.strip() for piece in pair)
            if one and (one, other) != headed:
                blocks._take(str(place), one, other, place)
        if not alike:
            blocks._take("text", "".join(english.pieces).strip(), "".join(own.pieces).strip(), _WHOLE)
        blocks._all_found()
        return blocks

    def _take(self, part: str, english: str, text: str, place: str | int) -> None:
        shared = english.startswith("## ") and _CARD.fullmatch(self.path.stem)
        key = (f"{SHEET} {english}" if shared else f"{self.name} {part}", english, "")
        self._places[key] = place
        self._found(key, text)

    def context(self, key: Key) -> Context:
        if not key[0].startswith(self.name):
            return Context("heading of every procedure card")
        place = self._places[key]
        what = place if isinstance(place, str) else "text"
        return Context(f"{self.path.stem} {self.english.facts()['title']} · {what}")

    def fault(self, key: Key, text: str) -> str:
        """Built as the English is, naming the same other documents."""
        place = self._places[key]
        alike = "\n" not in text if isinstance(place, str) else shape(text) == shape(key[1])
        same = sorted(_NAMED.findall(text)) == sorted(_NAMED.findall(key[1]))
        return "" if same and (alike or place == _WHOLE) else "translation.markup"

    def _put(self, key: Key, text: str) -> None:
        place = self._places[key]
        pieces = list(self.own.pieces)
        if place == "title":
            headed = f"# {self.titles['title']}"
            pieces = [
                piece.replace(headed, f"# {text}") if piece.strip() == headed else piece for piece in pieces
            ]
        elif place == _WHOLE:
            pieces = ["\n", text, "\n"]
        elif isinstance(place, int):
            pieces[place] = pieces[place].replace(pieces[place].strip(), text)
        if isinstance(place, str):
            self.titles[place] = text
        self.own = Half(self.own.path, self.own.front, tuple(pieces))

    def _files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        version = self.own.version
        if self.reworded:
            others = (self.english, *self.others)
            version = next_version([half.version for half in (self.own, *others)], today)
            for half in others:
                yield half.path, half.data(version=version)
        translation = "reviewed" if self.reviewers else "draft, not reviewed"
        by = self.reviewers or "none"
        data = self.own.data(version=version, translation=translation, reviewed_by=by, **self.titles)
        yield self.path, data


def shape(block: str) -> tuple[str, ...]:
    """How a block is built: the marks of its headings and list points; a paragraph has one of its own."""
    found = (_MARK.match(line.strip()) for line in block.strip().split("\n"))
    marks = tuple(mark[1] if mark else "" for mark in found)
    return marks if any(marks) else ("",)
