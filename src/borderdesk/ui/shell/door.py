"""What set-up and unlock need from the desk, each call in a job; the desk itself is imported late.

The unlock window is on screen before the store, the forms and the paper are loaded: ``warm_up`` loads them
while the officer types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
    from borderdesk.domain.roles import Post, Role

RECOVERY_SHARES = (2, 3)
"""How many recovery shares open a workspace, and how many there are."""


@dataclass(frozen=True)
class UserChoice:
    """Somebody who can open the workspace: a role number and a role, never a name."""

    id: str
    role: str


@dataclass(frozen=True)
class StationChoice:
    """A border crossing of the shipped list."""

    code: str
    name_en: str
    name_lo: str


@dataclass(frozen=True)
class NewWorkspace:
    """A workspace just made, and its recovery shares, which are shown once."""

    workspace: Workspace
    shares: tuple[str, ...]


class Door:
    """The way into the workspace in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def exists(self) -> bool:
        """Whether there is a workspace, told without a key."""
        from borderdesk.desk.door import workspace_exists  # late: see above

        return workspace_exists(self.folder)

    def warm_up(self) -> None:
        """Load what the desk needs; in the free lane, while the officer types."""
        import_module("borderdesk.ui.shell.desk_view")
        import_module("borderdesk.ui.shell.cover")
        import_module("borderdesk.desk.access")
        from borderdesk.ui.screens import register_screens  # late: see above
        from borderdesk.ui.shell.screen import Registry  # late: see above

        register_screens(Registry())

    def users(self) -> list[UserChoice]:
        """Who can open the workspace. :raises BorderDeskError: when its files are damaged or missing."""
        from borderdesk import desk  # late: see above

        return [UserChoice(user.id, user.role.value) for user in desk.users(self.folder)]

    def open(self, user: str, passphrase: str) -> Workspace:
        """:raises BorderDeskError: ``passphrase.wrong``, ``passphrase.wait``, ``workspace.*``."""
        from borderdesk import desk  # late: see above

        return desk.open_workspace(self.folder, user, passphrase)

    def recover(self, shares: Sequence[str], user: str, passphrase: str) -> Workspace:
        """:raises BorderDeskError: ``recovery.wrong``, ``passphrase.short``."""
        from borderdesk import desk  # late: see above

        return desk.recover_workspace(self.folder, list(shares), user, passphrase)

    def stations(self) -> list[StationChoice]:
        """The shipped border crossings."""
        from borderdesk import desk  # late: see above

        return [StationChoice(found.code, found.name_en, found.name_lo) for found in desk.stations()]

    def create(
        self,
        post: Post,
        station: str,
        role: Role,
        user: str,
        passphrase: str,
        hide_pin: str,
        private_desk: bool,
        language: str,
    ) -> NewWorkspace:
        """:raises BorderDeskError: ``station.malformed``, ``user.malformed``, ``passphrase.short``, …"""
        from borderdesk import desk  # late: see above

        made = desk.create_workspace(
            self.folder,
            post=post,
            station=station,
            user=user,
            role=role,
            passphrase=passphrase,
            hide_pin=hide_pin,
            shares=RECOVERY_SHARES,
            private_desk=private_desk,
            language=language,
        )
        return NewWorkspace(made.workspace, tuple(made.recovery_shares))
