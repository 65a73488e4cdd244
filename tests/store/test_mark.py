"""The mark outside the database: read back by the same PC, saying nothing to anybody else."""

from pathlib import Path

import pytest

from borderdesk.store.mark import STATE, Mark, read_mark, write_mark

IDENTITY = b"the keys of this PC"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv(STATE, str(folder))
    return folder


def test_a_mark_comes_back(state: Path, tmp_path: Path) -> None:
    assert read_mark(tmp_path, "HXY-1", IDENTITY) is None
    for mark in (Mark(7, 0), Mark(3, 1)):
        write_mark(tmp_path, "HXY-1", IDENTITY, mark)
        assert read_mark(tmp_path, "HXY-1", IDENTITY) == mark


def test_it_is_of_one_workspace_one_device_and_its_keys(state: Path, tmp_path: Path) -> None:
    write_mark(tmp_path, "HXY-1", IDENTITY, Mark(7, 0))
    assert read_mark(tmp_path / "other", "HXY-1", IDENTITY) is None
    assert read_mark(tmp_path, "HXY-2", IDENTITY) is None
    assert read_mark(tmp_path, "HXY-1", b"other keys") is None


def test_neither_name_nor_content_tells_where_it_is_from(state: Path, tmp_path: Path) -> None:
    write_mark(tmp_path, "HXY-1", IDENTITY, Mark(7, 0))
    (kept,) = state.iterdir()
    assert "HXY" not in kept.name
    assert b"HXY" not in kept.read_bytes() and b"seq" not in kept.read_bytes()


@pytest.mark.parametrize("content", [b"", b"x", bytes(200)])
def test_a_damaged_mark_says_nothing(state: Path, tmp_path: Path, content: bytes) -> None:
    write_mark(tmp_path, "HXY-1", IDENTITY, Mark(7, 0))
    (kept,) = state.iterdir()
    kept.write_bytes(content)
    assert read_mark(tmp_path, "HXY-1", IDENTITY) is None


def test_a_folder_that_cannot_be_written_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(STATE, str(tmp_path / "file"))
    write_mark(tmp_path, "HXY-1", IDENTITY, Mark(7, 0))
    assert read_mark(tmp_path, "HXY-1", IDENTITY) is None


def test_a_later_identity_is_beyond_any_entry_of_an_earlier_one() -> None:
    assert Mark(1, 1).beyond(Mark(900, 0))
    assert Mark(8, 0).beyond(Mark(7, 0))
    assert not Mark(7, 0).beyond(Mark(7, 0))
