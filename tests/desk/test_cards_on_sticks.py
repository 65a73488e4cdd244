"""A desk's key card on a stick: written whole or not at all, and never over another desk's."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from borderdesk import desk
from borderdesk.domain.errors import Damaged, Unavailable
from borderdesk.domain.roles import Post, Role
from borderdesk.exchange import FileSystem


class FullStick(FileSystem):
    """Takes a few bytes and is full."""

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        super().write(file, data[:20])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def made(folder: Path) -> desk.Workspace:
    return desk.create_workspace(
        folder,
        post=Post.CHECKPOINT,
        station="HXY",
        role=Role.OFFICER,
        passphrase="practice passphrase",
        practice=True,
    ).workspace


@pytest.fixture
def checkpoint(tmp_path: Path) -> Iterator[desk.Workspace]:
    workspace = made(tmp_path / "checkpoint")
    yield workspace
    workspace.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_card_on_a_stick_says_the_same_words_as_the_desk(checkpoint: desk.Workspace, stick: Path) -> None:
    path = desk.write_card(checkpoint, stick)
    assert path.name == "HXY.card"
    assert desk.read_card(desk.read_card_file(path)).words == desk.card_words(checkpoint)


def test_a_full_stick_is_named_and_nothing_is_left_on_it(checkpoint: desk.Workspace, stick: Path) -> None:
    with pytest.raises(Unavailable) as refusal:
        desk.write_card(checkpoint, stick, files=FullStick())
    assert refusal.value.code == "stick.full"
    assert list(stick.iterdir()) == []


def test_the_own_card_is_renewed_and_another_pcs_card_stays(
    checkpoint: desk.Workspace, stick: Path, tmp_path: Path
) -> None:
    other = made(tmp_path / "other")
    first = desk.write_card(other, stick)
    kept = first.read_bytes()
    other.close()
    (stick / "HXY-2.card").write_text("a note somebody left", encoding="utf-8")
    assert desk.write_card(checkpoint, stick).name == "HXY-3.card"
    assert desk.write_card(checkpoint, stick).name == "HXY-3.card"
    assert first.read_bytes() == kept
    assert (stick / "HXY-2.card").read_text(encoding="utf-8") == "a note somebody left"


def test_a_file_that_cannot_be_a_card_is_not_read_into_memory(stick: Path) -> None:
    (stick / "HXY.card").write_bytes(b"x" * 1_000_000)
    with pytest.raises(Damaged) as refusal:
        desk.read_card_file(stick / "HXY.card")
    assert refusal.value.code == "card.not_a_card"
    with pytest.raises(Unavailable) as gone:
        desk.read_card_file(stick / "BKO.card")
    assert gone.value.code == "stick.unreadable"
