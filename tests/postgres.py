"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket there, gone when they end.

Needs Debian's ``postgresql`` (15 or later); whoever wants the tests to fail without it, instead of being
skipped, sets BORDERDESK_TEST_POSTGRES, as ``.ci/run`` does.
"""

import atexit
import functools
import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

REQUIRED = "BORDERDESK_TEST_POSTGRES"
_EMPTY = """
DO $$ DECLARE name TEXT; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'borderdesk%' OR nspname LIKE 'desk\\_%'
    LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
END $$
"""
_UNPRIVILEGED = ("postgres", "nobody")


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``: the newest version there is."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


class Cluster:
    """A running server; every database asked for is new and empty."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="borderdesk-pg-"))
        self._names = itertools.count(1)
        self._free: list[str] = []
        self._user: str | None = None
        if os.geteuid() == 0:  # the server refuses to be run by root
            import pwd

            known = {each.pw_name for each in pwd.getpwall()}
            self._user = next(name for name in _UNPRIVILEGED if name in known)
            shutil.chown(self.folder, self._user)
        # A language whose order of letters is not that of bytes, as a ministry's server may have.
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "office", "--auth=trust", "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=lo",
        )  # fmt: skip
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
            " -c max_connections=80 -c shared_buffers=64MB"
        )
        self._control("-w", "-l", self.folder / "log", "-o", options, "start")
        atexit.register(self.stop)

    def _run(self, program: str, *arguments: object) -> None:
        asked = [str(self._bin / program), *map(str, arguments)]
        subprocess.run(
            asked, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, user=self._user, umask=0o077
        )

    def _control(self, *arguments: object) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", *arguments)

    def stop(self) -> None:
        """End the server and take its folder away."""
        self._control("-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str, user: str = "office") -> str:
        """The address of a database, as a workspace is given it."""
        return f"postgresql+psycopg://{user}@/{name}?host={self.folder}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Statements of the server's administrator."""
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user="office", dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def database(self) -> str:
        """The address of a new, empty database."""
        if self._free:
            return self._free.pop()
        name = f"office_{next(self._names)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def take_back(self, url: str) -> None:
        """A database whose stores are closed and not opened again is emptied and lent anew."""
        self.execute(_EMPTY, database=url.split("/")[3].split("?")[0])
        self._free.append(url)


@functools.cache
def cluster() -> Cluster:
    """The server of this test process, started when first asked for; without one the test is skipped."""
    found = binaries()
    if found is None:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set and there is no PostgreSQL (apt install postgresql)")
        pytest.skip("there is no PostgreSQL here (apt install postgresql)")
    return Cluster(found)
