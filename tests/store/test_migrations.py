"""Workspaces of earlier releases open in this program, all at once or not at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.operations import Operations
from tests.desk import posts
from tests.store.workspaces import KEY, new_store, raw

from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.store import migrations
from borderdesk.store.database import Store, open_store
from borderdesk.store.keyslots import KeyFile
from borderdesk.store.schema import SCHEMA_VERSION, metadata
from borderdesk.store.sqlcipher import COPY, DATABASE

RELEASES = Path(__file__).parents[1] / "golden" / "releases"
OLD = sorted(path for path in RELEASES.glob("*/*") if (path / DATABASE).is_file())


def key_of(folder: Path) -> bytes:
    keys = KeyFile.load(folder / "keys.json")
    return keys.open_passphrase(keys.users[0][0], posts.PASSPHRASE)


def shape(store: Store) -> dict[str, object]:
    """Every table with its columns and indexes, as the database itself tells them."""
    found: dict[str, object] = {}
    for name, kind in raw(store, "SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"):
        if kind == "table":
            columns = raw(store, f"PRAGMA table_info({name})")
            found[str(name)] = sorted(
                (str(column), str(type_), not_null, key) for _, column, type_, not_null, _, key in columns
            )
        else:
            found[str(name)] = [column for _, _, column in raw(store, f"PRAGMA index_info({name})")]
    return found


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(OLD[0], tmp_path / "old")
    yield tmp_path / "old"


@pytest.mark.parametrize("release", OLD, ids=lambda path: f"{path.parent.name} {path.name}")
def test_a_workspace_of_an_earlier_release_gets_the_tables_of_a_new_one(
    release: Path, tmp_path: Path
) -> None:
    shutil.copytree(release, tmp_path / "old")
    store = open_store(tmp_path / "old", key_of(release))
    fresh = new_store(tmp_path / "new")
    assert raw(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert shape(store) == shape(fresh)
    with store.write() as transaction:
        assert transaction.cases.rebuild().different == ()
        assert [report.problem for report in transaction.journal.verify() if report.problem] == []
    fresh.close()
    store.close()


def test_the_encrypted_copy_stays_until_the_workspace_has_opened_once_more(old: Path) -> None:
    before = (old / DATABASE).read_bytes()
    open_store(old, key_of(old)).close()
    assert (old / COPY).read_bytes() == before, "whole, and in nothing but cipher"
    assert not before.startswith(b"SQLite")
    open_store(old, key_of(old)).close()
    assert not (old / COPY).exists(), "what is erased from now on must not live on in a copy"


def test_a_step_that_fails_leaves_the_old_workspace_and_its_copy(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(op: Operations, tables: object) -> None:
        op.create_table("half_way")
        op.execute("DELETE FROM entry")
        op.execute("no such statement")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_STEPS", {2: fails})
        with pytest.raises(BorderDeskError):
            open_store(old, key_of(old))
    assert (old / COPY).is_file()
    store = open_store(old, key_of(old))
    assert raw(store, "SELECT count(*) FROM sqlite_master WHERE name = 'half_way'") == [(0,)]
    with store.read() as transaction:
        assert transaction.journal.count() > 0
    store.close()


def test_without_room_for_the_copy_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: object, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(Unavailable) as refused:
        open_store(old, key_of(old))
    assert refused.value.code == "store.full"
    assert not [path for path in old.iterdir() if path.name.startswith(COPY)]


def test_every_version_says_what_it_added() -> None:
    assert set(migrations.ADDED) == set(migrations._STEPS) == set(range(2, SCHEMA_VERSION + 1))
    named = [name for names in migrations.ADDED.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) <= set(metadata.tables)


def test_a_version_that_never_was_is_damage(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    raw(store, "PRAGMA user_version = 0")
    store.close()
    with pytest.raises(BorderDeskError) as refused:
        open_store(tmp_path, KEY)
    assert refused.value.code == "workspace.damaged"
