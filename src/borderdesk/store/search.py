"""Finding records by name in Lao or Latin script: segmented, normalised words in FTS5."""

import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection, text

from borderdesk.text.lao import search_tokens

MOST_FOUND = 200
"""Rows a search returns at the most; ordering all matches by rank would cost time without use."""
_PUT = text("INSERT INTO record_search (rowid, words) VALUES (:id, :words)")
_FORGET = text("DELETE FROM record_search WHERE rowid = :id")


class _WordCharacters(dict[int, str]):
    """Characters of the categories that the index counts as letters; everything else is a gap."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        kept = chr(code) if kind[0] in "LN" or kind in ("Co", "Mn", "Mc") else " "
        self[code] = kept
        return kept


_WORD_CHARACTERS = _WordCharacters()


def _words(names: str) -> list[str]:
    """Search keys as FTS5 will cut them: o'neil is two words there, and asking for it as one is an error."""
    return " ".join(search_tokens(names)).translate(_WORD_CHARACTERS).split()


class RecordSearch:
    """The search index within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, rows: Iterable[tuple[int, str]]) -> None:
        """Index ``(case_row.id, names)``; an id that was indexed before has to be forgotten first."""
        prepared = [{"id": id, "words": " ".join(_words(names))} for id, names in rows]
        if prepared:
            self._connection.execute(_PUT, prepared)

    def forget(self, ids: Iterable[int]) -> None:
        """Forget what was indexed for these ids."""
        prepared = [{"id": id} for id in ids]
        if prepared:
            self._connection.execute(_FORGET, prepared)

    def clear(self) -> None:
        """Forget all words, before a rebuild."""
        self._connection.execute(text("DELETE FROM record_search"))

    def find(self, words: str) -> list[int]:
        """Ids of cases with all these words, each the beginning of an indexed one; at most 200."""
        tokens = _words(words)
        if not tokens:
            return []
        quoted = " AND ".join('"' + token.replace('"', '""') + '"*' for token in tokens)
        query = text("SELECT rowid FROM record_search WHERE record_search MATCH :q LIMIT :most")
        return list(self._connection.execute(query, {"q": quoted, "most": MOST_FOUND}).scalars())

    def contents(self) -> dict[int, str]:
        """All indexed words by id, to compare a rebuilt index with."""
        rows = self._connection.execute(text("SELECT rowid, words FROM record_search"))
        return {row.rowid: row.words for row in rows}
