"""The consent screen as an officer uses it; for journeys and for the tests of the screen itself."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk

_AGREEMENTS = {"record": "R5(i)", "refer": "R5(ii)", "share": "R5(iii)", "statistics": "R5(iv)"}


class ConsentPage:
    """Speaks like an officer: ``consent.agree("share", "yes")``, ``consent.take_off("name")``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("consent.title")

    def agree(self, agreement: str, answer: str) -> None:
        """One of ``record``, ``refer``, ``share``, ``statistics``, answered yes, no or later."""
        self._desk.press(f"answer.{_AGREEMENTS[agreement]}.{answer}")

    def agree_to_all(self) -> None:
        """Yes to each agreement, one after the other."""
        for agreement in _AGREEMENTS:
            self.agree(agreement, "yes")

    def given_by(self, how: str) -> None:
        """``signature``, ``thumb`` or ``spoken``."""
        self._desk.press(f"answer.R5c.{how}")

    def answer(self, question: str, value: str) -> None:
        """Any other question of the page by its code, such as ``R5b``."""
        self._desk.press(f"answer.{question}.{value}")

    def take_off(self, item: str) -> None:
        """The person keeps an item back."""
        assert self.line(item).property("struck") is False, f"{item} is off the list already"
        self._desk.press(f"consent.takeOff.{item}")

    def put_back(self, item: str) -> None:
        """The person lets it go after all."""
        assert self.line(item).property("struck") is True, f"{item} is on the list"
        self._desk.press(f"consent.takeOff.{item}")

    def line(self, item: str):
        """The row of the preview for an item."""
        return self._desk.find(f"consent.preview.{item}")

    def told(self) -> dict[str, str]:
        """What the agency gets, item by item, as it is spoken."""
        card = self._desk.find("consent.preview")
        return {item: row.accessibleName() for item, row in card.rows.items()}  # type: ignore[attr-defined]  # the card's own rows

    def struck(self) -> set[str]:
        """Items that are struck out."""
        card = self._desk.find("consent.preview")
        return {item for item, row in card.rows.items() if row.property("struck")}  # type: ignore[attr-defined]  # the card's own rows

    def go_on(self) -> None:
        """Continue to print, keep for later, or save that there is no referral."""
        self._desk.press("consent.primary")

    @property
    def act(self) -> str:
        """What the primary button says."""
        return self._desk.text("consent.primary")
