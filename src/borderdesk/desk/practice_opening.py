"""The practice workspace of an officer beside the real one: where it lies, opened to work in or to look into.

Each officer practises in a workspace of their own next to the real one, opened with a passphrase that anybody
may know.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from borderdesk.desk.access import open_workspace
from borderdesk.desk.door import workspace_facts
from borderdesk.desk.new_workspace import create_workspace
from borderdesk.desk.practice_content import bring_content
from borderdesk.desk.rehearsal import PRACTICE_PASSPHRASE
from borderdesk.desk.workspace import Clock, Workspace, local_now, permitted
from borderdesk.domain.errors import NotAllowed, Unavailable
from borderdesk.domain.roles import Act, Post, Role

_TURN = threading.RLock()
"""Who opens practice and who looks into it for a moment wait for each other: its files have one opener."""
_PATIENCE_SECONDS = 60.0
"""A look into practice takes less than a second; one on a dead disk must not hold others for ever."""


def practice_folder(folder: Path, user: str) -> Path:
    """Where the practice workspace of ``user`` lies: beside the real one, never in it."""
    return folder.parent / f"{folder.resolve().name}-practice" / user


def open_practice(
    folder: Path,
    user: str,
    station: str,
    *,
    language: str = "lo",
    lent_pin: bytes = b"",
    clock: Clock = local_now,
) -> Workspace:
    """The practice workspace of ``user`` beside the real one in ``folder``, made at the first time.

    ``lent_pin`` is what the hide-PIN of the real desk is checked by, so that Hide works as it does there. It
    is never stored: anybody can open what is kept in practice.

    :raises NotAllowed: ``demo.not_practice`` when something real is in the way.
    :raises Unavailable: ``workspace.in_use``, ``store.unwritable``.
    """
    with _turn():
        return _opened(folder, user, station, language=language, lent_pin=lent_pin, clock=clock)


@permitted(Act.TRAIN)
def ready_practice(workspace: Workspace) -> None:
    """Before practice is opened from a real workspace: what content packs brought here is used there too.

    :raises NotAllowed: ``training.in_practice``, ``demo.not_practice``. :raises Unavailable:
        ``workspace.in_use``, ``store.unwritable``.
    """
    if workspace.practice:
        raise NotAllowed("training.in_practice")
    if workspace.content.now.has_installed:
        with visited_practice(workspace) as practice:
            bring_content(workspace, practice)


@contextmanager
def visited_practice(workspace: Workspace) -> Iterator[Workspace]:
    """The practice workspace of who is signed in to the real ``workspace``, closed again at the end.

    For the other desk modules. Raises as :func:`open_practice`.
    """
    with _turn():
        practice = _opened(workspace.folder, workspace.user.id, workspace.station, clock=workspace.clock)
        try:
            yield practice
        finally:
            practice.close()


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURN.acquire(timeout=_PATIENCE_SECONDS):
        raise Unavailable("workspace.in_use")
    try:
        yield
    finally:
        _TURN.release()


def _opened(
    folder: Path, user: str, station: str, *, clock: Clock, language: str = "lo", lent_pin: bytes = b""
) -> Workspace:
    place = practice_folder(folder, user)
    there = workspace_facts(place)
    if not there.exists:
        made = create_workspace(
            place, post=Post.CHECKPOINT, station=station, user=user, role=Role.OFFICER,
            passphrase=PRACTICE_PASSPHRASE, shares=(1, 1), practice=True, private_desk=True,
            language=language, clock=clock,
        )  # fmt: skip
        return replace(made.workspace, lent_pin=lent_pin)
    if not there.practice:
        raise NotAllowed("demo.not_practice")
    return replace(open_workspace(place, user, PRACTICE_PASSPHRASE, clock=clock), lent_pin=lent_pin)
