"""The referral composer as an officer uses it; for journeys and for the tests of the screen itself."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk


class ReferPage:
    """Speaks like an officer: ``refer.accepts("yes")``, ``refer.choose("lwu-bokeo")``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("refer.title")

    def accepts(self, answer: str) -> None:
        """What the person says about help: ``yes``, ``no`` or ``later``."""
        self._desk.press(f"answer.R6a.{answer}")

    def need(self, name: str) -> None:
        """Tick or untick a need."""
        self._desk.press(f"refer.need.{name}")

    def choose(self, receiver: str) -> None:
        """Choose a receiver by its directory number."""
        self._desk.press(f"refer.receiver.{receiver}")

    def choose_first(self) -> None:
        """Choose whatever stands first."""
        self._desk.press(f"refer.receiver.{self.offered()[0]}")

    def offered(self) -> list[str]:
        """Directory numbers of the receivers shown, the first first."""
        return list(self._desk.find("refer.receivers").tiles)  # type: ignore[attr-defined]  # the list's own tiles

    def card(self, receiver: str) -> str:
        """Everything a receiver's card says."""
        return self._desk.text(f"refer.receiver.{receiver}")

    def hand_over(self, mode: str) -> None:
        """How the person gets there."""
        self._desk.press(f"answer.R6c.{mode}")

    def escort(self, answer: str) -> None:
        """Whether the escort is of the sex the person prefers."""
        self._desk.press(f"answer.R6d.{answer}")

    def open_details(self) -> None:
        """Open the optional part of the referral form."""
        self._desk.press("refer.details")

    def explained_by(self, who: str) -> None:
        """Who explained the help that was not wanted."""
        self._desk.choose("refer.explainedBy", who)

    def report_gap(self) -> None:
        self._desk.press("refer.gap")

    def go_on(self) -> None:
        """Ask for agreement, keep for later, or save that no help is wanted."""
        self._desk.press("refer.primary")

    @property
    def act(self) -> str:
        """What the primary button says."""
        return self._desk.text("refer.primary")
