"""Sentences where they are written down, with who reviewed each: ``.po`` fragments and the notices' TOML.

Called by what hands sentences to reviewers and takes them back. A file is changed where a sentence changed
and nowhere else, byte for byte. The review of a sentence stands above it as a comment, which every tool for
such files keeps: ``# reviewed-by: Name, 2026-11-26, 5f0c…`` and ``# note: …``; one without is a draft. What
stands last is a digest of what was read, so that a sentence that was changed afterwards, by whatever means,
is a draft again. Once all sentences of a fragment are reviewed, its head loses the draft mark and names the
reviewers.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from borderdesk.text.reviewers import reviewer

Key = tuple[str, str, str]
"""Code and part of a notice ("" for a sentence of the program), English, English plural ("" for none)."""

_REVIEW = re.compile(r"(?:# )?reviewed-by: (.+), (\d{4}-\d\d-\d\d), ([0-9a-f]{16})")
_NOTE = re.compile(r"(?:# )?note: (.+)")
_OURS = re.compile(r"# (?:reviewed-by|note): |#, fuzzy$")
_CODE = re.compile(r'\["(.+)"\]')
_PART = re.compile(r"(\w+)\.(happened|safe|next) = (.+)")
_BLANK = re.compile(r"(\n{2,}|\n\Z)")
_ENTRY = re.compile(r'(?:#.*\n)*msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.*)"')
_UNREAD = re.compile(r"^# Draft(.*): (\w+) not yet reviewed$", re.M)
_READ = re.compile(r"^# Reviewed(.*): (\w+)$", re.M)


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

    def read_by(self, key: Key) -> str:
        """Who read what of it and when, as it stands where it is kept; of a draft there is none."""
        return f"{self.reviewer}, {self.reviewed_on}, {digest_read(key, self.forms)}"

    def about(self, key: Key) -> Iterator[str]:
        """The comment lines that carry the review."""
        if not self.draft:
            yield f"# reviewed-by: {self.read_by(key)}"
        if self.note:
            yield f"# note: {self.note}"


def digest_read(key: Key, forms: tuple[str, ...]) -> str:
    """What stands for the English and its translation where somebody says that they read them."""
    return hashlib.sha256("\0".join([*filter(None, key[1:]), *forms]).encode()).hexdigest()[:16]


def as_reviewed(key: Key, forms: tuple[str, ...], comments: Iterable[str]) -> Said:
    """A sentence with the review and the note that its comments carry; a draft where another was read."""
    said = Said(forms)
    for line in comments:
        if (review := _REVIEW.fullmatch(line)) and review[3] == digest_read(key, forms):
            with suppress(ValueError):  # a day that no calendar has: then nobody vouches for the rest either
                said = replace(said, reviewer=reviewer(review[1]), reviewed_on=date.fromisoformat(review[2]))
        elif note := _NOTE.fullmatch(line):
            said = replace(said, note=note[1])
    return said


def kept_review(english: str, text: str, read_by: str) -> Said:
    """A text that stands by itself, with the review kept beside it; a draft where another text was read."""
    return as_reviewed(("", english, ""), (text,), [f"reviewed-by: {read_by}"])


def tells_review(comment: str) -> bool:
    """Whether a comment says that somebody read the sentence, as it stands or as it stood before."""
    return any(line.removeprefix("# ").startswith("reviewed-by: ") for line in comment.split("\n"))


@dataclass(frozen=True)
class Context:
    """What a reviewer should know of a text: where it appears, how long it may be at most (0: any length)."""

    where: str
    most: int = 0


@dataclass(kw_only=True)
class Source(ABC):
    """A file that holds texts. ``sheet`` is the sheet of the workbook that its texts stand on."""

    path: Path
    sheet: str
    said: dict[Key, Said] = field(default_factory=dict)

    @property
    def room(self) -> str:
        return self.path.stem

    def context(self, key: Key) -> Context:
        """What a reviewer should know of a text."""
        return Context(self.room)

    def fault(self, key: Key, text: str) -> str:
        """The code of what would break the file if the text were this; "" where nothing would."""
        return ""

    @abstractmethod
    def say(self, key: Key, said: Said) -> None:
        """Say a text that the file holds in another way."""

    @abstractmethod
    def files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        """What is to be written after a change."""

    @property
    def reviewers(self) -> str:
        """Who read its texts, if all of them were read; else ""."""
        if not self.said or any(each.draft for each in self.said.values()):
            return ""
        return ", ".join(sorted({each.reviewer for each in self.said.values()}))


@dataclass(kw_only=True)
class Pieces(Source):
    """A file of sentences in pieces, of which each sentence is one."""

    pieces: list[str]
    _places: dict[Key, int] = field(default_factory=dict)

    def say(self, key: Key, said: Said) -> None:
        if self.said[key] == said:
            return
        place = self._places[key]
        lines = self.pieces[place].split("\n")
        others = [line for line in lines if line.startswith("#") and not _OURS.match(line)]
        kept = [line for line in lines if not line.startswith("#")]
        self.pieces[place] = "\n".join([*others, *said.about(key), *self._written(kept, said)])
        self.said[key] = said

    def text(self) -> str:
        return "".join(self.pieces)

    def files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        self.pieces[0] = self._head(self.pieces[0])
        yield self.path, self.text().encode()

    def _head(self, head: str) -> str:
        """The first lines, which say whether all is reviewed."""
        return (_UNREAD.sub if self.reviewers else _READ.sub)(self._marked, head, count=1)

    def _marked(self, mark: re.Match[str]) -> str:
        return (
            f"# Reviewed{mark[1]}: {mark[2]}"
            if self.reviewers
            else f"# Draft{mark[1]}: {mark[2]} not yet reviewed"
        )

    @abstractmethod
    def _written(self, lines: list[str], said: Said) -> Iterator[str]:
        """The lines of a piece with its sentence said so."""

    def _found(self, key: Key, place: int, forms: tuple[str, ...], about: list[str]) -> None:
        self.said[key], self._places[key] = as_reviewed(key, forms, about), place


@dataclass(kw_only=True)
class Catalogue(Pieces):
    """A ``.po`` fragment: pieces are its blocks and the blank lines between.

    ``places`` says where its sentences stand in a form, by their English.
    """

    places: Mapping[str, str]

    @classmethod
    def read(cls, path: Path, places: Mapping[str, str] | None = None) -> Catalogue:
        """A fragment; with ``places`` it holds what the form of its name asks persons."""
        import polib  # late: only who works on translations needs it

        sheet = "sentences" if places is None else "questions"
        pieces = _BLANK.split(_text(path))
        source = cls(path=path, sheet=sheet, pieces=pieces, places=places or {})
        for place, block in enumerate(source.pieces):
            if simple := _ENTRY.fullmatch(
                block
            ):  # one that goes over several lines is for polib, which is slow
                one, many, form = (polib.unescape(text or "") for text in simple.groups())
                source._found(("", one, many), place, (form,), block.split("\n"))
            elif "\nmsgstr" in block:
                for entry in polib.pofile(f"{block}\n"):
                    if not entry.obsolete:
                        forms = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
                        key = ("", entry.msgid, entry.msgid_plural)
                        source._found(key, place, forms, block.split("\n"))
        return source

    def want(self, other: Catalogue) -> None:
        """Know of the sentences that the same fragment has in another language: they may be said in it."""
        for key in other.said:
            self.said.setdefault(key, Said(("",)))

    def context(self, key: Key) -> Context:
        where = self.places.get(key[1], "")
        return Context(f"{self.room}: {where}" if where else self.room)

    @property
    def reviewers(self) -> str:
        """As of every source; what has no translation waits for nobody here."""
        there = [each for each in self.said.values() if each.forms[0]]
        drafts = not there or any(each.draft for each in there)
        return "" if drafts else ", ".join(sorted({each.reviewer for each in there}))

    def say(self, key: Key, said: Said) -> None:
        if key not in self._places:
            import polib  # late: as above

            self.pieces += ["\n", f'msgid "{polib.escape(key[1])}"\nmsgstr ""', "\n"]
            self._places[key] = len(self.pieces) - 2
        super().say(key, said)

    def _head(self, head: str) -> str:
        days = (each.reviewed_on for each in self.said.values() if each.reviewed_on)
        told = {"X-Status": "draft, not validated", "X-Reviewed-By": "none", "X-Reviewed-On": ""}
        if self.reviewers:
            told = {"X-Status": "reviewed", "X-Reviewed-By": self.reviewers, "X-Reviewed-On": str(max(days))}
        for name, value in told.items():
            line = re.compile(rf'\n"{name}: .*"')
            if line.search(head):
                head = line.sub(f'\n"{name}: {value}\\\\n"' if value else "", head)
            elif self.reviewers:
                head += f'\n"{name}: {value}\\n"'
        return super()._head(head)

    def _written(self, lines: list[str], said: Said) -> Iterator[str]:
        import polib  # late: as above

        start = next(place for place, line in enumerate(lines) if line.startswith("msgstr"))
        counted = lines[start].startswith("msgstr[")
        yield from lines[:start]
        for number, form in enumerate(said.forms):
            yield f'msgstr{f"[{number}]" if counted else ""} "{polib.escape(form)}"'


@dataclass(kw_only=True)
class Notices(Pieces):
    """A file of notices: pieces are lines, but a sentence's with the comments of its review above it."""

    language: str

    @classmethod
    def read(cls, path: Path, language: str) -> Notices:
        source = cls(path=path, sheet="notices", pieces=[], language=language)
        code, above = "", [""]
        english: dict[str, str] = {}
        for line in _text(path).split("\n"):
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


def _text(path: Path) -> str:
    """As it is written here; Windows and its editors end lines in their own way."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def read_catalogues(
    folder: Path, language: str, places: Mapping[str, Mapping[str, str]] | None = None
) -> list[Catalogue]:
    """The fragments of a language below the ``i18n`` folder, by name; ``places`` as Catalogue, by form."""
    told = places or {}
    return [Catalogue.read(path, told.get(path.stem)) for path in sorted((folder / language).glob("*.po"))]


def read_notices(folder: Path, language: str) -> list[Notices]:
    """The files of notices below the ``i18n`` folder, by name."""
    return [Notices.read(path, language) for path in sorted((folder / "notices").glob("*.toml"))]
