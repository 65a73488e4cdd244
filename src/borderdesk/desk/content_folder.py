"""The author's folder: where forms, documents, directory and translations of the next content pack lie.

Chosen once, on whichever page, and remembered by this desk; every page that makes content works in it.
"""

import os
from contextlib import suppress
from pathlib import Path

from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.roles import Act
from borderdesk.files import is_folder, put

_FOLDER = "author.folder"


@permitted(Act.EDIT_CONTENT)
def author_folder(workspace: Workspace) -> Path | None:
    """The folder, or none: never chosen, or not there now (it stays remembered until its stick is back)."""
    with workspace.store.read() as transaction:
        kept = transaction.setting(_FOLDER, "")
    return Path(kept) if kept and is_folder(Path(kept)) else None


@permitted(Act.EDIT_CONTENT)
def set_author_folder(workspace: Workspace, folder: Path) -> None:
    """Work in this folder from now on.

    :raises Unavailable: ``content.no_folder`` where it is none.
    """
    if not is_folder(folder):
        raise Unavailable("content.no_folder", folder=folder.name)
    with workspace.store.write() as transaction:
        transaction.set_setting(_FOLDER, str(folder.resolve()))


def require_there(workspace: Workspace, folder: Path) -> None:
    """That the author's folder is still where it was chosen, before something is written into it; for the
    other desk modules. A folder on a stick that was pulled must not be made anew on the disk below it.

    :raises Unavailable: ``content.folder_gone`` (``folder``).
    """
    if is_folder(folder):
        return
    with workspace.store.read() as transaction:
        kept = transaction.setting(_FOLDER, "")
    if kept and Path(kept) == folder.resolve():
        raise Unavailable("content.folder_gone", folder=folder.name)


def read_bounded(path: Path, most: int) -> bytes:
    """A file that somebody brings, at most one byte more than ``most``, so that a larger one is noticed; for
    the other desk modules.

    :raises Unavailable: ``document.unreadable``.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise Unavailable("document.unreadable") from error


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; for the other desk modules.

    :raises Unavailable: ``content.unwritable`` (``file``).
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the new name with nothing in it
        put(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Unavailable("content.unwritable", file=path.name) from error
    return path


def take_out(path: Path) -> None:
    """Take a file out of the folder; for the other desk modules.

    :raises Unavailable: ``content.unwritable`` (``file``).
    """
    try:
        path.unlink()
    except OSError as error:
        raise Unavailable("content.unwritable", file=path.name) from error
