"""A workspace's tables on a PostgreSQL server that several supervisors' desks share.

Two schemas hold them. ``borderdesk`` (in practice ``borderdesk_practice``) is shared: journal, projections,
search, shelf, forms. ``desk_…`` is of one desk alone: settings, secrets, drafts. A connection looks into its
own first, then into the shared one, so that all statements are those of SQLCipher. Where the server has a
role ``borderdesk`` that the desk's role belongs to, that one owns the shared schema, and the desk's own
schema is closed to the other desks' roles.

Secrets are sealed with the workspace's key, which never leaves the PC. Everything else lies on the server as
in any database: who administers it can read the records. That is for the server's disk encryption and for
the people who hold its keys.

One desk writes at a time, kept in turn by an advisory lock; readers see one consistent state. The keys of the
tables hold even where somebody writes without taking a turn.
"""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, text

from borderdesk.domain.errors import BorderDeskError, Damaged, Unavailable
from borderdesk.store import migrations
from borderdesk.store.schema import SCHEMA_VERSION, metadata
from borderdesk.store.sealing import Seal
from borderdesk.store.server_address import ServerAddress, checked_url

OLDEST = 150000
"""The first version of PostgreSQL that is served, as servers count."""
_GROUP = "borderdesk"
_SHARED = "borderdesk"
_PRACTICE = "_practice"
_LOCAL_TABLES = [table for table in metadata.sorted_tables if table.info.get("local")]
_SHARED_TABLES = [table for table in metadata.sorted_tables if not table.info.get("local")]


class PostgresServer:
    """The open server; a :class:`~borderdesk.store.place.Place`."""

    def __init__(self, path: Path, key: bytes, address: ServerAddress) -> None:
        self._path = path
        self._key: bytes | None = key
        self._address = address
        self._seal = Seal(key, f"secrets:{address.own}")
        self._writer = _number(f"writer:{address.shared}")
        self._desk = _number(f"desk:{address.own}")
        self._guard: Connection | None = None
        self.errors = _driver_errors()
        self.engine: Engine = create_engine(
            "postgresql+psycopg://", creator=self._connect, pool_size=4, pool_pre_ping=True
        )

    @staticmethod
    def new(path: Path, key: bytes, url: str, *, practice: bool) -> "PostgresServer":
        """A desk that is about to be made on the server at ``url``.

        :raises RuleBroken: ``database.malformed``, ``database.in_clear``.
        :raises Unavailable: ``database.driver_missing``.
        """
        shared = _SHARED + (_PRACTICE if practice else "")
        return PostgresServer(
            path, key, ServerAddress(checked_url(url), shared, f"desk_{secrets.token_hex(8)}")
        )

    @staticmethod
    def known(path: Path, key: bytes) -> "PostgresServer":
        """The desk whose address lies in ``path``.

        :raises Damaged: ``workspace.damaged`` (or a wrong key), ``workspace.newer``.
        :raises Unavailable: ``database.driver_missing``.
        """
        return PostgresServer(path, key, ServerAddress.load(path, key))

    def _connect(self) -> Any:
        if self._key is None:
            raise Unavailable("workspace.closed")
        import psycopg

        return psycopg.connect(**self._address.arguments())

    def create(self) -> None:
        """The desk's own schema, and the shared one where this is the first desk; all of it or nothing."""
        assert self._key is not None
        self._address.save(self._path, self._key)
        with self.engine.connect() as connection, connection.begin():
            _check_server(connection)
            self.take_turn(connection, None)
            self._share(connection)
            connection.exec_driver_sql(f"CREATE SCHEMA {self._address.own}")
            _look_into(connection, self._address.own)
            migrations.create(connection, _LOCAL_TABLES)
            _write_version(connection, self._address.own)
        self._keep_others_out()

    def _share(self, connection: Connection) -> None:
        shared = self._address.shared
        there = connection.execute(text("SELECT to_regnamespace(:name)"), {"name": shared}).scalar()
        if there is not None:
            self._migrate(connection, shared, _SHARED_TABLES)
            return
        _as_group(connection)
        connection.exec_driver_sql(f"CREATE SCHEMA {shared}")
        _look_into(connection, shared)
        migrations.create(connection, _SHARED_TABLES)
        _write_version(connection, shared)
        connection.exec_driver_sql("RESET ROLE")

    def bring_up_to_date(self) -> None:
        """Migrate what an older program made, in one transaction; the server's own backups are the copy.

        :raises Damaged: ``workspace.newer``, ``workspace.damaged``.
        :raises Unavailable: ``workspace.in_use``.
        """
        self._keep_others_out()
        schemas = {self._address.shared: _SHARED_TABLES, self._address.own: _LOCAL_TABLES}
        with self.engine.connect() as connection, connection.begin():
            old = [name for name in schemas if migrations.pending(_version(connection, name))]
            if old:
                self.take_turn(connection, None)
            for name in old:
                self._migrate(connection, name, schemas[name])

    def _migrate(self, connection: Connection, schema: str, tables: list[Table]) -> None:
        version = _version(connection, schema)  # asked again: another desk may have been first
        if migrations.pending(version):
            if tables is _SHARED_TABLES:
                _as_group(connection)
            _look_into(connection, schema)
            migrations.migrate(connection, version, tables)
            connection.exec_driver_sql(f"UPDATE {schema}.schema_version SET version = {SCHEMA_VERSION}")  # noqa: S608
            connection.exec_driver_sql("RESET ROLE")

    def _keep_others_out(self) -> None:
        """A copy of this folder on another PC would be the same desk twice."""
        self._guard = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        asked = text("SELECT pg_try_advisory_lock(:desk)")
        if not self._guard.execute(asked, {"desk": self._desk}).scalar():
            raise Unavailable("workspace.in_use")

    def for_reading(self, connection: Connection) -> Connection:
        """All statements of a transaction see the state at its first one."""
        return connection.execution_options(isolation_level="REPEATABLE READ")

    def take_turn(self, connection: Connection, wait: float | None) -> None:
        """One writer over all desks; each statement after this sees everything that was written before."""
        if wait is not None:
            limit = {"limit": f"{max(1, int(wait * 1000))}ms"}
            connection.execute(text("SELECT set_config('lock_timeout', :limit, true)"), limit)
        connection.execute(text("SELECT pg_advisory_xact_lock(:writer)"), {"writer": self._writer})

    def sealed(self, name: str, value: bytes) -> bytes:
        """Encrypted with the workspace's key: the server never sees it."""
        return self._seal.close(name, value)

    def unsealed(self, name: str, kept: bytes) -> bytes:
        """:raises Damaged: ``workspace.damaged``."""
        return self._seal.open(name, kept)

    def translated(self, error: Exception) -> BorderDeskError:
        """By SQLSTATE; a server that was never reached has none."""
        cause = getattr(error, "orig", None) or error
        state = getattr(cause, "sqlstate", None) or ""
        if not state and _is_operational(cause):
            return Unavailable("database.refused" if "FATAL" in str(cause) else "database.unreachable")
        for begins, code in _TROUBLES.items():
            if state.startswith(begins):
                return Unavailable(code)
        return Damaged("workspace.damaged")

    def close(self) -> None:
        """Forget the key and close every connection."""
        self._key = None
        if self._guard is not None:
            self._guard.invalidate()
            self._guard.close()
            self._guard = None
        self.engine.dispose()

    def remove(self) -> None:
        """Take the desk's own schema away, and the address; what is shared stays."""
        with suppress(Exception), self.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {self._address.own} CASCADE")
        self.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


