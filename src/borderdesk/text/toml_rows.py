"""Texts that stand in rows of a TOML file: ``name_en`` with ``name_lo``, or ``title.en`` with ``title.lo``.

Names of the directory, exercises and health packs. A line is replaced where its text changed and nothing
else, byte for byte. Who read a name in a neighbour's language is told below it, since pages say which of
those nobody has read: ``name_th_read``. Called by what hands texts to reviewers and takes them back.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from borderdesk.text.catalogue import NEIGHBOURS
from borderdesk.text.dates import next_version
from borderdesk.text.fragments import Context, Key, kept_review
from borderdesk.text.reviews import Reviewed, Reviews

_TABLE = re.compile(r"\s*\[+([^\[\]]+)\]+\s*(?:#.*)?")
_LINE = re.compile(r"(\s*)([\w.-]+?)([._])([a-z]{2,3})(\s*=\s*)(.+?)(\r?)")
_READ = re.compile(r"\s*([\w-]+)_read\s*=\s*(.+?)\r?")
_VERSION = re.compile(r'version = "(\d+)"(\r?)')
_NAMED = re.compile(r'(?:id|code|iso) = "([^"]+)"\r?')


@dataclass(kw_only=True)
class Rows(Reviewed):
    """A file of rows; codes name the row and what is said of it."""

    lines: list[str]
    _places: dict[Key, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, sheet: str, name: str, data: bytes, language: str, reviews: Reviews) -> Rows:
        """The rows in a file."""
        lines = data.decode().split("\n")
        rows = cls(path=path, sheet=sheet, name=name, language=language, reviews=reviews, lines=lines)
        for row, block in _blocks(lines):
            english: dict[str, str] = {}
            own: dict[str, int] = {}
            read: dict[str, str] = {}
            for number in block:
                if mark := _READ.fullmatch(lines[number]):
                    read[mark[1]] = _text(mark[2])
                found = _LINE.fullmatch(lines[number])
                text = _text(found[6]) if found else ""
                if found and text and found[4] == "en":
                    english[found[2]] = text
                elif found and found[4] == language:
                    own[found[2]] = number
            for part, number in own.items():
                if part in english:
                    key = (" ".join((name, *filter(None, (row, part)))), english[part], "")
                    rows._places[key] = number
                    line = _LINE.fullmatch(lines[number])
                    text = _text(line[6]) if line else ""
                    rows._found(key, text)
                    kept = kept_review(english[part], text, read.get(f"{part}_{language}", ""))
                    if rows.said[key].draft and not kept.draft:  # its author reviewed it on another PC
                        rows.said[key] = replace(kept, note=rows.said[key].note)
        rows._all_found()
        return rows

    def context(self, key: Key) -> Context:
        return Context(f"{self.room} · {key[0].removeprefix(self.name).strip()}")

    def _put(self, key: Key, text: str) -> None:
        line = _LINE.fullmatch(self.lines[self._places[key]])
        if line:
            said = json.dumps(text, ensure_ascii=False)
            self.lines[self._places[key]] = "".join((*line.groups()[:5], said, line[7]))

    def files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        """The file, where a text or who read it changed."""
        if self.reworded or self._with_reviews() != self.lines:
            yield from self._files(today)

    def _files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        lines = self._with_reviews()
        if self.reworded:
            lines = [self._renumbered(line, today) for line in lines]
        yield self.path, "\n".join(lines).encode()

    def _with_reviews(self) -> list[str]:
        """The lines; below each text for the person, who read it."""
        if self.language not in NEIGHBOURS:
            return self.lines
        found: list[str] = []
        keys = {number: key for key, number in self._places.items()}
        for number, line in enumerate(self.lines):
            mark = _READ.fullmatch(line)
            if mark and mark[1].endswith(f"_{self.language}"):
                continue
            found.append(line)
            key, shape = keys.get(number), _LINE.fullmatch(line)
            if key is not None and shape is not None and not self.said[key].draft:
                read = json.dumps(self.said[key].read_by(key), ensure_ascii=False)
                found.append(f"{shape[1]}{shape[2]}{shape[3]}{shape[4]}_read{shape[5]}{read}{shape[7]}")
        return found

    def _renumbered(self, line: str, today: date) -> str:
        version = _VERSION.fullmatch(line)
        return f'version = "{next_version([version[1]], today)}"{version[2]}' if version else line


def _blocks(lines: list[str]) -> Iterator[tuple[str, list[int]]]:
    """The lines of each table, with the id it gives itself, else its own name."""
    name, block = "", list[int]()
    for number, line in enumerate([*lines, "[end]"]):
        table = _TABLE.fullmatch(line)
        if table is None:
            block.append(number)
            continue
        ids = (found[1] for each in block if (found := _NAMED.fullmatch(lines[each])))
        yield next(ids, name), block
        name, block = table[1].strip(), []


def _text(value: str) -> str:
    """A string written on one line; "" for anything else."""
    try:
        found = tomllib.loads(f"text = {value}")["text"]
    except tomllib.TOMLDecodeError:
        return ""
    return found if isinstance(found, str) else ""
