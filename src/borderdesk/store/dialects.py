"""What SQLite and PostgreSQL spell differently in statements; what lies deeper is in their two modules."""

from typing import Any

from sqlalchemy import Integer
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
