"""Who read which text of the forms, the directory, the library and the exercises: one file a language.

Those texts stand in tables, rows and documents that have no room for a reviewer beside each. A review is
kept with a digest of what was read, so that a text changed afterwards, by whatever means, is a draft again.
Called by :mod:`form_tables`, :mod:`toml_rows` and :mod:`document_blocks`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from borderdesk.text.fragments import Key, Said, Source, digest_read
from borderdesk.text.reviewers import reviewer
from borderdesk.text.toml_files import read_toml

FILE = "reviews.toml"
_HEAD = "# Who read which text, by its place, with a digest of the English and of the text that was read.\n"


class Reviews:
    """The reviews of one language; ``path`` is where they are written.

    :raises TomlError: for a file that is no table.
    """

    def __init__(self, path: Path, data: bytes | None) -> None:
        self.path = path
        found = read_toml(data or b"")
        self._kept: dict[str, dict[str, Any]] = {
            place: kept for place, kept in found.items() if isinstance(kept, dict)
        }

    def of(self, key: Key, text: str) -> Said:
        """A text with its review, if what was read is what stands there."""
        kept = self._kept.get(key[0], {})
        said = Said((text,), note=str(kept.get("note", "")))
        who, on = reviewer(str(kept.get("reviewer", ""))), kept.get("on")
        if kept.get("read") != digest_read(key, (text,)) or not who or type(on) is not date:
            return said
        return replace(said, reviewer=who, reviewed_on=on)

    def keep(self, key: Key, said: Said) -> None:
        """Take down a review, or that there is none any more."""
        kept: dict[str, Any] = {}
        if not said.draft:
            kept = {
                "reviewer": said.reviewer,
                "on": said.reviewed_on,
                "read": digest_read(key, said.forms),
            }
        if said.note:
            kept["note"] = said.note
        if kept:
            self._kept[key[0]] = kept
        else:
            self._kept.pop(key[0], None)

    def data(self) -> bytes:
        """The file."""
        import tomlkit  # late: only who works on translations needs it

        return (_HEAD + "\n" + tomlkit.dumps(dict(sorted(self._kept.items())))).encode()


@dataclass(kw_only=True)
class Reviewed(Source):
    """A file whose reviews are kept apart. ``name`` is its path below the content; its codes begin with it.

    A form or document says of itself whether it was reviewed: that mark follows the reviews of its texts.
    """

    name: str
    language: str
    reviews: Reviews
    _read_so: dict[Key, str] = field(default_factory=dict)
    _reviewers: str = ""

    def say(self, key: Key, said: Said) -> None:
        """Say a text in another way, or take down its review."""
        if said.forms != self.said[key].forms:
            self._put(key, said.forms[0])
        self.reviews.keep(key, said)
        self.said[key] = said

    @property
    def reworded(self) -> bool:
        """Whether a text is another one than in the file that was read."""
        return any(self.said[key].forms[0] != text for key, text in self._read_so.items())

    def files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        """The file, where its words or its mark of review changed; the reviews are written apart."""
        if self.reworded or self.reviewers != self._reviewers:
            yield from self._files(today)

    @abstractmethod
    def _put(self, key: Key, text: str) -> None:
        """Write a text into the file's place for it."""

    @abstractmethod
    def _files(self, today: date) -> Iterator[tuple[Path, bytes]]:
        """The file as it stands, its version and mark of review brought up to date."""

    def _found(self, key: Key, text: str) -> None:
        self.said[key] = self.reviews.of(key, text)
        self._read_so[key] = text

    def _all_found(self) -> None:
        self._reviewers = self.reviewers
