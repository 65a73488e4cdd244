"""What the settings page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """What this PC keeps, as it was read from the workspace."""

    cover_minutes: int
    lock_minutes: int
    slip_size: str
    printer: str
    private_desk: bool
    station_name: str
    has_pin: bool


@dataclass(frozen=True)
class StationLine:
    """A value of the station that cannot be changed here."""

    key: str
    name: str
    value: str


@dataclass(frozen=True)
class UserLine:
    """Somebody who can open this workspace."""

    id: str
    title: str
    detail: str


@dataclass(frozen=True)
class NewUser:
    """What was typed for a new user; never a personal name."""

    id: str
    role: str
    passphrase: str
    again: str
    pin: str
    trained_child: bool
    own_passphrase: str


@dataclass(frozen=True)
class SettingsState:
    """The page. ``roles`` are those this user may add, empty when none."""

    station: tuple[StationLine, ...]
    users: tuple[UserLine, ...]
    roles: tuple[tuple[str, str], ...]
    pin_text: str
