"""What a workspace folder tells before it is opened; light, because the unlock window waits for it.

Reading the keys brings in the library of secrets, so that is loaded when the window has been painted.
"""

from dataclasses import dataclass
from pathlib import Path

from borderdesk.domain.errors import Damaged
from borderdesk.domain.roles import Role, place_in_list

KEYS = "keys.json"
UNFINISHED = "setup.unfinished"
"""Lies in the folder while a workspace is being set up; left behind only where that was cut short."""
_DATABASES = ("workspace.db", "server.sealed")
"""The encrypted file itself, or how to reach the server that holds the tables."""


@dataclass(frozen=True)
class UserName:
    """Who can open a workspace; readable without a key."""

    id: str
    role: Role


@dataclass(frozen=True)
class WorkspaceFacts:
    """What a folder tells without a key."""

    exists: bool
    practice: bool


def users(folder: Path) -> list[UserName]:
    """Role numbers that can open a workspace.

    :raises Unavailable: ``workspace.missing``.
    :raises Damaged: ``keys.damaged``, ``workspace.newer``.
    """
    from borderdesk.store.keyslots import KeyFile  # late: see above

    try:
        found = [UserName(name, Role(role)) for name, role in KeyFile.load(folder / KEYS).users]
    except ValueError as error:
        raise Damaged("keys.damaged") from error
    return sorted(found, key=lambda each: place_in_list(each.id))


def workspace_exists(folder: Path) -> bool:
    """Whether a folder holds a workspace, told without a key.

    A database without keys is one whose keys were lost, except where a power cut ended its set-up: that one
    was never used and is set up anew.
    """
    if (folder / KEYS).is_file():
        return True
    there = any((folder / name).is_file() for name in _DATABASES)
    return there and not (folder / UNFINISHED).is_file()


def workspace_facts(folder: Path) -> WorkspaceFacts:
    """Whether a folder holds a workspace, and whether it is a practice one."""
    if not workspace_exists(folder):
        return WorkspaceFacts(False, False)
    from borderdesk.store.keyslots import KeyFile  # late: see above

    return WorkspaceFacts(True, KeyFile.load(folder / KEYS).practice)
