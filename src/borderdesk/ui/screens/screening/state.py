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
class FormTile:
    """A form on offer: its name, one line about it, minutes it takes, and what is unfinished in it."""

    form: str
    title: str
    about: str
    minutes: int
    unfinished: tuple[UnfinishedLine, ...]


@dataclass(frozen=True)
class PickerState:
    """The picker as it stands."""

    intake: Intake
    tiles: tuple[FormTile, ...]
