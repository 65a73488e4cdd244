"""The page *Keys and cards*, reached from More."""

from __future__ import annotations

from typing import ClassVar

from borderdesk.text import tr
from borderdesk.ui.screens.cards.panel import CardsPanel
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class CardsScreen(Screen):
    """This desk's key card, and the cards it trusts."""

    name: ClassVar[str] = "keys"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.cards = CardsPanel(around, "keys.cards", self)
        self.column.add(self.cards.view)
        self.column.add_stretch()

    def title(self) -> str:
        return tr("Keys and cards")

    def sop(self) -> str:
        """The card about the care of data and devices."""
        return "S20"

    def enter(self) -> None:
        self.cards.load()

    def retranslate(self) -> None:
        self.cards.load()
