"""Databases, disks and sticks that fail while a content pack is installed or written."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.desk import content
from tests.desk.posts import entries_of, refusal
from tests.desk.test_failing_disk import disk_of
from tests.exchange.posts import CountingFiles

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.resources import at_work


class StatementFailsError(Exception):
    """What the database says in the middle of installing."""


def test_a_failure_at_any_statement_leaves_everything_as_it_was(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    content.written(
        folder,
        {
            "S07.md": content.document(words="ຂໍ້.", reviewer="Somchit"),
            "extra.md": content.form(),
            "services.toml": content.service(),
        },
    )
    pack = content.on_stick(author, folder, stick)
    with checkpoint.store.read() as transaction:
        engine = transaction.connection.engine
        journal = transaction.journal.count()
    count = 0
    fail_at = 0

    def step(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal count
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            count += 1
            if count == fail_at:
                raise StatementFailsError(statement)

    event.listen(engine, "before_cursor_execute", step)
    try:
        while True:
            fail_at += 1
            count = 0
            try:
                done = desk.install_pack(checkpoint, pack)
            except StatementFailsError:
                assert entries_of(checkpoint) == journal
                assert desk.form_versions(checkpoint, "extra") == []
                with at_work(checkpoint.content):
                    assert desk.receiver("lwu-bokeo").source != "Visit of 3 March 2026"
                assert not desk.preview_pack(checkpoint, pack).already
                continue
            break
    finally:
        event.remove(engine, "before_cursor_execute", step)
    assert done.value.changed and fail_at > 6
    with at_work(checkpoint.content):
        assert desk.receiver("lwu-bokeo").source == "Visit of 3 March 2026"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of file sizes to set")
def test_a_full_disk_leaves_the_content_as_it_was_until_there_is_room(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    pack = content.on_stick(author, content.reviewed(folder), stick)
    before, log = entries_of(checkpoint), checkpoint.folder / "workspace.db-wal"
    for more in (0, 5_000, 9_000):
        with disk_of((log.stat().st_size if log.exists() else 0) + more):
            assert refusal(desk.install_pack, checkpoint, pack) == "store.full"
        assert entries_of(checkpoint) == before and not desk.preview_pack(checkpoint, pack).already
    assert desk.install_pack(checkpoint, pack).value.changed and desk.verify(checkpoint).ok


def test_a_stick_that_fails_at_any_step_is_left_without_a_pack(
    author: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    number = desk.sign_pack(author, [content.reviewed(folder)]).value.number
    counted = CountingFiles()
    empty = tmp_path / "empty"
    empty.mkdir()
    whole = desk.write_pack(author, number, empty, files=counted)
    whole.path.unlink()
    for step in range(counted.steps):
        code = refusal(desk.write_pack, author, number, empty, files=CountingFiles(step))
        assert code.startswith("stick.")
        assert list(empty.iterdir()) == []
