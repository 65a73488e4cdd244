"""Sentences where they are written down, with who reviewed each: ``.po`` fragments and the notices' TOML.

Called by what hands sentences to reviewers and takes them back. A file is changed where a sentence changed
and nowhere else, byte for byte. The review of a sentence stands above it as a comment, which every tool for
such files keeps: ``# reviewed-by: Name, 2026-11-26`` and ``# note: …``; one without is a draft.
"""

from __future__ import annotations

import json
import re
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

Key = tuple[str, str, str]
"""Code and part of a notice ("" for a sentence of the program), English, English plural ("" for none)."""

_REVIEW = re.compile(r"# reviewed-by: (.+), (\d{4}-\d\d-\d\d)")
_NOTE = re.compile(r"# note: (.+)")
_OURS = re.compile(r"# (?:reviewed-by|note): |#, fuzzy$")
_CODE = re.compile(r'\["(.+)"\]')
_PART = re.compile(r"(\w+)\.(happened|safe|next) = (.+)")
_BLANK = re.compile(r"(\n{2,}|\n\Z)")


@dataclass(frozen=True)
class Said:
    """How a sentence is said, in every form its language counts with, and its review ("", None: a draft)."""

    forms: tuple[str, ...]
    reviewer: str = ""
    reviewed_on: date | None = None
    note: str = ""

    @property
    def draft(self) -> bool:
        return not (self.reviewer and self.reviewed_on)

    def about(self) -> Iterator[str]:
        """The comment lines that carry the review."""
        if not self.draft:
            yield f"# reviewed-by: {self.reviewer}, {self.reviewed_on}"
        if self.note:
            yield f"# note: {self.note}"


@dataclass
class Source(ABC):
    """A file of sentences in pieces, of which each sentence is one."""

    path: Path
    pieces: list[str]
    said: dict[Key, Said] = field(default_factory=dict)
    _places: dict[Key, int] = field(default_factory=dict)

    @property
    def room(self) -> str:
        return self.path.stem

    def say(self, key: Key, said: Said) -> None:
        """Say a sentence that the file holds in another way."""
        if self.said[key] == said:
            return
        place = self._places[key]
        lines = self.pieces[place].split("\n")
        others = [line for line in lines if line.startswith("#") and not _OURS.match(line)]
        kept = [line for line in lines if not line.startswith("#")]
        self.pieces[place] = "\n".join([*others, *said.about(), *self._written(kept, said)])
        self.said[key] = said

    def text(self) -> str:
        return "".join(self.pieces)

    @abstractmethod
    def _written(self, lines: list[str], said: Said) -> Iterator[str]:
        """The lines of a piece with its sentence said so."""

    def _found(self, key: Key, place: int, forms: tuple[str, ...], about: list[str]) -> None:
        said = Said(forms)
        for line in about:
            if review := _REVIEW.fullmatch(line):
                said = replace(said, reviewer=review[1], reviewed_on=date.fromisoformat(review[2]))
            elif note := _NOTE.fullmatch(line):
                said = replace(said, note=note[1])
        self.said[key], self._places[key] = said, place


class Catalogue(Source):
    """A ``.po`` fragment: pieces are its blocks and the blank lines between."""

    @classmethod
    def read(cls, path: Path) -> Catalogue:
        import polib  # late: only who works on translations needs it

        source = cls(path, _BLANK.split(path.read_bytes().decode()))
        for place, block in enumerate(source.pieces):
            if "\nmsgstr" not in block:
                continue
            for entry in polib.pofile(f"{block}\n"):
                if not entry.obsolete:
                    forms = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
                    source._found(("", entry.msgid, entry.msgid_plural), place, forms, block.split("\n"))
        return source

    def _written(self, lines: list[str], said: Said) -> Iterator[str]:
        import polib  # late: as above

        start = next(place for place, line in enumerate(lines) if line.startswith("msgstr"))
        counted = lines[start].startswith("msgstr[")
        yield from lines[:start]
        for number, form in enumerate(said.forms):
            yield f'msgstr{f"[{number}]" if counted else ""} "{polib.escape(form)}"'


class Notices(Source):
    """A file of notices: pieces are lines, but a sentence's with the comments of its review above it."""

    language = ""

    @classmethod
    def read(cls, path: Path, language: str) -> Notices:
        source = cls(path, [])
        source.language = language
        code, above = "", [""]
        english: dict[str, str] = {}
        for line in path.read_bytes().decode().split("\n"):
            if _OURS.match(line):
                above.append(f"{line}\n")
                continue
            about, above = above, [""]
            if heading := _CODE.fullmatch(line):
                code, english = heading[1], {}
            elif part := _PART.fullmatch(line):
                text = tomllib.loads(f"text = {part[3]}")["text"]
                if part[1] == "en":
                    english[part[2]] = text
                elif part[1] == language:
                    key = (f"{code} {part[2]}", english[part[2]], "")
                    source._found(key, len(source.pieces), (text,), [each.strip() for each in about])
            source.pieces.append(f"{''.join(about)}{line}")
            source.pieces.append("\n")
        del source.pieces[-1]
        return source

    def _written(self, lines: list[str], said: Said) -> Iterator[str]:
        part = _PART.fullmatch(lines[-1])
        assert part is not None  # it was found so
        yield f"{self.language}.{part[2]} = {json.dumps(said.forms[0], ensure_ascii=False)}"


def read_catalogues(folder: Path, language: str) -> list[Catalogue]:
    """The fragments of a language below the ``i18n`` folder, by name."""
    return [Catalogue.read(path) for path in sorted((folder / language).glob("*.po"))]


def read_notices(folder: Path, language: str) -> list[Notices]:
    """The files of notices below the ``i18n`` folder, by name."""
    return [Notices.read(path, language) for path in sorted((folder / "notices").glob("*.toml"))]
