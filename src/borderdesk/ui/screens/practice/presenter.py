"""Stories and training records in words; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.desk.stories import MODULES
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.practice.state import (
    DoneLine,
    ModuleCard,
    RecordState,
    StoryLine,
)

if TYPE_CHECKING:
    from borderdesk.desk import Changes, DrillDone, Workspace


class PracticePresenter:
    """Reads anew whenever it is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def modules(self) -> tuple[ModuleCard, ...]:
        """The stories of a practice workspace by module; one that is in two stands under its first."""
        begun = desk.drills_begun(self._workspace)
        done = {each.drill: each for each in desk.own_training(self._workspace)}
        cards = []
        for module, title in MODULES.items():
            stories = [each for each in self._offered() if each.modules[0] == module]
            lines = tuple(
                StoryLine(
                    each.id,
                    each.title,
                    tr("Compared on {day}", day=short_date(done[each.id].day))
                    if each.id in done
                    else tr("Begun")
                    if each.id in begun
                    else "",
                    each.id in begun,
                )
                for each in stories
            )
            if lines:
                cards.append(ModuleCard(module, tr(title), lines))
        return tuple(cards)

    def record(self) -> RecordState:
        """The training record of the user, and what a trainer may do."""
        own = tuple(_done(each) for each in desk.own_training(self._workspace))
        role = self._workspace.user.role
        return RecordState(own, may(role, Act.READ_TRAINING), may(role, Act.EDIT_CONTENT))

    def _offered(self) -> list[desk.Drill]:
        """Health staff practise health checks, others every story."""
        screens = may(self._workspace.user.role, Act.SCREEN)
        return [each for each in desk.drills() if screens or each.forms == ("health",)]

    def waiting(self) -> tuple[DoneLine, ...]:
        """Finished in practice and not in the record yet; opens the practice workspace for a moment."""
        return tuple(_done(each) for each in desk.waiting_drills(self._workspace))

    def take_over(self) -> Changes:
        """Write them into the record."""
        return desk.take_over_drills(self._workspace).changes


def _done(each: DrillDone) -> DoneLine:
    return DoneLine(each.drill, each.title, short_date(each.day))
