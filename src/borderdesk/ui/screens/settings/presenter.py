"""Settings in words, without Qt: what can be chosen here, what the station fixes, who may add whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from borderdesk.domain.people import User
from borderdesk.domain.roles import Act, Post, Role, may
from borderdesk.text import notice, tr
from borderdesk.text.role_names import role_name
from borderdesk.ui.screens.cards.presenter import post_name
from borderdesk.ui.screens.settings.state import Kept, NewUser, SettingsState, StationLine, UserLine

COVER_MINUTES = (1, 2, 3)
LOCK_MINUTES = (3, 5, 10, 15)
SLIP_SIZES = ("a4", "a5", "card")

_AT_POST = {
    Post.CHECKPOINT: (Role.OFFICER, Role.SHIFT_LEAD, Role.HEALTH),
    Post.SUPERVISOR: (Role.SUPERVISOR, Role.CONTENT_ADMIN, Role.AUDITOR, Role.HEALTH),
}


def slip_size_name(size: str) -> str:
    """A paper size of the service card."""
    return {
        "a4": tr("A4, three parts on one sheet"),
        "a5": tr("A5, one sheet a copy"),
        "card": tr("Card only"),
    }[size]


class SettingsPresenter:
    """The settings of one signed-in user at one post."""

    def __init__(self, user: User, post: Post, station: str) -> None:
        self._user = user
        self._post = post
        self._station = station

    def state(self, kept: Kept, users: Sequence[User]) -> SettingsState:
        """The page as things stand."""
        return SettingsState(
            station=self._station_lines(kept),
            users=tuple(self._user_line(user) for user in users),
            roles=tuple((role.value, role_name(role)) for role in self._may_add()),
            pin_text=tr("You have a hide number.") if kept.has_pin else tr("You have no hide number yet."),
        )

    def check_new_user(self, new: NewUser) -> tuple[str, str] | None:
        """The field that needs a correction, and the correction; ``None`` when the desk may try."""
        if new.passphrase != new.again:
            return "again", tr("The two passphrases differ. Type both again.")
        return None

    def check_again(self, first: str, second: str) -> str:
        """What to correct when something typed twice differs; empty when it does not."""
        return "" if first == second else tr("Both must be the same. Type them again.")

    def field_of(self, code: str) -> str:
        """The field of the new-user sheet that an error code is about."""
        return {
            "user.malformed": "id",
            "user.exists": "id",
            "passphrase.short": "passphrase",
            "pin.malformed": "pin",
            "passphrase.wrong": "own",
        }.get(code, "id")

    def problem(self, code: str, fields: dict[str, Any]) -> str:
        """A broken rule as one line below its field."""
        if code == "passphrase.wrong":
            return tr("This is not your passphrase. Check the keyboard language.")
        return notice(code, **fields).brief

    def _may_add(self) -> tuple[Role, ...]:
        if not may(self._user.role, Act.ADD_USER):
            return ()
        roles = _AT_POST[self._post]
        # A shift lead brings in colleagues, not somebody who could bring in more.
        if self._user.role is Role.SHIFT_LEAD:
            return tuple(role for role in roles if role is not Role.SHIFT_LEAD)
        return roles

    def _station_lines(self, kept: Kept) -> tuple[StationLine, ...]:
        place = f"{self._station} · {kept.station_name}" if kept.station_name else self._station
        private = tr("a private desk") if kept.private_desk else tr("a counter; others may see the screen")
        return (
            StationLine("station", tr("Station"), place),
            StationLine("post", tr("This PC is"), post_name(self._post.value)),
            StationLine("desk", tr("It stands at"), private),
        )

    def _user_line(self, user: User) -> UserLine:
        detail = role_name(user.role)
        if user.trained_child:
            detail = tr("{role}, trained to speak with children", role=detail)
        title = tr("{id} (you)", id=user.id) if user.id == self._user.id else str(user.id)
        return UserLine(str(user.id), title, detail)
