"""Attachments are kept once each and found by the hash of their content."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk.desk.workspace import Workspace


@pytest.fixture
def checkpoint(tmp_path: Path) -> Iterator[Workspace]:
    here = posts.workspace(tmp_path, "checkpoint")
    yield here
    here.close()


def test_the_same_picture_twice_is_kept_once(checkpoint: Workspace) -> None:
    with checkpoint.store.write() as transaction:
        first = transaction.attachments.put(b"picture", "image/jpeg")
        second = transaction.attachments.put(b"picture", "image/jpeg")
    assert first == second == hashlib.sha256(b"picture").hexdigest()
    with checkpoint.store.read() as transaction:
        kept = transaction.attachments.get(first)
    assert (kept.media_type, kept.content) == ("image/jpeg", b"picture")


def test_what_is_not_here_is_said(checkpoint: Workspace) -> None:
    with checkpoint.store.read() as transaction:
        assert not transaction.attachments.has("0" * 64)
        assert posts.refusal(transaction.attachments.get, "0" * 64) == "attachment.missing"


def test_what_was_taken_out_is_gone(checkpoint: Workspace) -> None:
    with checkpoint.store.write() as transaction:
        kept = transaction.attachments.put(b"picture", "image/jpeg")
        transaction.attachments.remove([kept])
        assert not transaction.attachments.has(kept)
