"""The priority card as an officer uses it."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk

from borderdesk.ui.screens.priority.view import StepRow


class PriorityPage:
    """``priority.steps()``, ``priority.done("safe")``, ``priority.finish_later()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("priority.card")

    def steps(self) -> list[str]:
        """What is to be done, in order."""
        rows = self._desk.find("priority.card").findChildren(StepRow)
        return [self._desk.text(f"{row.objectName()}.text") for row in rows if row.isVisible()]

    def done(self, step: str) -> None:
        """Tick a step."""
        self._desk.press(f"priority.done.{step}")

    def when_done(self, step: str) -> str:
        """What stands beside a step that was ticked."""
        return self._desk.text(f"priority.done.{step}")

    def finish_later(self) -> None:
        """Back to the form."""
        self._desk.press("priority.primary")
