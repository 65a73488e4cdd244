"""First sight as an officer uses it."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk

from borderdesk.ui.screens.mark_tile import MarkTile


class SightPage:
    """``sight.see("FS-01")``, ``sight.rest_not_seen()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("sight")

    def row(self, code: str) -> MarkTile:
        """A row's tile."""
        return self._desk.find(f"sight.row.{code}", MarkTile)

    def rows(self) -> list[str]:
        """Codes of the rows shown, in reading order."""
        tiles = self._desk.find("sight").findChildren(MarkTile)
        return sorted(tile.mark.key for tile in tiles if tile.isVisible())

    def see(self, code: str) -> None:
        """Mark a row as seen, or take that back."""
        self._desk.press(f"sight.row.{code}")

    def could_not_observe(self, code: str) -> None:
        """Put the focus on a row and press what the line below offers."""
        self.row(code).setFocus()
        self._desk.press("sight.reading.unobserved")

    @property
    def reading(self) -> str:
        """The full text of the row in focus."""
        return self._desk.text("sight.reading.text")

    def rest_not_seen(self) -> None:
        """The rest was looked at and not seen; go on."""
        self._desk.press("sight.primary")

    def nothing_to_note(self) -> None:
        """Nothing was seen: counted, no file."""
        self._desk.press("sight.nothing")
