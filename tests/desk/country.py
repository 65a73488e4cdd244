"""A country of desks that carry sticks to each other: made once a run, copied for each test, real stores."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from tests.desk import posts
from tests.desk.posts import PASSPHRASE

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Post, Role
from borderdesk.store import schema

CHECKPOINTS = ("HXY", "BKO")
SUPERVISORS = ("VTE", "LPQ")


def make(folder: Path, checkpoints: Sequence[str], supervisors: Sequence[str]) -> Path:
    """Workspaces for these stations, closed; nobody trusts anybody yet."""
    for names, post, role in (
        (checkpoints, Post.CHECKPOINT, Role.OFFICER),
        (supervisors, Post.SUPERVISOR, Role.SUPERVISOR),
    ):
        for name in names:
            desk.create_workspace(
                folder / name, post=post, station=name, role=role, passphrase=PASSPHRASE, clock=posts.Watch()
            ).workspace.close()
    return folder


@dataclass
class Country:
    """Checkpoints and supervisors; everybody who should trusts the other."""

    desks: dict[str, Workspace]
    stick: Path
    checkpoints: tuple[str, ...]
    supervisors: tuple[str, ...]

    @property
    def hxy(self) -> Workspace:
        return self.desks["HXY"]

    @property
    def bko(self) -> Workspace:
        return self.desks["BKO"]

    @property
    def vte(self) -> Workspace:
        return self.desks["VTE"]

    @property
    def lpq(self) -> Workspace:
        return self.desks["LPQ"]

    def up(self, sender: Workspace, *receivers: Workspace) -> Path:
        """A checkpoint's package, imported by these supervisors."""
        path = desk.pack(sender, self.stick).value.path
        for receiver in receivers:
            desk.apply_import(receiver, path)
        return path

    def down(self, sender: Workspace, receiver: Workspace) -> Path:
        """What a supervisor has for one desk, imported there."""
        path = desk.pack_for(sender, receiver.device, self.stick).value.path
        desk.apply_import(receiver, path)
        return path

    def close(self) -> None:
        for each in self.desks.values():
            each.close()


def copied(
    made: Path,
    folder: Path,
    checkpoints: tuple[str, ...] = CHECKPOINTS,
    supervisors: tuple[str, ...] = SUPERVISORS,
) -> Country:
    """The same desks in another folder, open and introduced to each other."""
    shutil.copytree(made, folder / "desks", ignore=shutil.ignore_patterns("lock"))
    stick = folder / "stick"
    stick.mkdir()
    opened = {name: posts.reopened(folder / "desks" / name) for name in (*checkpoints, *supervisors)}
    country = Country(opened, stick, checkpoints, supervisors)
    for supervisor in supervisors:
        for checkpoint in checkpoints:
            posts.introduced(opened[checkpoint], opened[supervisor])
        for other in supervisors:
            if other != supervisor:
                desk.trust_card(opened[supervisor], desk.own_card(opened[other]))
    return country


_OWN_NUMBERS = {"id", "import_id"}


def everything(here: Workspace, *, without: str = "") -> dict[str, object]:
    """All rows that imports write, bit for bit: journal, what waits, what is set aside, lists and search.

    A desk's own entries are left out, and those of ``without``; row numbers are of no interest.
    """
    found: dict[str, object] = {}
    with here.store.read() as transaction:
        for table in (schema.entry, schema.waiting, schema.case_row, schema.set_aside, schema.attachment):
            columns = [column for column in table.c if column.name not in _OWN_NUMBERS]
            query = select(*columns)
            if table is not schema.case_row and "device" in table.c:
                query = query.where(table.c.device.not_in([here.device, without]))
            found[table.name] = {tuple(row) for row in transaction.connection.execute(query)}
        codes = {
            row.id: row.code
            for row in transaction.connection.execute(select(schema.case_row.c.id, schema.case_row.c.code))
        }
        found["words"] = {(codes.get(id), words) for id, words in transaction.search.contents().items()}
        found["persons"] = set(_persons(transaction.connection))
    return found


def _persons(connection: object) -> Iterator[str]:
    """Who can be found again; the hashes are keyed by workspace."""
    for row in connection.execute(select(schema.person_row.c.code)):  # type: ignore[attr-defined]  # a connection
        yield row.code
