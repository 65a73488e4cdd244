"""Opening, creating and locking a workspace's database; transactions with every room of the store."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.store import schema
from borderdesk.store.attachments import Attachments
from borderdesk.store.cases import CaseRows
from borderdesk.store.drafts import Drafts
from borderdesk.store.forms import FormVersions
from borderdesk.store.journal import Journal
from borderdesk.store.pairs import PairRows
from borderdesk.store.persons import PersonRows
from borderdesk.store.place import Place
from borderdesk.store.postgresql import PostgresServer
from borderdesk.store.search import RecordSearch
from borderdesk.store.shelf import Shelf
from borderdesk.store.sqlcipher import DATABASE, SqlcipherFile, remove_files
from borderdesk.store.sqlcipher import FILES as DATABASE_FILES
from borderdesk.store.tally import Tally
from borderdesk.store.undo import Undo

LOCK = "lock"
SERVER = "server.sealed"
"""How to reach the PostgreSQL server that holds the tables, where one does; sealed with the key."""
FILES = (*DATABASE_FILES, SERVER, LOCK)
"""What the store keeps in a workspace's folder."""

WINDOW_WAIT = 2.0
"""Seconds that a write of the program's first thread waits for its turn: that thread draws the window."""


class Transaction:
    """All of the store within one transaction; cases touched are projected before it commits."""

    def __init__(self, connection: Connection, place: Place) -> None:
        self.connection = connection
        self._place = place
        self.journal = Journal(connection)
        self.drafts = Drafts(connection)
        self.forms = FormVersions(connection)
        self.attachments = Attachments(connection)
        self.search = RecordSearch(connection)
        self.persons = PersonRows(connection)
        self.cases = CaseRows(connection, self.journal, self.search, self.persons)
        self.pairs = PairRows(connection, self.journal)
        self.shelf = Shelf(connection)
        self.tally = Tally(connection)
        self.undo = Undo(connection, self.journal, self.shelf)

    def project(self) -> None:
        """Bring the rows of all cases written to up to date; long imports do it now and then."""
        touched = self.journal.take_touched()
        self.cases.project(touched)
        self.pairs.project(touched)
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

    def settings_mention(self, text: str) -> bool:
        """Whether any value kept for this PC holds this text, such as the hash of a file in use."""
        held = schema.setting.c.value.contains(text, autoescape=True)
        return (
            self.connection.execute(select(schema.setting.c.name).where(held).limit(1)).scalar() is not None
        )

    def secret(self, name: str) -> bytes | None:
        """Bytes that never enter the journal: identity, slip key, hide-PINs."""
        found = self.connection.execute(
            schema.secret.select().where(schema.secret.c.name == name)
        ).one_or_none()
        return None if found is None else self._place.unsealed(name, bytes(found.value))

    def set_secret(self, name: str, value: bytes) -> None:
        """Keep secret bytes."""
        kept = self._place.sealed(name, value)
        self.connection.execute(schema.secret.delete().where(schema.secret.c.name == name))
        self.connection.execute(insert(schema.secret).values(name=name, value=kept))


