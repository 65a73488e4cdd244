"""Opening, creating and locking a workspace's database; transactions with every room of the store."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from borderdesk.domain.errors import BorderDeskError, Damaged, Unavailable
from borderdesk.store import schema
from borderdesk.store.attachments import Attachments
from borderdesk.store.cases import CaseRows
from borderdesk.store.drafts import Drafts
from borderdesk.store.forms import FormVersions
from borderdesk.store.journal import Journal
from borderdesk.store.search import RecordSearch
from borderdesk.store.shelf import Shelf

DATABASE = "workspace.db"
LOCK = "lock"

WINDOW_WAIT = 2.0
"""Seconds that a write of the program's first thread waits for its turn: that thread draws the window."""


# cipher_memory_security stays off: it locks and wipes every single allocation, which makes an import three
# times slower and the saving of answers too, while the same text lies in Python's and Qt's memory, which
# nothing locks. SQLCipher wipes its keys either way. Measured in tests/benchmarks/test_desk.py.
_PRAGMAS = (
    "cipher_log_level = NONE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "secure_delete = ON",
)


class Transaction:
    """All of the store within one transaction; cases touched are projected before it commits."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.journal = Journal(connection)
        self.drafts = Drafts(connection)
        self.forms = FormVersions(connection)
        self.attachments = Attachments(connection)
        self.search = RecordSearch(connection)
        self.cases = CaseRows(connection, self.journal, self.search)
        self.shelf = Shelf(connection)

    def project(self) -> None:
        """Bring the rows of all cases written to up to date; long imports do it now and then."""
        self.cases.project(self.journal.take_touched())
        self.journal.forget_fresh()

    def setting(self, name: str, default: Any = None) -> Any:
        """A value kept for this PC, as JSON."""
        found = self.connection.execute(
            schema.setting.select().where(schema.setting.c.name == name)
        ).one_or_none()
        return default if found is None else json.loads(found.value)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a value for this PC."""
        self.connection.execute(schema.setting.delete().where(schema.setting.c.name == name))
        self.connection.execute(insert(schema.setting).values(name=name, value=json.dumps(value)))

    def secret(self, name: str) -> bytes | None:
        """Bytes that never enter the journal: identity, slip key, hide-PINs."""
        found = self.connection.execute(
            schema.secret.select().where(schema.secret.c.name == name)
        ).one_or_none()
        return None if found is None else bytes(found.value)

    def set_secret(self, name: str, value: bytes) -> None:
        """Keep secret bytes."""
        self.connection.execute(schema.secret.delete().where(schema.secret.c.name == name))
        self.connection.execute(insert(schema.secret).values(name=name, value=value))


class Store:
    """An open, locked workspace database. One writer at a time; readers see whole transactions."""

    def __init__(self, folder: Path, key: bytes, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock
        self._key: bytes | None = key
        self._writer = threading.Lock()
        self.window_wait = WINDOW_WAIT
        self._engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=3,
            max_overflow=2,
        )
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))

    def _connect(self) -> Any:
        if self._key is None:
            raise Unavailable("workspace.closed")
        connection = sqlcipher.connect(
            str(self.folder / DATABASE), isolation_level=None, check_same_thread=False, timeout=10
        )
        # The raw key: no second derivation inside SQLCipher (https://www.zetetic.net/sqlcipher/sqlcipher-api/#key).
        try:
            connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A consistent view; nothing done in it is kept."""
        with _coded(), self._engine.connect() as connection, connection.begin() as begun:
            yield Transaction(connection)
            begun.rollback()

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction: an exception undoes all of it, and the body cannot commit by itself.

        Jobs wait for their turn. The first thread waits ``window_wait`` seconds and is then refused with
        ``store.busy``: during a long import the window must still take keys, cover itself and lock.

        :raises Unavailable: ``store.full``, ``store.busy``, ``workspace.closed``.
        :raises Damaged: ``workspace.damaged``.
        """
        with self._turn(), _coded(), self._engine.connect() as connection, connection.begin():
            transaction = Transaction(connection)
            yield transaction
            transaction.project()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        in_window = threading.current_thread() is threading.main_thread()
        if not self._writer.acquire(timeout=self.window_wait if in_window else -1):
            raise Unavailable("store.busy")
        try:
            yield
        finally:
            self._writer.release()

    def close(self) -> None:
        """Forget the key, close every connection, let the next instance in."""
        self._key = None
        self._engine.dispose()
        self._lock.release()


@contextmanager
def _coded() -> Iterator[None]:
    try:
        yield
    except BorderDeskError:
        raise
    except (DBAPIError, sqlcipher.Error) as error:
        raise _translated(error) from error
    except PoolTimeout as error:
        raise Unavailable("store.busy") from error


def _translated(error: Exception) -> BorderDeskError:
    said = str(getattr(error, "orig", None) or error).lower()
    if "full" in said or "disk i/o" in said:
        return Unavailable("store.full")
    if "locked" in said or "busy" in said:
        return Unavailable("store.busy")
    if "readonly" in said or "unable to open" in said:
        return Unavailable("store.unwritable")
    return Damaged("workspace.damaged")


def create(folder: Path, key: bytes) -> Store:
    """A new, empty database in ``folder``.

    :raises Unavailable: ``workspace.exists``, ``workspace.in_use``, ``store.full``, ``store.unwritable``.
    """
    if (folder / DATABASE).exists():
        raise Unavailable("workspace.exists")
    store = Store(folder, key, _locked(folder))
    try:
        with store.write() as transaction:
            schema.metadata.create_all(transaction.connection)
            transaction.connection.execute(text(schema.SEARCH_DDL))
            transaction.connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    except BorderDeskError:
        store.close()
        with suppress(OSError):
            _remove_files(folder)
        raise
    return store


def clear_away(folder: Path) -> None:
    """Remove the database of a set-up that was cut short; nobody ever had its key.

    :raises Unavailable: ``workspace.in_use`` while that set-up still runs, ``store.unwritable``.
    """
    lock = _locked(folder)
    try:
        _remove_files(folder)
    except OSError as error:
        raise Unavailable("store.unwritable") from error
    finally:
        lock.release()


def _remove_files(folder: Path) -> None:
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)


def open_store(folder: Path, key: bytes) -> Store:
    """The database of a workspace, locked against a second instance.

    :raises Unavailable: ``workspace.missing``, ``workspace.in_use``.
    :raises Damaged: ``workspace.damaged`` (or a wrong key), ``workspace.newer``.
    """
    if not (folder / DATABASE).is_file():
        raise Unavailable("workspace.missing")
    store = Store(folder, key, _locked(folder))
    try:
        with store.read() as transaction:
            version = transaction.connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    except BorderDeskError:
        store.close()
        raise
    if version != schema.SCHEMA_VERSION:
        store.close()
        raise Damaged("workspace.newer" if version > schema.SCHEMA_VERSION else "workspace.damaged")
    return store


def _locked(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Unavailable("workspace.in_use") from error
    except OSError as error:
        raise Unavailable("store.unwritable") from error
    return lock
