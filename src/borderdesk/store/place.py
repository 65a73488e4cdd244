"""What the store asks of a database, whichever it is; :mod:`sqlcipher` and :mod:`postgresql` answer."""

from typing import Protocol

from sqlalchemy import Connection, Engine

from borderdesk.domain.errors import BorderDeskError


class Place(Protocol):
    """An open database that holds a workspace's tables."""

    @property
    def engine(self) -> Engine:
        """Connections to it."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the database's driver raises; :meth:`translated` tells what it means."""

    def create(self) -> None:
        """The tables of a new workspace, all or none."""

    def bring_up_to_date(self) -> None:
        """The tables of the present version in a workspace of an older program.

        :raises Damaged: ``workspace.newer``, ``workspace.damaged``.
        """

    def for_reading(self, connection: Connection) -> Connection:
        """The connection, set to see one consistent state for the length of a transaction."""

    def take_turn(self, connection: Connection, wait: float | None) -> None:
        """Begin to write: from here to the end of the transaction nobody else does. ``wait`` is in seconds,
        None as long as it takes.
        """

    def sealed(self, name: str, value: bytes) -> bytes:
        """Secret bytes as they are kept."""

    def unsealed(self, name: str, kept: bytes) -> bytes:
        """The inverse of :meth:`sealed`.

        :raises Damaged: ``workspace.damaged``.
        """

    def translated(self, error: Exception) -> BorderDeskError:
        """What a failure of the database means for the person at the desk."""

    def close(self) -> None:
        """Forget the key and close every connection; whoever asks afterwards hears ``workspace.closed``."""

    def remove(self) -> None:
        """Take away what a set-up that failed has made; afterwards it is closed."""
