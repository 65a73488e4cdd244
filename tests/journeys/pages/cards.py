"""Key cards as both desks use them; part of Transfer, Inbox and *Keys and cards*."""

from __future__ import annotations

from pathlib import Path

from tests.ui.screens.desk_window import DeskWindow

from borderdesk.ui.widgets.six_words import SixWords


class CardsPart:
    """``cards.load(path)``, ``cards.trust()``, ``cards.write_to(stick)``."""

    def __init__(self, desk: DeskWindow, screen: str) -> None:
        self._desk = desk
        self._name = f"{screen}.cards"
        desk.rest()

    @property
    def own_words(self) -> tuple[str, ...]:
        """The six words of this desk."""
        return self._desk.find(f"{self._name}.words", SixWords).words

    @property
    def compared_words(self) -> tuple[str, ...]:
        """The six words on the comparing sheet."""
        return self._desk.find("compare.words", SixWords).words

    def load(self, path: Path) -> None:
        """Load a card file from a stick."""
        self._desk.press(f"{self._name}.load")
        self._desk.choose_file("cardChooser", path)

    def trust(self) -> None:
        """The words match."""
        self._desk.press("compare.trust")
        self._desk.rest()

    def refuse(self) -> None:
        """A word differs."""
        self._desk.press("compare.back")
        self._desk.rest()

    def write_to(self, stick: Path) -> str:
        """Write this desk's card to a stick; what is said then."""
        self._desk.press(f"{self._name}.write")
        self._desk.choose_folder("cardChooser", stick)
        return self._desk.text(f"{self._name}.written")
