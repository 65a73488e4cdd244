"""Searching records by name: segmented, normalised words, in FTS5 or in PostgreSQL's text search."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, text

from borderdesk.store.dialects import Rows
from borderdesk.text.lao import search_tokens

MOST_FOUND = 200
"""Rows a search returns at the most; ordering all matches by rank would cost time without use."""
_LONGEST = 100
"""Characters of a word that are kept; nobody types more, and PostgreSQL has a limit."""


@dataclass(frozen=True)
class _Dialect:
    """The statements of one database; ``query`` spells words each of which a match must begin with."""

    put: Rows
    forget: TextClause
    clear: TextClause
    find: TextClause
    contents: TextClause
    query: Callable[[list[str]], str]


_DIALECTS = {
    "sqlite": _Dialect(
        Rows("record_search", ("rowid", "words")),
        text("DELETE FROM record_search WHERE rowid = :id"),
        text("DELETE FROM record_search"),
        text("SELECT rowid FROM record_search WHERE record_search MATCH :query LIMIT :most"),
        text("SELECT rowid AS id, words FROM record_search"),
        lambda words: " AND ".join(f'"{word}"*' for word in words),
    ),
    "postgresql": _Dialect(
        Rows("record_search", ("id", "words")),
        text("DELETE FROM record_search WHERE id = :id"),
        text("DELETE FROM record_search"),
        text("SELECT id FROM record_search WHERE found @@ CAST(:query AS tsquery) ORDER BY id LIMIT :most"),
        text("SELECT id, words FROM record_search"),
        lambda words: " & ".join(f"'{word}':*" for word in words),
    ),
}


class _WordCharacters(dict[int, str]):
    """Characters of the categories that the index counts as letters; everything else is a gap."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        kept = chr(code) if kind[0] in "LN" or kind in ("Co", "Mn", "Mc") else " "
        self[code] = kept
        return kept


_WORD_CHARACTERS = _WordCharacters()


def _words(names: str) -> list[str]:
    """Search keys as FTS5 will cut them: o'neil is two words there, and asking for it as one is an error.

    They hold letters, digits and marks only: nothing in them has a meaning in a query.
    """
    words = " ".join(search_tokens(names)).translate(_WORD_CHARACTERS).split()
    return [word[:_LONGEST] for word in words]


class RecordSearch:
    """The search index within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sql = _DIALECTS[connection.dialect.name]

    def put(self, rows: Iterable[tuple[int, str]]) -> None:
        """Index ``(case_row.id, names)``; an id that was indexed before has to be forgotten first."""
        self._sql.put.add(self._connection, [(id, " ".join(_words(names))) for id, names in rows])

    def forget(self, ids: Iterable[int]) -> None:
        """Forget what was indexed for these ids."""
        prepared = [{"id": id} for id in ids]
        if prepared:
            self._connection.execute(self._sql.forget, prepared)

    def clear(self) -> None:
        """Forget all words, before a rebuild."""
        self._connection.execute(self._sql.clear)

    def find(self, words: str) -> list[int]:
        """Ids of cases with all these words, each the beginning of an indexed one; at most 200."""
        wanted = _words(words)
        if not wanted:
            return []
        asked = {"query": self._sql.query(wanted), "most": MOST_FOUND}
        return list(self._connection.execute(self._sql.find, asked).scalars())

    def contents(self) -> dict[int, str]:
        """All indexed words by id, to compare a rebuilt index with."""
        return {row.id: row.words for row in self._connection.execute(self._sql.contents)}
