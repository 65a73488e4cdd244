"""A workspace's tables in one encrypted file of this PC, ``workspace.db``: what every desk has by default."""

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from borderdesk.domain.errors import BorderDeskError, Damaged, Unavailable
from borderdesk.files import put
from borderdesk.store import migrations
from borderdesk.store.schema import SCHEMA_VERSION, metadata

DATABASE = "workspace.db"
FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")
COPY = f"{DATABASE}.before-migration"
"""The encrypted copy that is laid down before a migration, and goes when the workspace next opens whole."""

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
    # 32 MB of pages: the indexes of a country are wider than 2 MB, and a page read again is decrypted again.
    "cache_size = -32000",
)


class SqlcipherFile:
    """The open file; a :class:`~borderdesk.store.place.Place`."""

    errors: tuple[type[Exception], ...] = (sqlcipher.Error,)

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._key: bytes | None = key
        self.engine: Engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=3,
            max_overflow=2,
        )
        self._turn = threading.RLock()
        """Held while a connection is lent, comes back, or all are closed, never during a statement; again by
        the same thread where what it forgets brings another one back.
        """
        self._lent: set[Any] = set()
        self._idle: set[Any] = set()
        event.listen(self.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        event.listen(self.engine, "before_cursor_execute", lambda *_: self._open_key())
        event.listen(self.engine, "checkout", self._lend)
        event.listen(self.engine, "checkin", self._take_back)
        event.listen(self.engine, "close", lambda raw, _record: self._idle.discard(raw))

    def _open_key(self) -> bytes:
        key = self._key  # a lock may take it away in the midst of this
        if key is None:
            raise Unavailable("workspace.closed")
        return key

    def _lend(self, raw: Any, _record: object, _fairy: object) -> None:
        with self._turn:
            self._open_key()
            self._idle.discard(raw)
            self._lent.add(raw)

    def _take_back(self, raw: Any, _record: object) -> None:
        """What a reader still had when the workspace closed goes now: the pool would keep it, key and all."""
        with self._turn:
            self._lent.discard(raw)
            if raw is not None and self._key is not None:
                self._idle.add(raw)
            elif raw is not None:
                raw.close()

    def _connect(self) -> Any:
        key = self._open_key()
        connection = sqlcipher.connect(
            str(self.folder / DATABASE), isolation_level=None, check_same_thread=False, timeout=10
        )
        # The raw key: no second derivation inside SQLCipher (https://www.zetetic.net/sqlcipher/sqlcipher-api/#key).
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def create(self) -> None:
        """The tables of a new workspace."""
        with self.engine.connect() as connection, connection.begin():
            migrations.create(connection, metadata.tables.values())
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def bring_up_to_date(self) -> None:
        """Migrate a workspace of an older program: an encrypted copy first, then all steps or none.

        :raises Damaged: ``workspace.newer``, ``workspace.damaged``. :raises Unavailable: ``store.full``.
        """
        with self.engine.connect() as connection:
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        copy = self.folder / COPY
        if not migrations.pending(version):
            # It opened whole: what was erased since must not live on in the copy.
            with suppress(OSError):
                copy.unlink(missing_ok=True)
            return
        self._lay_down(copy)
        with self.engine.connect() as connection, connection.begin():
            migrations.migrate(connection, version, metadata.tables.values())
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _lay_down(self, copy: Path) -> None:
        with self.engine.connect() as connection:
            # The workspace is ours alone: after this the file is all there is.
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.rollback()
        beside = copy.with_name(copy.name + ".new")
        try:
            shutil.copyfile(self.folder / DATABASE, beside)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            put(beside, copy)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise Unavailable("store.full") from error

    def for_reading(self, connection: Connection) -> Connection:
        """A transaction of SQLite sees one state anyway."""
        return connection

    def take_turn(self, connection: Connection, wait: float | None) -> None:
        """The workspace's lock keeps other programs out, the store's other threads of this one."""

    def sealed(self, name: str, value: bytes) -> bytes:
        """As it is: the whole file is encrypted."""
        return value

    def unsealed(self, name: str, kept: bytes) -> bytes:
        """As it is kept."""
        return kept

    def translated(self, error: Exception) -> BorderDeskError:
        """SQLite tells its troubles in words."""
        said = str(getattr(error, "orig", None) or error).lower()
        if self._key is None and "interrupt" in said:
            return Unavailable("workspace.closed")
        if "full" in said or "disk i/o" in said:
            return Unavailable("store.full")
        if "locked" in said or "busy" in said:
            return Unavailable("store.busy")
        if "readonly" in said or "unable to open" in said:
            return Unavailable("store.unwritable")
        return Damaged("workspace.damaged")

    def close(self) -> None:
        """Forget the key and close every connection; what is being read elsewhere breaks off."""
        with self._turn:
            self._key = None
            for raw in tuple(self._lent):
                raw.interrupt()
            for raw in tuple(self._idle):
                raw.close()
        self.engine.dispose()

    def remove(self) -> None:
        """Close and take the files away."""
        self.close()
        with suppress(OSError):
            remove_files(self.folder)


def remove_files(folder: Path) -> None:
    """Take the database's files away; ``OSError`` where that cannot be."""
    for name in (*FILES, COPY):
        (folder / name).unlink(missing_ok=True)
