"""How a workspace finds its PostgreSQL server: checked when given, kept sealed in the workspace's folder.

The folder tells neither the server nor the password: both open with the workspace's key, and that with a
passphrase. A password that is not in the address is looked for where PostgreSQL's own tools look (PGPASSFILE,
PGPASSWORD, ``~/.pgpass``) and kept nowhere.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from borderdesk.domain.errors import Damaged, RuleBroken, Unavailable
from borderdesk.files import put
from borderdesk.store.sealing import Seal

_DRIVERS = ("postgresql", "postgresql+psycopg")
_VERIFIED = ("verify-full", "verify-ca")
_NAME = "server"
_FORMAT = 1


@dataclass(frozen=True)
class ServerAddress:
    """``url`` may hold the password; ``shared`` and ``own`` are the schemas of all desks and of this one."""

    url: str
    shared: str
    own: str
    format: int = _FORMAT

    def arguments(self) -> dict[str, Any]:
        """What psycopg's ``connect`` is given."""
        asked = _arguments(make_url(self.url))
        given = asked.pop("options", "")
        return {
            "connect_timeout": 10,
            **asked,
            "client_encoding": "UTF8",
            "options": f"{given} -c search_path={self.own},{self.shared}".strip(),
        }

    def save(self, path: Path, key: bytes) -> None:
        """Write it sealed. :raises Unavailable: ``store.unwritable``."""
        sealed = Seal(key, "server").close(_NAME, json.dumps(asdict(self)).encode())
        beside = path.with_name(path.name + ".new")
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            put(beside, path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise Unavailable("store.unwritable") from error

    @staticmethod
    def load(path: Path, key: bytes) -> "ServerAddress":
        """:raises Damaged: ``workspace.damaged`` (or a wrong key), ``workspace.newer``.
        :raises Unavailable: ``workspace.missing``.
        """
        try:
            kept = json.loads(Seal(key, "server").open(_NAME, path.read_bytes()))
        except OSError as error:
            raise Unavailable("workspace.missing") from error
        if kept["format"] > _FORMAT:
            raise Damaged("workspace.newer")
        return ServerAddress(**kept)


def checked_url(given: str) -> str:
    """A server's address as it is kept: PostgreSQL by psycopg, and over a network only with TLS and the
    server's certificate checked.

    :raises RuleBroken: ``database.malformed``, ``database.in_clear``.
    """
    try:
        url = make_url(given.strip())
    except (ArgumentError, ValueError) as error:
        raise RuleBroken("database.malformed") from error
    if url.drivername not in _DRIVERS or not url.database or "service" in url.query:
        raise RuleBroken("database.malformed")
    url = url.set(drivername=_DRIVERS[-1])
    if not _on_this_pc(url):
        if "sslmode" not in url.query:
            url = url.update_query_dict({"sslmode": _VERIFIED[0]})
        if url.query["sslmode"] not in _VERIFIED:
            raise RuleBroken("database.in_clear")
    return url.render_as_string(hide_password=False)


def _on_this_pc(url: URL) -> bool:
    asked = _arguments(url)
    hosts = str(asked.get("hostaddr") or asked.get("host") or os.environ.get("PGHOST", ""))
    return all(
        host in ("", "localhost", "::1") or host.startswith(("/", "@", "127.")) for host in hosts.split(",")
    )


def _arguments(url: URL) -> dict[str, Any]:
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # late: only desks on a server

    dialect: Any = PGDialect_psycopg
    return dict(dialect().create_connect_args(url)[1])
