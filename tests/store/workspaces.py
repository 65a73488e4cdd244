"""Stores for the tests of this room: a raw key, a chain of entries, no desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.postgres import cluster

from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.facts import Fact
from borderdesk.domain.values import DeviceId, UserId
from borderdesk.store import database
from borderdesk.store.database import Store

KEY = bytes(range(32))
HERE = DeviceId("hxy-1")
CASE = "case:BD-HXY-26-7K3QD-S"
AT = "2026-03-05T12:00:00Z"


def new_store(folder: Path) -> Store:
    folder.mkdir(parents=True, exist_ok=True)
    return database.create(folder, KEY)


@dataclass(frozen=True)
class Stores:
    """New, empty stores on one kind of database. ``examples`` is how many a property is tried with there."""

    kind: str
    examples: int
    servers: dict[Path, str] = field(default_factory=dict)

    def new(self, folder: Path) -> Store:
        folder.mkdir(parents=True, exist_ok=True)
        server = self.servers[folder] = cluster().database() if self.kind == "postgresql" else ""
        return database.create(folder, KEY, server=server)

    def done(self, store: Store) -> None:
        """Close a store that nobody opens again."""
        store.close()
        if self.kind == "postgresql":
            cluster().take_back(self.servers.pop(store.folder))

    def version(self, store: Store, number: int) -> None:
        """As if a program of that version had written it."""
        if self.kind == "sqlcipher":
            raw(store, f"PRAGMA user_version = {number}")
        else:
            raw(store, f"UPDATE borderdesk.schema_version SET version = {number}")


def refused(act: Callable[[], object]) -> str:
    """The code with which something is refused."""
    with pytest.raises(BorderDeskError) as told:
        act()
    return told.value.code


def write(store: Store, subject: str, *facts: Fact, device: DeviceId = HERE) -> None:
    with store.write() as transaction:
        for fact in facts:
            transaction.journal.append(device, UserId("O1"), subject, fact, at=AT, salt=bytes(16))


def raw(store: Store, statement: str, *values: object) -> list[tuple[object, ...]]:
    """SQL past the store's own functions, as somebody with the key could do it; written as SQLite does."""
    with store.write() as transaction:
        if transaction.connection.dialect.name == "postgresql":
            statement = re.sub(r"x'([0-9a-f]*)'", r"'\\x\1'::bytea", statement).replace("?", "%s")
        done = transaction.connection.exec_driver_sql(statement, tuple(values))
        return [tuple(row) for row in done] if done.returns_rows else []