_TROUBLES = {
    "08": "database.unreachable",
    "57P": "database.unreachable",
    "28": "database.refused",
    "3D": "database.refused",
    "42501": "database.no_rights",
    "25006": "database.no_rights",
    "53100": "database.full",
    "53": "store.busy",
    "55P03": "store.busy",
    "40": "store.busy",
}
"""Codes by the beginning of the SQLSTATE (PostgreSQL, appendix A)."""


def _driver_errors() -> tuple[type[Exception], ...]:
    try:
        import psycopg  # late: an optional extra
    except ImportError as error:
        raise Unavailable("database.driver_missing") from error
    return (psycopg.Error,)


def _is_operational(error: object) -> bool:
    import psycopg

    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))


def _check_server(connection: Connection) -> None:
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    if version < OLDEST:
        raise Unavailable("database.too_old")
    if connection.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
        raise Unavailable("database.not_utf8")


def _as_group(connection: Connection) -> None:
    """What follows belongs to the role of all desks, where the server has one."""
    asked = text("SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = :group")
    if connection.execute(asked, {"group": _GROUP}).scalar():
        connection.exec_driver_sql(f"SET LOCAL ROLE {_GROUP}")


def _look_into(connection: Connection, schema: str) -> None:
    connection.exec_driver_sql(f"SET LOCAL search_path = {schema}")


def _write_version(connection: Connection, schema: str) -> None:
    connection.exec_driver_sql(f"CREATE TABLE {schema}.schema_version (version INTEGER NOT NULL)")
    connection.exec_driver_sql(f"INSERT INTO {schema}.schema_version VALUES ({SCHEMA_VERSION})")  # noqa: S608


def _version(connection: Connection, schema: str) -> int:
    found = connection.exec_driver_sql(f"SELECT version FROM {schema}.schema_version")  # noqa: S608
    return int(found.scalar_one())


def _number(name: str) -> int:
    """A name as advisory locks want it."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
