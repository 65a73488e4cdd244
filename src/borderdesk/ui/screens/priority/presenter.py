"""The steps of the priority card as the desk gives them; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.text.dates import clock_time
from borderdesk.ui.screens.priority.state import PriorityState, StepLine

if TYPE_CHECKING:
    from borderdesk.desk import Changes, Workspace


class PriorityPresenter:
    """Reads the steps of one case and ticks them."""

    def __init__(self, workspace: Workspace, case: str) -> None:
        self._workspace = workspace
        self._case = case

    def load(self) -> PriorityState:
        """The card as it stands, times in the desk's own time."""
        zone = self._workspace.clock().tzinfo
        return PriorityState(
            tuple(
                StepLine(
                    step.id,
                    number,
                    step.text,
                    step.phone,
                    clock_time(step.done_at.astimezone(zone)) if step.done_at else "",
                )
                for number, step in enumerate(desk.priority_steps(self._workspace, self._case), start=1)
            )
        )

    def done(self, step: str) -> Changes:
        """Tick a step, with the time."""
        return desk.priority_step_done(self._workspace, self._case, step).changes
