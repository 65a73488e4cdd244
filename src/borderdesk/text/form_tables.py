"""The texts of a form where they are written: the cells of an XLSForm table in Markdown.

A cell is replaced and its row stays as it is laid out. A form whose words or mark of review changed gets a
higher version, because what is filled keeps the version it was filled with. Called by what hands texts to
reviewers and takes them back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from borderdesk.text.dates import next_version
from borderdesk.text.fragments import Context, Key
from borderdesk.text.reviews import Reviewed, Reviews

SHEET = "forms"
_EDGE = re.compile(r"(?<!\\)\|")
_SPOKEN = re.compile(r"(.+)::.*\((\w+)\)")
_PLACE = re.compile(r"\$\{[^}]*\}|<[^>]*>|\*\*|^#+ ", re.M)
_MOST = {"tag": 14, "reason": 100}
"""Letters that a mark at the counter and a reason on the outcome page have room for."""
_SELECT = re.compile(r"select_(?:one|multiple)(?:_from_file)? (\S+)")
_REVIEW = {
    "attribute::bd:translation_{}": ("reviewed", "draft, not reviewed"),
    "attribute::bd:reviewed_by": ("", "none"),
}
"""What the settings say of the review: when all is read ("" for the names of who read it), and when not."""


@dataclass(frozen=True)
class _Cell:
    line: int
    column: int
    part: str


@dataclass(kw_only=True)
class Table(Reviewed):
    """A form's table; ``cells`` are its lines cut at the bars between cells."""

    lines: list[list[str]]
    form: str = ""
    version: str = ""
    """Id and version as they were read."""
    _cells: dict[Key, _Cell] = field(default_factory=dict)
    _contexts: dict[Key, str] = field(default_factory=dict)
    _settings: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, name: str, data: bytes, language: str, reviews: Reviews) -> Table:
        """The table in a file."""
        lines = [_EDGE.split(line) if line.startswith("|") else [line] for line in data.decode().split("\n")]
        table = cls(path=path, sheet=SHEET, name=name, language=language, reviews=reviews, lines=lines)
        asked = table._asked()
        for sheet, heads, number in table._rows():
            row = {head: _plain(lines[number][place]) for place, head in heads.items()}
            if sheet == "settings":
                table._settings = {head: (number, place) for place, head in heads.items()}
                table.form, table.version = row.get("form_id", ""), row.get("version", "")
            for part, english, own in _pairs(heads, language):
                table._take(sheet, row, number, part, _plain(lines[number][english]), own, asked)
        table._all_found()
        return table

    def _rows(self) -> Iterator[tuple[str, dict[int, str], int]]:
        """Sheet, headings by place, and line of every row that holds anything."""
        sheet, heads = "", dict[int, str]()
        for number, line in enumerate(self.lines):
            cells = [cell.strip() for cell in line]
            if len(cells) < 3 or not any(cells):
                continue
            if cells[1]:
                sheet, heads = cells[1], {}
            elif not heads:
                heads = {place: cell for place, cell in enumerate(cells) if cell}
            else:
                yield sheet, heads, number

    def _asked(self) -> Mapping[str, str]:
        """Which questions a choice list belongs to, by its name."""
        found: dict[str, list[str]] = {}
        for sheet, heads, number in self._rows():
            row = {head: _plain(self.lines[number][place]) for place, head in heads.items()}
            chosen = _SELECT.match(row.get("type", "")) if sheet == "survey" else None
            if chosen:
                found.setdefault(chosen[1], []).append(row.get("bind::bd:code") or row.get("name", ""))
        return {
            name: ", ".join(codes[:4]) + (", …" if len(codes) > 4 else "") for name, codes in found.items()
        }

    def _take(
        self,
        sheet: str,
        row: Mapping[str, str],
        line: int,
        part: str,
        english: str,
        column: int,
        asked: Mapping[str, str],
    ) -> None:
        if not english:
            return
        if sheet == "choices":
            listed = row.get("list_name", "")
            place = f"{listed} {row.get('name', '')} choice"
            where = f"choice {row.get('name', '')} of {listed}: {asked.get(listed, '')}"
        elif sheet == "settings":
            place, where = "title", "title"
        else:
            place = f"{row.get('name', '')} {part}"
            where = f"{row.get('bind::bd:code') or row.get('name', '')}: {part}"
        key = (f"{self.name} {place}", english, "")
        while key in self._cells:  # a name may come again in another group
            key = (f"{key[0]}'", english, "")
        self._cells[key] = _Cell(line, column, part)
        self._contexts[key] = f"{self.room} · {where}"
        self._found(key, _plain(self.lines[line][column]))

    def places(self) -> dict[str, str]:
        """Where each English text stands."""
        return {english: where.partition(" · ")[2] for (_, english, _), where in self._contexts.items()}

    def context(self, key: Key) -> Context:
        return Context(self._contexts[key], _MOST.get(self._cells[key].part, 0))

    def fault(self, key: Key, text: str) -> str:
        """One line that holds the same fields and marks as the English; no two choices that read alike."""
        if "\n" in text or "\\" in text or Counter(_PLACE.findall(text)) != Counter(_PLACE.findall(key[1])):
            return "translation.markup"
        if key[0].endswith(" choice"):
            listed = key[0].rsplit(" ", 2)[0]
            for other, said in self.said.items():
                same_list = other[0].rsplit(" ", 2)[0] == listed and other[0].endswith(" choice")
                if same_list and other[1] != key[1] and said.forms[0] == text:
                    return "translation.choice_alike"
        return ""

    def _put(self, key: Key, text: str) -> None:
        cell = self._cells[key]
        self._set(cell.line, cell.column, text)

    def _set(self, line: int, column: int, text: str) -> None:
        escaped = text.replace("|", r"\|")
        self.lines[line][column] = f" {escaped} "

    def _files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        for head, (read, unread) in _REVIEW.items():
            if place := self._settings.get(head.format(self.language)):
                self._set(*place, (read or self.reviewers) if self.reviewers else unread)
        if place := self._settings.get("version"):
            self._set(*place, next_version([self.version], today))
        yield self.path, self.text().encode()

    def text(self) -> str:
        """The table as it stands."""
        return "\n".join("|".join(line) for line in self.lines)


def _pairs(heads: Mapping[int, str], language: str) -> Iterator[tuple[str, int, int]]:
    """What a column says, the place of its English and of the same in ``language``."""
    places = {head: place for place, head in heads.items()}
    for head, place in places.items():
        spoken = _SPOKEN.fullmatch(head)
        if spoken and spoken[2] == "en":
            for other, there in places.items():
                own = _SPOKEN.fullmatch(other)
                if own and (own[1], own[2]) == (spoken[1], language):
                    yield spoken[1].removesuffix("_message"), place, there
        elif head.endswith("_en") and f"{head[:-2]}{language}" in places:
            yield head.rpartition(":")[2][:-3], place, places[f"{head[:-2]}{language}"]
        elif head == "form_title" and f"attribute::bd:title_{language}" in places:
            yield "title", place, places[f"attribute::bd:title_{language}"]


def _plain(cell: str) -> str:
    return cell.strip().replace(r"\|", "|")