class Store:
    """An open, locked workspace database. One writer at a time; readers see whole transactions."""

    def __init__(self, folder: Path, place: Place, lock: FileLock) -> None:
        self.folder = folder
        self._place = place
        self._lock = lock
        self._writer = threading.Lock()
        self.window_wait = WINDOW_WAIT

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A consistent view; nothing done in it is kept."""
        with coded(self._place), self._place.engine.connect() as fresh:
            connection = self._place.for_reading(fresh)
            with connection.begin() as begun:
                yield Transaction(connection, self._place)
                begun.rollback()

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction: an exception undoes all of it, and the body cannot commit by itself.

        Jobs wait for their turn. The first thread waits ``window_wait`` seconds and is then refused with
        ``store.busy``: during a long import the window must still take keys, cover itself and lock.

        :raises Unavailable: ``store.full``, ``store.busy``, ``workspace.closed``.
        :raises Damaged: ``workspace.damaged``.
        """
        in_window = threading.current_thread() is threading.main_thread()
        wait = self.window_wait if in_window else None
        with (
            self._turn(wait),
            coded(self._place),
            self._place.engine.connect() as connection,
            connection.begin(),
        ):
            self._place.take_turn(connection, wait)
            transaction = Transaction(connection, self._place)
            yield transaction
            transaction.project()

    @contextmanager
    def _turn(self, wait: float | None) -> Iterator[None]:
        if not self._writer.acquire(timeout=-1 if wait is None else wait):
            raise Unavailable("store.busy")
        try:
            yield
        finally:
            self._writer.release()

    def close(self) -> None:
        """Forget the key, close every connection, let the next instance in."""
        self._place.close()
        self._lock.release()

    def remove(self) -> None:
        """Undo a set-up that failed: nothing of the database stays."""
        self._place.remove()
        self._lock.release()


@contextmanager
def coded(place: Place) -> Iterator[None]:
    """What goes wrong in the database becomes a coded error."""
    try:
        yield
    except BorderDeskError:
        raise
    except PoolTimeout as error:
        raise Unavailable("store.busy") from error
    except Exception as error:
        if isinstance(error, (DBAPIError, *place.errors)):
            raise place.translated(error) from error
        raise


def create(folder: Path, key: bytes, *, server: str = "", practice: bool = False) -> Store:
    """A new, empty database: a file in ``folder``, or tables on the PostgreSQL ``server`` (an address such as
    ``postgresql+psycopg://user@host/name``), those of practice apart from those of work.

    :raises Unavailable: ``workspace.exists``, ``workspace.in_use``, ``store.full``, ``store.unwritable``,
        ``database.*`` where there is a server.
    :raises RuleBroken: ``database.malformed``, ``database.in_clear``.
    """
    if (folder / DATABASE).exists() or (folder / SERVER).exists():
        raise Unavailable("workspace.exists")
    lock = locked(folder)
    place: Place | None = None
    try:
        place = (
            PostgresServer.new(folder / SERVER, key, server, practice=practice)
            if server
            else SqlcipherFile(folder, key)
        )
        with coded(place):
            place.create()
    except BaseException:
        if place is not None:
            place.remove()
        lock.release()
        raise
    return Store(folder, place, lock)


def clear_away(folder: Path) -> None:
    """Remove the database of a set-up that was cut short; nobody ever had its key.

    :raises Unavailable: ``workspace.in_use`` while that set-up still runs, ``store.unwritable``.
    """
    lock = locked(folder)
    try:
        remove_files(folder)
        (folder / SERVER).unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable("store.unwritable") from error
    finally:
        lock.release()


def open_store(folder: Path, key: bytes) -> Store:
    """The database of a workspace, locked against a second instance, its tables brought up to date.

    :raises Unavailable: ``workspace.missing``, ``workspace.in_use``, ``database.*`` where there is a server.
    :raises Damaged: ``workspace.damaged`` (or a wrong key), ``workspace.newer``.
    """
    on_server = (folder / SERVER).is_file()
    if not on_server and not (folder / DATABASE).is_file():
        raise Unavailable("workspace.missing")
    lock = locked(folder)
    place: Place | None = None
    try:
        place = PostgresServer.known(folder / SERVER, key) if on_server else SqlcipherFile(folder, key)
        with coded(place):
            place.bring_up_to_date()
    except BaseException:
        if place is not None:
            place.close()
        lock.release()
        raise
    return Store(folder, place, lock)


def locked(folder: Path) -> FileLock:
    """The folder's lock, held.

    :raises Unavailable: ``workspace.in_use``, ``store.unwritable``.
    """
    # Not of one thread: a workspace is opened in one job and closed in another.
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Unavailable("workspace.in_use") from error
    except OSError as error:
        raise Unavailable("store.unwritable") from error
    return lock
