"""Old workspaces in new programs: the steps from each version of the tables to the next.

All pending steps run in one transaction when a workspace is opened; on SQLCipher an encrypted copy is laid
beside the database first. A workspace of a newer program is refused.

To add to the tables of the version in the making, :data:`borderdesk.store.schema.SCHEMA_VERSION`:

- a table: describe it in ``schema.py`` and put its name into ``ADDED`` under that version;
- anything else (a column, an index, rows to be written anew): an operation in that version's function in
  ``_STEPS``, by alembic's ``op`` (``op.add_column``, ``op.create_index``, ``op.execute``).

``tests/store/test_migrations.py`` holds a migrated workspace of every release to a new one, table by table.
Once a version is released, its entry in ``ADDED`` and its function never change: a later version that changes
a table of an earlier one writes out in the earlier function what the table was.
"""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, text

from borderdesk.domain.errors import Damaged
from borderdesk.store.schema import SCHEMA_VERSION, SEARCH_DDL, metadata

if TYPE_CHECKING:
    from alembic.operations import Operations

ADDED: Mapping[int, tuple[str, ...]] = {
    2: (
        "person_row",
        "matching_key",
        "person_key",
        "likeness",
        "pair_row",
        "import_range",
        "waiting_from",
        "filled",
    ),
}
"""Tables that each version added, by name."""


def _to_2(op: "Operations", tables: Collection[str]) -> None:
    """What version 2 changed beside its new tables."""
    if "case_row" in tables:  # version 1 was never on PostgreSQL
        op.drop_index("case_row_updated", "case_row")
        op.create_index("case_row_listed", "case_row", [text("updated_at DESC"), "code"])
        # Search: beginnings of one and two letters are indexed too.
        op.execute(SEARCH_DDL["sqlite"][0].replace("record_search", "record_search_2"))
        op.execute("INSERT INTO record_search_2 (rowid, words) SELECT rowid, words FROM record_search")
        op.execute("DROP TABLE record_search")
        op.execute("ALTER TABLE record_search_2 RENAME TO record_search")


_STEPS: Mapping[int, Callable[["Operations", Collection[str]], None]] = {2: _to_2}


def create(connection: Connection, tables: Collection[Table]) -> None:
    """These tables of the present version; the search index where the cases are."""
    metadata.create_all(connection, tables=list(tables))
    if "case_row" in {table.name for table in tables}:
        for statement in SEARCH_DDL[connection.dialect.name]:
            connection.execute(text(statement))


def pending(version: int) -> bool:
    """Whether tables of this version have to be brought up to the present one.

    :raises Damaged: ``workspace.newer``; ``workspace.damaged`` for a version that never was.
    """
    if version > SCHEMA_VERSION:
        raise Damaged("workspace.newer")
    if version < 1:
        raise Damaged("workspace.damaged")
    return version < SCHEMA_VERSION


def migrate(connection: Connection, version: int, tables: Collection[Table]) -> None:
    """All steps from ``version`` on that concern these tables, within the caller's transaction."""
    from alembic.migration import MigrationContext  # late: most openings migrate nothing
    from alembic.operations import Operations

    op = Operations(MigrationContext.configure(connection))
    names = {table.name for table in tables}
    for step in range(version + 1, SCHEMA_VERSION + 1):
        added = [metadata.tables[name] for name in ADDED[step] if name in names]
        metadata.create_all(connection, tables=added)
        _STEPS[step](op, names)
