"""Pictures, sounds and files that records and forms name: kept once each, found by the hash of their content.

They lie in the encrypted database, so nothing is ever in clear on the disk. Used through
:class:`~borderdesk.store.database.Transaction` by the desk.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from borderdesk.domain.errors import Unavailable
from borderdesk.store.schema import attachment


@dataclass(frozen=True)
class Attachment:
    """A file by its hash (64 hexadecimal digits), with its media type such as ``image/jpeg``."""

    sha256: str
    media_type: str
    content: bytes


class Attachments:
    """Attachments within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, content: bytes, media_type: str) -> str:
        """Keep a file and return its hash; the same content twice is kept once."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.has(sha256):
            self._connection.execute(
                insert(attachment).values(sha256=sha256, media_type=media_type, content=content)
            )
        return sha256

    def has(self, sha256: str) -> bool:
        """Whether it is here."""
        query = select(attachment.c.sha256).where(attachment.c.sha256 == sha256)
        return self._connection.execute(query).scalar() is not None

    def get(self, sha256: str) -> Attachment:
        """:raises Unavailable: ``attachment.missing``."""
        row = self._connection.execute(select(attachment).where(attachment.c.sha256 == sha256)).one_or_none()
        if row is None:
            raise Unavailable("attachment.missing")
        return Attachment(row.sha256, row.media_type, bytes(row.content))

    def remove(self, hashes: Iterable[str]) -> None:
        """Take files out for good; the database overwrites what is deleted."""
        for sha256 in hashes:
            self._connection.execute(delete(attachment).where(attachment.c.sha256 == sha256))
