"""The tables, in SQLAlchemy Core, so that SQLCipher and PostgreSQL share one description.

A new table is described here, once for both, above the last lines, which give every column its type on
PostgreSQL; its name goes into :data:`borderdesk.store.migrations.ADDED`, so that older workspaces get it
too. A table of this one PC (not shared where several desks use one PostgreSQL database) has ``info=LOCAL``.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 2
LOCAL: dict[Any, Any] = {"local": True}
"""Marks tables of one PC: on PostgreSQL they lie in a schema of that desk's own."""
metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("device", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("lamport", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("base", Text, nullable=False),
    Column("payload_digest", String, nullable=False),
    Column("prev_digest", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("payload", LargeBinary),
    Column("salt", LargeBinary),
    Column("import_id", Integer),
    Index("entry_subject", "subject"),
)
"""The journal. Everything below it but drafts, settings, secrets and forms can be rebuilt from it."""

waiting = Table(
    "waiting",
    metadata,
    Column("device", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("line", LargeBinary, nullable=False),
)
"""Entries that arrived before their predecessors."""

case_row = Table(
    "case_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("station", String, nullable=False),
    Column("opened_at", String, nullable=False),
    Column("opened_by", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("step", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("lowering_pending", Boolean, nullable=False),
    Column("official", Boolean, nullable=False),
    Column("stays_here", Boolean, nullable=False),
    Column("due", String, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("device", String, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Index("case_row_due", "due"),
)
"""Projection: one row a case for lists; ``device`` and ``last_seq`` are of the chain that opened it."""

Index("case_row_listed", case_row.c.updated_at.desc(), case_row.c.code)
"""In the order of lists, so that a page of one is read without the rest."""

person_row = Table(
    "person_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("names", Text, nullable=False),
    Column("birth_year", Integer, nullable=False),
    Column("sex", String, nullable=False),
    Column("document", String, nullable=False),
    Column("companions", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
    Column("compared", Boolean, nullable=False),
    Index("person_row_compared", "compared"),
)
"""Projection: what a named person is found again by; ``id`` is ``case_row.id``. Sounds and keyed hashes."""

matching_key = Table(
    "matching_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
)
"""What persons are hashed with in this database, one row; ``version`` is that of the sounds of names once all
cases were gone through, 0 before."""

person_key = Table(
    "person_key",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("person", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Projection: hashes of what two records of one person are likely to share."""

likeness = Table(
    "likeness",
    metadata,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("rank", Integer, nullable=False),
    Index("likeness_second", "second"),
    Index("likeness_rank", "rank"),
)
"""Projection: pairs of cases, by code, that may be of one person; ``rank`` only orders them."""

pair_row = Table(
    "pair_row",
    metadata,
    Column("subject", String, primary_key=True),
    Column("first", String, nullable=False),
    Column("second", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("at", String, nullable=False),
    Column("said", Text, nullable=False),
    Index("pair_row_at", "at"),
    Index("pair_row_first", "first"),
    Index("pair_row_second", "second"),
)
"""Projection: what people said of two cases; ``said`` is JSON of verdict, who, on which device and when."""

draft = Table(
    "draft",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_code", String, nullable=False),
    Column("form", String, nullable=False),
    Column("form_sha256", String, nullable=False),
    Column("instance", Text, nullable=False),
    Column("position", String, nullable=False),
    Column("user", String, nullable=False),
    Column("intake", Text, nullable=False),
    Column("session", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Index("draft_case", "case_code"),
    info=LOCAL,
)
"""Half-filled forms: the one mutable thing, saved at every answer, never exported."""

form_version = Table(
    "form_version",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("form", String, nullable=False),
    Column("version", String, nullable=False),
    Column("title", String, nullable=False),
    Column("xform", Text, nullable=False),
    Column("added_at", String, nullable=False),
    UniqueConstraint("form", "version"),
)
"""Every version a record or draft was ever filled with, converted once."""

attachment = Table(
    "attachment",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("subject", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("import_id", Integer, nullable=False),
    UniqueConstraint("device", "seq"),
)
"""Entries that arrived whole but cannot be read by this program, each with a coded reason."""

import_run = Table(
    "import_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("at", String, nullable=False),
)

import_range = Table(
    "import_range",
    metadata,
    Column("import_id", Integer, primary_key=True),
    Column("device", String, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Index("import_range_device", "device"),
)
"""Which part of which chains an import brought: what came later on the same chains is undone first."""

waiting_from = Table(
    "waiting_from",
    metadata,
    Column("device", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("import_id", Integer, nullable=False),
)
"""Which import brought an entry that waits; the entry keeps it when it finds its place."""

filled = Table(
    "filled",
    metadata,
    Column("device", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("import_id", Integer, primary_key=True),
    Column("told", Integer, nullable=False),
)
"""Entries that were here already and that an import told more of; ``told`` is how much was known before."""

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
    info=LOCAL,
)

secret = Table(
    "secret",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    info=LOCAL,
)
"""Device identity, slip key, hide-PINs: local, never in the journal."""

SEARCH_DDL = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE record_search USING fts5(
            words, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'", detail = none,
            prefix = '1 2'
        )
        """,
    ),
    "postgresql": (
        """
        CREATE TABLE record_search (
            id BIGINT PRIMARY KEY,
            words TEXT NOT NULL,
            found TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
        )
        """,
        "CREATE INDEX record_search_found ON record_search USING gin (found)",
    ),
}
"""Projection: segmented, normalised names; the row number is ``case_row.id``. Marks count as letters (Lao).
One letter or two begin very many words: those beginnings are indexed by themselves, or a search for one
takes a tenth of a second among a million. PostgreSQL indexes the same words, past its own dictionaries."""

for _table in metadata.tables.values():
    for _column in _table.columns:
        # The order of bytes, whatever the server's language: as SQLite compares.
        if isinstance(_column.type, String):
            in_order_of_bytes = type(_column.type)(collation="C")
            _column.type = _column.type.with_variant(in_order_of_bytes, "postgresql")
        # Numbers of entries go to 2**53.
        elif isinstance(_column.type, Integer):
            _column.type = _column.type.with_variant(BigInteger(), "postgresql")
