"""Stores for the tests of this room: a raw key, a chain of entries, no desk."""

from pathlib import Path

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


def write(store: Store, subject: str, *facts: Fact, device: DeviceId = HERE) -> None:
    with store.write() as transaction:
        for fact in facts:
            transaction.journal.append(device, UserId("O1"), subject, fact, at=AT, salt=bytes(16))


def raw(store: Store, statement: str, *values: object) -> list[tuple[object, ...]]:
    """SQL past the store's own functions, as somebody with the key could do it."""
    with store.write() as transaction:
        done = transaction.connection.exec_driver_sql(statement, tuple(values))
        return [tuple(row) for row in done] if done.returns_rows else []
