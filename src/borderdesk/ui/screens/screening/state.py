"""What the screening picker shows."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk.ui.screens.today.state import UnfinishedLine


@dataclass(frozen=True)
class Intake:
    """What is said about a party before it is looked at; empty where nothing was chosen yet."""

    direction: str = ""
    age_group: str = ""
    language: str = "lo"
    party: int = 1

    @property
    def complete(self) -> bool:
        """Whether a first sight may start."""
        return bool(self.direction and self.age_group)


@dataclass(frozen=True)
class GroupLine:
    """A group in which somebody still waits: its short code and how far it is."""

    group: str
    short: str
    words: str


@dataclass(frozen=True)
class FormTile:
    """A form on offer: its name, one line about it, minutes it takes (0: not known), what is open in it.

    ``form`` of the group arrival is ``group_arrival``; its ``groups`` are those not finished.
    """

    form: str
    title: str
    about: str
    minutes: int
    unfinished: tuple[UnfinishedLine, ...]
    groups: tuple[GroupLine, ...] = ()
    draft: bool = True


@dataclass(frozen=True)
class PickerState:
    """The picker as it stands."""

    intake: Intake
    tiles: tuple[FormTile, ...]
    asks_intake: bool = True
    """Whether this role begins records, and so is asked about the party first."""
