"""The countersign page as a supervisor uses it."""

from __future__ import annotations

from tests.ui.screens.desk_window import DeskWindow


class CountersignPage:
    """``page.open_code``, ``page.in_force``, ``page.agree()``, ``page.keep("because…")``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.show("countersign")
        desk.rest()

    @property
    def intro(self) -> str:
        """How many wait."""
        return self._desk.text("countersign.intro")

    @property
    def open_code(self) -> str:
        """The record that is open; empty when none waits."""
        return self._desk.text("countersign.code") if self._desk.sees("countersign.code") else ""

    @property
    def in_force(self) -> str:
        """The value in force, with its reasons."""
        return "\n".join(
            (self._desk.text("countersign.inForce.value"), self._desk.text("countersign.inForce.reasons"))
        )

    @property
    def wished(self) -> str:
        """The value asked for, with its reason."""
        return "\n".join(
            (self._desk.text("countersign.wished.value"), self._desk.text("countersign.wished.reasons"))
        )

    def agree(self) -> None:
        """Agree with the lower step."""
        self._desk.press("countersign.agree")
        self._desk.rest()

    def keep(self, reason: str) -> None:
        """Keep the higher step."""
        self._desk.type("countersign.reason", reason)
        self._desk.press("countersign.keep")
        self._desk.rest()

    @property
    def banner(self) -> str:
        """What the strip under the header says."""
        return self._desk.text("countersign.banner") if self._desk.sees("countersign.banner") else ""
