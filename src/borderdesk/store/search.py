"""Finding records by name in Lao or Latin script: segmented, normalised words in FTS5."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from borderdesk.text.lao import search_tokens

MOST_FOUND = 200
"""Rows a search returns at the most; ordering all matches by rank would cost time without use."""


class RecordSearch:
    """The search index within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, rows: Iterable[tuple[int, str]]) -> None:
        """Index ``(case_row.id, names)``; what was indexed for an id before is replaced."""
        prepared = [{"id": id, "words": " ".join(search_tokens(names))} for id, names in rows]
        if prepared:
            self._connection.execute(text("DELETE FROM record_search WHERE rowid = :id"), prepared)
            self._connection.execute(
                text("INSERT INTO record_search (rowid, words) VALUES (:id, :words)"), prepared
            )

    def clear(self) -> None:
        """Forget all words, before a rebuild."""
        self._connection.execute(text("DELETE FROM record_search"))

    def find(self, words: str) -> list[int]:
        """Ids of cases with all these words, each the beginning of an indexed one; at most 200."""
        tokens = search_tokens(words)
        if not tokens:
            return []
        quoted = " AND ".join('"' + token.replace('"', '""') + '"*' for token in tokens)
        query = text("SELECT rowid FROM record_search WHERE record_search MATCH :q LIMIT :most")
        return list(self._connection.execute(query, {"q": quoted, "most": MOST_FOUND}).scalars())

    def contents(self) -> dict[int, str]:
        """All indexed words by id, to compare a rebuilt index with."""
        rows = self._connection.execute(text("SELECT rowid, words FROM record_search"))
        return {row.rowid: row.words for row in rows}
