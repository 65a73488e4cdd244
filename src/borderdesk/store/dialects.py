"""What SQLite and PostgreSQL spell differently in statements; what lies deeper is in their two modules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class position(GenericFunction[int]):  # noqa: N801 - as SQL writes it
    """Where bytes begin within other bytes, from 1 on; 0 where they are not."""

    type = Integer()
    inherit_cache = True


@compiles(position, "sqlite")
def _sqlite(element: position, compiler: Any, **how: Any) -> str:
    sought, within = element.clauses
    return f"instr({compiler.process(within, **how)}, {compiler.process(sought, **how)})"


@compiles(position, "postgresql")
def _postgresql(element: position, compiler: Any, **how: Any) -> str:
    sought, within = element.clauses
    return f"position({compiler.process(sought, **how)} IN {compiler.process(within, **how)})"


@dataclass(frozen=True)
class Rows:
    """Many rows for a table at once, each a tuple in the order of ``columns``; past SQLAlchemy's work on each
    value, which costs an import a third of its time. Values are what the driver takes as they are.
    """

    table: str
    columns: tuple[str, ...]

    def add(self, connection: Connection, rows: Sequence[tuple[object, ...]]) -> None:
        """Add them, in order."""
        if not rows:
            return
        named = ", ".join(f'"{name}"' for name in self.columns)
        if connection.dialect.name == "postgresql" and len(rows) > 1:
            # PostgreSQL's own way for many rows.
            driver: Any = connection.connection.driver_connection
            asked = f"COPY {self.table} ({named}) FROM STDIN"
            with driver.cursor() as cursor, cursor.copy(asked) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        place = "%s" if connection.dialect.name == "postgresql" else "?"
        places = ", ".join([place] * len(self.columns))
        statement = f"INSERT INTO {self.table} ({named}) VALUES ({places})"  # noqa: S608 - our own names
        connection.exec_driver_sql(statement, list(rows))
